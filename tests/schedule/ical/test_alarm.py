"""Alarms: when they ring, in hours, last in the event, and the same at every fetch."""

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from icalendar import vDuration

from schedule import ical
from schedule.engine.entry import Kind
from schedule.feeds.durations import format_duration, parse_duration
from schedule.ical.alarm import duration
from tests.schedule.ical.samples import (
    UID,
    all_day,
    deadline,
    lecture,
    parsed,
    unfolded,
    with_alarms,
)

DAY, HOUR, MINUTE = timedelta(days=1), timedelta(hours=1), timedelta(minutes=1)
LENGTHS = st.integers(0, 60 * 86_400).map(lambda seconds: timedelta(seconds=seconds))


def triggers(text):
    """Return the triggers as they are written."""
    return [line.partition(":")[2] for line in unfolded(text) if line.startswith("TRIGGER")]


def rings(text):
    """Return when the alarms ring: from the start that icalendar reads."""
    event = parsed(text)
    return [event["DTSTART"].dt + alarm["TRIGGER"].dt for alarm in event.walk("VALARM")]


def test_an_alarm_is_a_message_with_an_identity_and_stands_last():
    assert unfolded(with_alarms(lecture(), DAY))[-8:] == [
        "LAST-MODIFIED:20230901T123000Z",
        "BEGIN:VALARM",
        "UID:0b7ee577-fbaf-5f6c-ac86-4a0e545b3bfc",
        "ACTION:DISPLAY",
        "TRIGGER:-PT24H",
        "DESCRIPTION:6.5940 Lecture 7: Neural Architecture Search (Part I)",
        "END:VALARM",
        "END:VEVENT",
    ]


def test_a_session_rings_before_it_starts_the_earliest_alarm_first():
    text = with_alarms(lecture(), 15 * MINUTE, DAY, 15 * MINUTE)
    assert triggers(text) == ["-PT24H", "-PT15M"]


@given(offset=LENGTHS)
def test_a_deadline_rings_before_it_is_due(offset):
    (ring,) = rings(with_alarms(deadline(), offset))
    assert ring.astimezone(UTC) == deadline().start - offset


def test_a_deadline_that_is_due_now_rings_at_the_end_of_its_block():
    assert triggers(with_alarms(deadline(), DAY, timedelta(0))) == ["-PT23H30M", "PT30M"]


@given(minutes=st.integers(1, 60), offset=LENGTHS)
def test_a_deadline_after_midnight_rings_as_long_before_it_is_due(minutes, offset):
    due = datetime(2023, 11, 1, 4, tzinfo=UTC) + minutes * MINUTE
    entry = deadline(start=due, day=date(2023, 11, 1), last_day=date(2023, 11, 1))
    text = with_alarms(entry, offset)
    assert [ring.astimezone(UTC) for ring in rings(text)] == [due - offset]
    assert parsed(text)["DTSTART"].dt.date() == date(2023, 11, 1)


@pytest.mark.parametrize(
    ("start", "day", "trigger"),
    [
        (datetime(2023, 11, 1, 3, 59, tzinfo=UTC), date(2023, 10, 31), "-PT1M"),
        (datetime(2023, 11, 1, 4, 0, tzinfo=UTC), date(2023, 10, 31), "PT0S"),
        (datetime(2023, 10, 31, 16, 0, tzinfo=UTC), date(2023, 10, 31), "-PT12H"),
        # The clocks go back that night: a day of 25 hours, but 23:59 on the clock.
        (datetime(2023, 11, 6, 4, 59, tzinfo=UTC), date(2023, 11, 5), "-PT1M"),
    ],
)
def test_a_deadline_as_a_day_counts_back_on_the_clock_from_when_it_is_due(start, day, trigger):
    form = ical.Form(deadlines_as_days=True)
    entry = deadline(start=start, day=day, last_day=day)
    assert triggers(with_alarms(entry, DAY, form=form)) == [trigger]


def test_what_has_no_time_counts_back_from_nine_in_the_morning():
    entry = all_day(Kind.NO_CLASS)
    assert triggers(with_alarms(entry, DAY, timedelta(0))) == ["-PT15H", "PT9H"]


def test_alarms_of_one_event_differ_and_stay_the_same():
    texts = [with_alarms(lecture(), DAY, HOUR) for _ in range(2)]
    assert texts[0] == texts[1]
    uids = [line for line in unfolded(texts[0]) if line.startswith("UID:")]
    assert len(set(uids)) == 3
    assert uids[0] == f"UID:{UID}"


@given(length=LENGTHS | LENGTHS.map(lambda length: -length))
def test_a_duration_is_read_as_it_was_meant(length):
    assert vDuration.from_ical(duration(length)) == length
    assert "D" not in duration(length)


@given(length=LENGTHS)
def test_an_option_s_duration_has_one_form_that_is_read_back(length):
    assert parse_duration(format_duration(length)) == length
    assert vDuration.from_ical(format_duration(length)) == length
