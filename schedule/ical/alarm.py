"""Alarms of an event (RFC 5545, section 3.6.6; their UID by RFC 9074, section 4)."""

from collections.abc import Iterable
from datetime import datetime, time, timedelta
from typing import Final
from uuid import NAMESPACE_URL, uuid5

from schedule.engine.entry import Entry, Kind
from schedule.ical.facts import AS_KEPT, CourseFacts, Form
from schedule.ical.text import content_line, one_line, text_line
from schedule.ical.vevent import span_of

MORNING: Final = timedelta(hours=9)
"""From when the alarms of what has no time of day count back: 9:00 on its day."""

TASK: Final = "VTODO\r\n"

_HOUR, _MINUTE = 3600, 60


def with_alarms(  # noqa: PLR0913 - what was given to make the component, each by its name
    component: str,
    entry: Entry,
    *,
    summary: str,
    facts: CourseFacts,
    uid: str,
    offsets: Iterable[timedelta],
    form: Form = AS_KEPT,
) -> str:
    """Return the VEVENT or VTODO with a DISPLAY alarm for each offset, the earliest first.

    An alarm counts back from when a session starts, coursework is due or out, or from 9:00 on the
    day of what has no time. Its trigger is told from the event's start, of a task from when it is
    due; in hours: programs differ on how long a day is when the clocks change. Alarms come last:
    one before a property makes Outlook refuse the event.

    Args:
        component: As `vevent` or `vtodo` returned it, in the same form.
        entry: What it says.
        summary: The same in a line.
        facts: What it says of its course.
        uid: The component's UID.
        offsets: How long before; none of them negative.
        form: The form the component is in.
    """
    body, name = component.rsplit("END:", 1)
    is_task = name == TASK
    lead = _lead(entry, facts, form, is_task=is_task)
    trigger = "TRIGGER;RELATED=END" if is_task else "TRIGGER"
    alarms = (
        _alarm(uid, offset, content_line(trigger, duration(lead - offset)), one_line(summary))
        for offset in sorted(set(offsets), reverse=True)
    )
    return f"{body}{''.join(alarms)}END:{name}"


def _lead(entry: Entry, facts: CourseFacts, form: Form, *, is_task: bool) -> timedelta:
    """Return how long after the event's start, or the task's end, its alarms count back from."""
    span = span_of(entry, facts.zone, form)
    if span is not None:
        start, end = span
        is_block = entry.kind is Kind.DEADLINE and not is_task
        return end - start if is_block else timedelta(0)
    if entry.start is None:
        return MORNING
    # What is on a day starts at the reader's midnight: what counts is the clock, not the instant.
    wall = entry.start.astimezone(facts.zone).replace(tzinfo=None)
    return wall - datetime.combine(entry.day, time())


def _alarm(uid: str, offset: timedelta, trigger: str, summary: str) -> str:
    name = uuid5(NAMESPACE_URL, f"{uid}#alarm-{offset // timedelta(seconds=1)}")
    return "".join(
        (
            "BEGIN:VALARM\r\n",
            content_line("UID", str(name)),
            content_line("ACTION", "DISPLAY"),
            trigger,
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
