from dataclasses import replace
from datetime import UTC, date, datetime, time
from zoneinfo import ZoneInfo

from schedule.engine.entry import Entry, Kind, Status
from schedule.reminders import Lead, Morning, Quiet, Rules, reminder_text, reminders_between

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
LECTURE = Entry(
    key="lecture-7",
    kind=Kind.LECTURE,
    label="Lecture 7",
    title="Neural Architecture Search",
    day=date(2023, 9, 28),
    last_day=date(2023, 9, 28),
    start=datetime(2023, 9, 28, 15, 35, tzinfo=ZONE).astimezone(UTC),
    end=datetime(2023, 9, 28, 17, tzinfo=ZONE).astimezone(UTC),
    room="36-156",
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


def rules(*leads, kinds=(Kind.DEADLINE,), zone=ZONE, quiet=None):
    return Rules(frozenset(kinds), leads, zone, quiet)


def found(entries, *, leads=(DAY,), rules=rules, **limits):
    reminders = reminders_between(entries, rules=rules(*leads), **{**AUTUMN, **limits})
    return [(each.entry.key, each.lead, each.remind_at.astimezone(ZONE)) for each in reminders]


def texts(entry, *leads, kinds=(Kind.DEADLINE,), zone=ZONE):
    reminders = reminders_between([entry], rules=rules(*leads, kinds=kinds, zone=zone), **AUTUMN)
    return [reminder_text(each, course="6.5940", zone=ZONE, there=zone) for each in reminders]


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


def test_what_begins_is_reminded_of_where_its_kind_is_asked_for():
    assert found([LECTURE]) == []
    assert texts(LECTURE, Lead(days=2), DAY, HOURS, kinds=[Kind.LECTURE]) == [
        "6.5940: Lecture 7 is on Thu Sep 28, 3:35–5:00 pm (Eastern Time). Room: 36-156.",
        "6.5940: Lecture 7 is tomorrow, Thu Sep 28, 3:35–5:00 pm (Eastern Time). Room: 36-156.",
        "6.5940: Lecture 7 is today, Thu Sep 28, 3:35–5:00 pm (Eastern Time). Room: 36-156.",
    ]


def test_the_morning_is_that_of_the_reader_s_clock():
    tokyo = ZoneInfo("Asia/Tokyo")
    (reminder,) = reminders_between([LAB_1], rules=rules(Morning(), zone=tokyo), **AUTUMN)
    assert reminder.lead == "morning"
    assert reminder.remind_at == datetime(2023, 10, 1, 8, tzinfo=tokyo)


def test_what_is_tomorrow_on_one_of_two_clocks_alone_is_called_so_on_neither():
    tokyo = ZoneInfo("Asia/Tokyo")
    # Reminded at 12:59 pm of Sep 30 in Tokyo, where it is due at that time of Oct 1.
    (day,) = texts(LAB_1, DAY, zone=tokyo)
    assert day.startswith("6.5940: Lab 1 is due tomorrow, Sat Sep 30, 11:59 pm (Eastern Time).")
    (hours,) = texts(LAB_1, Lead(minutes=14 * 60), zone=tokyo)
    assert hours.startswith("6.5940: Lab 1 is due Sat Sep 30, 11:59 pm (Eastern Time).")


def test_what_falls_into_quiet_hours_comes_before_them_and_once():
    quiet = Quiet(time(21), time(7))

    def with_quiet(*leads):
        return rules(*leads, quiet=quiet)

    assert found([LAB_1], leads=[HOURS, Lead(minutes=60), DAY], rules=with_quiet) == [
        ("lab-1-due", "P1D", local(2023, 9, 29, 21)),
        ("lab-1-due", "PT1H", local(2023, 9, 30, 21)),
    ]
