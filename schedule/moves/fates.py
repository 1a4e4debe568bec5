"""Moves of what becomes of a lecture: cancelled, and restored."""

from collections.abc import Sequence
from dataclasses import dataclass

from courses import content
from schedule.engine.words import name_of
from schedule.moves.base import Move, OneLectureMove, Written
from schedule.moves.errors import refuse
from schedule.moves.rewriting import rewritten, with_lectures
from schedule.moves.standing import Standing


@dataclass(frozen=True)
class CancelLecture(Move):
    """A lecture is not held. It keeps its date, struck; its class day is free for the next.

    Where its day is to stay empty, `NoClass` with `Then.CANCEL` is meant.

    Attributes:
        lecture: Its key.
        reason: Why, for readers.
    """

    lecture: str
    reason: str = ""

    def summary(self, standing: Standing) -> str:
        """Return what it does in a few words."""
        return f"{name_of(standing.lecture(self.lecture, field='lecture'))} cancelled"

    def made(self, standing: Standing) -> Written:
        """Return the course with the lecture cancelled, and those that were merged into it."""
        lecture = standing.lecture(self.lecture, field="lecture")
        if lecture.cancelled:
            refuse("lecture", f"{name_of(lecture)} is cancelled already.")
        lectures = standing.course.lectures
        gone = _held_with(lecture.key, lectures)
        changed = {
            each.key: rewritten(each, cancelled=True, reason=self.reason, merged_into="")
            for each in lectures
            if each.key in gone
        }
        return Written(standing.term, with_lectures(standing.course, changed))


def _held_with(key: str, lectures: Sequence[content.Lecture]) -> set[str]:
    """Return a lecture with those that are merged into it, directly or by way of others."""
    found = {key}
    while more := {each.key for each in lectures if each.merged_into in found} - found:
        found |= more
    return found


@dataclass(frozen=True)
class RestoreLecture(OneLectureMove):
    """A lecture that was cancelled has a class day again."""

    def summary(self, standing: Standing) -> str:
        """Return what it does in a few words."""
        return f"{name_of(standing.lecture(self.lecture, field='lecture'))} restored"

    def made(self, standing: Standing) -> Written:
        """Return the course with the lecture restored."""
        lecture = standing.lecture(self.lecture, field="lecture")
        if not lecture.cancelled:
            refuse("lecture", f"{name_of(lecture)} is not cancelled.")
        changed = rewritten(lecture, cancelled=False, reason="")
        return Written(standing.term, with_lectures(standing.course, {lecture.key: changed}))
