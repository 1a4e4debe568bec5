"""Where a course stands before a move: what is written, and what follows from it."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date

from courses import content
from schedule.engine.derive import Derivation
from schedule.engine.entry import Entry
from schedule.engine.placement import Placement
from schedule.engine.slot import no_class_on
from schedule.engine.words import day_in_words, name_of
from schedule.moves.errors import refuse


def _no_edition(_number: int) -> content.Course | None:
    return None


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """What a move starts from.

    Attributes:
        term: The course's term, as written.
        course: The course, as written.
        derivation: What follows from both and from what is published.
        taken: Every key that was ever published; a new item takes none of them, since an item that
            comes back goes on with its old UID.
        edition_number: Of the current edition; 0 where the course was never published.
        edition: Gives the course as published in an edition, or None where there is none.
    """

    term: content.Term
    course: content.Course
    derivation: Derivation
    taken: frozenset[str] = frozenset()
    edition_number: int = 0
    edition: Callable[[int], content.Course | None] = _no_edition

    def lecture(self, key: str, *, field: str) -> content.Lecture:
        """Return a lecture.

        Raises:
            MoveError: At `field`, there is none with this key.
        """
        found = next((each for each in self.course.lectures if each.key == key), None)
        if found is None:
            refuse(field, f"There is no lecture {key} any more: choose one of the list.")
        return found

    def standing_lecture(self, key: str, *, field: str) -> content.Lecture:
        """Return a lecture that has a class day of its own.

        Raises:
            MoveError: At `field`, there is none, or it is cancelled or merged into another.
        """
        lecture = self.lecture(key, field=field)
        if lecture.cancelled:
            refuse(field, f"{name_of(lecture)} is cancelled: restore it first.")
        if lecture.merged_into:
            other = name_of(self.lecture(lecture.merged_into, field=field))
            words = "give it a class of its own first."
            refuse(field, f"{name_of(lecture)} is held together with {other}: {words}")
        return lecture

    def lectures_on(self, day: date) -> Iterator[content.Lecture]:
        """Yield the lectures that stand on a day, the merged ones too, in the outline's order."""
        placements = self.derivation.plan.placements
        for lecture in self.course.lectures:
            placement = placements.get(lecture.key)
            if placement and placement.day == day:
                yield lecture

    def own_classes(self) -> list[tuple[str, Placement]]:
        """Return by start where lectures stand that have a class of their own, with their keys."""
        placements = self.derivation.plan.placements.items()
        own = [(key, each) for key, each in placements if each.start and not each.together_with]
        return sorted(own, key=lambda pair: (pair[1].start, pair[0]))

    def day_of(self, lecture: str) -> date | None:
        """Return the day a lecture stands on, if it has one."""
        placement = self.derivation.plan.placements.get(lecture)
        return placement.day if placement else None

    def entry(self, key: str) -> Entry | None:
        """Return what the calendar says of an item."""
        return next((entry for entry in self.derivation.entries if entry.key == key), None)

    def check_in_term(self, day: date, *, field: str) -> None:
        """Refuse a day that is not in the term.

        Raises:
            MoveError: At `field`.
        """
        first, last = self.term.first_day, self.term.last_day
        if first <= day <= last:
            return
        side = "before the term begins" if day < first else "after the term has ended"
        refuse(
            field,
            f"{full_day(day)} is {side}: choose a day from {full_day(first)} to {full_day(last)}.",
        )

    def check_has_class(self, day: date, *, field: str) -> None:
        """Refuse a day without class, the term's or the course's.

        Raises:
            MoveError: At `field`.
        """
        closed = (*self.term.no_class_days, *self.course.no_class_days)
        if there := no_class_on(day, closed):
            name = day_in_words(day)
            refuse(field, f"There is no class on {name} ({there.title}): choose another day.")


def full_day(day: date) -> str:
    """Return a date as messages have it, where the year may be what is wrong: Thu Sep 28, 2023."""
    return f"{day_in_words(day)}, {day.year}"
