"""From what is written, planned and published to the board."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from courses import content
from schedule.admin.board.gathering import ByDay
from schedule.admin.board.menus import Link, day_links, hold_link, lecture_links
from schedule.admin.board.telling import change_words, weeks_of
from schedule.admin.board.values import (
    BoardDate,
    BoardDay,
    BoardLecture,
    BoardSession,
    PlanBoard,
)
from schedule.admin.findings import Line
from schedule.engine.entry import Entry, Kind
from schedule.engine.slot import Slot, SlotState
from schedule.engine.words import name_of
from schedule.publishing import Proposal
from schedule.wording import Clock, day_words
from schedule.wording.days import weekday_name
from schedule.wording.items import acted_name, first_words, time_words

FormOf = Callable[[str], str]


def board_of(
    proposal: Proposal, *, conflicts: Sequence[Line], today: date, form_of: FormOf
) -> PlanBoard:
    """Return the board of what is written.

    Args:
        proposal: What publishing it would do.
        conflicts: What the plan could not do, as far as nobody accepted it.
        today: In the course's zone.
        form_of: Gives the address of the form of an item by its key, empty where there is none.
    """
    return _Builder(proposal, conflicts, today, form_of).board()


@dataclass
class _Builder:
    proposal: Proposal
    conflicts: Sequence[Line]
    today: date
    form_of: FormOf
    _told: set[str] = field(default_factory=set)

    def __post_init__(self) -> None:
        self.course, self.term = self.proposal.course_value, self.proposal.term_value
        self.plan = self.proposal.derivation.plan
        self.clock = Clock(self.term.zone)
        self.entries = {entry.key: entry for entry in self.proposal.derivation.entries}
        self.changes = {change.key: change for change in self.proposal.changes}
        self.anchors = self._anchors()
        self.trouble: Mapping[str, list[Line]] = defaultdict(list)
        for line in self.conflicts:
            self.trouble[line.finding.key].append(line)

    def board(self) -> PlanBoard:
        there = ByDay.of(self.proposal)
        found = [self._day(day, there) for day in there.days()]
        homeless = tuple(self._homeless())
        return PlanBoard(
            weeks=tuple(weeks_of(found)),
            homeless=homeless,
            conflicts=tuple(line for line in self.conflicts if line.finding.key not in self._told),
            next_day=next((each.iso for each in found if not each.is_past), ""),
            lectures=len(self.plan.placements),
            classes=len(self.plan.slots),
            spare=len(self.plan.spare),
        )

    def _day(self, day: date, there: ByDay) -> BoardDay:
        slots, closed, dates = there.slots[day], there.closed[day], there.dates[day]
        swap = next((swap for swap in self.term.day_swaps if swap.day == day), None)
        exceptions = [
            each.key
            for meeting in self.course.meetings
            for each in meeting.exceptions
            if each.day == day
        ]
        keys = [*(each.key for each in closed if each.day == day), *exceptions]
        keys += [swap.key] if swap else []
        own = {each.key for each in self.course.no_class_days}
        sessions = tuple(self._sessions(day, there))
        is_class = not closed and any(session.state != "not-held" for session in sessions)
        return BoardDay(
            day=day,
            words=day_words(day),
            is_today=day == self.today,
            is_past=day < self.today,
            sessions=sessions,
            closed=tuple(
                (each.title, self.form_of(each.key) if each.key in own else "") for each in closed
            ),
            follows=weekday_name(swap.follows.index) if swap else "",
            releases=self._dates(dates, Kind.RELEASE),
            deadlines=self._dates(dates, Kind.DEADLINE),
            conflicts=self._conflicts(*keys),
            links=tuple(day_links(day.isoformat(), is_class=is_class, is_closed=bool(closed))),
            hold=self._hold(day, slots, closed),
        )

    def _hold(self, day: date, slots: list[Slot], closed: list[content.NoClassDay]) -> Link | None:
        own = {each.key for each in self.course.no_class_days}
        if any(each.key not in own for each in closed):
            return None
        if not closed and all(slot.state is not SlotState.NOT_HELD for slot in slots):
            return None
        lectures = self.course.lectures
        asks = any(each.cancelled or each.merged_into for each in lectures)
        return hold_link(day.isoformat(), asks=asks)

    def _sessions(self, day: date, there: ByDay) -> Iterator[BoardSession]:
        left, exams, is_closed = there.lectures[day], there.exams[day], bool(there.closed[day])
        for slot in there.slots[day]:
            own = [each for each in left if self._start(each) == slot.start]
            left = [each for each in left if each not in own]
            sat = [exam for exam in exams if exam.start == slot.start]
            exams = [exam for exam in exams if exam not in sat]
            if is_closed and not own and not sat:
                continue
            yield self._in_slot(slot, own, sat)
        for lecture in left:
            yield self._at_own_time(lecture)
        for exam in exams:
            time = time_words(exam, self.clock)
            yield BoardSession(time, exam.room, "exam", exams=(self._exam(exam),))

    def _in_slot(
        self, slot: Slot, lectures: list[content.Lecture], exams: list[Entry]
    ) -> BoardSession:
        state = "lecture" if lectures else "exam" if exams else "empty"
        if slot.state is SlotState.NOT_HELD and not lectures:
            state = "not-held"
        elif state == "empty" and any(slot.start == spare.start for spare in self.plan.spare):
            state = "spare"
        # A cancelled lecture keeps its date; what stands there instead is beside it.
        placed = [self.plan.placements.get(each.key) for each in lectures]
        rooms = [place.room for place in placed if place]
        return BoardSession(
            self.clock.span(slot.start, slot.end),
            rooms[0] if rooms else slot.room,
            state,
            slot.reason,
            tuple(self._lecture(each) for each in lectures),
            tuple(self._exam(exam) for exam in exams),
        )

    def _at_own_time(self, lecture: content.Lecture) -> BoardSession:
        placement, entry = self.plan.placements.get(lecture.key), self.entries.get(lecture.key)
        stands = placement or entry
        assert stands is not None  # noqa: S101 - it stands on a day
        words = self.clock.span(stands.start, stands.end) if stands.start else ""
        note = placement.reason if placement else ""
        return BoardSession(words, stands.room, "lecture", note, (self._lecture(lecture),))

    def _start(self, lecture: content.Lecture) -> object:
        stands = self.plan.placements.get(lecture.key) or self.entries.get(lecture.key)
        return stands.start if stands else None

    def _day_of(self, lecture: content.Lecture) -> str:
        placement = self.plan.placements.get(lecture.key)
        return placement.day.isoformat() if placement else ""

    def _exam(self, exam: Entry) -> str:
        self._conflicts(exam.key)
        return exam.title or exam.label

    def _lecture(self, lecture: content.Lecture) -> BoardLecture:
        return BoardLecture(
            key=lecture.key,
            name=name_of(lecture),
            number=lecture.number,
            title=lecture.title,
            marks=tuple(self._marks(lecture)),
            waiting=self._waiting(lecture.key),
            is_cancelled=lecture.cancelled,
            is_movable=not (lecture.cancelled or lecture.merged_into),
            edit=self.form_of(lecture.key),
            conflicts=self._conflicts(lecture.key),
            links=tuple(lecture_links(lecture, self._day_of(lecture))),
        )

    def _marks(self, lecture: content.Lecture) -> Iterator[str]:
        if lecture.cancelled:
            yield f"Cancelled: {lecture.reason}" if lecture.reason else "Cancelled"
        if lecture.merged_into:
            named = {each.key: name_of(each) for each in self.course.lectures}
            yield f"Together with {named.get(lecture.merged_into, lecture.merged_into)}"
        if lecture.pin and not lecture.cancelled:
            yield "Make-up class" if lecture.pin.start else "Pinned"
        if lecture.lecturer:
            yield lecture.lecturer

    def _homeless(self) -> Iterator[BoardLecture]:
        for lecture in self.course.lectures:
            if lecture.key in self.plan.placements:
                continue
            if lecture.cancelled and lecture.key in self.entries:
                continue
            yield self._lecture(lecture)

    def _dates(self, entries: Iterable[Entry], kind: Kind) -> tuple[BoardDate, ...]:
        return tuple(self._date(entry) for entry in entries if entry.kind is kind)

    def _date(self, entry: Entry) -> BoardDate:
        return BoardDate(
            key=entry.key,
            kind=entry.kind.value,
            name=acted_name(entry),
            time=time_words(entry, self.clock),
            was=first_words(entry, self.clock) if entry.is_extended else "",
            waiting=self._waiting(entry.key),
            anchor=self.anchors.get(entry.key, ""),
            edit=self.form_of(entry.key),
            conflicts=self._conflicts(entry.key),
        )

    def _anchors(self) -> dict[str, str]:
        named = {each.key: name_of(each) for each in self.course.lectures}
        named[content.LAST_CLASS] = "the last class"
        written = [(each.key, each.out) for _, each in self.course.releases()]
        written += [
            (each.key, each.due) for _, each in self.course.deadlines() if not each.extended
        ]
        return {
            key: named.get(when.anchor, when.anchor)
            for key, when in written
            if isinstance(when, content.Anchored)
        }

    def _waiting(self, key: str) -> str:
        """Say what of an item is not published; nothing of a course that never was."""
        change = self.changes.get(key)
        if change is None or self.proposal.edition is None:
            return ""
        return change_words(change, self.clock)

    def _conflicts(self, *keys: str) -> tuple[Line, ...]:
        self._told.update(keys)
        return tuple(found for key in keys for found in self.trouble.get(key, ()))
