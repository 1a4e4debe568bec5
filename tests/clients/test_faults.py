"""The known faults of programs are there, so that the list of them stays true."""

import pytest

from tests.clients.faults import FAULTS, differences, explains
from tests.clients.readers import READERS
from tests.schedule.ical.samples import calendar, lecture

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("fault", FAULTS, ids=lambda fault: f"{fault.program} {fault.what}")
def test_a_known_fault_is_still_there(fault, year):
    found = differences(fault.program, year)
    assert any(explains(fault, pair, year.zones[uid]) for uid, pair in found.items())


def test_words_that_end_and_begin_an_event_are_read_by_all_but_ts_ics():
    text = calendar(lecture(description="x\r\nEND:VEVENT\r\nBEGIN:VEVENT"))
    for name, read in READERS.items():
        if name == "ts-ics":
            with pytest.raises(AssertionError, match="ts-ics"):
                read(text)
        else:
            (told,) = read(text).values()
            assert "x\nEND:VEVENT\nBEGIN:VEVENT\n" in told.description
