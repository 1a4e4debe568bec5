"""What a preview tells: conflicts, whom it reaches, and at what price."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from schedule.models import CalendarFetch
from schedule.moves import CancelLecture, NoClass, RestoreLecture, Then
from schedule.personal.calendars import Choice, make_calendar
from schedule.planning import Audience, preview
from schedule.publishing import publish
from tests.factories import DeadlineFactory, LabFactory, make_course

pytestmark = pytest.mark.django_db

SUMMER = datetime(2023, 8, 1, tzinfo=UTC)
NOW = datetime(2023, 9, 18, 12, tzinfo=UTC)
SNOW = date(2023, 9, 19)
MOST_QUERIES = 18


def make_published(lectures=4):
    course = make_course(lectures=lectures)
    anchor = course.lectures.get(key="lecture-4")
    lab = LabFactory(course=course, key="lab-1")
    DeadlineFactory(lab=lab, basis="lecture", anchor=anchor, day=None, offset_days=2)
    publish(course, now=SUMMER)
    return course


def test_anchored_dates_come_along_and_say_what_they_follow():
    shown = preview(make_published(), NoClass(SNOW, "Snow day"), now=NOW)
    assert [(row.change.key, row.follows) for row in shown.rows] == [
        ("snow-day", ""),
        ("lecture-4", ""),
        ("lab-1-due", "Lecture 4"),
    ]
    assert shown.rows[2].change.before.day == date(2023, 9, 21)
    assert shown.rows[2].change.after.day == date(2023, 9, 23)
    assert shown.summary == "No class on Tue Sep 19, its lecture and those after it move later"


def test_new_and_solved_conflicts_are_told_apart():
    course = make_published()
    shown = preview(course, NoClass(SNOW, "Snow day", Then.CANCEL), now=NOW)
    assert [(each.code, each.key) for each in shown.new] == [("anchor-cancelled", "lab-1-due")]
    assert shown.solved == ()
    course.lectures.filter(key="lecture-4").update(cancelled=True)
    back = preview(course, RestoreLecture("lecture-4"), now=NOW)
    assert [(each.code, each.key) for each in back.solved] == [("anchor-cancelled", "lab-1-due")]
    assert back.new == ()


def test_personal_calendars_with_the_course_are_counted():
    course = make_published()
    made = [make_calendar(Choice("", (course,), ""), now=NOW) for _ in range(3)]
    for calendar, ago in zip(made[:2], (1, 60), strict=True):
        CalendarFetch.objects.create(
            calendar=calendar.calendar, program="apple", fetched_at=NOW - timedelta(days=ago)
        )
    make_calendar(Choice("", (make_published(),), ""), now=NOW)
    assert preview(course, CancelLecture("lecture-4"), now=NOW).audience == Audience(3, 1)


@pytest.mark.parametrize("lectures", [4, 60])
def test_a_preview_asks_the_database_no_more_for_many_lectures(lectures):
    course = make_published(lectures)
    with CaptureQueriesContext(
        connection,
    ) as queries:
        preview(course, NoClass(SNOW, "Snow day"), now=NOW)
    assert len(queries) <= MOST_QUERIES
