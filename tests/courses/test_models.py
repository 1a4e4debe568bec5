"""What the database holds by itself, and what `full_clean` says in words."""

from datetime import date, time

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.db.models import RestrictedError

from courses.models import Course, Membership, Resource, Term
from tests.factories import (
    ChapterFactory,
    CourseFactory,
    DeadlineFactory,
    DepartmentFactory,
    ExamFactory,
    LabFactory,
    LectureFactory,
    MeetingExceptionFactory,
    MeetingFactory,
    NoClassDayFactory,
    ReleaseFactory,
    ResourceFactory,
    TermFactory,
    UserFactory,
)

pytestmark = pytest.mark.django_db

MAKERS = {
    "a course slug twice a term": lambda course: CourseFactory(term=course.term, slug=course.slug),
    "a key twice in a table": lambda course: [
        LectureFactory(course=course, number=1, key="same") for _ in range(2)
    ],
    "a term that ends before it starts": lambda _: TermFactory(last_day=date(2023, 1, 1)),
    "a meeting that ends before it starts": lambda course: MeetingFactory(
        course=course, end=time(15, 0)
    ),
    "a meeting valid until before it is valid": lambda course: MeetingFactory(
        course=course, valid_from=date(2023, 10, 2), valid_until=date(2023, 10, 1)
    ),
    "two exceptions of a meeting on one day": lambda course: [
        MeetingExceptionFactory(meeting=meeting)
        for meeting in [MeetingFactory(course=course)]
        for _ in range(2)
    ],
    "a no-class day of a term and a course": lambda course: NoClassDayFactory(
        course=course, term=course.term
    ),
    "a no-class day of nothing": lambda _: NoClassDayFactory(),
    "a no-class range that ends before it starts": lambda course: NoClassDayFactory(
        course=course, last_day=date(2023, 10, 9)
    ),
    "a deadline fixed and anchored": lambda course: DeadlineFactory(
        lab=LabFactory(course=course), anchor=LectureFactory(course=course)
    ),
    "a deadline neither fixed nor anchored": lambda course: DeadlineFactory(
        lab=LabFactory(course=course), day=None
    ),
    "a release to be announced with a date": lambda course: ReleaseFactory(
        lab=LabFactory(course=course), basis="tba"
    ),
    "an extension with a time and no day": lambda course: DeadlineFactory(
        lab=LabFactory(course=course), extended_at=time(12)
    ),
    "a pin with a start and no day": lambda course: LectureFactory(
        course=course, pin_start=time(10)
    ),
    "a lecture cancelled and merged": lambda course: LectureFactory(
        course=course, number=2, cancelled=True, merged_into=LectureFactory(course=course)
    ),
    "an exam with an end and no start": lambda course: ExamFactory(course=course, end=time(12)),
    "a resource without address and note": lambda course: ResourceFactory(course=course, url=""),
    "a resource of a lecture and a lab": lambda course: ResourceFactory(
        course=course, lecture=LectureFactory(course=course), lab=LabFactory(course=course)
    ),
    "a membership of nothing": lambda _: Membership.objects.create(
        user=UserFactory(), role="instructor"
    ),
    "an instructor of a department": lambda _: Membership.objects.create(
        user=UserFactory(), role="instructor", department=DepartmentFactory()
    ),
}


@pytest.mark.parametrize("make", MAKERS.values(), ids=MAKERS.keys())
def test_the_database_refuses(make):
    course = CourseFactory()
    with pytest.raises(IntegrityError), transaction.atomic():
        make(course)


def test_one_key_stands_once_in_a_course_whatever_it_is_of():
    course = CourseFactory()
    LabFactory(course=course, key="taken")
    lecture = LectureFactory.build(course=course, key="taken")
    with pytest.raises(ValidationError) as caught:
        lecture.full_clean()
    assert caught.value.message_dict == {"key": ["This course has a lab with this key."]}


def test_a_key_is_written_once():
    lecture = LectureFactory(number=7)
    lecture.key = "lecture-8"
    with pytest.raises(ValidationError) as caught:
        lecture.full_clean()
    assert caught.value.message_dict == {"key": ["A key is written once and never changes."]}


@pytest.mark.parametrize("key", ["week", "changes", "Lecture-7", "a b", "class-2023-09-07", ""])
def test_a_key_that_cannot_be_an_address_is_refused(key):
    lecture = LectureFactory.build(course=CourseFactory(), key=key)
    with pytest.raises(ValidationError) as caught:
        lecture.full_clean()
    assert list(caught.value.message_dict) == ["key"]


@pytest.mark.parametrize("slug", ["admin", "api", "calendars", "healthz", "static", "theme"])
def test_a_term_cannot_take_the_address_of_a_page(slug):
    with pytest.raises(ValidationError) as caught:
        TermFactory.build(slug=slug).full_clean()
    assert list(caught.value.message_dict) == ["slug"]


def test_what_a_lecture_refers_to_is_of_its_course():
    lecture = LectureFactory.build(course=CourseFactory(), chapter=ChapterFactory())
    with pytest.raises(ValidationError) as caught:
        lecture.full_clean()
    assert caught.value.message_dict == {"chapter": ["This is of another course."]}


def test_an_unknown_time_zone_is_refused_in_words():
    with pytest.raises(ValidationError) as caught:
        TermFactory.build(time_zone="Mars/Base").full_clean()
    assert "time_zone" in caught.value.message_dict


def test_a_lecture_that_a_deadline_follows_is_not_deleted_by_accident():
    lecture = LectureFactory()
    DeadlineFactory(
        lab=LabFactory(course=lecture.course), basis="lecture", day=None, anchor=lecture
    )
    with pytest.raises(RestrictedError):
        lecture.delete()


def test_a_course_is_deleted_with_all_that_is_in_it():
    lecture = LectureFactory()
    ResourceFactory(course=lecture.course, lecture=lecture)
    DeadlineFactory(
        lab=LabFactory(course=lecture.course), basis="lecture", day=None, anchor=lecture
    )
    lecture.course.delete()
    assert not Resource.objects.exists()


def test_a_course_is_found_by_its_address_in_one_query(django_assert_num_queries):
    course = CourseFactory()
    with django_assert_num_queries(1):
        found = Course.objects.at(course.term.slug, course.slug).get()
        assert found.term.name == "Fall 2023"


def test_a_no_class_day_of_a_course_cannot_take_the_key_of_another_item():
    course = CourseFactory()
    LectureFactory(course=course, key="taken")
    with pytest.raises(ValidationError) as caught:
        NoClassDayFactory.build(course=course, key="taken").full_clean()
    assert caught.value.message_dict == {"key": ["This course has a lecture with this key."]}


def test_a_term_that_is_saved_draws_a_new_revision():
    term = TermFactory()
    before = term.revision
    term.save(update_fields=["name"])
    term.refresh_from_db()
    assert term.revision != before


def revisions():
    return dict(Term.objects.values_list("slug", "revision"))


def test_a_course_that_moves_draws_a_new_revision_of_both_its_terms():
    course = CourseFactory(term__slug="2023-fall")
    other = TermFactory(slug="2024-fall")
    for columns in (None, ["term"], ["term_id"]):
        before = revisions()
        course.term, other = other, course.term
        course.save(update_fields=columns)
        assert before.items() & revisions().items() == set()


def test_a_course_that_stays_draws_one_of_its_own_term():
    course = CourseFactory(term__slug="2023-fall")
    TermFactory(slug="2024-fall")
    for columns in (None, ["title"]):
        before = revisions()
        course.save(update_fields=columns)
        assert {slug for slug, _ in before.items() - revisions().items()} == {"2023-fall"}
