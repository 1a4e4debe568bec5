"""Clashes: the same whichever way one looks, never of what only touches, never of one course."""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from hypothesis import given
from hypothesis import strategies as st

from schedule.engine.entry import Kind, Status
from schedule.pages.clashes import (
    Session,
    Usual,
    find_clashes,
    find_recurring,
    held_sessions,
)
from schedule.pages.happenings import Happening
from tests.schedule.ical.samples import all_day, deadline, lecture

EASTERN = ZoneInfo("America/New_York")
NOON = datetime(2023, 10, 31, 16, tzinfo=UTC)


def session(course, start, end, label="Lecture"):
    """Return a session by minutes from noon; None for an end that is not known."""
    return Session(
        course=course,
        number=course.upper(),
        label=label,
        start=NOON + timedelta(minutes=start),
        end=None if end is None else NOON + timedelta(minutes=end),
    )


sessions = st.builds(
    lambda course, start, length, label: session(
        course, start, None if length is None else start + length, str(label)
    ),
    st.sampled_from("abc"),
    st.integers(0, 300),
    st.none() | st.integers(1, 120),
    st.integers(0, 999),
)
calendars = st.lists(sessions, max_size=12)


def end_of(each):
    return each.end or each.start + timedelta(minutes=60)


@given(calendars)
def test_each_two_sessions_of_two_courses_that_share_time_clash_once(calendar):
    expected = sorted(
        sorted([(one.course, one.label), (other.course, other.label)])
        for n, one in enumerate(calendar)
        for other in calendar[n + 1 :]
        if one.course != other.course and one.start < end_of(other) and other.start < end_of(one)
    )
    found = sorted(
        sorted((each.course, each.label) for each in (clash.first, clash.second))
        for clash in find_clashes(calendar)
    )
    assert found == expected


@given(st.lists(sessions, max_size=12), st.randoms())
def test_the_order_of_sessions_makes_no_difference(calendar, random):
    shuffled = random.sample(calendar, len(calendar))
    assert find_clashes(shuffled) == find_clashes(calendar)


@given(calendars)
def test_a_clash_is_the_time_that_both_are_on(calendar):
    for clash in find_clashes(calendar):
        assert clash.start < clash.end
        for each in (clash.first, clash.second):
            assert each.start <= clash.start
            assert clash.end <= end_of(each)


@given(st.integers(0, 300), st.integers(1, 120), st.none() | st.integers(1, 120))
def test_what_only_touches_does_not_clash(start, length, more):
    end = start + length
    after = session("b", end, None if more is None else end + more)
    assert find_clashes([session("a", start, end), after]) == []


def test_an_end_that_is_not_known_counts_as_an_hour():
    assert find_clashes([session("a", 0, None), session("b", 60, 90)]) == []
    (clash,) = find_clashes([session("a", 0, None), session("b", 59, 90)])
    assert clash.end - clash.start == timedelta(minutes=1)


def test_of_times_that_the_clock_repeats_the_instants_count():
    def at(fold):
        return datetime(2023, 11, 5, 1, 30, fold=fold, tzinfo=EASTERN)

    early = Session("a", "A", "Lecture", at(0), at(0) + timedelta(minutes=20))
    late = Session("b", "B", "Lecture", at(1), None)
    assert find_clashes([early, late]) == []


def test_what_is_cancelled_or_stands_on_a_whole_day_is_not_held():
    held = lecture()
    entries = [
        held,
        lecture(status=Status.CANCELLED),
        lecture(status=Status.REMOVED),
        all_day(Kind.EXAM),
        deadline(),
    ]
    found = held_sessions(Happening(each, "a", "A") for each in entries)
    assert found == [Session("a", "A", "Lecture 7", held.start, held.end)]


def weekly(course, weeks, start, end):
    return [session(course, 7 * 24 * 60 * n + start, 7 * 24 * 60 * n + end) for n in range(weeks)]


def test_the_clashes_of_two_courses_are_told_together_with_their_usual_time():
    clashes = find_clashes([*weekly("b", 4, 0, 90), *weekly("a", 3, 30, 120)])
    (found,) = find_recurring(clashes, EASTERN, ["b", "a"])
    assert found.numbers == ("B", "A")
    # After Nov 5 the same instants are an hour earlier on the clock.
    assert found.days == (date(2023, 10, 31), date(2023, 11, 7), date(2023, 11, 14))
    assert found.usual == Usual(1, time(11, 30), time(12, 30))


def test_a_time_of_half_the_days_is_not_usual():
    clashes = find_clashes([*weekly("b", 2, 0, 90), *weekly("a", 2, 30, 120)])
    assert find_recurring(clashes, EASTERN, "ab")[0].usual is None


@given(calendars)
def test_every_clash_is_in_the_summary_of_its_two_courses(calendar):
    clashes = find_clashes(calendar)
    found = find_recurring(clashes, EASTERN, "abc")
    assert {each.numbers for each in found} == {
        tuple(sorted((clash.first.number, clash.second.number))) for clash in clashes
    }
    for each in found:
        assert list(each.days) == sorted(set(each.days))
