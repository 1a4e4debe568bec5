"""The keys that new items get, and the keys they do not."""

from datetime import date

import pytest

from courses.admin.keys import suggest_key
from courses.admin.register import Register, TermRegister
from courses.content.base import RESERVED_KEYS, check_item_key
from courses.models import (
    Announcement,
    DaySwap,
    Deadline,
    Lab,
    Lecture,
    Meeting,
    MeetingException,
    NoClassDay,
    Release,
    Resource,
)
from tests import factories


@pytest.mark.parametrize(
    ("item", "key"),
    [
        (Lecture(number=7, title="Quantization"), "lecture-7"),
        (Lecture(title="Guest: Ada Lovelace"), "guest-ada-lovelace"),
        (Lab(title="Lab_1 (out of  5)"), "lab-1-out-of-5"),
        (Release(lab=Lab(key="lab-1")), "lab-1-out"),
        (Deadline(lab=Lab(key="lab-1")), "lab-1-due"),
        (Deadline(lab=Lab(key="project"), title="Project proposal"), "project-proposal-due"),
        (Meeting(kind="lecture"), "class"),
        (Meeting(kind="office-hours"), "office-hours"),
        (
            MeetingException(meeting=Meeting(key="class"), day=date(2023, 10, 17)),
            "class-oct-17",
        ),
        (Resource(lecture=Lecture(key="lecture-7"), kind="slides"), "lecture-7-slides"),
        (Resource(kind="note", label="Read first"), "read-first"),
        (Announcement(day=date(2023, 10, 31)), "announcement-oct-31"),
        (NoClassDay(title="Snow day"), "snow-day"),
        (DaySwap(day=date(2024, 2, 20)), "swap-feb-20"),
        (Lecture(title="講義"), "lecture"),
        (Lab(title="—"), "lab"),
    ],
)
def test_a_key_is_made_from_kind_and_number_or_name(item, key):
    assert suggest_key(item) == key


@pytest.mark.parametrize(
    "title", [*sorted(RESERVED_KEYS), "last-class", "tba", "2023-10-10", "x" * 300, "a_b__c", "ß"]
)
def test_a_new_key_is_one_that_the_content_takes(db, title):
    register = Register(factories.CourseFactory())
    assert check_item_key(register.new_key(Lab(title=title)))


def test_a_key_that_is_taken_gets_a_number(db):
    course = factories.CourseFactory()
    factories.LectureFactory(course=course, number=1, key="lab-1")
    register = Register(course)
    assert [register.new_key(Lab(title="Lab 1")) for _ in range(2)] == ["lab-1-2", "lab-1-3"]


def test_the_keys_of_the_terms_days_are_taken(db):
    course = factories.CourseFactory()
    factories.NoClassDayFactory(term=course.term, key="thanksgiving")
    item = NoClassDay(title="Thanksgiving")
    assert Register(course).new_key(item) == "thanksgiving-2"


def test_a_terms_day_takes_no_key_of_its_courses(db):
    course = factories.CourseFactory()
    factories.NoClassDayFactory(course=course, key="snow-day")
    factories.LectureFactory(course=course, key="midterm")
    register = TermRegister(course.term)
    assert register.new_key(NoClassDay(title="Midterm")) == "midterm-2"


def test_new_items_come_last_one_after_another(db):
    lecture = factories.LectureFactory(position=25)
    register = Register(lecture.course)
    assert [register.new_place(Lecture) for _ in range(2)] == [26, 27]
    assert register.new_place(Lab) == 1
