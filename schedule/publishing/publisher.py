"""The publisher: applies a proposal in one transaction, as a new edition."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from django.contrib.auth.models import User
from django.db import transaction

from courses.models import Course, draw_revision
from schedule.engine.conflict import Conflict
from schedule.models import Change, Edition
from schedule.publishing.events import write_events
from schedule.publishing.proposal import Proposal, propose
from schedule.searching.keeping import keep_passages
from schedule.searching.unchanged import unchanged

PUBLISHED = ("edition_number", "published_at", "revision", "headline", "plan_from")
"""Columns of a course that publishing writes."""


class CourseChangedError(Exception):
    """The course changed since the preview was drawn; nothing was applied.

    Attributes:
        proposal: What publishing would do now.
    """

    def __init__(self, proposal: Proposal) -> None:
        """Keep the fresh proposal, to be shown."""
        super().__init__("The course changed since this preview was drawn.")
        self.proposal = proposal


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
    edition = publish_proposal(proposal, by=by, note=note)
    if edition is None:
        return None
    for column in PUBLISHED:
        setattr(course, column, getattr(locked, column))
    return edition


def publish_proposal(proposal: Proposal, *, by: User | None, note: str = "") -> Edition | None:
    """Publish what a proposal says; return the edition, or None where that is nothing.

    The caller holds the lock on the course's row, and has written what the proposal is of.
    """
    if proposal.is_empty:
        keep_day(proposal.course, None)
        return None
    return _apply(proposal, by=by, note=note)


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
    if not proposal.content_changed:
        keep_day(proposal.course, None)
    if proposal.is_empty:
        return None
    if not proposal.course.publish_on_save or proposal.needs_review:
        return proposal
    return publish(course, by=by, horizon=horizon, now=proposal.now)


def keep_day(course: Course, day: date | None) -> None:
    """Keep the day of the past that what waits is planned from; nothing waits, nothing is kept."""
    if course.plan_from != day:
        course.plan_from = day
        Course.objects.filter(pk=course.pk).update(plan_from=day)


def _lock(course: Course) -> Course:
    rows = Course.objects.select_for_update(of=("self",)).select_related("term", "department")
    return rows.defer("loaded_content").get(pk=course.pk)


def _apply(proposal: Proposal, *, by: User | None, note: str) -> Edition:
    course = proposal.course
    course.edition_number += 1
    course.published_at = proposal.now
    course.plan_from = None
    course.revision = draw_revision()
    proposal.headline.keep_on(course)
    course.save(update_fields=PUBLISHED)
    edition = Edition.objects.create(
        course=course,
        number=course.edition_number,
        published_at=proposal.now,
        horizon=proposal.horizon,
        by=by,
        note=note,
        course_content=proposal.course_content,
        term_content=proposal.term_content,
        conflicts=[_record(conflict) for conflict in proposal.conflicts],
    )
    Change.objects.bulk_create(_change_rows(proposal, edition))
    write_events(proposal)
    _keep_passages(proposal)
    return edition


def _keep_passages(proposal: Proposal) -> None:
    before, after = proposal.edition, proposal.course_content
    keep_passages(
        proposal.course,
        proposal.course_value,
        {entry.key: entry for entry in proposal.derivation.entries},
        unchanged=unchanged(before.course_content, after, proposal.changes) if before else (),
    )


def _change_rows(proposal: Proposal, edition: Edition) -> list[Change]:
    rows = [
        Change.of(change, edition=edition, position=position)
        for position, change in enumerate(proposal.changes, start=1)
    ]
    if proposal.page_changed:
        rows.append(Change(edition=edition, position=len(rows) + 1, kind=Change.PAGE, minor=True))
    return rows


def _record(conflict: Conflict) -> dict[str, Any]:
    return {
        "code": conflict.code,
        "severity": conflict.severity.value,
        "key": conflict.key,
        "reason": conflict.reason,
        "mends": list(conflict.mends),
    }
