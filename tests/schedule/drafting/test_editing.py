"""The horizon of what waits to be published: a day that was acted on, or now."""

from datetime import UTC, date, datetime, timedelta

import pytest

from courses.models import NoClassDay
from schedule.drafting.editing import horizon_of, past_day_of
from schedule.publishing import publish
from tests.factories import (
    ExamFactory,
    MeetingExceptionFactory,
    NoClassDayFactory,
    make_course,
)

pytestmark = pytest.mark.django_db

SUMMER = datetime(2023, 8, 1, tzinfo=UTC)
NOW = datetime(2023, 10, 20, 12, tzinfo=UTC)
SNOW = date(2023, 9, 19)
SNOW_MIDNIGHT = datetime(2023, 9, 19, 4, tzinfo=UTC)

ACTIONS = {
    "a no-class day of the course": lambda course: NoClassDayFactory(course=course, day=SNOW),
    "a no-class day of the term": lambda course: NoClassDayFactory(term=course.term, day=SNOW),
    "a day swap of the term": lambda course: course.term.day_swaps.create(
        key="swap", day=SNOW, follows="mon"
    ),
    "an exam": lambda course: ExamFactory(course=course, day=SNOW),
    "a day of a meeting": lambda course: MeetingExceptionFactory(
        meeting=course.meetings.get(), day=SNOW
    ),
}


@pytest.mark.parametrize("act", ACTIONS.values(), ids=ACTIONS.keys())
def test_an_action_on_a_past_day_plans_from_that_day_on(act):
    course = make_course()
    publish(course, now=SUMMER)
    act(course)
    assert horizon_of(course, now=NOW) == SNOW_MIDNIGHT


def test_an_action_on_a_day_to_come_plans_from_now_on():
    course = make_course()
    publish(course, now=SUMMER)
    NoClassDayFactory(course=course, day=date(2023, 11, 2))
    assert horizon_of(course, now=NOW) == NOW
    assert past_day_of(course, now=NOW) is None


def test_a_day_that_was_moved_counts_from_the_earlier_of_both():
    course = make_course()
    NoClassDayFactory(course=course, day=SNOW)
    publish(course, now=SUMMER)
    NoClassDay.objects.update(day=SNOW + timedelta(days=9))
    assert horizon_of(course, now=NOW) == SNOW_MIDNIGHT


def test_a_day_that_is_kept_counts_as_long_as_it_is_past():
    course = make_course()
    publish(course, now=SUMMER)
    course.plan_from = SNOW
    assert horizon_of(course, now=NOW) == SNOW_MIDNIGHT
    assert past_day_of(course, now=NOW) == SNOW
    assert past_day_of(course, now=SUMMER) is None


def test_other_edits_plan_from_now_on():
    course = make_course()
    NoClassDayFactory(course=course, day=SNOW)
    publish(course, now=SUMMER)
    course.lectures.update(title="New")
    NoClassDay.objects.update(title="Another name")
    assert horizon_of(course, now=NOW) == NOW
