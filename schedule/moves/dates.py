"""Moves of the dates of coursework: extended, or written anew."""

from collections.abc import Container, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from types import MappingProxyType
from typing import Final

from courses import content
from courses.content.when import MAX_OFFSET_DAYS
from schedule.engine.entry import Entry, Kind
from schedule.engine.words import day_in_words
from schedule.moves.base import Move, Written
from schedule.moves.errors import refuse
from schedule.moves.rewriting import rewritten
from schedule.moves.standing import Standing, full_day

LONGEST_AFTER_TERM: Final = timedelta(days=120)
"""How long after its term's last day a date of coursework can be; a later one is a slip."""

NO_DATES: Final[Mapping[str, content.When]] = MappingProxyType({})


@dataclass(frozen=True)
class ExtendDeadlines(Move):
    """Deadlines are due later; the first dates are kept, as published, and shown.

    Say which by keys or by a range of days, and how far by days or by a date.

    Attributes:
        keys: The deadlines.
        first: With `last`: instead of `keys` all that are due from this day …
        last: … to this one.
        by_days: How many days later each is due, at its own time.
        to: The date that all are then due; without a time each at its own.
    """

    keys: tuple[str, ...] = ()
    first: date | None = None
    last: date | None = None
    by_days: int | None = None
    to: content.Fixed | None = None

    def summary(self, standing: Standing) -> str:
        """Return what it does in a few words."""
        chosen = self._chosen(standing)
        what = chosen[0].label if len(chosen) == 1 else f"{len(chosen)} deadlines"
        if self.to:
            return f"{what} extended to {day_in_words(self.to.day)}"
        return f"{what} extended by {'1 day' if self.by_days == 1 else f'{self.by_days} days'}"

    def made(self, standing: Standing) -> Written:
        """Return the course with the extensions."""
        self._check(standing)
        entries = {entry.key: entry for entry in self._chosen(standing)}
        changed = {
            deadline.key: rewritten(
                deadline, extended=self._extended(deadline, entries[deadline.key], standing)
            )
            for _, deadline in standing.course.deadlines()
            if deadline.key in entries
        }
        return Written(standing.term, _with_deadlines(standing.course, changed))

    def _check(self, standing: Standing) -> None:
        if (self.by_days is None) == (self.to is None):
            refuse("by_days", "Say either by how many days, or to which date.")
        if self.by_days is not None and not 1 <= self.by_days <= MAX_OFFSET_DAYS:
            refuse("by_days", f"A deadline is extended by 1 to {MAX_OFFSET_DAYS} days.")
        if self.to:
            check_date(self.to.day, standing, field="to")

    def _chosen(self, standing: Standing) -> list[Entry]:
        """Return the deadlines that are meant, as they stand."""
        due = {entry.key: entry for entry in standing.derivation.entries if _is_deadline(entry)}
        if self.keys:
            _check_have_dates(self.keys, due, standing.course)
            return [due[key] for key in self.keys]
        if self.first is None or self.last is None:
            refuse("keys", "Choose deadlines, or the first and the last day on which they are due.")
        if self.last < self.first:
            refuse("last", f"The last day, {full_day(self.last)}, is before the first.")
        found = [entry for entry in due.values() if self.first <= entry.day <= self.last]
        if not found:
            span = f"{full_day(self.first)} to {full_day(self.last)}"
            refuse("first", f"Nothing is due from {span}.")
        return found

    def _extended(
        self, deadline: content.Deadline, entry: Entry, standing: Standing
    ) -> content.Fixed:
        """Return the new date of one deadline."""
        at = deadline.extended.at if deadline.extended else getattr(deadline.due, "at", None)
        if entry.start is None:
            today = entry.day
        else:
            # By its own date, not the day it counts to: at 00:00 that is the day before.
            today = entry.start.astimezone(standing.term.zone).date()
        if self.by_days is not None:
            day = today + timedelta(days=self.by_days)
            check_date(day, standing, field="by_days")
            return content.Fixed(day, at)
        assert self.to is not None  # noqa: S101 - one of both is given
        later = content.Fixed(self.to.day, self.to.at or at)
        if not _is_later(later, content.Fixed(today, at), standing.course):
            refuse(
                "to",
                f"{entry.label} is due on {day_in_words(entry.day)} already: choose a later date, "
                "or write the date itself to have it due earlier.",
            )
        return later


