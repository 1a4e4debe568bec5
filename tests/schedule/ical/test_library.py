"""What is kept is written by a library, other forms in little time: the same bytes."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from schedule.engine.entry import Kind, Status
from schedule.ical import component, library
from schedule.ical.component import Property
from tests.schedule.ical.samples import FACTS, all_day, deadline, lecture, vevent

ZONES = ("America/New_York", "Europe/Berlin", "Australia/Lord_Howe", "Asia/Kathmandu", "Etc/UTC")
ENTRIES = (lecture(), deadline(), all_day(Kind.RELEASE))
BEGINNING = datetime(1990, 1, 1, tzinfo=UTC)
HOURS = st.integers(0, 80 * 366 * 24).map(lambda hours: BEGINNING + timedelta(hours=hours))


def assert_same(entry, **values):
    quick = vevent(entry, **values, write=component.write)
    assert vevent(entry, **values, write=library.write) == quick


@pytest.mark.parametrize("zone", ZONES)
@pytest.mark.parametrize("entry", ENTRIES, ids=lambda each: each.key)
@pytest.mark.parametrize("status", Status)
def test_both_write_each_kind_in_each_state_alike(entry, zone, status):
    assert_same(replace(entry, status=status), facts=replace(FACTS, time_zone=zone))


@given(words=st.text(max_size=200))
def test_both_write_any_words_alike(words):
    assert_same(lecture(title=words, room=words, note=words))


@given(start=HOURS, zone=st.sampled_from(ZONES))
def test_both_write_any_hour_alike(start, zone):
    entry = lecture(start=start, end=start + timedelta(minutes=85))
    assert_same(entry, facts=replace(FACTS, time_zone=zone))


def test_a_line_that_is_not_ours_to_escape_stays_whole():
    url = Property("URL", "https://example.edu/a,b;c?d=e:f")
    for write in (component.write, library.write):
        assert write("VEVENT", [url]) == f"BEGIN:VEVENT\r\nURL:{url.value}\r\nEND:VEVENT\r\n"
