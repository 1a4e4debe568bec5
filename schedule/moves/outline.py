"""Moves of the outline: another order, and a lecture more."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from courses import content
from schedule.engine.words import day_in_words, name_of
from schedule.moves.base import Move, Written
from schedule.moves.errors import refuse
from schedule.moves.rewriting import free_key, rewritten
from schedule.moves.standing import Standing


class Step(StrEnum):
    """One place in the outline, past a lecture that has a class day of its own.

    UP: Earlier.
    DOWN: Later.
    """

    UP = "up"
    DOWN = "down"


@dataclass(frozen=True)
class MoveLecture(Move):
    """Another place in the outline for a lecture. What is between moves by one.

    Attributes:
        lecture: Its key.
        to: A step, or the key of the lecture that it is to stand before; empty: at the end.
        renumber: Whether the numbers stay where they are, so that lectures exchange them.
    """

    lecture: str
    to: Step | str
    renumber: bool = False

    def summary(self, standing: Standing) -> str:
        """Return what it does in a few words."""
        name = name_of(standing.lecture(self.lecture, field="lecture"))
        if isinstance(self.to, Step):
            return f"{name} one place {self.to.value}"
        if not self.to:
            return f"{name} to the end of the outline"
        return f"{name} before {name_of(standing.lecture(self.to, field='to'))}"

    def about(self, standing: Standing) -> dict[str, str]:
        """Return the lecture that moves."""
        del standing
        return {self.lecture: "to"}

    def made(self, standing: Standing) -> Written:
        """Return the course with the lecture in its new place."""
        lecture = standing.standing_lecture(self.lecture, field="lecture")
        lectures = standing.course.lectures
        others = [other for other in lectures if other.key != lecture.key]
        if isinstance(self.to, Step):
            place = _stepped(lecture, self.to, lectures)
        elif self.to == lecture.key:
            refuse("to", f"{name_of(lecture)} cannot stand before itself.")
        elif self.to:
            place = others.index(standing.lecture(self.to, field="to"))
        else:
            place = len(others)
        others.insert(place, lecture)
        return _reordered(standing, others, renumber=self.renumber)


def _stepped(lecture: content.Lecture, step: Step, lectures: Sequence[content.Lecture]) -> int:
    """Return the place of a lecture one step on, among the others."""
    standing = [each for each in lectures if not each.cancelled and not each.merged_into]
    own = standing.index(lecture)
    there = own - 1 if step is Step.UP else own + 1
    if not 0 <= there < len(standing):
        which = "first" if step is Step.UP else "last"
        refuse(
            "to", f"{name_of(lecture)} is the {which} of the outline: it cannot move {step.value}."
        )
    # Among the others, those after it are one place earlier: past a later one is its own place.
    return lectures.index(standing[there])


@dataclass(frozen=True)
class SwapLectures(Move):
    """Two lectures exchange their places in the outline, and with them their pins.

    Attributes:
        lecture: The key of the one.
        other: The key of the other.
        renumber: Whether the numbers stay where they are, so that the two exchange them too.
    """

    lecture: str
    other: str
    renumber: bool = False

    def summary(self, standing: Standing) -> str:
        """Return what it does in a few words."""
        one = standing.lecture(self.lecture, field="lecture")
        return f"{name_of(one)} and {name_of(standing.lecture(self.other, field='other'))} swapped"

    def about(self, standing: Standing) -> dict[str, str]:
        """Return both."""
        del standing
        return {self.lecture: "lecture", self.other: "other"}

    def made(self, standing: Standing) -> Written:
        """Return the course with both in each other's place."""
        one = standing.standing_lecture(self.lecture, field="lecture")
        other = standing.standing_lecture(self.other, field="other")
        if one == other:
            refuse("other", f"Choose another lecture than {name_of(one)} itself.")
        swapped = {
            one.key: rewritten(other, pin=one.pin),
            other.key: rewritten(one, pin=other.pin),
        }
        lectures = [swapped.get(each.key, each) for each in standing.course.lectures]
        return _reordered(standing, lectures, renumber=self.renumber)


