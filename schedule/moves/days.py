"""Moves of days: no class on one, or the classes of another weekday."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Final

from courses import content
from schedule.engine.slot import dates_of, no_class_on
from schedule.engine.words import day_in_words, name_of
from schedule.moves.base import Move, Need, Written
from schedule.moves.errors import refuse
from schedule.moves.rewriting import free_key, rewritten, with_lectures
from schedule.moves.standing import Standing


class Then(StrEnum):
    """What becomes of the lectures of a day without class.

    PUSH: They move to the next class day, and with them all that follows.
    CANCEL: They are cancelled; nothing else moves.
    MERGE: They are held together with the next lecture; nothing else moves.
    """

    PUSH = "push"
    CANCEL = "cancel"
    MERGE = "merge"


OUTCOME: Final = {
    Then.PUSH: "its lecture and those after it move later",
    Then.CANCEL: "its lecture is cancelled",
    Then.MERGE: "its lecture is held with the next",
}


@dataclass(frozen=True)
class NoClass(Move):
    """No class on a day, as with snow: a no-class day of the course.

    Attributes:
        on: The day.
        title: Why, for readers.
        then: What becomes of its lectures.
    """

    on: date
    title: str = "No class"
    then: Then = Then.PUSH

    def acts_on(self, standing: Standing) -> date:
        """Return the day itself."""
        del standing
        return self.on

    def summary(self, standing: Standing) -> str:
        """Return what it does in a few words."""
        words = f"No class on {day_in_words(self.on)}"
        if not any(standing.lectures_on(self.on)):
            return words
        return f"{words}, {OUTCOME[self.then]}"

    def about(self, standing: Standing) -> dict[str, str]:
        """Return the lectures of the day, where they are pushed."""
        if self.then is not Then.PUSH:
            return {}
        return {lecture.key: "then" for lecture in standing.lectures_on(self.on)}

    def made(self, standing: Standing) -> Written:
        """Return the course with the day, and with what becomes of its lectures."""
        self._check(standing)
        lectures = list(standing.lectures_on(self.on))
        match self.then:
            case Then.PUSH:
                changed = [_without_pin(lecture, self.on) for lecture in lectures]
            case Then.CANCEL:
                changed = [self._cancelled(lecture) for lecture in lectures]
            case Then.MERGE:
                changed = self._merged(lectures, standing)
        course = with_lectures(standing.course, {each.key: each for each in changed})
        key = free_key(self.title, standing, otherwise="no-class")
        new = content.NoClassDay(key=key, title=self.title, day=self.on)
        days = (*course.no_class_days, new)
        return Written(standing.term, rewritten(course, no_class_days=days))

    def _check(self, standing: Standing) -> None:
        standing.check_in_term(self.on, field="on")
        if not self.title.strip():
            refuse("title", "Say why there is no class, in a word or two: students read it.")
        term, course = standing.term, standing.course
        day = day_in_words(self.on)
        if there := no_class_on(self.on, (*term.no_class_days, *course.no_class_days)):
            refuse("on", f"There is no class on {day} already ({there.title}).")
        meets = any(self.on in dates_of(meeting, term) for meeting in course.meetings)
        if not meets and not any(standing.lectures_on(self.on)):
            refuse("on", f"The course does not meet on {day}.")

    def _cancelled(self, lecture: content.Lecture) -> content.Lecture:
        return rewritten(lecture, cancelled=True, reason=self.title, merged_into="")

    def _merged(self, lectures: list[content.Lecture], standing: Standing) -> list[content.Lecture]:
        """Return the day's lectures as held with the next; those merged into them follow."""
        own = [lecture for lecture in lectures if not lecture.merged_into]
        if not own:
            return []
        later = (key for key, place in standing.own_classes() if place.day > self.on)
        target = next(later, None)
        if target is None:
            refuse(
                "then",
                f"{name_of(own[-1])} is the last one: there is no later lecture to merge it into. "
                "Cancel it, or give it a make-up class.",
            )
        return [rewritten(lecture, merged_into=target, pin=None) for lecture in own]


def _without_pin(lecture: content.Lecture, day: date) -> content.Lecture:
    """Return a lecture that is free to move: a pin to the very day would hold it there."""
    if lecture.pin is None or lecture.pin.day != day:
        return lecture
    return rewritten(lecture, pin=None)


@dataclass(frozen=True)
class FollowWeekday(Move):
    """A day swap: on one date the classes of another weekday meet, in all courses of the term.

    The weekday of the date itself takes a swap away.

    Attributes:
        on: The date.
        weekday: Whose classes meet on it.
    """

    on: date
    weekday: content.Weekday

    @property
    def needs(self) -> Need:
        """The term: the calendar says it for everyone."""
        return Need.TERM

    def acts_on(self, standing: Standing) -> date:
        """Return the date itself."""
        del standing
        return self.on

    def summary(self, standing: Standing) -> str:
        """Return what it does in a few words."""
        del standing
        return f"{day_in_words(self.on)} follows a {self.weekday.name.capitalize()} schedule"

    def made(self, standing: Standing) -> Written:
        """Return the term with the swap; no course says anything of it."""
        standing.check_in_term(self.on, field="on")
        term = standing.term
        others = tuple(swap for swap in term.day_swaps if swap.day != self.on)
        there = next((swap for swap in term.day_swaps if swap.day == self.on), None)
        if self.weekday is content.Weekday.of(self.on):
            if there is None:
                refuse(
                    "weekday",
                    f"{day_in_words(self.on)} is a {self.weekday.name.capitalize()} already.",
                )
            return Written(rewritten(term, day_swaps=others), standing.course)
        if there:
            swap = rewritten(there, follows=self.weekday)
        else:
            key = free_key("day swap", standing, otherwise="day-swap")
            swap = content.DaySwap(key=key, day=self.on, follows=self.weekday)
        return Written(rewritten(term, day_swaps=(*others, swap)), standing.course)
