"""The board: a course's lecture slots, and who has claimed which time."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime, tzinfo

from courses import content
from schedule.engine.entry import Kind
from schedule.engine.localtime import Span
from schedule.engine.slot import Slot, meeting_days, merged, no_class_on


@dataclass
class Board:
    """Lecture slots and the times claimed so far.

    Attributes:
        zone: The term's zone.
        first_day: The term's first class day.
        last_day: The term's last class day.
        closed: All days without class, the term's and the course's.
        slots: The slots that are held, by start.
        by_day: Every day of the pattern, also those that are not held.
    """

    zone: tzinfo
    first_day: date
    last_day: date
    closed: tuple[content.NoClassDay, ...]
    slots: list[Slot]
    by_day: dict[date, list[Slot]]
    _claims: dict[date, list[tuple[Span, str]]] = field(default_factory=lambda: defaultdict(list))
    _taken: set[datetime] = field(default_factory=set)

    @classmethod
    def of(cls, term: content.Term, course: content.Course) -> "Board":
        """Return the board of a course, with nothing claimed."""
        pattern = list(meeting_days(term, course, Kind.LECTURE))
        by_day: dict[date, list[Slot]] = defaultdict(list)
        for slot in merged(sorted(pattern, key=lambda slot: not slot.is_open)):
            by_day[slot.day].append(slot)
        return cls(
            zone=term.zone,
            first_day=term.first_day,
            last_day=term.last_day,
            closed=(*term.no_class_days, *course.no_class_days),
            slots=merged(slot for slot in pattern if slot.is_open),
            by_day=dict(by_day),
        )

    def pattern_on(self, day: date) -> list[Slot]:
        """Return the slots the pattern has on a day, held or not, by start."""
        return self.by_day.get(day, [])

    def slots_on(self, day: date) -> list[Slot]:
        """Return the slots that are held on a day, by start."""
        return [slot for slot in self.pattern_on(day) if slot.is_open]

    def no_class_on(self, day: date) -> content.NoClassDay | None:
        """Return why no class meets on a day, if none does."""
        return no_class_on(day, self.closed)

    def claim(self, day: date, times: Span, key: str) -> None:
        """Give a time to an item: the slot that starts with it, or else every slot it overlaps."""
        self._claims[day].append((times, key))
        self._taken.update(
            slot.start for slot in self.pattern_on(day) if self._clash(slot.span, times, day)
        )

    def claimant(self, day: date, times: Span) -> str:
        """Return the key of who has a time already, or an empty text."""
        for claimed, key in self._claims.get(day, ()):
            if self._clash(claimed, times, day):
                return key
        return ""

    def _clash(self, one: Span, other: Span, day: date) -> bool:
        """Tell whether two times are too much; slots that overlap by the pattern are not."""
        if one.start == other.start:
            return True
        if not one.overlaps(other):
            return False
        starts = {slot.start for slot in self.pattern_on(day)}
        return not {one.start, other.start} <= starts

    def is_free(self, slot: Slot) -> bool:
        """Tell whether nobody has claimed a slot."""
        return slot.start not in self._taken

    def free(self, slots: Iterable[Slot], *, since: datetime | None) -> list[Slot]:
        """Return those of the slots that nobody has, from an instant on."""
        return [
            slot for slot in slots if self.is_free(slot) and (since is None or slot.start >= since)
        ]
