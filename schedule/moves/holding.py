"""The move back to class on a day that was called off."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from courses import content
from schedule.engine.slot import no_class_on
from schedule.engine.words import day_in_words, name_of
from schedule.moves.base import Move, Need, Written
from schedule.moves.errors import refuse
from schedule.moves.rewriting import free_key, rewritten, with_lectures
from schedule.moves.standing import Standing

A_DAY = timedelta(days=1)


@dataclass(frozen=True)
class HoldClass(Move):
    """Class is held on a day after all: what the course itself had called off is taken back.

    Its no-class day goes, of a longer one this day alone; and what says that its class is not held.
    Lectures take their class days in their order again.

    Attributes:
        on: The day.
        again: The keys of lectures that were cancelled or merged for it, and are held again.
    """

    on: date
    again: tuple[str, ...] = ()

    @property
    def needs(self) -> Need:
        """What others wrote goes away."""
        return Need.REMOVAL

    def acts_on(self, standing: Standing) -> date:
        """Return the day itself."""
        del standing
        return self.on

    def summary(self, standing: Standing) -> str:
        """Return what it does in a few words."""
        names = [name_of(standing.lecture(key, field="again")) for key in self.again]
        back = f", with {', '.join(names)}" if names else ""
        return f"Class on {day_in_words(self.on)} after all{back}"

    def about(self, standing: Standing) -> dict[str, str]:
        """Return the lectures that are held again."""
        del standing
        return dict.fromkeys(self.again, "again")

    def made(self, standing: Standing) -> Written:
        """Return the course that meets on the day."""
        standing.check_in_term(self.on, field="on")
        day = day_in_words(self.on)
        if there := no_class_on(self.on, standing.term.no_class_days):
            refuse("on", f"{there.title} is the term's: on {day} none of its courses meets.")
        course = rewritten(
            standing.course,
            no_class_days=tuple(self._days(standing)),
            meetings=tuple(self._held(meeting) for meeting in standing.course.meetings),
        )
        if course == standing.course:
            refuse("on", f"The course has called nothing off on {day}.")
        return Written(standing.term, with_lectures(course, self._restored(standing)))

    def _days(self, standing: Standing) -> Iterator[content.NoClassDay]:
        """Yield the days without class, the part of each that is left with its key."""
        for closed in standing.course.no_class_days:
            if not closed.covers(self.on):
                yield closed
                continue
            if closed.day < self.on:
                yield _from_to(closed, closed.day, self.on - A_DAY)
            if closed.end > self.on:
                is_first = closed.day == self.on
                key = closed.key if is_first else free_key(closed.key, standing, otherwise="closed")
                yield _from_to(rewritten(closed, key=key), self.on + A_DAY, closed.end)

    def _held(self, meeting: content.Meeting) -> content.Meeting:
        """Return a meeting without its word that it is not held; other kinds have their reasons."""
        if meeting.kind is not content.MeetingKind.LECTURE:
            return meeting
        left = [each for each in meeting.exceptions if each.held or each.day != self.on]
        return rewritten(meeting, exceptions=tuple(left))

    def _restored(self, standing: Standing) -> dict[str, content.Lecture]:
        lectures = [standing.lecture(key, field="again") for key in self.again]
        for lecture in lectures:
            if not lecture.cancelled and not lecture.merged_into:
                refuse("again", f"{name_of(lecture)} is neither cancelled nor merged.")
        return {
            each.key: rewritten(each, cancelled=False, reason="", merged_into="")
            for each in lectures
        }


def _from_to(closed: content.NoClassDay, first: date, last: date) -> content.NoClassDay:
    return rewritten(closed, day=first, last_day=last if last > first else None)
