"""A draft: a course as publishing what is written would make it, for its staff to look at."""

from __future__ import annotations

from collections.abc import Container, Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Self

from courses.models import Course
from schedule.drafting.editing import horizon_of
from schedule.engine.change import ChangeKind
from schedule.engine.entry import Status
from schedule.models import Change, Edition
from schedule.publishing import Proposal, changed_events, propose
from schedule.reading.published import Reading, in_order


@dataclass(frozen=True)
class Draft:
    """A course as it will be. Nothing of it is saved.

    Attributes:
        reading: What readers will see.
        edition: The edition that waits; None where all that is written is published.
        changes: Its differences from the one before.
    """

    reading: Reading
    edition: Edition | None
    changes: tuple[Change, ...]

    @classmethod
    def of(cls, course: Course, *, now: datetime | None = None) -> Self:
        """Draw what publishing would make of a course. Its row becomes what it will be.

        Raises:
            pydantic.ValidationError: The course contradicts itself.
        """
        proposal = propose(course, horizon=horizon_of(course, now=now), now=now)
        if proposal.is_empty:
            return cls(_reading_of(proposal), None, ())
        edition = _edition_of(proposal)
        changes = [
            Change.of(change, edition=edition, position=position)
            for position, change in enumerate(proposal.changes, start=1)
        ]
        if proposal.page_changed:
            page = Change(edition=edition, position=len(changes) + 1, kind=Change.PAGE, minor=True)
            changes.append(page)
        return cls(_reading_of(proposal), edition, tuple(changes))

    def told(self, kinds: Container[str]) -> list[Change]:
        """Return the changes of some kinds, unless it is the first edition, which changes nothing."""
        if self.edition is None or self.edition.number == 1:
            return []
        return [change for change in self.changes if change.kind in kinds]

    def told_of(self, keys: Iterable[str]) -> list[Change]:
        """Return the announced changes of some items."""
        wanted = set(keys)
        return [
            change
            for change in self.told(frozenset(ChangeKind))
            if change.key in wanted and not change.minor
        ]


def _edition_of(proposal: Proposal) -> Edition:
    """Return the edition that publishing would make, and bring the course's row to it."""
    course = proposal.course
    course.edition_number += 1
    course.published_at = proposal.now
    proposal.headline.keep_on(course)
    return Edition(
        course=course,
        number=course.edition_number,
        published_at=proposal.now,
        horizon=proposal.horizon,
    )


def _reading_of(proposal: Proposal) -> Reading:
    events = {**proposal.events, **{each.key: each for each in changed_events(proposal)}}
    standing = (each for each in events.values() if each.status != Status.REMOVED)
    return Reading(
        course=proposal.course,
        content=proposal.course_value,
        term=proposal.term_value,
        events=in_order(standing, proposal.course),
    )
