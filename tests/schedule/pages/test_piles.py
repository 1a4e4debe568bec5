"""Piles: each is as near together as it says, none is missed, and no deadline is told twice."""

from datetime import UTC, date, datetime, timedelta
from itertools import pairwise
from zoneinfo import ZoneInfo

from hypothesis import given
from hypothesis import strategies as st

from schedule.engine.entry import Status
from schedule.engine.piles import Due, find_piles
from schedule.pages.happenings import Happening
from schedule.pages.piles import standing_dues
from tests.schedule.ical.samples import deadline

EASTERN = ZoneInfo("America/New_York")
MIDNIGHT = datetime(2023, 11, 14)  # noqa: DTZ001 - on the course's clock
TWO_DAYS = timedelta(hours=48)


def due(course, hours, key="due"):
    """Return a deadline so many hours after the start of Nov 14."""
    at = MIDNIGHT + timedelta(hours=hours)
    return Due(at, course, key, at.date(), course.upper())


calendars = st.lists(
    st.tuples(st.sampled_from("abc"), st.integers(0, 240), st.integers(0, 99)),
    max_size=16,
    unique=True,
).map(lambda facts: [due(course, hours, str(key)) for course, hours, key in facts])


@given(calendars)
def test_a_pile_is_three_in_two_days_or_two_courses_on_one_day(calendar):
    for pile in find_piles(calendar):
        first, last = pile.days
        assert pile.dues[-1].at - pile.dues[0].at <= TWO_DAYS
        assert len(pile.dues) >= 3 or (first == last and len(pile.numbers) >= 2)


@given(calendars)
def test_no_deadline_is_in_two_piles_and_none_is_made_up(calendar):
    told = [each for pile in find_piles(calendar) for each in pile.dues]
    assert len(told) == len(set(told))
    assert set(told) <= set(calendar)


@given(calendars)
def test_nothing_that_is_left_over_would_be_a_pile(calendar):
    told = {each for pile in find_piles(calendar) for each in pile.dues}
    left = sorted(set(calendar) - told)
    for first, third in zip(left, left[2:], strict=False):
        assert third.at - first.at > TWO_DAYS
    days = {each.day for each in told}
    for one, other in pairwise(left):
        assert one.day != other.day or one.course == other.course or one.day in days


@given(calendars)
def test_no_two_days_have_more_deadlines_than_the_largest_pile(calendar):
    within = max(
        (sum(one.at <= each.at <= one.at + TWO_DAYS for each in calendar) for one in calendar),
        default=0,
    )
    largest = max((len(pile.dues) for pile in find_piles(calendar)), default=0)
    assert largest == within or within < 3


@given(calendars, st.randoms())
def test_the_order_of_deadlines_makes_no_difference(calendar, random):
    assert find_piles(random.sample(calendar, len(calendar))) == find_piles(calendar)


@given(calendars)
def test_piles_come_by_time_and_never_reach_into_each_other(calendar):
    piles = [pile for pile in find_piles(calendar) if len(pile.dues) >= 3]
    for one, other in pairwise(piles):
        assert one.dues[-1].at < other.dues[0].at


def test_forty_eight_hours_are_still_a_pile_and_a_minute_more_is_not():
    (pile,) = find_piles([due("a", 0), due("a", 24), due("b", 48)])
    assert (pile.numbers, pile.days) == (("A", "B"), (date(2023, 11, 14), date(2023, 11, 16)))
    late = due("b", 48)
    late = Due(late.at + timedelta(minutes=1), "b", "due", late.day, "B")
    assert find_piles([due("a", 0), due("a", 24), late]) == []


def test_two_of_one_course_on_a_day_are_no_pile_and_two_of_two_courses_are():
    assert find_piles([due("a", 1), due("a", 2, "other")]) == []
    assert len(find_piles([due("a", 1), due("b", 2)])) == 1


def test_the_clock_on_the_wall_counts_and_midnight_belongs_to_the_day_before():
    before = Happening(
        deadline(day=date(2023, 11, 3), start=datetime(2023, 11, 4, 4, tzinfo=UTC)), "a"
    )
    after = Happening(
        deadline(day=date(2023, 11, 5), start=datetime(2023, 11, 6, 5, tzinfo=UTC)), "a"
    )
    first, last = standing_dues([before, after], EASTERN, since=date(2023, 11, 1))
    # The clocks go back in between: 49 hours by another count.
    assert last.at - first.at == TWO_DAYS
    assert first.day == date(2023, 11, 3)
    assert first.at.date() == date(2023, 11, 4)


def test_what_is_cancelled_or_behind_is_not_counted():
    past = Happening(deadline(), "a")
    cancelled = Happening(deadline(status=Status.CANCELLED), "a")
    assert standing_dues([past, cancelled], EASTERN, since=date(2023, 11, 1)) == []
    assert len(standing_dues([past, cancelled], EASTERN, since=date(2023, 10, 31))) == 1
