"""The outlook of a course: where it stands now, and from when a move plans it anew."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from functools import cache, partial
from typing import Final

from django.db.models import F, Min

from courses import content
from courses.exporters import together
from courses.models import Course
from schedule.editing import earliest_day_between, start_of
from schedule.engine.entry import Entry, Kind
from schedule.models import Change, Edition
from schedule.moves import Move, PutBack, Standing, Written
from schedule.publishing import Ground, Proposal, read_ground, whole_seconds

COURSEWORK: Final = frozenset({Kind.RELEASE, Kind.DEADLINE})


@dataclass(frozen=True, kw_only=True)
class Outlook:
    """A course before any move.

    Attributes:
        ground: What is published, and what is written.
        proposal: What publishing would do now; its plan is the one that the board shows.
        standing: The same, as a move takes it.
        now: In whole seconds.
    """

    ground: Ground
    proposal: Proposal
    standing: Standing
    now: datetime

    def publishes(self, move: Move) -> bool:
        """Tell whether a move is published at once: not of a course that was never published.

        To put an edition back makes a new one, also where other edits wait to be published: they
        are gone with it.
        """
        course = self.ground.course
        return course.is_published and (course.publish_on_save or isinstance(move, PutBack))

    def after(self, move: Move, written: Written, *, horizon: datetime) -> Proposal:
        """Return what publishing would do once a move has written this.

        Where an edition is put back, the dates of coursework are those that it published, even
        where the later ones have passed meanwhile: they were set by what is undone.
        """
        past = None
        if isinstance(move, PutBack):
            past = _with_dates_of(self.ground, move.edition)
        return self.ground.propose(
            horizon=horizon,
            now=self.now,
            course_value=written.course,
            term_value=written.term,
            past=past,
        )

    def horizon(self, move: Move, written: Written, *, plan_from: date | None = None) -> datetime:
        """Return the horizon of a move: before it, what was published stays.

        It is now; or the earliest midnight of a day that is named, on which the move acts, or on
        which what is then written acts otherwise than what is published. To put an edition back
        undoes the later ones: where one of those was planned from a day of the past, so is this.
        """
        days = _days(move, self.standing, written, self.ground.edition, plan_from)
        instants = [start_of(day, self.ground.course) for day in days]
        if isinstance(move, PutBack):
            instants += _past_horizons(self.ground.course, after=move.edition)
        return min([self.now, *instants])


def look(
    course: Course, *, written: together.Written | None = None, now: datetime | None = None
) -> Outlook:
    """Return the outlook of a course, as its row is in the database.

    Args:
        course: The course, with its term.
        written: What is written, where that was read already.
        now: Aware; by default the present.

    Raises:
        pydantic.ValidationError: What is written contradicts itself.
    """
    now = whole_seconds(now)
    ground = read_ground(course, written=written)
    proposal = ground.propose(horizon=_present_horizon(ground, now), now=now)
    standing = Standing(
        term=ground.term_value,
        course=ground.course_value,
        derivation=proposal.derivation,
        taken=frozenset(ground.events),
        edition_number=course.edition_number,
        edition=cache(partial(_content_of, course)),
    )
    return Outlook(ground=ground, proposal=proposal, standing=standing, now=now)


def _present_horizon(ground: Ground, now: datetime) -> datetime:
    if ground.edition is None:
        return now
    day = earliest_day_between(ground.edition, ground.course_value, ground.term_value)
    return now if day is None else min(now, start_of(day, ground.course))


def _content_of(course: Course, number: int) -> content.Course | None:
    edition = Edition.objects.filter(course=course, number=number).first()
    return edition.course_value() if edition else None


def _days(
    move: Move,
    standing: Standing,
    written: Written,
    edition: Edition | None,
    plan_from: date | None,
) -> Iterator[date]:
    if plan_from is not None:
        yield plan_from
    if (day := move.acts_on(standing)) is not None:
        yield day
    if edition is not None:
        between = earliest_day_between(edition, written.course, written.term)
        if between is not None:
            yield between


def _past_horizons(course: Course, *, after: int) -> list[datetime]:
    """Return the earliest past horizon of the editions after a number, if there is one."""
    later = Edition.objects.filter(course=course, number__gt=after)
    past = later.filter(horizon__lt=F("published_at")).aggregate(earliest=Min("horizon"))
    return [past["earliest"]] if past["earliest"] else []


def _with_dates_of(ground: Ground, number: int) -> dict[str, Entry]:
    """Return what is published, with releases and deadlines as they were in an edition."""
    then = dict(ground.published)
    keys = [key for key, entry in then.items() if entry.kind in COURSEWORK]
    later = Change.objects.filter(edition__course=ground.course, edition__number__gt=number)
    for change in later.filter(key__in=keys).order_by("-edition__number"):
        if before := change.entry_before:
            then[change.key] = before
        else:
            then.pop(change.key, None)
    return then
