"""An event together with its course: what pages of one course and of several are made of."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date

from schedule.engine.entry import SESSION_KINDS, Kind, Status
from schedule.wording import Item


@dataclass(frozen=True, slots=True)
class Happening:
    """An event, and of which course.

    Attributes:
        item: The event.
        course: The course's slug, for addresses.
        number: The course's number, said on pages of several courses; empty on those of one.
        language: The language tag of what the course's staff write.
    """

    item: Item
    course: str
    number: str = ""
    language: str = ""

    @property
    def is_session(self) -> bool:
        """Whether it stands at a time of its day, rather than on the day."""
        return self.item.kind in SESSION_KINDS and self.item.start is not None

    @property
    def is_cancelled(self) -> bool:
        """Whether it is cancelled."""
        return self.item.status == Status.CANCELLED


@dataclass(frozen=True, slots=True)
class Move:
    """Where an item that was moved stood before: it alone moved, its old place is empty.

    Attributes:
        before: The item as it was published before.
        course: The course's slug.
        number: The course's number, said on pages of several courses.
        after: The item as it stands.
        language: The language tag of what the course's staff write.
    """

    before: Item
    after: Item
    course: str
    number: str = ""
    language: str = ""


def told_once(happenings: Iterable[tuple[str, Happening]]) -> list[Happening]:
    """Return happenings as a feed tells them: what several courses have, once and of no course.

    Args:
        happenings: Each after its UID, which a term's day without class has in all its courses.
    """
    found: dict[str, Happening] = {}
    for uid, each in happenings:
        found[uid] = replace(each, number="") if uid in found else each
    return list(found.values())


def on_day(happenings: Iterable[Happening], day: date) -> list[Happening]:
    """Return what is on a day, in the order of the day: whole days, by time, what is due."""
    found = [each for each in happenings if each.item.day <= day <= each.item.last_day]
    return sorted(found, key=_place)


def in_order(item: Item) -> tuple[date, float, str]:
    """Sort by day, then by time; what has no time comes first."""
    return item.day, item.start.timestamp() if item.start else 0.0, item.key


def count_kinds(happenings: Iterable[Happening]) -> Mapping[str, int]:
    """Return how many there are of each kind, cancelled ones left out."""
    counts: dict[str, int] = {}
    for each in happenings:
        if not each.is_cancelled:
            counts[each.item.kind] = counts.get(each.item.kind, 0) + 1
    return counts


def _place(happening: Happening) -> tuple[int, float, str, str]:
    item = happening.item
    group = 2 if item.kind == Kind.DEADLINE else 1 if happening.is_session else 0
    moment = item.start.timestamp() if item.start else 0.0
    return group, moment, happening.number, item.key
