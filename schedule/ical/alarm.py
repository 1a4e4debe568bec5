"""Alarms of an event (RFC 5545, section 3.6.6; their UID by RFC 9074, section 4)."""

from collections.abc import Iterable
from datetime import datetime, time, timedelta
from typing import Final
from uuid import NAMESPACE_URL, uuid5

from schedule.engine.entry import Entry, Kind
from schedule.ical.facts import AS_KEPT, CourseFacts, Form
from schedule.ical.text import content_line, text_line
from schedule.ical.vevent import END, span_of
from schedule.ical.words import summary_of

MORNING: Final = timedelta(hours=9)
"""From when the alarms of what has no time of day count back: 9:00 on its day."""

_HOUR, _MINUTE = 3600, 60


def with_alarms(
    vevent: str,
    entry: Entry,
    *,
    facts: CourseFacts,
    uid: str,
    offsets: Iterable[timedelta],
    form: Form = AS_KEPT,
) -> str:
    """Return the VEVENT with a DISPLAY alarm for each offset, the earliest first.

    An alarm counts back from when a session starts, coursework is due or out, or from 9:00 on the
    day of what has no time. Its trigger is told from the event's start, in hours: programs differ
    on how long a day is when the clocks change. Alarms come last: one before a property makes
    Outlook refuse the event.

    Args:
        vevent: The event as `vevent` returned it, in the same form.
        entry: What the event says.
        facts: What it says of its course.
        uid: The event's UID.
        offsets: How long before; none of them negative.
        form: The form the event is in.
    """
    lead = _lead(entry, facts, form)
    summary = summary_of(entry, facts, form)
    alarms = (
        _alarm(uid, offset, trigger=lead - offset, summary=summary)
        for offset in sorted(set(offsets), reverse=True)
    )
    return f"{vevent.removesuffix(END)}{''.join(alarms)}{END}"


def _lead(entry: Entry, facts: CourseFacts, form: Form) -> timedelta:
    """Return how long after the event's start its alarms count back from."""
    span = span_of(entry, form)
    if span is not None:
        start, end = span
        return end - start if entry.kind is Kind.DEADLINE else timedelta(0)
    if entry.start is None:
        return MORNING
    # An all-day event starts at the reader's midnight: what counts is the clock, not the instant.
    wall = entry.start.astimezone(facts.zone).replace(tzinfo=None)
    return wall - datetime.combine(entry.day, time())


def _alarm(uid: str, offset: timedelta, *, trigger: timedelta, summary: str) -> str:
    name = uuid5(NAMESPACE_URL, f"{uid}#alarm-{offset // timedelta(seconds=1)}")
    return "".join(
        (
            "BEGIN:VALARM\r\n",
            content_line("UID", str(name)),
            content_line("ACTION", "DISPLAY"),
            content_line("TRIGGER", duration(trigger)),
            text_line("DESCRIPTION", summary),
            "END:VALARM\r\n",
        )
    )


def duration(length: timedelta) -> str:
    """Return a DURATION in hours, minutes and seconds (RFC 5545, section 3.3.6): `-PT24H`.

    The grammar wants minutes between hours and seconds, even if there are none.
    """
    seconds = length // timedelta(seconds=1)
    sign = "-" if seconds < 0 else ""
    hours, rest = divmod(abs(seconds), _HOUR)
    minutes, seconds = divmod(rest, _MINUTE)
    parts = [f"{hours}H" if hours else ""]
    parts.append(f"{minutes}M" if minutes or (hours and seconds) else "")
    parts.append(f"{seconds}S" if seconds or not (hours or minutes) else "")
    return f"{sign}PT{''.join(parts)}"
