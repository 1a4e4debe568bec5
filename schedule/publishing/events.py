"""Event rows: what a proposal writes into the published calendar, with its identity."""

from __future__ import annotations

from schedule.engine.entry import Entry, Kind, Status
from schedule.ical import CourseFacts
from schedule.models import Event
from schedule.models.event import TOMBSTONE
from schedule.publishing.proposal import Proposal
from schedule.serialising import facts_of, serialise, uid_of

IDENTITY = ("course", "key", "uid", "created_at")
"""Columns of an event that are written once."""


def write_events(proposal: Proposal) -> None:
    """Write the events that changed, in one statement: new ones and known ones alike."""
    events = changed_events(proposal)
    _agree_on_term_days(events, proposal)
    facts = facts_of(proposal.course, proposal.headline)
    if _facts_changed(proposal):
        events += _others(proposal, facts)
    for event in events:
        serialise(event, facts)
    Event.objects.bulk_create(
        events,
        update_conflicts=True,
        unique_fields=["course", "key"],
        update_fields=[
            field.name
            for field in Event._meta.concrete_fields
            if not field.primary_key and field.name not in IDENTITY
        ],
    )


def changed_events(proposal: Proposal) -> list[Event]:
    """Return the rows of what changes as they will be, not saved and without their text."""
    return [_event_of(change.after, proposal) for change in proposal.changes]


def _others(proposal: Proposal, facts: CourseFacts) -> list[Event]:
    """Return as changed the events whose entries do not change, but what they say of the course.

    Those that were removed too, for as long as feeds tell them.
    """
    written = {change.key for change in proposal.changes}
    others = [
        event
        for key, event in proposal.events.items()
        if key not in written
        and (event.status != Status.REMOVED or event.over_at >= proposal.now - TOMBSTONE)
        and _says_another(event, facts)
    ]
    for event in others:
        _mark_changed(event, proposal)
    return others


def _says_another(event: Event, facts: CourseFacts) -> bool:
    """Tell whether the event's text is another with these facts of its course."""
    kept = event.vevent
    serialise(event, facts)
    return event.vevent != kept


def _event_of(entry: Entry, proposal: Proposal) -> Event:
    """Return the event row, not saved, that says what the entry does."""
    event = proposal.events.get(entry.key)
    if event is None:
        event = Event(
            course=proposal.course,
            key=entry.key,
            uid=uid_of(proposal.course, entry, term_wide=_is_term_wide(entry, proposal)),
            created_at=proposal.now,
            changed_at=proposal.now,
            edition_number=proposal.course.edition_number,
        )
    else:
        _mark_changed(event, proposal)
    event.take(entry)
    return event


def _mark_changed(event: Event, proposal: Proposal) -> None:
    event.sequence += 1
    # Also where a clock was set back: programs drop what seems older than what they have.
    event.changed_at = max(event.changed_at, proposal.now)
    event.edition_number = proposal.course.edition_number


def _is_term_wide(entry: Entry, proposal: Proposal) -> bool:
    return entry.key in {day.key for day in proposal.term_value.no_class_days}


def _agree_on_term_days(events: list[Event], proposal: Proposal) -> None:
    """Give a term's no-class day the SEQUENCE it has in other courses: it is one item.

    Where another course says the same already, this one takes its SEQUENCE and the time of it;
    where all others say something older, it goes past them, now. It was made when the first of
    them told it.
    """
    days = {event.uid: event for event in events if event.kind == Kind.NO_CLASS}
    if not days:
        return
    elsewhere = Event.objects.filter(uid__in=days).exclude(course=proposal.course)
    for other in elsewhere.order_by("sequence"):
        event = days[other.uid]
        if event.key not in proposal.events:
            event.created_at = min(event.created_at, other.created_at)
        if other.sequence < event.sequence:
            continue
        if other.entry == event.entry:
            event.sequence, event.changed_at = other.sequence, other.changed_at
        else:
            event.sequence = other.sequence + 1
            event.changed_at = max(other.changed_at, proposal.now)


def _facts_changed(proposal: Proposal) -> bool:
    """Tell whether what every event says of its course differs from the current edition."""
    if proposal.edition is None:
        return False
    before, after = proposal.edition.course_content, proposal.course_content
    term_before, term_after = proposal.edition.term_content, proposal.term_content
    return any(
        old.get(name) != new.get(name)
        for old, new, names in (
            (before, after, ("number", "title", "slug", "term", "language")),
            (term_before, term_after, ("name", "slug", "time_zone")),
        )
        for name in names
    )
