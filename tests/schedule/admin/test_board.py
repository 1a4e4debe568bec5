"""The plan board: what it shows, to whom, and for how many queries."""

from datetime import UTC, date, datetime

import pytest
from django.apps import apps
from django.contrib.contenttypes.models import ContentType
from django.urls import reverse

from courses.models import Course, Lecture
from schedule.publishing import publish
from tests import factories

LONG_AGO = datetime(2023, 9, 1, tzinfo=UTC)
MOST_QUERIES = 15


def address_of(course):
    return reverse("admin:courses_course_board", args=[course.pk])


@pytest.fixture
def course(db):
    """60 lectures on three weekdays and a bit, with labs that follow them."""
    term = factories.TermFactory(slug="2023-fall")
    factories.NoClassDayFactory(term=term, key="student-holiday", day=date(2023, 10, 10))
    course = factories.make_course(lectures=60, term=term, slug="6.5940", number="6.5940")
    course.meetings.update(weekdays="mon,tue,wed,thu,fri")
    for n in range(1, 11):
        lab = factories.LabFactory(course=course, key=f"lab-{n}", title=f"Lab {n}")
        lecture = course.lectures.get(key=f"lecture-{n * 5}")
        factories.ReleaseFactory(lab=lab, basis="lecture", day=None, anchor=lecture)
        factories.DeadlineFactory(
            lab=lab, basis="lecture", day=None, anchor=lecture, offset_days=7
        )
        factories.ResourceFactory(course=course, lecture=lecture)
    publish(course, now=LONG_AGO)
    return course


@pytest.fixture
def assistant(course, client):
    client.force_login(factories.MembershipFactory(course=course, role="ta").user)
    return client


def test_a_course_of_60_lectures_takes_15_queries_at_most(
    course, assistant, django_assert_max_num_queries
):
    ContentType.objects.get_for_models(*apps.get_models())
    with django_assert_max_num_queries(MOST_QUERIES) as captured:
        answer = assistant.get(address_of(course))
    assert answer.status_code == 200
    print(len(captured))


def test_days_are_in_order_with_what_stands_on_them(course, assistant):
    board = assistant.get(address_of(course)).context["board"]
    days = [day for week in board.weeks for day in week.days]
    assert [day.day for day in days] == sorted({day.day for day in days})
    shown = [
        lecture.key for day in days for session in day.sessions for lecture in session.lectures
    ]
    assert shown == [f"lecture-{n}" for n in range(1, 61)]
