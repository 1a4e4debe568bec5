from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from schedule.reminders import Lead

NEW_YORK = ZoneInfo("America/New_York")
ZONES = [NEW_YORK, ZoneInfo("Europe/Berlin"), ZoneInfo("Australia/Lord_Howe"), ZoneInfo("UTC")]


@pytest.mark.parametrize(
    ("text", "lead", "canonical"),
    [
        ("P1D", Lead(days=1), "P1D"),
        ("P1W", Lead(days=7), "P7D"),
        ("PT2H", Lead(minutes=120), "PT2H"),
        ("PT120M", Lead(minutes=120), "PT2H"),
        ("PT24H", Lead(minutes=1440), "PT24H"),
        ("P1DT12H", Lead(days=1, minutes=720), "P1DT12H"),
        ("P1W2DT1H30M", Lead(days=9, minutes=90), "P9DT1H30M"),
        ("PT0M", Lead(), "PT0M"),
        ("P60D", Lead(days=60), "P60D"),
    ],
)
def test_a_duration_has_one_lead_and_one_form(text, lead, canonical):
    assert Lead.parse(text) == lead
    assert str(lead) == canonical
    assert Lead.parse(canonical) == lead


@pytest.mark.parametrize(
    "text",
    ["", "P", "PT", "P1", "1D", "-P1D", "P-1D", "-5", "P1Y", "P1M", "PT1S", "P1DT", "p1d", "P1.5D",
     "P61D", "PT9999H", "P1D\n", "P١D", "P" + "1" * 100 + "D"],
)  # fmt: skip
def test_anything_else_is_refused_with_what_is_allowed(text):
    with pytest.raises(ValueError, match="like P1D, PT2H or P1DT12H"):
        Lead.parse(text)


def test_a_day_before_is_the_same_time_on_the_clock_across_its_change():
    due = datetime(2023, 11, 5, 23, 59, tzinfo=NEW_YORK)  # clocks went back at 2:00 that day
    before = Lead(days=1).before(due, NEW_YORK)
    assert before.astimezone(NEW_YORK).isoformat() == "2023-11-04T23:59:00-04:00"
    assert due.astimezone(UTC) - before == timedelta(hours=25)


def test_hours_before_are_exact_across_a_change_of_clocks():
    due = datetime(2023, 11, 5, 12, 0, tzinfo=NEW_YORK)
    before = Lead.parse("PT24H").before(due, NEW_YORK)
    assert before.astimezone(NEW_YORK).isoformat() == "2023-11-04T13:00:00-04:00"


def test_a_day_before_in_the_hour_that_was_skipped_comes_after_the_gap():
    due = datetime(2024, 3, 11, 2, 30, tzinfo=NEW_YORK)
    before = Lead(days=1).before(due, NEW_YORK)
    assert before.astimezone(NEW_YORK).isoformat() == "2024-03-10T03:30:00-04:00"


def test_a_lead_of_hours_from_the_second_of_two_equal_hours_is_exact():
    due = datetime(2023, 11, 5, 1, 30, tzinfo=NEW_YORK, fold=1)
    assert Lead(minutes=60).before(due, NEW_YORK) == due.astimezone(UTC) - timedelta(hours=1)


@given(
    due=st.integers(0, 50_000_000),
    days=st.integers(0, 60),
    minutes=st.integers(0, 2000),
    zone=st.sampled_from(ZONES),
)
def test_a_reminder_never_comes_after_what_it_reminds_of(due, days, minutes, zone):
    moment = datetime(2000, 1, 1, tzinfo=UTC) + timedelta(minutes=due)
    assert Lead(days=days, minutes=minutes).before(moment, zone) <= moment
