"""Publishing: the reconciler between what is written and what is published.

`publish` derives the entries that should stand, compares them with the events that do, and applies
the difference in one transaction as a new edition. With nothing to change it changes nothing, to
the byte. A preview is the same code, up to the point of writing.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.contrib.auth.models import User
from django.db import transaction
from django.utils import timezone

from courses import content
from courses.exporters.rows import read_course, read_term
from courses.models import Course, Term, draw_revision
from schedule.engine.change import ChangeKind, EntryChange
from schedule.engine.conflict import Conflict
from schedule.engine.derive import Derivation, derive
from schedule.engine.entry import Entry, Kind, Status
from schedule.engine.record import record_of
from schedule.headline import Headline
from schedule.models import Change, Edition, Event
from schedule.serialising import facts_of, serialise, uid_of

ITEM_LISTS = ("lectures", "labs", "exams", "announcements", "no_class_days")
"""What of a course's content its events show; the rest is the course page's."""

IDENTITY = ("course", "key", "uid", "created_at")
"""Columns of an event that are written once."""

PUBLISHED = ("edition_number", "published_at", "revision", "headline")
"""Columns of a course that publishing writes."""

GONE = frozenset({ChangeKind.CANCELLED, ChangeKind.REMOVED})
MOVES_WITHOUT_REVIEW = 1


class CourseChangedError(Exception):
    """The course changed since the preview was drawn; nothing was applied.

    Attributes:
        proposal: What publishing would do now.
    """

    def __init__(self, proposal: Proposal) -> None:
        """Keep the fresh proposal, to be shown."""
        super().__init__("The course changed since this preview was drawn.")
        self.proposal = proposal


@dataclass(frozen=True, kw_only=True)
class Proposal:
    """What publishing would do.

    Attributes:
        course: The row of the course.
        course_value: The content as written.
        term_value: The term as written.
        derivation: The entries that should stand, with plan, changes and conflicts.
        events: The event rows by key, of removed items too.
        edition: The current edition; None where the course was never published.
        horizon: Before it, what was published stays.
        now: When it was drawn.
    """

    course: Course
    course_value: content.Course
    term_value: content.Term
    derivation: Derivation
    events: Mapping[str, Event]
    edition: Edition | None
    horizon: datetime
    now: datetime

    @property
    def changes(self) -> tuple[EntryChange, ...]:
        """The differences between what is published and what should stand."""
        return self.derivation.changes

    @property
    def conflicts(self) -> tuple[Conflict, ...]:
        """What the plan could not do as written."""
        return self.derivation.conflicts

    @property
    def blocking(self) -> tuple[Conflict, ...]:
        """The conflicts that need a decision."""
        return tuple(conflict for conflict in self.conflicts if conflict.is_blocking)

    @property
    def new_blocking(self) -> tuple[Conflict, ...]:
        """The blocking conflicts that the current edition does not have."""
        known = (
            {(old["code"], old["key"]) for old in self.edition.conflicts} if self.edition else set()
        )
        return tuple(new for new in self.blocking if (new.code, new.key) not in known)

    @property
    def content_changed(self) -> bool:
        """Whether anything written differs from the current edition."""
        return self.edition is None or (
            self.edition.course_content != _json(self.course_value)
            or self.edition.term_content != _json(self.term_value)
        )

    @property
    def page_changed(self) -> bool:
        """Whether the course page changes in what no event shows."""
        if self.edition is None:
            return False
        before, after = self.edition.course_content, _json(self.course_value)
        return _page_part(before) != _page_part(after) or (
            self.content_changed and not self.changes
        )

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing to publish."""
        return not self.changes and not self.content_changed

    @property
    def needs_review(self) -> bool:
        """Whether a save must not publish it unseen.

        So it is where a published event would be cancelled or removed, more than one lecture would
        move, a blocking conflict is new, or the course was never published.
        """
        if self.edition is None:
            return True
        gone = any(change.kind in GONE for change in self.changes)
        moved = sum(
            change.kind is ChangeKind.MOVED and change.after.kind is Kind.LECTURE
            for change in self.changes
        )
        return gone or moved > MOVES_WITHOUT_REVIEW or bool(self.new_blocking)

    @property
    def token(self) -> str:
        """A fingerprint of what is published and of all that would be."""
        parts = [
            self.course.revision,
            _json(self.course_value),
            _json(self.term_value),
            [[change.kind, record_of(change.after)] for change in self.changes],
        ]
        return hashlib.sha256(json.dumps(parts, sort_keys=True).encode()).hexdigest()


def propose(
    course: Course, *, horizon: datetime | None = None, now: datetime | None = None
) -> Proposal:
    """Return what `publish` would do now, changing nothing.

    Args:
        course: The course, as its row is in the database.
        horizon: Aware; what was published for a time before it stays. By default `now`.
        now: Aware; by default the present, in whole seconds as calendars have them.
    """
    now = (now or timezone.now()).replace(microsecond=0)
    horizon = horizon or now
    events = {event.key: event for event in Event.objects.filter(course=course)}
    edition = Edition.objects.filter(course=course, number=course.edition_number).first()
    course_value, term_value = read_course(course), read_term(course.term)
    derivation = derive(
        term_value,
        course_value,
        published={key: event.entry for key, event in events.items()},
        horizon=horizon,
    )
    return Proposal(
        course=course,
        course_value=course_value,
        term_value=term_value,
        derivation=derivation,
        events=events,
        edition=edition,
        horizon=horizon,
        now=now,
    )


