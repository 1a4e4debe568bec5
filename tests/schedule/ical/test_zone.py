"""A VTIMEZONE agrees with the IANA zone at every moment that a feed can name."""
# ruff: noqa: DTZ001 - a VTIMEZONE is about local times

from datetime import UTC, datetime, timedelta
from io import StringIO
from zoneinfo import ZoneInfo, available_timezones

import icalendar
import pytest
from dateutil.tz import tzical
from hypothesis import given
from hypothesis import strategies as st

from schedule.ical.zone import vtimezone

ZONES = sorted(name for name in available_timezones() if "/" in name and name[0].isupper())
TICK = timedelta(seconds=1)


def as_dateutil_reads(text, zone):
    return tzical(StringIO(text)).get(zone)


def as_icalendar_reads(text, zone):
    return icalendar.Timezone.from_ical(text).to_tz(lookup_tzid=False)


def changes(zone, year):
    """Return local times around each change of clocks of a year."""
    tz, at = ZoneInfo(zone), datetime(year, 1, 1, tzinfo=UTC)
    while at.year == year:
        later = at + timedelta(hours=1)
        if at.astimezone(tz).utcoffset() != later.astimezone(tz).utcoffset():
            for moment in (at - TICK, at, later, later + TICK, at + timedelta(minutes=30)):
                yield moment.astimezone(tz).replace(tzinfo=None)
        at = later


def happens_once(zone, wall):
    """Tell whether a local time is neither skipped nor repeated."""
    tz = ZoneInfo(zone)
    return wall.replace(tzinfo=tz).utcoffset() == wall.replace(tzinfo=tz, fold=1).utcoffset()


def disagreements(zone, years, walls, read):
    text = vtimezone(zone, first_year=years[0], last_year=years[1])
    tz, iana = read(text, zone), ZoneInfo(zone)
    return [
        wall
        for wall in walls
        if happens_once(zone, wall)
        and wall.replace(tzinfo=tz).utcoffset() != wall.replace(tzinfo=iana).utcoffset()
    ]


@pytest.mark.parametrize("read", [as_dateutil_reads, as_icalendar_reads])
@given(
    zone=st.sampled_from(ZONES),
    year=st.integers(1975, 2060),
    span=st.integers(0, 2),
    data=st.data(),
)
def test_it_agrees_with_iana_through_the_years_asked_for(read, zone, year, span, data):
    years = (year, year + span)
    moments = st.datetimes(datetime(year, 1, 1), datetime(year + span, 12, 31, 23, 59))
    walls = [
        *data.draw(st.lists(moments, max_size=10)),
        *(wall for each in range(year, year + span + 1) for wall in changes(zone, each)),
        datetime(year, 1, 1),
        datetime(year + span, 12, 31, 23, 59),
    ]
    walls = [wall for wall in walls if year <= wall.year <= year + span]
    assert disagreements(zone, years, walls, read) == []


def test_a_zone_with_one_yearly_rule_is_written_as_outlook_reads_it():
    assert vtimezone("America/New_York", first_year=2023, last_year=2024).split("\r\n") == [
        "BEGIN:VTIMEZONE",
        "TZID:America/New_York",
        "BEGIN:DAYLIGHT",
        "DTSTART:20210314T020000",
        "TZOFFSETFROM:-0500",
        "TZOFFSETTO:-0400",
        "TZNAME:EDT",
        "RRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=2SU",
        "END:DAYLIGHT",
        "BEGIN:STANDARD",
        "DTSTART:20211107T020000",
        "TZOFFSETFROM:-0400",
        "TZOFFSETTO:-0500",
        "TZNAME:EST",
        "RRULE:FREQ=YEARLY;BYMONTH=11;BYDAY=1SU",
        "END:STANDARD",
        "END:VTIMEZONE",
        "",
    ]


@pytest.mark.parametrize(
    ("zone", "rules"),
    [
        ("Europe/Dublin", {"BYMONTH=3;BYDAY=-1SU", "BYMONTH=10;BYDAY=-1SU"}),
        ("Australia/Sydney", {"BYMONTH=4;BYDAY=1SU", "BYMONTH=10;BYDAY=1SU"}),
        ("Africa/Casablanca", set()),
        ("Asia/Tokyo", set()),
    ],
)
def test_a_rule_is_written_only_where_it_is_true(zone, rules):
    lines = vtimezone(zone, first_year=2023, last_year=2023).split("\r\n")
    found = {line.removeprefix("RRULE:FREQ=YEARLY;") for line in lines if line.startswith("RRULE")}
    assert found == rules


def test_summer_time_is_daylight_also_where_the_law_calls_winter_the_exception():
    lines = vtimezone("Europe/Dublin", first_year=2023, last_year=2023).split("\r\n")
    assert lines[lines.index("BEGIN:DAYLIGHT") + 4] == "TZNAME:IST"
    assert lines[lines.index("BEGIN:STANDARD") + 4] == "TZNAME:GMT"


def test_a_zone_without_changes_has_one_observance():
    assert vtimezone("Asia/Tokyo", first_year=2023, last_year=2023).count("BEGIN:STANDARD") == 1


def test_offsets_of_seconds_are_written_out():
    assert "TZOFFSETTO:-045602" in vtimezone("America/New_York", first_year=1880, last_year=1881)
