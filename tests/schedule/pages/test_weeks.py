"""Weeks, spans of weeks, and the hours that all weeks of a term show."""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from schedule.pages.hours import Hours, hours_of
from schedule.pages.weeks import Span, Week

EASTERN = ZoneInfo("America/New_York")
YEARS = st.dates(date(1900, 1, 8), date(2199, 12, 1))


@given(YEARS)
def test_a_week_reads_back_from_its_address(day):
    week = Week.of(day)
    assert Week.parse(str(week)) == week
    assert week.monday <= day <= week.sunday


@pytest.mark.parametrize(
    "text", ["2023-W60", "2023-W00", "2023-39", "W39", "2023-w39", "0001-W01", ""]
)
def test_what_is_not_a_week_has_none(text):
    assert Week.parse(text) is None


def test_a_term_has_the_weeks_of_its_days():
    span = Span.of(date(2023, 9, 6), date(2023, 12, 13))
    assert (str(span.first), str(span.last), span.count) == ("2023-W36", "2023-W50", 15)
    assert span.number(Week.of(date(2023, 10, 31))) == 9
    assert span.number(Week.of(date(2023, 12, 18))) is None


def test_events_outside_the_term_add_a_few_weeks_but_no_numbers():
    span = Span.of(date(2023, 9, 6), date(2023, 12, 13), [date(2023, 12, 20), date(2030, 1, 1)])
    assert str(span.last) == "2024-W02"
    assert span.count == 15


@given(YEARS)
def test_the_nearest_week_is_one_that_is_shown(day):
    span = Span.of(date(2023, 9, 6), date(2023, 12, 13))
    assert span.nearest(day) in span


def session(hour, minute, length):
    start = datetime(2023, 9, 7, hour, minute, tzinfo=EASTERN).astimezone(UTC)
    return start, start + timedelta(minutes=length) if length else None


@pytest.mark.parametrize(
    ("sessions", "hours"),
    [
        ([(15, 35, 85), (17, 0, 60)], Hours(13, 19)),
        ([(11, 0, 90), (17, 0, 60)], Hours(10, 19)),
        ([(8, 0, 30)], Hours(4, 10)),
        ([(0, 0, 30)], Hours(0, 6)),
        ([(22, 0, 180)], Hours(18, 24)),
        ([(23, 50, None)], Hours(18, 24)),
        ([], Hours(9, 17)),
    ],
)
def test_hours_leave_one_free_on_each_side_and_are_six_at_least(sessions, hours):
    assert hours_of([session(*each) for each in sessions], EASTERN) == hours


@given(st.lists(st.tuples(st.integers(0, 23), st.integers(0, 59), st.integers(5, 300)), min_size=1))
def test_every_session_of_a_day_is_inside_the_hours(sessions):
    hours = hours_of([session(*each) for each in sessions], EASTERN)
    assert 0 <= hours.first < hours.last <= 24
    assert hours.last - hours.first >= 6
    for hour, minute, length in sessions:
        assert hours.first * 60 <= hour * 60 + minute
        assert min(hour * 60 + minute + length, 24 * 60) <= hours.last * 60


def test_the_axis_names_the_hours_in_words():
    assert [label.words for label in Hours(10, 14).labels] == [
        "10 am",
        "11 am",
        "noon",
        "1 pm",
        "2 pm",
    ]
    assert Hours(0, 24).labels[-1].words == "midnight"
