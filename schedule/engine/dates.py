"""Dates of coursework: releases and deadlines, fixed or anchored, first dates and extensions."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from courses import content
from schedule.engine.anchors import Anchors
from schedule.engine.conflict import Code, Conflict, conflict
from schedule.engine.entry import Entry, Kind, Status
from schedule.engine.localtime import LONG_AGO, day_of, instant, is_past
from schedule.engine.words import day_in_words


@dataclass(frozen=True, slots=True)
class Moment:
    """A day, and an instant in it unless the whole day is meant.

    Attributes:
        day: The local day it counts to.
        start: Aware, in UTC.
        time_stated: Whether someone stated the time.
    """

    day: date
    start: datetime | None = None
    time_stated: bool = True


@dataclass(frozen=True, slots=True)
class Dated:
    """A release or deadline with its date, and the first one if it was extended."""

    moment: Moment
    first: Moment | None = None


@dataclass
class Dates:
    """Finds the dates of releases and deadlines, and keeps the conflicts found on the way.

    Attributes:
        term: The course's term.
        course: What is written.
        anchors: The days of lectures.
        published: All entries as published, by key.
        horizon: What was published for a time before it stays, unless staff wrote another date.
        conflicts: What could not be done as written.
    """

    term: content.Term
    course: content.Course
    anchors: Anchors
    published: Mapping[str, Entry]
    horizon: datetime
    conflicts: list[Conflict]

    def release(self, release: content.Release) -> Dated | None:
        """Return when coursework comes out; None while that is not known."""
        old = self._published(release.key, Kind.RELEASE)
        moment = self._settle(release.key, release.out, Kind.RELEASE, _standing(old))
        return Dated(moment) if moment else None

    def deadline(self, deadline: content.Deadline) -> Dated | None:
        """Return when coursework is due; None while that is not known.

        The first date of an extended deadline is kept as it was published, unless staff wrote
        another one. An extension before the first date is not made.
        """
        old = self._published(deadline.key, Kind.DEADLINE)
        frozen = deadline.extended is not None
        first = self._settle(deadline.key, deadline.due, Kind.DEADLINE, _first(old), frozen=frozen)
        if first is None or deadline.extended is None:
            return Dated(first) if first else None
        extended = self._fixed(deadline.extended, Kind.DEADLINE, _standing(old))
        if not _is_before(extended, first):
            return Dated(extended, first)
        self.conflicts.append(_extension_before_first(deadline, extended, first))
        if old is not None and old.is_extended:
            return Dated(Moment(old.day, old.start, old.time_stated), first)
        return Dated(first)

    def _settle(
        self,
        key: str,
        when: content.When,
        kind: Kind,
        old: Moment | None,
        *,
        frozen: bool = False,
    ) -> Moment | None:
        """Return a date as written, or as published where that holds.

        Args:
            key: The item's key.
            when: What is written.
            kind: Release or deadline.
            old: The date as published.
            frozen: Whether the published date holds even if it is still to come.
        """
        if isinstance(when, content.ToBeAnnounced):
            return None
        if isinstance(when, content.Fixed):
            return self._fixed(when, kind, old)
        if frozen and old:
            return old
        anchor = self.anchors.day_of(when.anchor, key)
        if isinstance(anchor, Conflict):
            self.conflicts.append(anchor)
            return old
        derived = self._moment(anchor + timedelta(days=when.offset_days), when.at, kind)
        if old is None or _is_same(derived, old) or not self._is_past(old):
            return derived
        self.conflicts.append(_date_held(key, old, derived))
        return old

    def _fixed(self, when: content.Fixed, kind: Kind, old: Moment | None) -> Moment:
        """Return a date that staff wrote; only the default time of a past one holds."""
        derived = self._moment(when.day, when.at, kind)
        if old and when.at is None and not old.time_stated and self._is_past(old):
            return old if old.day == derived.day else derived
        return derived

    def _moment(self, day: date, at: time | None, kind: Kind) -> Moment:
        if at is None and kind is Kind.RELEASE:
            return Moment(day)
        start = instant(day, at or self.course.default_due_time, self.term.zone).at
        return Moment(day_of(start, self.term.zone, kind), start, time_stated=at is not None)

    def _is_past(self, moment: Moment) -> bool:
        return is_past(moment.day, moment.start, horizon=self.horizon, zone=self.term.zone)

    def _published(self, key: str, kind: Kind) -> Entry | None:
        entry = self.published.get(key)
        if entry is None or entry.kind is not kind or entry.status is Status.REMOVED:
            return None
        return entry


def _standing(entry: Entry | None) -> Moment | None:
    return Moment(entry.day, entry.start, entry.time_stated) if entry else None


def _first(entry: Entry | None) -> Moment | None:
    """Return the first date as published; whether its time was stated is no longer known."""
    if entry is None or entry.first_day is None:
        return _standing(entry)
    return Moment(entry.first_day, entry.first_start, time_stated=False)


def _is_same(one: Moment, other: Moment) -> bool:
    return (one.day, one.start) == (other.day, other.start)


def _is_before(extended: Moment, first: Moment) -> bool:
    return _order_of(extended) < _order_of(first)


def _order_of(moment: Moment) -> tuple[date, datetime]:
    return moment.day, moment.start or LONG_AGO


def _extension_before_first(
    deadline: content.Deadline, extended: Moment, first: Moment
) -> Conflict:
    return conflict(
        Code.EXTENSION_BEFORE_FIRST,
        deadline.key,
        f"The deadline is extended to {day_in_words(extended.day)}, which is before it was first "
        f"due, on {day_in_words(first.day)}.",
        "Choose a later date.",
        "To make it due earlier, take the extension away and change the due date.",
    )


def _date_held(key: str, old: Moment, derived: Moment) -> Conflict:
    return conflict(
        Code.DATE_HELD,
        key,
        f"The date was published for {day_in_words(old.day)}, which is past, and stays; by its "
        f"anchor it would be {day_in_words(derived.day)}.",
        "Write the date itself, if it is to be another one.",
        f"Plan with {day_in_words(old.day)} or an earlier day as the horizon.",
    )
