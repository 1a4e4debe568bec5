"""A preview: what a move would do, drawn by the code that does it."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime

from courses import content
from courses.models import Course
from schedule.engine.change import EntryChange
from schedule.engine.conflict import Conflict
from schedule.engine.diff import apply, diff
from schedule.engine.placement import Basis
from schedule.engine.words import day_in_words, name_of
from schedule.moves import Move, Need, Standing, Written, check_fits, moved, unfit
from schedule.moves.editions import STAYS, Discard, PutBack, with_settings_of
from schedule.planning.audience import Audience, audience_of
from schedule.planning.outlook import Outlook, look
from schedule.publishing import Proposal, json_of

NAMED = 3
"""How many lectures a sentence names before it counts the rest."""


@dataclass(frozen=True, slots=True)
class Row:
    """One thing that a move changes.

    Attributes:
        change: Before and after.
        follows: For a date that comes along: what it is anchored to, "Lecture 7" or "the last
            class"; else empty.
    """

    change: EntryChange
    follows: str = ""


@dataclass(frozen=True, kw_only=True)
class Preview:
    """What a move would do.

    Attributes:
        move: The move.
        summary: What it is, in a few words.
        written: What would be written.
        outlook: Where the course stands now.
        proposal: What publishing would do after it, with what waits already.
        rows: What the move itself changes, by day.
        new: Conflicts that it makes, the blocking ones first.
        solved: Conflicts that it ends.
        remarks: What somebody who expects more should know, each a sentence.
        audience: Whom it reaches, where it is published.
        plan_from: The day that was named to plan from.
    """

    move: Move
    summary: str
    written: Written
    outlook: Outlook
    proposal: Proposal
    rows: tuple[Row, ...]
    new: tuple[Conflict, ...]
    solved: tuple[Conflict, ...]
    remarks: tuple[str, ...]
    audience: Audience
    plan_from: date | None = None

    @property
    def publishes(self) -> bool:
        """Whether applying it publishes; else it is written, and waits."""
        return self.outlook.publishes(self.move)

    @property
    def day_to_keep(self) -> date | None:
        """The day of the past to keep while it waits; None where nothing waits after it."""
        if not self.proposal.content_changed:
            return None
        return self.outlook.day_to_keep(self.move, self.written, plan_from=self.plan_from)

    @property
    def along(self) -> tuple[EntryChange, ...]:
        """What waits already, is no part of the move, and is published along with it."""
        own = {row.change.key for row in self.rows}
        return tuple(change for change in self.proposal.changes if change.key not in own)

    @property
    def overflow(self) -> str:
        """Which lectures lose their class day, in a sentence; empty where none does."""
        lost = [found.key for found in self.new if found in unfit(self.proposal.derivation)]
        if not lost:
            return ""
        course = self.written.course
        names = [name_of(lecture) for lecture in course.lectures if lecture.key in lost]
        held = sum(not (each.cancelled or each.merged_into) for each in course.lectures)
        slots = len(self.proposal.derivation.plan.slots)
        verb = "has" if len(names) == 1 else "have"
        return (
            f"{_some_of(names)} {verb} no class day left: there are {held} lectures to hold, "
            f"and {slots} class days."
        )

    @property
    def token(self) -> str:
        """A fingerprint of where the course stands, of the move, and of all that it would do."""
        standing = self.outlook.standing
        parts = [
            repr(self.move),
            str(self.plan_from),
            json_of(standing.course),
            json_of(standing.term),
            self.publishes,
            self.proposal.token,
        ]
        return hashlib.sha256(json.dumps(parts, sort_keys=True).encode()).hexdigest()


def preview(
    course: Course,
    move: Move,
    *,
    plan_from: date | None = None,
    now: datetime | None = None,
) -> Preview:
    """Return what a move would do now to a course, as its row is in the database: see `draw`.

    Raises:
        MoveError: It cannot be made; at the field that is wrong.
    """
    return draw(look(course, now=now), move, plan_from=plan_from)


def draw(outlook: Outlook, move: Move, *, plan_from: date | None = None) -> Preview:
    """Return what a move would do, changing nothing.

    Args:
        outlook: Of the course, before the move.
        move: What staff want.
        plan_from: A day from which the course is planned anew, where that is earlier than now and
            than the day on which the move acts.

    Raises:
        MoveError: It cannot be made; at the field that is wrong.
    """
    course, standing = outlook.ground.course, outlook.standing
    if plan_from is not None:
        standing.check_in_term(plan_from, field="plan_from")
    written = moved(move, standing)
    horizon = outlook.horizon(move, written, plan_from=plan_from)
    proposal = outlook.after(move, written, horizon=horizon)
    check_fits(move, standing, proposal.derivation)
    return Preview(
        move=move,
        summary=move.summary(standing),
        written=written,
        outlook=outlook,
        proposal=proposal,
        rows=tuple(_rows(outlook, proposal)),
        new=_without(proposal.conflicts, outlook.proposal.conflicts),
        solved=_without(outlook.proposal.conflicts, proposal.conflicts),
        remarks=(
            *_remarks(move, standing, proposal),
            *_remarks_on_what_waits(move, standing),
            *_remarks_on_others(move, course),
        ),
        audience=audience_of(
            course,
            now=outlook.now,
            put_back=move.edition if isinstance(move, PutBack) else None,
        ),
        plan_from=plan_from,
    )


def _rows(outlook: Outlook, proposal: Proposal) -> Iterator[Row]:
    """Yield what differs from what would be published without the move."""
    without = apply(outlook.ground.published, outlook.proposal.changes)
    anchored = dict(_anchored(proposal.course_value))
    for change in diff(without, proposal.derivation.entries):
        yield Row(change, anchored.get(change.key, ""))


def _anchored(course: content.Course) -> Iterator[tuple[str, str]]:
    """Yield the keys of dates that follow a lecture, with its name; extended ones stand still."""
    names = {lecture.key: name_of(lecture) for lecture in course.lectures}
    names[content.LAST_CLASS] = "the last class"
    for _, release in course.releases():
        if isinstance(release.out, content.Anchored):
            yield release.key, names[release.out.anchor]
    for _, deadline in course.deadlines():
        if isinstance(deadline.due, content.Anchored) and deadline.extended is None:
            yield deadline.key, names[deadline.due.anchor]


def _without(some: Iterable[Conflict], others: Iterable[Conflict]) -> tuple[Conflict, ...]:
    known = {(other.code, other.key) for other in others}
    return tuple(one for one in some if (one.code, one.key) not in known)


def _remarks(move: Move, standing: Standing, proposal: Proposal) -> Iterator[str]:
    placements = proposal.derivation.plan.placements
    for key in move.about(standing):
        placement = placements.get(key)
        if placement and placement.basis is Basis.HELD:
            name = name_of(standing.lecture(key, field=""))
            day = day_in_words(placement.day)
            yield (
                f"{name} was held on {day} as published, and stays there. "
                "To plan it anew, name that day to plan from."
            )
    if isinstance(move, PutBack | Discard):
        yield from _remarks_on_what_stays(move, standing)


def _remarks_on_what_stays(move: PutBack | Discard, standing: Standing) -> Iterator[str]:
    number = move.edition if isinstance(move, PutBack) else standing.edition_number
    value = standing.edition(number)
    if value and any(getattr(value, name) != getattr(standing.course, name) for name in STAYS):
        yield "Its address, its department and who may see it stay as they are now."


def _remarks_on_what_waits(move: Move, standing: Standing) -> Iterator[str]:
    if not isinstance(move, PutBack):
        return
    value = standing.edition(standing.edition_number)
    if value and with_settings_of(standing.course, value) != standing.course:
        yield "What was written since and is not published is dropped with it."


def _remarks_on_others(move: Move, course: Course) -> Iterator[str]:
    if move.needs is not Need.TERM:
        return
    others = Course.objects.filter(term=course.term_id).exclude(pk=course.pk)
    if numbers := list(others.order_by("number").values_list("number", flat=True)):
        verb = "is" if len(numbers) == 1 else "are"
        yield f"The term says it for all its courses: {_some_of(numbers)} {verb} planned anew too."


def _some_of(names: list[str]) -> str:
    if len(names) <= NAMED:
        return " and ".join([*([", ".join(names[:-1])] if names[:-1] else []), names[-1]])
    return f"{', '.join(names[:NAMED])} and {len(names) - NAMED} more"
