"""A proposal: what publishing would do. A preview is the same code, up to the point of writing."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from functools import cached_property
from typing import Any

from django.utils import timezone

from courses import content
from courses.exporters.together import Written, read_together
from courses.models import Course
from schedule.engine.change import ChangeKind, EntryChange
from schedule.engine.conflict import Conflict
from schedule.engine.derive import Derivation, derive
from schedule.engine.diff import diff
from schedule.engine.entry import Entry, Kind
from schedule.engine.record import record_of
from schedule.models import Edition, Event
from schedule.reading.headline import Headline

ITEM_LISTS = ("lectures", "labs", "exams", "announcements", "no_class_days")
"""What of a course's content its events show; the rest is the course page's."""

GONE = frozenset({ChangeKind.CANCELLED, ChangeKind.REMOVED})
MOVES_WITHOUT_REVIEW = 1


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

    @cached_property
    def course_content(self) -> dict[str, Any]:
        """The content as the edition would keep it."""
        return json_of(self.course_value)

    @cached_property
    def term_content(self) -> dict[str, Any]:
        """The term as the edition would keep it."""
        return json_of(self.term_value)

    @cached_property
    def headline(self) -> Headline:
        """What lists and feeds would say of the course."""
        return Headline.of(self.course_value, self.term_value)

    @property
    def content_changed(self) -> bool:
        """Whether anything written differs from the current edition."""
        return self.edition is None or (
            self.edition.course_content != self.course_content
            or self.edition.term_content != self.term_content
        )

    @property
    def page_changed(self) -> bool:
        """Whether the course page changes in what no event shows."""
        if self.edition is None:
            return False
        before, after = self.edition.course_content, self.course_content
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
            self.course_content,
            self.term_content,
            [[change.kind, record_of(change.after)] for change in self.changes],
        ]
        return hashlib.sha256(json.dumps(parts, sort_keys=True).encode()).hexdigest()


@dataclass(frozen=True, kw_only=True)
class Ground:
    """What a proposal is made on: what is published, and what is written.

    Attributes:
        course: The row of the course.
        course_value: The content as written.
        term_value: The term as written.
        events: The event rows by key, of removed items too.
        published: What they say.
        edition: The current edition; None where the course was never published.
    """

    course: Course
    course_value: content.Course
    term_value: content.Term
    events: Mapping[str, Event]
    published: Mapping[str, Entry]
    edition: Edition | None

    def propose(
        self,
        *,
        horizon: datetime,
        now: datetime,
        course_value: content.Course | None = None,
        term_value: content.Term | None = None,
        past: Mapping[str, Entry] | None = None,
    ) -> Proposal:
        """Return what publishing would do, of what is written or of other values, without a query.

        Args:
            horizon: Aware; what was published for a time before it stays.
            now: Aware, in whole seconds.
            course_value: What would be written instead.
            term_value: What would be written of the term instead.
            past: What holds before the horizon, where that is not what is published.
        """
        course_value, term_value = course_value or self.course_value, term_value or self.term_value
        past = self.published if past is None else past
        derivation = derive(term_value, course_value, published=past, horizon=horizon)
        if past is not self.published:
            derivation = replace(derivation, changes=diff(self.published, derivation.entries))
        return Proposal(
            course=self.course,
            course_value=course_value,
            term_value=term_value,
            derivation=derivation,
            events=self.events,
            edition=self.edition,
            horizon=horizon,
            now=now,
        )


def read_ground(course: Course, *, written: Written | None = None) -> Ground:
    """Read what is published and what is written of a course, as its row is in the database.

    Args:
        course: The course.
        written: What is written, where that was read already.
    """
    events = {event.key: event for event in Event.objects.filter(course=course)}
    written = written or read_together(course)
    return Ground(
        course=course,
        course_value=written.course,
        term_value=written.term,
        events=events,
        published={key: event.entry for key, event in events.items()},
        edition=_current_edition(course),
    )


def _current_edition(course: Course) -> Edition | None:
    if not course.is_published:
        return None
    return Edition.objects.get(course=course, number=course.edition_number)


def propose(
    course: Course,
    *,
    value: content.Course | None = None,
    horizon: datetime | None = None,
    now: datetime | None = None,
) -> Proposal:
    """Return what `publish` would do now, changing nothing.

    Args:
        course: The course, as its row is in the database.
        value: What would be written instead of what is.
        horizon: Aware; what was published for a time before it stays. By default `now`.
        now: Aware; by default the present, in whole seconds as calendars have them.
    """
    now = whole_seconds(now)
    ground = read_ground(course)
    return ground.propose(horizon=horizon or now, now=now, course_value=value)


def whole_seconds(now: datetime | None) -> datetime:
    """Return an instant, by default the present, in whole seconds as calendars have them."""
    return (now or timezone.now()).replace(microsecond=0)


def json_of(value: content.Value) -> dict[str, Any]:
    """Return a value as an edition keeps it: without what is at its default."""
    return value.model_dump(mode="json", exclude_defaults=True)


def _page_part(course: Mapping[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in course.items() if name not in ITEM_LISTS}
