"""Lists and forms of the admin ask the database as often for many rows as for one."""

import pytest
from django.apps import apps
from django.contrib.contenttypes.models import ContentType
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from courses.models import Course, Lecture
from schedule.models import Edition
from schedule.publishing import publish
from tests import factories
from tests.schedule.admin.posting import values_of

MANY = 7


def queries_of(client, address, **query):
    ContentType.objects.get_for_models(*apps.get_models())
    with CaptureQueriesContext(connection) as captured:
        answer = client.get(address, query)
    assert answer.status_code == 200
    return len(captured)


def fill(course, start, stop):
    """Make one of everything for each number."""
    meeting = course.meetings.get(key="class")
    for n in range(start, stop):
        chapter = factories.ChapterFactory(course=course)
        lecture = factories.LectureFactory(course=course, number=n, chapter=chapter)
        lab = factories.LabFactory(course=course)
        factories.ReleaseFactory(lab=lab, basis="lecture", day=None, anchor=lecture)
        factories.DeadlineFactory(lab=lab, basis="lecture", day=None, anchor=lecture)
        factories.ResourceFactory(course=course, lecture=lecture)
        factories.ResourceFactory(course=course, lab=lab)
        factories.ExamFactory(course=course, takes_slot=False)
        factories.AnnouncementFactory(course=course)
        factories.PersonFactory(course=course)
        factories.LinkFactory(course=course)
        factories.MeetingFactory(course=course, kind="office-hours", weekdays="mon")
        factories.MeetingExceptionFactory(meeting=meeting, day=f"2023-09-{n:02}")
        factories.NoClassDayFactory(course=course, day=f"2023-12-{n:02}")
        factories.MembershipFactory(course=course)
        factories.CohortFactory(term=course.term, department=course.department).courses.add(course)
        if n % 2:
            publish(course)
    publish(course)


@pytest.fixture
def course(db):
    course = factories.make_course(lectures=0, department=factories.DepartmentFactory())
    fill(course, 1, 2)
    return course


@pytest.fixture
def instructor(course, client):
    user = factories.MembershipFactory(course=course, role="instructor").user
    factories.MembershipFactory(
        user=user, course=None, department=course.department, role="administrator"
    )
    client.force_login(user)
    return client


LISTS = (
    "courses_announcement",
    "courses_chapter",
    "courses_cohort",
    "courses_course",
    "courses_deadline",
    "courses_exam",
    "courses_lab",
    "courses_lecture",
    "courses_link",
    "courses_meeting",
    "courses_meetingexception",
    "courses_membership",
    "courses_noclassday",
    "courses_person",
    "courses_release",
    "courses_resource",
    "courses_term",
    "schedule_edition",
    "schedule_event",
)


@pytest.mark.parametrize("name", LISTS)
def test_a_list_costs_the_same_for_many_rows(course, instructor, name):
    address = reverse(f"admin:{name}_changelist")
    one = queries_of(instructor, address)
    fill(course, 2, MANY)
    assert queries_of(instructor, address) == one


@pytest.mark.parametrize("name", ["courses_lecture", "courses_course", "courses_deadline"])
def test_a_list_costs_the_same_for_many_courses(course, instructor, name):
    address = reverse(f"admin:{name}_changelist")
    one = queries_of(instructor, address)
    user = course.memberships.get(role="instructor").user
    for _ in range(4):
        other = factories.make_course(lectures=1)
        factories.DeadlineFactory(lab=factories.LabFactory(course=other))
        factories.MembershipFactory(user=user, course=other)
        publish(other)
    assert queries_of(instructor, address) == one


def test_the_form_of_a_course_costs_the_same_for_many_rows(course, instructor):
    address = reverse("admin:courses_course_change", args=[course.pk])
    one = queries_of(instructor, address)
    fill(course, 2, MANY)
    assert queries_of(instructor, address) == one


def test_saving_one_lecture_of_many_in_the_form_of_a_course_costs_the_same(course, instructor):
    Course.objects.update(publish_on_save=False)
    address = reverse("admin:courses_course_change", args=[course.pk])
    counts = []
    for title in ("First", "Second"):
        data = values_of(instructor.get(address), **{"lectures-0-title": title})
        with CaptureQueriesContext(connection) as captured:
            assert instructor.post(address, data).status_code == 302
        counts.append(len(captured))
        if title == "First":
            fill(course, 2, MANY)
    assert Lecture.objects.get(key="lecture-1").title == "Second"
    assert counts[0] == counts[1]


def test_the_review_page_costs_the_same_for_many_changes(course, instructor):
    address = reverse("admin:courses_course_review", args=[course.pk])
    fill(course, 2, MANY)
    Lecture.objects.filter(key="lecture-1").update(title="New")
    one = queries_of(instructor, address)
    Lecture.objects.update(title="New")
    assert queries_of(instructor, address) == one


def test_the_page_of_findings_costs_the_same_for_many_of_them(course, instructor):
    address = reverse("admin:courses_course_findings", args=[course.pk])
    fill(course, 2, 4)
    one = queries_of(instructor, address)
    fill(course, 4, MANY)
    assert queries_of(instructor, address) == one


def test_the_form_of_a_lecture_costs_the_same_in_a_long_course(course, instructor):
    address = reverse("admin:courses_lecture_change", args=[course.lectures.get().pk])
    one = queries_of(instructor, address)
    fill(course, 2, MANY)
    assert queries_of(instructor, address) == one


def test_an_edition_of_many_changes_costs_the_same(course, instructor):
    small = Edition.objects.create(
        course=course,
        number=99,
        published_at=course.published_at,
        horizon=course.published_at,
        course_content={},
        term_content={},
    )
    big = Edition.objects.get(number=1)
    counts = {
        queries_of(instructor, reverse("admin:schedule_edition_change", args=[edition.pk]))
        for edition in (small, big)
    }
    assert len(counts) == 1
