"""Applying a move: written and published, or written alone, in one transaction."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from django.contrib.auth.models import User
from django.db import transaction

from courses.importers.rows import save_course, save_term
from courses.models import Course
from schedule.drafting.editing import horizon_of
from schedule.models import Edition
from schedule.moves import Move, MoveError, Need
from schedule.planning.preview import Preview, preview
from schedule.publishing import Proposal, keep_day, publish_proposal, publish_saved

REFRESHED = ("edition_number", "published_at", "revision", "headline", "plan_from")
"""Columns of a course that applying a move writes."""


class PreviewOutdatedError(Exception):
    """The course changed since the preview was drawn, or it was applied already: nothing was done.

    Attributes:
        preview: What the move would do now; None where it cannot be made any more.
        fault: Then why.
    """

    def __init__(self, fresh: Preview | None, fault: MoveError | None = None) -> None:
        """Keep the fresh preview, to be shown."""
        super().__init__("The course changed since this preview was drawn.")
        self.preview = fresh
        self.fault = fault


@dataclass(frozen=True, kw_only=True)
class Applied:
    """What became of a move.

    Attributes:
        preview: What was applied.
        edition: The new edition; None where it is written and waits, or no reader sees a difference.
        others: Other courses of the term that a change of it touched, each with the edition that
            was published of it, or with the proposal that waits.
    """

    preview: Preview
    edition: Edition | None
    others: tuple[tuple[Course, Edition | Proposal], ...] = ()


@transaction.atomic
def apply(  # noqa: PLR0913 - all but the first two are of one request
    course: Course,
    move: Move,
    *,
    by: User | None,
    token: str,
    note: str = "",
    plan_from: date | None = None,
    now: datetime | None = None,
) -> Applied:
    """Do what a preview showed, or nothing.

    Two who apply at once come one after the other: the course's row is locked.

    Args:
        course: The course; its row is read anew under the lock, and `course` brought up to date.
        move: The move of the preview.
        by: Who applies it.
        token: Of the preview.
        note: For readers, in the change log.
        plan_from: As the preview was drawn with.
        now: Aware; by default the present.

    Raises:
        PreviewOutdatedError: What would be done is not what the preview showed.
    """
    locked = _lock(course, move)
    try:
        fresh = preview(locked, move, plan_from=plan_from, now=now)
    except MoveError as fault:
        raise PreviewOutdatedError(None, fault) from None
    if token != fresh.token:
        raise PreviewOutdatedError(fresh)
    _write(fresh)
    edition = None
    if fresh.publishes:
        locked.refresh_from_db()
        edition = publish_proposal(fresh.proposal, by=by, note=note)
    else:
        keep_day(locked, fresh.day_to_keep)
    others = _publish_others(locked, by=by, now=now) if move.needs is Need.TERM else ()
    course.refresh_from_db(fields=REFRESHED)
    return Applied(preview=fresh, edition=edition, others=others)


def _lock(course: Course, move: Move) -> Course:
    """Return the course's row, locked; for a move of the term all of its courses are, in order."""
    rows = Course.objects.select_for_update(of=("self",)).select_related("term", "department")
    if move.needs is Need.TERM:
        found = {row.pk: row for row in rows.filter(term=course.term_id).order_by("pk")}
        return found[course.pk]
    return rows.get(pk=course.pk)


def _write(fresh: Preview) -> None:
    standing, written = fresh.outlook.standing, fresh.written
    if written.term != standing.term:
        save_term(written.term, update=True)
    if written.course != standing.course:
        save_course(written.course, prune=True)


def _publish_others(
    course: Course, *, by: User | None, now: datetime | None
) -> tuple[tuple[Course, Edition | Proposal], ...]:
    """Publish the other courses of a term that changed, as far as they publish on save."""
    outcomes = []
    others = Course.objects.filter(term=course.term_id).exclude(pk=course.pk)
    for other in others.select_related("term").order_by("pk"):
        outcome = publish_saved(other, by=by, horizon=horizon_of(other, now=now), now=now)
        if outcome is not None:
            outcomes.append((other, outcome))
    return tuple(outcomes)
