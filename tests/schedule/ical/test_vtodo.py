"""One VTODO: a deadline for programs that keep lists of tasks."""

from datetime import UTC, date, datetime, timedelta

import icalendar
import pytest
import vobject
from ical.calendar_stream import IcsCalendarStream

from schedule import ical
from schedule.engine.entry import Status
from tests.schedule.ical.samples import UID, deadline, unfolded, vtodo, wrap

AS_DAYS = ical.Form(deadlines_as_days=True)
DAY = timedelta(days=1)


def values(text, *names):
    lines = (line.partition(":") for line in unfolded(text))
    return [value for name, _, value in lines if name.partition(";")[0] in names]


def test_a_task_says_what_its_deadline_does_and_nothing_of_how_far_one_is():
    assert unfolded(vtodo(deadline())) == [
        "BEGIN:VTODO",
        f"UID:{ical.task_uid(UID)}",
        "DTSTAMP:20230901T123000Z",
        "DUE;TZID=America/New_York:20231031T235900",
        "SUMMARY:6.5940 Lab 4 due",
        (
            "DESCRIPTION:Due Tue Oct 31\\, 11:59 pm (America/New_York).\\nLLM compression\\n\\n"
            "https://lectern.example.edu/2023-fall/6.5940/lab-4-due/"
        ),
        "STATUS:NEEDS-ACTION",
        "CATEGORIES:DEADLINE",
        "COLOR:firebrick",
        "URL:https://lectern.example.edu/2023-fall/6.5940/lab-4-due/",
        "SEQUENCE:3",
        "CREATED:20230801T120000Z",
        "LAST-MODIFIED:20230901T123000Z",
        "END:VTODO",
    ]


def test_a_task_has_a_uid_of_its_own_that_stays_the_same():
    assert ical.task_uid(UID) == ical.task_uid(UID) != UID
    assert ical.task_uid(f"other-{UID}") != ical.task_uid(UID)


@pytest.mark.parametrize(
    ("status", "form", "said"),
    [
        (Status.CANCELLED, ical.AS_KEPT, "CANCELLED"),
        (Status.REMOVED, ical.AS_KEPT, "CANCELLED"),
        (Status.CANCELLED, ical.Form(cancelled_as_title=True), "NEEDS-ACTION"),
    ],
)
def test_a_cancelled_task_says_so_by_status_and_summary_or_by_summary_alone(status, form, said):
    text = vtodo(deadline(status=status), form=form)
    assert values(text, "STATUS", "SUMMARY") == ["Cancelled: 6.5940 Lab 4 due", said]


def test_a_task_can_be_due_on_its_day_and_without_a_time_is():
    assert "DUE;VALUE=DATE:20231031" in unfolded(vtodo(deadline(), form=AS_DAYS))
    assert "DUE;VALUE=DATE:20231031" in unfolded(vtodo(deadline(start=None)))


def test_a_task_due_at_a_time_that_comes_twice_is_due_in_utc():
    twice = date(2023, 11, 5)
    entry = deadline(day=twice, last_day=twice, start=datetime(2023, 11, 5, 6, 30, tzinfo=UTC))
    assert values(vtodo(entry), "DUE") == ["20231105T063000Z"]


def test_an_alarm_of_a_task_counts_back_from_when_it_is_due_in_hours_and_stands_last():
    lines = unfolded(vtodo(deadline(), DAY, timedelta(0)))
    assert [line for line in lines if line.startswith("TRIGGER")] == [
        "TRIGGER;RELATED=END:-PT24H",
        "TRIGGER;RELATED=END:PT0S",
    ]
    assert lines.index("BEGIN:VALARM") > lines.index("LAST-MODIFIED:20230901T123000Z")
    assert lines[-2:] == ["END:VALARM", "END:VTODO"]


def test_an_alarm_of_a_task_on_its_day_counts_back_on_the_clock():
    assert values(vtodo(deadline(), DAY, form=AS_DAYS), "TRIGGER") == ["-PT1M"]


def test_a_task_due_shortly_after_midnight_is_due_and_rings_as_any():
    first = date(2023, 11, 1)
    entry = deadline(start=datetime(2023, 11, 1, 4, 5, tzinfo=UTC), day=first, last_day=first)
    assert values(vtodo(entry, DAY), "DUE", "TRIGGER") == ["20231101T000500", "-PT24H"]


def test_programs_that_we_did_not_write_read_the_same_task():
    text = wrap([vtodo(deadline(), DAY)], days=[date(2023, 10, 31)])
    due = deadline().start
    (read,) = icalendar.Calendar.from_ical(text.encode()).walk("VTODO")
    assert (read["DUE"].dt, str(read["SUMMARY"])) == (due, "6.5940 Lab 4 due")
    (alarm,) = read.walk("VALARM")
    assert (alarm["TRIGGER"].dt, alarm["TRIGGER"].params["RELATED"]) == (-DAY, "END")
    told = vobject.readOne(text).vtodo
    assert (told.due.value, told.status.value) == (due, "NEEDS-ACTION")
    (todo,) = IcsCalendarStream.calendar_from_ics(text).todos
    assert (todo.due, todo.status.value, todo.summary) == (
        due,
        "NEEDS-ACTION",
        "6.5940 Lab 4 due",
    )
