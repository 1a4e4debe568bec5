from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from schedule.engine.entry import Kind
from schedule.engine.localtime import (
    Fault,
    Instant,
    Span,
    changed,
    day_of,
    instant,
    is_past,
    span,
    within_day,
)
from tests.engine.strategies import ZONES

BOSTON = ZoneInfo("America/New_York")
LORD_HOWE = ZoneInfo("Australia/Lord_Howe")
SAO_PAULO = ZoneInfo("America/Sao_Paulo")


def utc(*parts):
    return datetime(*parts, tzinfo=UTC)


@pytest.mark.parametrize(
    ("day", "at", "zone", "expected"),
    [
        (date(2023, 9, 7), time(15, 35), BOSTON, Instant(utc(2023, 9, 7, 19, 35))),
        (date(2023, 11, 7), time(15, 35), BOSTON, Instant(utc(2023, 11, 7, 20, 35))),
        (date(2023, 9, 7), time(15, 35), ZoneInfo("Asia/Kolkata"), Instant(utc(2023, 9, 7, 10, 5))),
    ],
)
def test_a_local_time_becomes_an_instant(day, at, zone, expected):
    assert instant(day, at, zone) == expected


def test_a_skipped_local_time_moves_forward_by_the_gap():
    assert instant(date(2024, 3, 10), time(2, 30), BOSTON) == Instant(
        utc(2024, 3, 10, 7, 30), Fault.SKIPPED
    )
    assert instant(date(2024, 3, 10), time(2, 30), BOSTON).at.astimezone(BOSTON).time() == time(
        3, 30
    )


def test_a_gap_of_half_an_hour_moves_by_half_an_hour():
    moved = instant(date(2023, 10, 1), time(2, 15), LORD_HOWE)
    assert moved.fault is Fault.SKIPPED
    assert moved.at.astimezone(LORD_HOWE).time() == time(2, 45)


def test_a_repeated_local_time_is_the_first_one():
    assert instant(date(2023, 11, 5), time(1, 30), BOSTON) == Instant(
        utc(2023, 11, 5, 5, 30), Fault.REPEATED
    )


def test_a_span_that_clocks_would_turn_round_keeps_its_length():
    turned = span(date(2024, 3, 10), time(2, 45), time(3, 15), BOSTON)
    assert turned == Span(utc(2024, 3, 10, 7, 45), utc(2024, 3, 10, 8, 15), Fault.SKIPPED)


def test_spans_overlap_where_they_share_a_moment_and_not_where_they_touch():
    def at(start, end=None):
        return Span(utc(2023, 9, 7, start), utc(2023, 9, 7, end) if end else None)

    assert at(10, 12).overlaps(at(11, 13))
    assert at(10, 12).overlaps(at(11))
    assert at(10).overlaps(at(10))
    assert not at(10, 12).overlaps(at(12, 13))
    assert not at(10).overlaps(at(11))


@pytest.mark.parametrize(
    ("start", "end", "expected"),
    [
        (None, None, (15, 17)),
        (time(16), None, (16, 17)),
        (None, time(18), (15, 18)),
        (time(9), time(10), (9, 10)),
        (time(18), None, (18, 20)),
        (None, time(14), (15, 17)),
    ],
)
def test_what_a_changed_time_leaves_out_stays_and_the_length_where_it_must(start, end, expected):
    day, zone = date(2023, 9, 7), ZoneInfo("UTC")
    usual = span(day, time(15), time(17), zone)
    other = changed(usual, day, start, end, zone)
    assert (other.start.hour, other.end.hour) == expected


def test_a_changed_start_of_what_has_no_end_has_no_end():
    day, zone = date(2023, 9, 7), ZoneInfo("UTC")
    assert changed(span(day, time(15), None, zone), day, time(16), None, zone).end is None


def test_a_deadline_at_midnight_counts_to_the_day_before():
    midnight = instant(date(2023, 9, 29), time(0), BOSTON).at
    assert day_of(midnight, BOSTON, Kind.DEADLINE) == date(2023, 9, 28)
    assert day_of(midnight, BOSTON, Kind.LECTURE) == date(2023, 9, 29)
    assert day_of(midnight - timedelta(minutes=1), BOSTON, Kind.DEADLINE) == date(2023, 9, 28)


def test_a_midnight_that_clocks_skip_counts_to_the_day_before_too():
    skipped = instant(date(2018, 11, 4), time(0), SAO_PAULO)
    assert skipped.fault is Fault.SKIPPED
    assert day_of(skipped.at, SAO_PAULO, Kind.DEADLINE) == date(2018, 11, 3)


HALF_HOUR, SECOND = timedelta(minutes=30), timedelta(seconds=1)
AROUND_MIDNIGHT = [utc(2023, 1, 15, 3, 0), utc(2023, 7, 1, 22, 10)]
AROUND_CHANGES = [
    # A midnight that is skipped, one before which an hour comes twice, and one that comes twice.
    *(utc(2018, 11, 4, 3), utc(2018, 2, 18, 2), utc(2010, 11, 7, 2, 31)),
    *(utc(2023, 3, 12, 5), utc(2023, 11, 5, 5), utc(2023, 4, 1, 15), utc(2011, 12, 30, 10)),
]


@given(
    near=st.sampled_from([*AROUND_MIDNIGHT, *AROUND_CHANGES]),
    away=st.integers(-86_400, 86_400),
    zone=st.sampled_from([*ZONES, "America/St_Johns", "Asia/Beirut"]).map(ZoneInfo),
)
def test_the_half_hour_until_something_is_due_begins_on_its_day(near, away, zone):
    due = near + timedelta(seconds=away)
    day = day_of(due, zone, Kind.DEADLINE)
    start = within_day(due - HALF_HOUR, due, day=day, zone=zone)
    assert due - HALF_HOUR <= start < due
    assert start.astimezone(zone).date() == day
    if start > due - HALF_HOUR:
        assert (start - SECOND).astimezone(zone).date() != day


def test_a_midnight_that_comes_twice_is_the_last_one_before_the_end():
    newfoundland, day = ZoneInfo("America/St_Johns"), date(2010, 11, 7)
    first, second = utc(2010, 11, 7, 2, 30), utc(2010, 11, 7, 3, 30)
    for midnight in (first, second):
        assert midnight.astimezone(newfoundland).time() == time(0)
        for end in (midnight + SECOND, midnight + 59 * SECOND):
            assert within_day(end - HALF_HOUR, end, day=day, zone=newfoundland) == midnight


def test_a_midnight_that_comes_twice_on_one_day_is_the_first():
    havana, day = ZoneInfo("America/Havana"), date(2023, 11, 5)
    first, second = utc(2023, 11, 5, 4), utc(2023, 11, 5, 5)
    for midnight in (first, second):
        assert midnight.astimezone(havana).time() == time(0)
    end = second + SECOND
    assert within_day(end - HALF_HOUR, end, day=day, zone=havana) == end - HALF_HOUR


def test_what_has_no_time_is_past_on_the_day_after():
    horizon = instant(date(2023, 9, 19), time(12), BOSTON).at
    for day, start, expected in (
        (date(2023, 9, 18), None, True),
        (date(2023, 9, 19), None, False),
        (date(2023, 9, 19), horizon - timedelta(minutes=1), True),
        (date(2023, 9, 19), horizon, False),
    ):
        assert is_past(day, start, horizon=horizon, zone=BOSTON) is expected
