"""A reminder in words: 6.5940: Lab 1 is due tomorrow, Sat Sep 30, 11:59 pm (Eastern Time)."""

from dataclasses import replace
from datetime import tzinfo
from zoneinfo import ZoneInfo

from django.utils.translation import gettext

from schedule.engine.entry import Entry, Kind
from schedule.engine.localtime import day_of
from schedule.reminders.due import Reminder
from schedule.wording import Clock, item_name, moment_words, zone_name
from schedule.wording.joining import labelled, sentence, sentences
from schedule.wording.phrase import fill

TODAY, TOMORROW = 0, 1


def reminder_text(
    reminder: Reminder, *, course: str, zone: ZoneInfo, there: tzinfo | None = None
) -> str:
    """Return what a reminder says, as plain text for the moment it comes.

    Args:
        reminder: The reminder.
        course: The course's number: one inbox has reminders of many courses.
        zone: The course's, in which its days and times are said.
        there: The reader's. What is not tomorrow on both clocks is called so on neither.
    """
    entry = reminder.entry
    clock = Clock(zone)
    said = fill(
        _template(entry.kind, _days_until(reminder, zone, there or zone)),
        course=course,
        item=item_name(entry),
        moment=moment_words(entry, clock),
        zone=zone_name(zone.key),
    )
    room = sentence(labelled(gettext("Room"), entry.room)) if entry.room else ""
    first = _first(entry)
    if first is None:
        return sentences(said, room)
    extended = fill(gettext("Extended from {moment}."), moment=moment_words(first, clock))
    return sentences(said, extended, room)


def _template(kind: Kind, days: int | None) -> str:
    if kind is Kind.DEADLINE:
        if days == TODAY:
            return gettext("{course}: {item} is due today, {moment} ({zone}).")
        if days == TOMORROW:
            return gettext("{course}: {item} is due tomorrow, {moment} ({zone}).")
        return gettext("{course}: {item} is due {moment} ({zone}).")
    if days == TODAY:
        return gettext("{course}: {item} is today, {moment} ({zone}).")
    if days == TOMORROW:
        return gettext("{course}: {item} is tomorrow, {moment} ({zone}).")
    return gettext("{course}: {item} is on {moment} ({zone}).")


def _days_until(reminder: Reminder, zone: tzinfo, there: tzinfo) -> int | None:
    """Return in how many days it is; None where that is another number on the reader's clock."""
    days, own = (
        (
            day_of(reminder.due, clock, reminder.entry.kind)
            - reminder.remind_at.astimezone(clock).date()
        ).days
        for clock in (zone, there)
    )
    return days if days == own else None


def _first(entry: Entry) -> Entry | None:
    """Return an extended deadline as it was first due."""
    if entry.first_day is None or entry.first_start is None:
        return None
    return replace(entry, day=entry.first_day, last_day=entry.first_day, start=entry.first_start)
