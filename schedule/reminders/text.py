"""A reminder in words: 6.5940: Lab 1 is due tomorrow, Sat Sep 30, 11:59 pm (Eastern Time)."""

from dataclasses import replace
from datetime import datetime, tzinfo
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
    days = days_until(entry, reminder.remind_at, zone, there or zone)
    said = reminder_sentence(entry, days=days, course=course, zone=zone)
    room = sentence(labelled(gettext("Room"), entry.room)) if entry.room else ""
    first = first_due(entry)
    if first is None:
        return sentences(said, room)
    moment = moment_words(first, Clock(zone))
    return sentences(said, fill(gettext("Extended from {moment}."), moment=moment), room)


def reminder_sentence(entry: Entry, *, days: int | None, course: str, zone: ZoneInfo) -> str:
    """Return what is when: 6.5940: Lab 1 is due tomorrow, Sat Sep 30, 11:59 pm (Eastern Time).

    Args:
        entry: What is reminded of.
        days: In how many days that is, of `days_until`.
        course: The course's number.
        zone: The course's.
    """
    return fill(
        _template(entry.kind, days),
        course=course,
        item=item_name(entry),
        moment=moment_words(entry, Clock(zone)),
        zone=zone_name(zone.key),
    )


def days_until(entry: Entry, at: datetime, zone: tzinfo, there: tzinfo) -> int | None:
    """Return in how many days it is; None where that is another number on the reader's clock."""
    if entry.start is None:
        return None
    days, own = (
        (day_of(entry.start, clock, entry.kind) - at.astimezone(clock).date()).days
        for clock in (zone, there)
    )
    return days if days == own else None


def first_due(entry: Entry) -> Entry | None:
    """Return an extended deadline as it was first due."""
    if entry.first_day is None or entry.first_start is None:
        return None
    return replace(entry, day=entry.first_day, last_day=entry.first_day, start=entry.first_start)


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
