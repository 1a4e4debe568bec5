"""Moves of one lecture to a certain date: pins and make-up classes."""

from dataclasses import dataclass
from datetime import date, time

from courses import content
from schedule.engine.words import day_in_words, name_of
from schedule.moves.base import Move, OneLectureMove, Written
from schedule.moves.errors import refuse
from schedule.moves.rewriting import rewritten, with_lectures
from schedule.moves.standing import Standing


@dataclass(frozen=True)
class PinLecture(Move):
    """A lecture stays on a class day, whatever moves around it.

    Attributes:
        lecture: Its key.
        on: The day; None: the one it stands on.
    """

    lecture: str
    on: date | None = None

    def acts_on(self, standing: Standing) -> date | None:
        """Return the day."""
        del standing
        return self.on

    def summary(self, standing: Standing) -> str:
        """Return what it does in a few words."""
        lecture = standing.lecture(self.lecture, field="lecture")
        day = self.on or standing.day_of(self.lecture)
        return f"{name_of(lecture)} pinned" + (f" to {day_in_words(day)}" if day else "")

    def about(self, standing: Standing) -> dict[str, str]:
        """Return the lecture."""
        del standing
        return {self.lecture: "on"}

    def made(self, standing: Standing) -> Written:
        """Return the course with the pin."""
        lecture = standing.standing_lecture(self.lecture, field="lecture")
        day = self.on or standing.day_of(self.lecture)
        if day is None:
            refuse("on", f"{name_of(lecture)} has no day yet: choose one to pin it to.")
        standing.check_in_term(day, field="on")
        standing.check_has_class(day, field="on")
        if all(slot.day != day for slot in standing.derivation.plan.slots):
            refuse(
                "on", f"No lecture meets on {day_in_words(day)}: hold a make-up class, with a time."
            )
        return _pinned(lecture, content.Pin(day=day), standing)


@dataclass(frozen=True)
class MakeUpClass(Move):
    """A lecture on a date, at a time and in a room of its own.

    Attributes:
        lecture: Its key.
        on: The date.
        start: Local time.
        end: Local time; None where it is not known.
        room: Where; empty where that is not known yet.
    """

    lecture: str
    on: date
    start: time
    end: time | None = None
    room: str = ""

    def acts_on(self, standing: Standing) -> date:
        """Return the day: of a past one, it is undone from then on too."""
        del standing
        return self.on

    def summary(self, standing: Standing) -> str:
        """Return what it does in a few words."""
        name = name_of(standing.lecture(self.lecture, field="lecture"))
        return f"Make-up class for {name} on {day_in_words(self.on)} at {self.start:%H:%M}"

    def about(self, standing: Standing) -> dict[str, str]:
        """Return the lecture."""
        del standing
        return {self.lecture: "on"}

    def made(self, standing: Standing) -> Written:
        """Return the course with the make-up class."""
        lecture = standing.lecture(self.lecture, field="lecture")
        if lecture.merged_into:
            standing.standing_lecture(self.lecture, field="lecture")
        standing.check_in_term(self.on, field="on")
        standing.check_has_class(self.on, field="on")
        if self.end and self.end <= self.start:
            refuse("end", f"The end, {self.end:%H:%M}, is not after the start, {self.start:%H:%M}.")
        pin = content.Pin(day=self.on, start=self.start, end=self.end, room=self.room)
        return _pinned(rewritten(lecture, cancelled=False, reason=""), pin, standing)


@dataclass(frozen=True)
class UnpinLecture(OneLectureMove):
    """A lecture's day follows from the order again."""

    def summary(self, standing: Standing) -> str:
        """Return what it does in a few words."""
        return f"{name_of(standing.lecture(self.lecture, field='lecture'))} not pinned any more"

    def made(self, standing: Standing) -> Written:
        """Return the course without the pin."""
        lecture = standing.lecture(self.lecture, field="lecture")
        if lecture.pin is None:
            refuse("lecture", f"{name_of(lecture)} is not pinned.")
        return _pinned(lecture, None, standing)


def _pinned(lecture: content.Lecture, pin: content.Pin | None, standing: Standing) -> Written:
    changed = rewritten(lecture, pin=pin)
    return Written(standing.term, with_lectures(standing.course, {lecture.key: changed}))
