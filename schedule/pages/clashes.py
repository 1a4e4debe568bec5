"""Clashes: where two courses want their students at one time, in a week and over a term."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from typing import Self
from zoneinfo import ZoneInfo

from schedule.engine.entry import SESSION_KINDS, UNKNOWN_LENGTH, Status
from schedule.pages.happenings import Happening
from schedule.wording.items import label_words


@dataclass(frozen=True, slots=True)
class Session:
    """A session that is held.

    Attributes:
        course: The course's slug.
        number: The course's number.
        label: What the session is called.
        start: Aware.
        end: Aware; None where it is not known.
    """

    course: str
    number: str
    label: str
    start: datetime
    end: datetime | None

    @property
    def begins(self) -> datetime:
        """Its start in UTC: two times of one zone are compared by the clock on the wall."""
        return self.start.astimezone(UTC)

    @property
    def over(self) -> datetime:
        """Its end in UTC."""
        return self.end.astimezone(UTC) if self.end else self.begins + UNKNOWN_LENGTH


@dataclass(frozen=True, slots=True)
class Clash:
    """Two sessions of different courses, and the time they share: from `start` to `end`, in UTC."""

    first: Session
    second: Session
    start: datetime
    end: datetime

    @classmethod
    def of(cls, first: Session, second: Session) -> Self:
        """Return what two sessions share."""
        return cls(first, second, max(first.begins, second.begins), min(first.over, second.over))

    def day(self, zone: ZoneInfo) -> date:
        """Return the local day it begins on."""
        return self.start.astimezone(zone).date()


@dataclass(frozen=True, slots=True)
class Usual:
    """When two courses usually clash, on local clocks; weekday 0 is Monday."""

    weekday: int
    start: time
    end: time


@dataclass(frozen=True, slots=True)
class Recurring:
    """All clashes of two courses.

    Attributes:
        numbers: Of the two courses.
        days: The local days, in order.
        usual: When they clash on more than half of these days, if there is such a time.
    """

    numbers: tuple[str, str]
    days: tuple[date, ...]
    usual: Usual | None


def held_sessions(happenings: Iterable[Happening]) -> list[Session]:
    """Return the sessions that take place: what is cancelled takes nobody's time."""
    return [
        Session(each.course, each.number, label_words(each.item), each.item.start, each.item.end)
        for each in happenings
        if each.item.kind in SESSION_KINDS
        and each.item.status == Status.CONFIRMED
        and each.item.start is not None
    ]


def find_clashes(sessions: Iterable[Session]) -> list[Clash]:
    """Return each two sessions of different courses that share some time, by their start.

    One that ends when another begins does not clash with it. The order of the sessions makes no
    difference.
    """
    going: list[Session] = []
    clashes = []
    for each in sorted(sessions, key=_place):
        going = [other for other in going if other.over > each.begins]
        clashes += [Clash.of(other, each) for other in going if other.course != each.course]
        going.append(each)
    return sorted(
        clashes, key=lambda clash: (clash.start, _place(clash.first), _place(clash.second))
    )


def find_recurring(
    clashes: Iterable[Clash], zone: ZoneInfo, courses: Sequence[str]
) -> list[Recurring]:
    """Return the clashes of each two courses together, those with the most days first.

    Args:
        clashes: Those of `find_clashes`.
        zone: Of the local days and times.
        courses: The slugs of all courses, in the order in which two of them are named.
    """
    by_pair: dict[tuple[str, str], list[Clash]] = {}
    numbers = {}
    for clash in clashes:
        both = {each.course: each.number for each in (clash.first, clash.second)}
        first, second = sorted(both, key=courses.index)
        by_pair.setdefault((first, second), []).append(clash)
        numbers.update(both)
    found = [
        Recurring(
            numbers=(numbers[first], numbers[second]),
            days=tuple(sorted({clash.day(zone) for clash in of_pair})),
            usual=_usual(of_pair, zone),
        )
        for (first, second), of_pair in by_pair.items()
    ]
    return sorted(found, key=lambda each: (-len(each.days), each.days, each.numbers))


def _place(session: Session) -> tuple[datetime, datetime, str, str, bool]:
    return session.begins, session.over, session.course, session.label, session.end is None


def _usual(clashes: Sequence[Clash], zone: ZoneInfo) -> Usual | None:
    """Return the weekday and time of more than half of the days."""
    times = {
        (clash.day(zone), clash.start.astimezone(zone).time(), clash.end.astimezone(zone).time())
        for clash in clashes
    }
    counts = Counter(Usual(day.weekday(), start, end) for day, start, end in times)
    days = {day for day, _, _ in times}
    best, count = min(
        counts.items(), key=lambda each: (-each[1], each[0].weekday, each[0].start, each[0].end)
    )
    return best if 2 * count > len(days) else None
