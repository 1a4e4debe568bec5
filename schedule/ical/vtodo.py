"""One VTODO (RFC 5545, section 3.6.2): a deadline, for programs that keep lists of tasks."""

from datetime import UTC
from uuid import NAMESPACE_URL, uuid5

from schedule.engine.entry import Entry, Status
from schedule.ical import component
from schedule.ical.component import Property
from schedule.ical.facts import AS_KEPT, CourseFacts, Form, Identity, Said
from schedule.ical.vevent import history_of, kind_of, moments, span_of, words_of


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
    return component.write(
        "VTODO",
        (
            Property("UID", task_uid(identity.uid)),
            Property("DTSTAMP", identity.changed.astimezone(UTC)),
            _due(entry, facts, form),
            *words_of(entry, said, facts),
            Property("STATUS", status),
            *kind_of(entry, facts),
            *history_of(identity),
        ),
    )


def _due(entry: Entry, facts: CourseFacts, form: Form) -> Property:
    span = span_of(entry, facts.zone, form)
    if span is None:
        return Property("DUE", entry.day)
    (due,) = moments({"DUE": span[1]}, facts)
    return due
