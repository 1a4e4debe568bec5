from dataclasses import replace
from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

from schedule.engine.entry import Entry, Kind, Status
from schedule.reminders import Lead, reminder_text, reminders_between

ZONE = ZoneInfo("America/New_York")
DAY, HOURS = Lead(days=1), Lead(minutes=120)

LAB_1 = Entry(
    key="lab-1-due",
    kind=Kind.DEADLINE,
    label="Lab 1",
    title="Pruning",
    day=date(2023, 9, 30),
    last_day=date(2023, 9, 30),
    start=datetime(2023, 9, 30, 23, 59, tzinfo=ZONE).astimezone(UTC),
    first_day=date(2023, 9, 28),
    first_start=datetime(2023, 9, 28, 23, 59, tzinfo=ZONE).astimezone(UTC),
)
LAB_2 = replace(
    LAB_1,
    key="lab-2-due",
    label="Lab 2",
    day=date(2023, 10, 12),
    last_day=date(2023, 10, 12),
    start=datetime(2023, 10, 12, 23, 59, tzinfo=ZONE).astimezone(UTC),
    first_day=None,
    first_start=None,
    time_stated=False,
)


def local(*parts):
    return datetime(*parts, tzinfo=ZONE)


AUTUMN = {"start": local(2023, 9, 1), "end": local(2023, 12, 1)}


def found(entries, *, leads=(DAY,), **limits):
    reminders = reminders_between(entries, leads=leads, zone=ZONE, **{**AUTUMN, **limits})
    return [(each.entry.key, str(each.lead), each.remind_at.astimezone(ZONE)) for each in reminders]


def texts(entry, *leads):
    reminders = reminders_between([entry], leads=leads, zone=ZONE, **AUTUMN)
    return [reminder_text(each, course="6.5940", zone=ZONE) for each in reminders]


def test_reminders_come_in_the_order_of_their_instants():
    assert found([LAB_2, LAB_1], leads=[HOURS, DAY]) == [
        ("lab-1-due", "P1D", local(2023, 9, 29, 23, 59)),
        ("lab-1-due", "PT2H", local(2023, 9, 30, 21, 59)),
        ("lab-2-due", "P1D", local(2023, 10, 11, 23, 59)),
        ("lab-2-due", "PT2H", local(2023, 10, 12, 21, 59)),
    ]


def test_a_lead_given_twice_reminds_once():
    assert len(found([LAB_1], leads=[DAY, Lead.parse("P1D")])) == 1


def test_the_start_of_the_range_is_in_it_and_its_end_is_not():
    at = local(2023, 9, 29, 23, 59)
    assert len(found([LAB_1], start=at)) == 1
    assert found([LAB_1], end=at) == []


def test_only_deadlines_that_stand_are_reminded_of():
    entries = [
        replace(LAB_1, status=Status.CANCELLED),
        replace(LAB_1, status=Status.REMOVED),
        replace(LAB_1, kind=Kind.RELEASE),
        replace(LAB_1, start=None),
    ]
    assert found(entries) == []


def test_the_text_says_how_far_away_it_is_and_from_when_it_was_extended():
    week, day, hours = texts(LAB_1, Lead(days=7), DAY, HOURS)
    extended = "Extended from Thu Sep 28, 11:59 pm."
    assert week == f"6.5940: Lab 1 is due Sat Sep 30, 11:59 pm (Eastern Time). {extended}"
    assert day == f"6.5940: Lab 1 is due tomorrow, Sat Sep 30, 11:59 pm (Eastern Time). {extended}"
    assert hours == f"6.5940: Lab 1 is due today, Sat Sep 30, 11:59 pm (Eastern Time). {extended}"


def test_a_time_that_nobody_stated_is_the_end_of_the_day():
    assert texts(LAB_2, DAY) == [
        "6.5940: Lab 2 is due tomorrow, Thu Oct 12, by end of day (Eastern Time)."
    ]
