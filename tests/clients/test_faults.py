"""The known faults of programs are there, so that the list of them stays true."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from tests.clients.faults import FAULTS, differences, explains
from tests.clients.published import told_of
from tests.clients.readers import READERS
from tests.clients.told import Feed
from tests.schedule.ical.samples import FACTS, calendar, lecture

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def ramadan():
    """A lecture in the last minutes of the month in which Morocco's clocks are set back."""
    facts, start = (
        replace(FACTS, time_zone="Africa/Casablanca"),
        datetime(2018, 6, 17, 1, tzinfo=UTC),
    )
    day, end = start.date(), start + timedelta(minutes=59)
    held = lecture(start=start, end=end, day=day, last_day=day)
    uid = f"{held.key}@lectern"
    told = told_of(held, facts, sequence=3, alarms={})
    return Feed(calendar(held, facts=facts), {uid: told}, {uid: facts.zone})


@pytest.mark.parametrize("fault", FAULTS, ids=lambda fault: f"{fault.program} {fault.what}")
def test_a_known_fault_is_still_there(fault, year, ramadan):
    assert any(
        explains(fault, pair, feed.zones[uid])
        for feed in (ramadan, year)
        for uid, pair in differences(fault.program, feed).items()
    )


def test_words_that_end_and_begin_an_event_are_read_by_all_but_ts_ics():
    text = calendar(lecture(description="x\r\nEND:VEVENT\r\nBEGIN:VEVENT"))
    for name, read in READERS.items():
        if name == "ts-ics":
            with pytest.raises(AssertionError, match="ts-ics"):
                read(text)
        else:
            (told,) = read(text).values()
            assert "x\nEND:VEVENT\nBEGIN:VEVENT\n" in told.description