@dataclass(frozen=True)
class InsertLecture(Move):
    """A lecture more, as of a guest. It takes a class day; what stands after it moves later.

    Attributes:
        title: What it is about.
        lecturer: Who holds it.
        before: The key of the lecture that it is to stand before; empty: at the end.
        on: The day it is pinned to, if any; where no lecture is named, its place follows from it.
        numbered: Whether it has a number. The lectures after it then count one more; else it has
            none, and theirs stay.
    """

    title: str
    lecturer: str = ""
    before: str = ""
    on: date | None = None
    numbered: bool = False

    def acts_on(self, standing: Standing) -> date | None:
        """Return the day it is pinned to."""
        del standing
        return self.on

    def summary(self, standing: Standing) -> str:
        """Return what it does in a few words."""
        del standing
        day = f" on {day_in_words(self.on)}" if self.on else ""
        return f"{self.title} inserted{day}"

    def about(self, standing: Standing) -> dict[str, str]:
        """Return the new lecture."""
        return {self._key(standing): "on" if self.on else "before"}

    def made(self, standing: Standing) -> Written:
        """Return the course with the new lecture."""
        if not self.title.strip():
            refuse("title", "Give the lecture a title.")
        if self.on:
            standing.check_in_term(self.on, field="on")
        lectures = list(standing.course.lectures)
        place = self._place(standing)
        new = content.Lecture(
            key=self._key(standing),
            title=self.title,
            lecturer=self.lecturer,
            chapter=_chapter_at(place, lectures),
            pin=content.Pin(day=self.on) if self.on else None,
        )
        if self.numbered:
            new, lectures = _numbered(new, place, lectures)
        lectures.insert(place, new)
        return Written(standing.term, rewritten(standing.course, lectures=tuple(lectures)))

    def _key(self, standing: Standing) -> str:
        return free_key("guest lecture", standing, otherwise="guest-lecture")

    def _place(self, standing: Standing) -> int:
        lectures = standing.course.lectures
        if self.before:
            return lectures.index(standing.lecture(self.before, field="before"))
        for place, lecture in enumerate(lectures):
            day = standing.day_of(lecture.key)
            if self.on and day and day >= self.on:
                return place
        return len(lectures)


def _chapter_at(place: int, lectures: Sequence[content.Lecture]) -> str:
    """Return the chapter that a lecture inserted at a place does not tear apart, if any."""
    around = [lecture.chapter for lecture in lectures[max(place - 1, 0) : place + 1]]
    return around[0] if around and len(set(around)) == 1 else ""


def _numbered(
    new: content.Lecture, place: int, lectures: Sequence[content.Lecture]
) -> tuple[content.Lecture, list[content.Lecture]]:
    """Return the lecture with the next number, and the others with those after it one higher."""
    before = [lecture.number for lecture in lectures[:place] if lecture.number is not None]
    after = [lecture.number for lecture in lectures[place:] if lecture.number is not None]
    number = min(after) if after else max(before, default=0) + 1
    later = [
        lecture if lecture.number is None else rewritten(lecture, number=lecture.number + 1)
        for lecture in lectures[place:]
    ]
    return rewritten(new, number=number), [*lectures[:place], *later]


def _reordered(
    standing: Standing, lectures: Sequence[content.Lecture], *, renumber: bool
) -> Written:
    """Return the course with its lectures in another order, the numbers in their old one if asked."""
    ordered = list(lectures)
    if renumber:
        were = {lecture.key: lecture.number is not None for lecture in standing.course.lectures}
        numbers = iter(
            [each.number for each in standing.course.lectures if each.number is not None]
        )
        ordered = [
            rewritten(lecture, number=next(numbers)) if were[lecture.key] else lecture
            for lecture in ordered
        ]
    return Written(standing.term, rewritten(standing.course, lectures=tuple(ordered)))
