"""Slots: the days a course meets, from its weekly meetings and the term's calendar.

The weekly rule runs on local dates without a zone; the zone is attached afterwards, so that a
meeting keeps its wall-clock time across a change of clocks.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, time
from enum import StrEnum

from dateutil.rrule import WEEKLY, rrule

from courses import content
from schedule.engine.entry import Kind
from schedule.engine.localtime import Fault, Span, changed, span


class SlotState(StrEnum):
    """Whether a meeting's day is held, and if not, why."""

    OPEN = "open"
    NOT_HELD = "not-held"
    NO_CLASS = "no-class"


@dataclass(frozen=True, slots=True)
class Slot:
    """One day of a meeting.

    Attributes:
        meeting: The meeting's key.
        kind: What is held: a lecture, a recitation, office hours.
        day: The original local date, by the pattern.
        start: Aware, in UTC.
        end: Aware, in UTC; None where it is not known.
        room: Where.
        reason: Why this day differs, if it does.
        state: Whether it is held.
        fault: What a change of clocks did to its times.
    """

    meeting: str
    kind: Kind
    day: date
    start: datetime
    end: datetime | None
    room: str = ""
    reason: str = ""
    state: SlotState = SlotState.OPEN
    fault: Fault | None = None

    @property
    def is_open(self) -> bool:
        """Whether it is held."""
        return self.state is SlotState.OPEN

    @property
    def span(self) -> Span:
        """Its start and end."""
        return Span(self.start, self.end, self.fault)

    @property
    def key(self) -> str:
        """The key of this day of the meeting."""
        return f"{self.meeting}-{self.day.isoformat()}"


def slots(term: content.Term, course: content.Course, kind: Kind = Kind.LECTURE) -> list[Slot]:
    """Return the slots of one kind that are held, by start.

    Where two start at the same time, the one of the first meeting stands for both.
    """
    return merged(slot for slot in meeting_days(term, course, kind) if slot.is_open)


def merged(days: Iterable[Slot]) -> list[Slot]:
    """Return slots by start; of those that start at the same time, only the first."""
    first: dict[datetime, Slot] = {}
    for slot in days:
        first.setdefault(slot.start, slot)
    return [first[start] for start in sorted(first)]


def meeting_days(term: content.Term, course: content.Course, kind: Kind) -> Iterator[Slot]:
    """Yield every day of the meetings of one kind, also those that are not held.

    Meeting by meeting, in the order of the course.
    """
    closed = (*term.no_class_days, *course.no_class_days)
    for meeting in course.meetings:
        if meeting.kind.value == kind.value:
            yield from _days_of(meeting, term, closed)


def _days_of(
    meeting: content.Meeting, term: content.Term, closed: tuple[content.NoClassDay, ...]
) -> Iterator[Slot]:
    zone = term.zone
    kind = Kind(meeting.kind.value)
    exceptions = {exception.day: exception for exception in meeting.exceptions}
    for day in dates_of(meeting, term):
        times = span(day, meeting.start, meeting.end, zone)
        room, reason, state = meeting.room, "", SlotState.OPEN
        if exception := exceptions.get(day):
            reason = exception.reason
            if exception.held:
                times = changed(times, day, exception.start, exception.end, zone)
                room = exception.room or room
            else:
                state = SlotState.NOT_HELD
        if no_class_on(day, closed):
            state = SlotState.NO_CLASS
        yield Slot(meeting.key, kind, day, times.start, times.end, room, reason, state, times.fault)


def dates_of(meeting: content.Meeting, term: content.Term) -> list[date]:
    """Return the local dates a meeting falls on, days without class included.

    A day that follows another weekday's schedule has the meetings of that weekday, not its own.
    """
    first = max(term.first_day, meeting.valid_from or term.first_day)
    last = min(term.last_day, meeting.valid_until or term.last_day)
    swaps = {swap.day: swap.follows for swap in term.day_swaps}
    rule = rrule(
        WEEKLY,
        byweekday=[weekday.index for weekday in meeting.weekdays],
        dtstart=datetime.combine(first, time.min),
        until=datetime.combine(last, time.min),
    )
    own = [moment.date() for moment in rule if moment.date() not in swaps]
    followed = [
        day
        for day, follows in swaps.items()
        if follows in meeting.weekdays and first <= day <= last
    ]
    return sorted(own + followed)


def no_class_on(day: date, closed: Iterable[content.NoClassDay]) -> content.NoClassDay | None:
    """Return the first of `closed` that covers a date."""
    return next((no_class for no_class in closed if no_class.covers(day)), None)


def no_class_days_of(term: content.Term, course: content.Course) -> list[content.NoClassDay]:
    """Return the days without class that concern a course: the term's, then its own.

    A day of the term concerns a course only where one of its meetings would fall on it.
    """
    dates = {day for meeting in course.meetings for day in dates_of(meeting, term)}
    concerned = [
        no_class for no_class in term.no_class_days if any(no_class.covers(day) for day in dates)
    ]
    return [*concerned, *course.no_class_days]
