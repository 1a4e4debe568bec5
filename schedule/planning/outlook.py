"""The outlook of a course: where it stands now, and from when a move plans it anew."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from functools import cache, partial
from typing import Final

from django.db.models import F, Min

from courses import content
from courses.exporters import together
from courses.models import Course
from schedule.drafting.editing import earliest_day_between, earliest_of, start_of
from schedule.engine.entry import Entry, Kind
from schedule.models import Change, Edition
from schedule.moves import Discard, Move, PutBack, Standing, Written
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

        It is now, or the earliest midnight of these days: the one that is named, the one that the
        move acts on, the one that what waits was planned from, and the first on which what is then
        written differs from what is published. Putting an edition back undoes the later ones: where
        one of those was planned from a day of the past, so is this.
        """
        days = [*self._days_of(move, plan_from), _acted_on(self.ground, written)]
        horizon = earliest_of(days, self.ground.course, now=self.now)
        if isinstance(move, PutBack):
            return min([horizon, *_past_horizons(self.ground.course, after=move.edition)])
        return horizon

    def day_to_keep(
        self, move: Move, written: Written, *, plan_from: date | None = None
    ) -> date | None:
        """Return the day of the past that a move which waits is planned from.

        None where it is now, or where what is written tells it, and tells it as long as it waits.
        """
        days = [day for day in self._days_of(move, plan_from) if day is not None]
        course = self.ground.course
        has_past = self.ground.edition is not None
        if not has_past or not days or start_of(min(days), course) >= self.now:
            return None
        between = _acted_on(self.ground, written)
        return None if between is not None and between <= min(days) else min(days)

    def _days_of(self, move: Move, plan_from: date | None) -> list[date | None]:
        """Return the days that a move is planned from, and what it adds to, whatever is written."""
        own = [plan_from, move.acts_on(self.standing)]
        # Of what waits, these leave nothing.
        is_back = isinstance(move, PutBack | Discard)
        return own if is_back else [*own, self.ground.course.plan_from]


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
    day = _acted_on(ground, Written(ground.term_value, ground.course_value))
    return earliest_of([day, ground.course.plan_from], ground.course, now=now)


def _acted_on(ground: Ground, written: Written) -> date | None:
    """Return the earliest day on which what is published acts otherwise than what is written."""
    if ground.edition is None:
        return None
    return earliest_day_between(ground.edition, written.course, written.term)


def _content_of(course: Course, number: int) -> content.Course | None:
    edition = Edition.objects.filter(course=course, number=number).first()
    return edition.course_value() if edition else None


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
