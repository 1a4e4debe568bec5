"""A reminder in words: 6.5940: Lab 1 is due tomorrow, Sat Sep 30, 11:59 pm (Eastern Time)."""

from dataclasses import replace
from zoneinfo import ZoneInfo

from django.utils.translation import gettext

from schedule.engine.entry import Entry
from schedule.reminders.due import Reminder
from schedule.wording import Clock, item_name, moment_words, zone_name
from schedule.wording.joining import sentences
from schedule.wording.phrase import fill


def reminder_text(reminder: Reminder, *, course: str, zone: ZoneInfo) -> str:
    """Return what a reminder says, as plain text for the moment it comes.

    Args:
        reminder: The reminder.
        course: The course's number: one inbox has reminders of many courses.
        zone: The course's, in which its days and times are said.
    """
    entry = reminder.entry
    clock = Clock(zone)
    sentence = fill(
        _template(reminder, zone),
        course=course,
        item=item_name(entry),
        moment=moment_words(entry, clock),
        zone=zone_name(zone.key),
    )
    first = _first(entry)
    if first is None:
        return sentence
    extended = fill(gettext("Extended from {moment}."), moment=moment_words(first, clock))
    return sentences(sentence, extended)


def _template(reminder: Reminder, zone: ZoneInfo) -> str:
    days = (reminder.entry.day - reminder.remind_at.astimezone(zone).date()).days
    if days == 0:
        return gettext("{course}: {item} is due today, {moment} ({zone}).")
    if days == 1:
        return gettext("{course}: {item} is due tomorrow, {moment} ({zone}).")
    return gettext("{course}: {item} is due {moment} ({zone}).")


def _first(entry: Entry) -> Entry | None:
    """Return an extended deadline as it was first due."""
    if entry.first_day is None or entry.first_start is None:
        return None
    return replace(entry, day=entry.first_day, last_day=entry.first_day, start=entry.first_start)