def _is_deadline(entry: Entry) -> bool:
    return entry.kind is Kind.DEADLINE


def _check_have_dates(keys: Iterable[str], due: Container[str], course: content.Course) -> None:
    names = {deadline.key: deadline.title or lab.title for lab, deadline in course.deadlines()}
    for key in keys:
        if key not in names:
            refuse("keys", f"There is no deadline {key} any more: choose one of the list.")
        if key not in due:
            refuse("keys", f"“{names[key]}” has no date yet: write one instead of extending it.")


def _is_later(one: content.Fixed, other: content.Fixed, course: content.Course) -> bool:
    usual = course.default_due_time
    return (one.day, one.at or usual) > (other.day, other.at or usual)


@dataclass(frozen=True)
class SetDates(Move):
    """Dates of releases and deadlines written anew, many at once.

    For a deadline that was extended, the new date replaces the extension, and the first date is kept
    while it is the earlier one. Otherwise the new date replaces the date itself.

    Attributes:
        dates: The new dates, by key; what is not in it stays.
    """

    dates: Mapping[str, content.When] = field(default_factory=lambda: NO_DATES)

    def summary(self, standing: Standing) -> str:
        """Return what it does in a few words."""
        del standing
        return "1 date changed" if len(self.dates) == 1 else f"{len(self.dates)} dates changed"

    def made(self, standing: Standing) -> Written:
        """Return the course with the dates."""
        self._check(standing)
        course = standing.course
        deadlines = {
            deadline.key: self._set(deadline, self.dates[deadline.key], standing)
            for _, deadline in course.deadlines()
            if deadline.key in self.dates
        }
        releases = {
            release.key: rewritten(release, out=self.dates[release.key])
            for _, release in course.releases()
            if release.key in self.dates
        }
        return Written(standing.term, _with_deadlines(course, deadlines, releases))

    def _check(self, standing: Standing) -> None:
        course = standing.course
        known = {deadline.key for _, deadline in course.deadlines()}
        known |= {release.key for _, release in course.releases()}
        anchors = {content.LAST_CLASS, *(lecture.key for lecture in course.lectures)}
        for key, when in self.dates.items():
            if key not in known:
                refuse(key, f"There is no date {key} any more.")
            if isinstance(when, content.Fixed):
                check_date(when.day, standing, field=key)
            if isinstance(when, content.Anchored) and when.anchor not in anchors:
                words = f"There is no lecture {when.anchor}: write its key, like lecture-7."
                refuse(key, words)

    def _set(
        self, deadline: content.Deadline, when: content.When, standing: Standing
    ) -> content.Deadline:
        entry = standing.entry(deadline.key)
        is_kept = (
            deadline.extended is not None
            and isinstance(when, content.Fixed)
            and entry is not None
            and entry.first_day is not None
            and when.day > entry.first_day
        )
        if is_kept:
            return rewritten(deadline, extended=when)
        return rewritten(deadline, due=when, extended=None)


def _with_deadlines(
    course: content.Course,
    deadlines: Mapping[str, content.Deadline],
    releases: Mapping[str, content.Release] = MappingProxyType({}),
) -> content.Course:
    labs = tuple(
        rewritten(
            lab,
            deadlines=tuple(deadlines.get(each.key, each) for each in lab.deadlines),
            releases=tuple(releases.get(each.key, each) for each in lab.releases),
        )
        for lab in course.labs
    )
    return rewritten(course, labs=labs)


def check_date(day: date, standing: Standing, *, field: str) -> None:
    """Refuse a date of coursework that is not in the term, nor in the weeks after it.

    Raises:
        MoveError: At `field`.
    """
    first, last = standing.term.first_day, standing.term.last_day
    if day < first:
        refuse(field, f"{full_day(day)} is before the term begins, on {full_day(first)}.")
    if day > last + LONGEST_AFTER_TERM:
        refuse(field, f"{full_day(day)} is long after the term has ended, on {full_day(last)}.")


def dates_of_coursework(course: content.Course) -> Iterator[tuple[str, content.When]]:
    """Yield the dates that `SetDates` can write, by key: for a form, as they are written now."""
    for lab in course.labs:
        for release in lab.releases:
            yield release.key, release.out
        for deadline in lab.deadlines:
            yield deadline.key, deadline.extended or deadline.due
