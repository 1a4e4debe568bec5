"""Whatever the zone and however near a change of clocks, programs find an event at its instant."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo, available_timezones

from hypothesis import given, settings
from hypothesis import strategies as st

from schedule import ical
from schedule.engine.entry import Kind
from tests.clients.faults import unexplained
from tests.clients.published import told_of
from tests.clients.readers import READERS
from tests.clients.told import Feed
from tests.schedule.ical.samples import FACTS, calendar, deadline, lecture

ZONES = sorted(name for name in available_timezones() if "/" in name and name[0].isupper())
MINUTE = timedelta(minutes=1)
HALF_A_DAY = 12 * 60


def changes(zone, year):
    """Return the hours of a year in which the zone's clocks change, else its first hour."""
    first = datetime(year, 1, 1, tzinfo=UTC)
    hours = [first + timedelta(hours=hour) for hour in range(366 * 24)]
    offsets = [hour.astimezone(ZoneInfo(zone)).utcoffset() for hour in hours]
    return [
        hour
        for hour, before, after in zip(hours[1:], offsets, offsets[1:], strict=False)
        if before != after
    ] or [first]


def entry(key, kind, start, length, zone):
    """Return a lecture or a deadline at an instant."""
    day = start.astimezone(ZoneInfo(zone)).date()
    values = {"key": key, "start": start, "day": day, "last_day": day}
    if kind is Kind.DEADLINE:
        return deadline(**values)
    return lecture(**values, end=start + length)


@settings(max_examples=20)
@given(zone=st.sampled_from(ZONES), year=st.integers(2015, 2024), data=st.data())
def test_every_program_finds_events_around_changes_of_clocks(zone, year, data):
    near = st.builds(
        lambda change, minutes: change + minutes * MINUTE,
        st.sampled_from(changes(zone, year)),
        st.integers(-HALF_A_DAY, HALF_A_DAY),
    )
    lengths = st.integers(1, 300).map(lambda minutes: minutes * MINUTE)
    drawn = st.tuples(st.sampled_from([Kind.LECTURE, Kind.DEADLINE]), near, lengths)
    facts = ical.CourseFacts(FACTS.number, FACTS.title, FACTS.term, zone, FACTS.page)
    entries = [
        entry(f"item-{number}", *each, zone)
        for number, each in enumerate(data.draw(st.lists(drawn, min_size=1, max_size=6)))
    ]
    feed = Feed(
        calendar(*entries, facts=facts),
        {f"{each.key}@lectern": told_of(each, facts, sequence=3, alarms={}) for each in entries},
        {f"{each.key}@lectern": ZoneInfo(zone) for each in entries},
    )
    assert {program: odd for program in READERS if (odd := unexplained(program, feed))} == {}
