"""Moves of two lectures into one class, and out of it again."""

from dataclasses import dataclass
from datetime import date

from courses import content
from schedule.engine.words import name_of
from schedule.moves.base import Move, OneLectureMove, Written
from schedule.moves.errors import refuse
from schedule.moves.rewriting import rewritten, with_lectures
from schedule.moves.standing import Standing


@dataclass(frozen=True)
class MergeLecture(Move):
    """A lecture is held together with another. Its own class day is free for the next.

    Where that day is to stay empty, `NoClass` with `Then.MERGE` is meant.

    Attributes:
        lecture: Its key.
        into: The key of the other; empty: the next one in time.
    """

    lecture: str
    into: str = ""

    def acts_on(self, standing: Standing) -> date | None:
        """Return the day that it gives up."""
        return standing.day_of(self.lecture)

    def summary(self, standing: Standing) -> str:
        """Return what it does in a few words."""
        lecture = standing.lecture(self.lecture, field="lecture")
        return f"{name_of(lecture)} held together with {name_of(self._target(lecture, standing))}"

    def made(self, standing: Standing) -> Written:
        """Return the course with both in one class; what was merged into the one follows."""
        lecture = standing.standing_lecture(self.lecture, field="lecture")
        target = self._target(lecture, standing)
        if target == lecture:
            refuse("into", f"Choose another lecture than {name_of(lecture)} itself.")
        changed = rewritten(lecture, merged_into=target.key, pin=None)
        return Written(standing.term, with_lectures(standing.course, {lecture.key: changed}))

    def _target(self, lecture: content.Lecture, standing: Standing) -> content.Lecture:
        if self.into:
            return standing.standing_lecture(self.into, field="into")
        keys = [key for key, _ in standing.own_classes()]
        if lecture.key not in keys:
            words = "has no class day: choose the lecture to hold it with."
            refuse("into", f"{name_of(lecture)} {words}")
        later = keys[keys.index(lecture.key) + 1 :]
        if not later:
            words = "is the last one: choose an earlier lecture to hold it with."
            refuse("into", f"{name_of(lecture)} {words}")
        return standing.lecture(later[0], field="into")


@dataclass(frozen=True)
class UnmergeLecture(OneLectureMove):
    """A lecture that is held together with another has a class day of its own again."""

    def acts_on(self, standing: Standing) -> date | None:
        """Return the day that it shared."""
        return standing.day_of(self.lecture)

    def summary(self, standing: Standing) -> str:
        """Return what it does in a few words."""
        return f"{name_of(standing.lecture(self.lecture, field='lecture'))} held by itself again"

    def made(self, standing: Standing) -> Written:
        """Return the course with the lecture by itself, at its place in the outline."""
        lecture = standing.lecture(self.lecture, field="lecture")
        if not lecture.merged_into:
            refuse("lecture", f"{name_of(lecture)} is not held together with another.")
        changed = rewritten(lecture, merged_into="")
        return Written(standing.term, with_lectures(standing.course, {lecture.key: changed}))
