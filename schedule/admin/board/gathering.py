"""What stands on each day of a course's term, before anything is said of it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Self

from courses import content
from schedule.engine.board import Board
from schedule.engine.entry import Entry, Kind, Status
from schedule.engine.slot import Slot, dates_of, no_class_days_of
from schedule.publishing import Proposal


@dataclass(frozen=True)
class ByDay:
    """What stands on each day; what is asked of a day on which nothing does is an empty list.

    Attributes:
        slots: Every slot of the pattern, held or not, by start.
        lectures: The lectures, and cancelled ones where they would have been.
        dates: What comes out and what is due.
        exams: The exams.
        closed: The no-class days that cover it: the term's only where the course would meet.
    """

    slots: defaultdict[date, list[Slot]]
    lectures: defaultdict[date, list[content.Lecture]]
    dates: defaultdict[date, list[Entry]]
    exams: defaultdict[date, list[Entry]]
    closed: defaultdict[date, list[content.NoClassDay]]

    @classmethod
    def of(cls, proposal: Proposal) -> Self:
        """Return what stands on each day as it is written."""
        course, term = proposal.course_value, proposal.term_value
        entries = proposal.derivation.entries
        return cls(
            slots=defaultdict(list, Board.of(term, course).by_day),
            lectures=_lectures(proposal),
            dates=_by_day(
                entry
                for entry in entries
                if entry.kind in {Kind.RELEASE, Kind.DEADLINE} and entry.status is Status.CONFIRMED
            ),
            exams=_by_day(entry for entry in entries if entry.kind is Kind.EXAM),
            closed=_closed(term, course),
        )

    def days(self) -> list[date]:
        """Return the days on which something stands, in order."""
        return sorted({*self.slots, *self.lectures, *self.dates, *self.exams, *self.closed})


def _by_day(entries: Iterable[Entry]) -> defaultdict[date, list[Entry]]:
    found: defaultdict[date, list[Entry]] = defaultdict(list)
    for entry in entries:
        found[entry.day].append(entry)
    return found


def _lectures(proposal: Proposal) -> defaultdict[date, list[content.Lecture]]:
    found: defaultdict[date, list[content.Lecture]] = defaultdict(list)
    entries = {entry.key: entry for entry in proposal.derivation.entries}
    for lecture in proposal.course_value.lectures:
        placement = proposal.derivation.plan.placements.get(lecture.key)
        entry = entries.get(lecture.key)
        if placement is not None:
            found[placement.day].append(lecture)
        elif lecture.cancelled and entry is not None:
            found[entry.day].append(lecture)
    return found


def _closed(
    term: content.Term, course: content.Course
) -> defaultdict[date, list[content.NoClassDay]]:
    found: defaultdict[date, list[content.NoClassDay]] = defaultdict(list)
    own = {closed.key for closed in course.no_class_days}
    meets = {day for meeting in course.meetings for day in dates_of(meeting, term)}
    for closed in no_class_days_of(term, course):
        for day in closed.days():
            if closed.key in own or day in meets:
                found[day].append(closed)
    return found