@transaction.atomic
def publish(
    course: Course,
    *,
    by: User | None = None,
    note: str = "",
    horizon: datetime | None = None,
    now: datetime | None = None,
    token: str | None = None,
) -> Edition | None:
    """Publish what is written as a new edition; return it, or None where nothing changed.

    Two who publish at once come one after the other: the course's row is locked.

    Args:
        course: The course; its row is read anew under the lock, and `course` brought up to date.
        by: Who publishes; None for a command.
        note: For readers, in the change log.
        horizon: Aware; what was published for a time before it stays. By default `now`.
        now: Aware; by default the present.
        token: Of the proposal that was shown; without it anything is applied.

    Raises:
        CourseChangedError: What would be applied is not what the token was drawn of.
    """
    locked = _lock(course)
    proposal = propose(locked, horizon=horizon, now=now)
    if token is not None and token != proposal.token:
        raise CourseChangedError(proposal)
    if proposal.is_empty:
        return None
    edition = _apply(proposal, by=by, note=note)
    for column in PUBLISHED:
        setattr(course, column, getattr(locked, column))
    return edition


@transaction.atomic
def publish_saved(
    course: Course,
    *,
    by: User | None,
    horizon: datetime | None = None,
    now: datetime | None = None,
) -> Edition | Proposal | None:
    """Publish after a save, where the course does so and the change is a small one.

    Returns:
        The edition if it was published, the proposal if it waits as a draft, None if the save
        changed nothing that a reader could see.
    """
    proposal = propose(_lock(course), horizon=horizon, now=now)
    if proposal.is_empty:
        return None
    if not proposal.course.publish_on_save or proposal.needs_review:
        return proposal
    return publish(course, by=by, horizon=horizon, now=proposal.now)


def _lock(course: Course) -> Course:
    rows = Course.objects.select_for_update(of=("self",)).select_related("term")
    return rows.get(pk=course.pk)


def _apply(proposal: Proposal, *, by: User | None, note: str) -> Edition:
    course = proposal.course
    course.edition_number += 1
    course.published_at = proposal.now
    course.revision = draw_revision()
    Headline.of(proposal.course_value, proposal.term_value).keep_on(course)
    course.save(update_fields=PUBLISHED)
    Term.objects.filter(pk=course.term_id).update(revision=draw_revision())
    edition = Edition.objects.create(
        course=course,
        number=course.edition_number,
        published_at=proposal.now,
        horizon=proposal.horizon,
        by=by,
        note=note,
        course_content=_json(proposal.course_value),
        term_content=_json(proposal.term_value),
        conflicts=[_record(conflict) for conflict in proposal.conflicts],
    )
    Change.objects.bulk_create(_change_rows(proposal, edition))
    _write_events(proposal)
    return edition


def _change_rows(proposal: Proposal, edition: Edition) -> list[Change]:
    rows = [
        Change.of(change, edition=edition, position=position)
        for position, change in enumerate(proposal.changes, start=1)
    ]
    if proposal.page_changed:
        rows.append(Change(edition=edition, position=len(rows) + 1, kind=Change.PAGE, minor=True))
    return rows


def _write_events(proposal: Proposal) -> None:
    """Write the events that changed, in one statement: new ones and known ones alike."""
    changed = [_event_of(change.after, proposal) for change in proposal.changes]
    _agree_on_term_days(changed, proposal)
    written = {event.key for event in changed}
    facts = facts_of(proposal.course)
    if _facts_changed(proposal):
        others = (event for key, event in proposal.events.items() if key not in written)
        for event in others:
            if event.status == Status.REMOVED:
                continue
            _mark_changed(event, proposal)
            changed.append(event)
    for event in changed:
        serialise(event, facts)
    Event.objects.bulk_create(
        changed,
        update_conflicts=True,
        unique_fields=["course", "key"],
        update_fields=[
            field.name
            for field in Event._meta.concrete_fields
            if not field.primary_key and field.name not in IDENTITY
        ],
    )


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
    event.changed_at = proposal.now
    event.edition_number = proposal.course.edition_number


def _is_term_wide(entry: Entry, proposal: Proposal) -> bool:
    return entry.key in {day.key for day in proposal.term_value.no_class_days}


def _agree_on_term_days(events: list[Event], proposal: Proposal) -> None:
    """Give a term's no-class day the SEQUENCE it has in other courses: it is one item.

    Where another course says the same already, this one takes its SEQUENCE and stamps; where all
    others say something older, it goes past them.
    """
    days = {event.uid: event for event in events if event.kind == Kind.NO_CLASS}
    if not days:
        return
    elsewhere = Event.objects.filter(uid__in=days).exclude(course=proposal.course)
    for other in elsewhere.order_by("sequence"):
        event = days[other.uid]
        if other.sequence < event.sequence:
            continue
        if other.entry == event.entry:
            event.sequence = other.sequence
            event.created_at, event.changed_at = other.created_at, other.changed_at
        else:
            event.sequence = other.sequence + 1


def _facts_changed(proposal: Proposal) -> bool:
    """Tell whether what every event says of its course differs from the current edition."""
    if proposal.edition is None:
        return False
    before, after = proposal.edition.course_content, _json(proposal.course_value)
    term_before, term_after = proposal.edition.term_content, _json(proposal.term_value)
    return any(
        old.get(name) != new.get(name)
        for old, new, names in (
            (before, after, ("number", "title", "slug", "term")),
            (term_before, term_after, ("name", "slug", "time_zone")),
        )
        for name in names
    )


def _json(value: content.Value) -> dict[str, Any]:
    return value.model_dump(mode="json", exclude_defaults=True)


def _page_part(course: Mapping[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in course.items() if name not in ITEM_LISTS}


def _record(conflict: Conflict) -> dict[str, Any]:
    return {
        "code": conflict.code,
        "severity": conflict.severity.value,
        "key": conflict.key,
        "reason": conflict.reason,
        "mends": list(conflict.mends),
    }
