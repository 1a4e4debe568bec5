"""One VTODO (RFC 5545, section 3.6.2): a deadline, for programs that keep lists of tasks."""

from uuid import NAMESPACE_URL, uuid5

from schedule.engine.entry import Entry, Status
from schedule.ical import text
from schedule.ical.facts import AS_KEPT, CourseFacts, Form, Identity, Said
from schedule.ical.text import content_line
from schedule.ical.vevent import (
    day_line,
    history_lines,
    kind_lines,
    moment_lines,
    span_of,
    word_lines,
)


def task_uid(uid: str) -> str:
    """Return the UID of the task of an event: another one, since a program may have both."""
    return f"{uuid5(NAMESPACE_URL, f'{uid}#task')}@lectern"


def vtodo(
    entry: Entry,
    *,
    said: Said,
    facts: CourseFacts,
    identity: Identity,
    form: Form = AS_KEPT,
) -> str:
    """Return one VTODO: lines ended by CRLF, folded, without alarms.

    It tells nothing of how far a reader is (PERCENT-COMPLETE, COMPLETED): a refresh would set that
    back. There is no DTSTART, so that no program hides it until it starts.

    Args:
        entry: A deadline.
        said: The same in words.
        facts: What it says of its course.
        identity: Of the event's row; the task's UID is made of the event's.
        form: How the subscriber wants it told.
    """
    confirmed = entry.status is Status.CONFIRMED
    status = "NEEDS-ACTION" if confirmed or form.cancelled_as_title else "CANCELLED"
    return "".join(
        (
            "BEGIN:VTODO\r\n",
            content_line("UID", task_uid(identity.uid)),
            content_line("DTSTAMP", text.utc(identity.changed)),
            _due(entry, facts, form),
            *word_lines(entry, said, facts),
            content_line("STATUS", status),
            *kind_lines(entry, facts),
            *history_lines(identity),
            "END:VTODO\r\n",
        )
    )


def _due(entry: Entry, facts: CourseFacts, form: Form) -> str:
    span = span_of(entry, form)
    if span is None:
        return day_line("DUE", entry.day)
    return "".join(moment_lines({"DUE": span[1]}, facts))
