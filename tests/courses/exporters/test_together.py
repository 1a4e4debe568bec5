"""A course read in one query is the course."""

from pathlib import Path

import pytest

from courses.exporters.rows import read_course, read_term
from courses.exporters.together import read_together
from courses.importers.course_file import parse_course, parse_term
from courses.importers.rows import save_course, save_term
from courses.models import Course, DaySwap, Deadline, Lecture, NoClassDay
from tests import factories

FIXTURES = Path(__file__).parents[3] / "fixtures"
FILES = sorted(FIXTURES.glob("mit-*.yaml"))


@pytest.fixture
def courses(db):
    save_term(parse_term((FIXTURES / "2023-fall.yaml").read_bytes()))
    for path in FILES:
        save_course(parse_course(path.read_bytes()))
    return Course.objects.select_related("term", "department")


def test_it_is_what_is_read_table_by_table(courses):
    assert len(courses) == len(FILES)
    for course in courses:
        written = read_together(course)
        assert written.course == read_course(course)
        assert written.term == read_term(course.term)


def test_every_kind_of_column_comes_back(courses):
    course = courses.get(slug="6.5940")
    last, before = course.lectures.order_by("-position")[:2]
    Lecture.objects.filter(pk=last.pk).update(merged_into=before)
    Lecture.objects.filter(pk=before.pk).update(
        pin_day="2023-12-09", pin_start="10:00", pin_end="11:30", pin_room='The "Hall" \\ 1'
    )
    Deadline.objects.filter(key="lab-1-due").update(extended_day="2023-12-01", extended_at="17:00")
    factories.MeetingExceptionFactory(meeting=course.meetings.first(), day="2023-10-17", held=False)
    factories.NoClassDayFactory(course=course, key="snow", day="2023-10-19")
    DaySwap.objects.create(term=course.term, key="swap", day="2023-10-11", follows="mon")
    written = read_together(course)
    assert written.course == read_course(course)
    assert written.term == read_term(course.term)


def test_it_takes_one_query(courses, django_assert_num_queries):
    course = courses.get(slug="6.5940")
    with django_assert_num_queries(1):
        read_together(course)


def test_it_knows_the_rows_of_the_items(courses):
    course = courses.get(slug="6.5940")
    factories.NoClassDayFactory(course=course, key="snow", day="2023-10-19")
    pks = read_together(course).pks
    assert pks[Lecture, "lecture-7"] == course.lectures.get(key="lecture-7").pk
    assert pks[NoClassDay, "snow"] == course.no_class_days.get().pk
    assert (NoClassDay, "thanksgiving") not in pks
