"""Moves back: to what an edition said."""

from dataclasses import dataclass

from courses import content
from schedule.moves.base import Move, Need, Written
from schedule.moves.errors import refuse
from schedule.moves.rewriting import rewritten
from schedule.moves.standing import Standing

STAYS = ("term", "slug", "department", "visibility")
"""Where the course is found and by whom: settings that hold at once, without an edition."""


@dataclass(frozen=True)
class PutBack(Move):
    """The course as an edition said it. The term, and who finds the course where, stay as they are.

    Attributes:
        edition: Its number.
    """

    edition: int

    @property
    def needs(self) -> Need:
        """All of the course."""
        return Need.UNDO

    def summary(self, standing: Standing) -> str:
        """Return what it does in a few words."""
        del standing
        return f"Put back edition {self.edition}"

    def made(self, standing: Standing) -> Written:
        """Return the course with the edition's content."""
        value = standing.edition(self.edition)
        if value is None:
            refuse("edition", f"There is no edition {self.edition} of this course.")
        return Written(standing.term, with_settings_of(standing.course, value))


@dataclass(frozen=True)
class Discard(Move):
    """All that is written and not published is dropped: the current edition is put back."""

    @property
    def needs(self) -> Need:
        """All of the course."""
        return Need.UNDO

    def summary(self, standing: Standing) -> str:
        """Return what it does in a few words."""
        del standing
        return "Discard what is not published"

    def made(self, standing: Standing) -> Written:
        """Return the course with the current edition's content."""
        value = standing.edition(standing.edition_number)
        if value is None:
            refuse("", "This course was never published: there is nothing to go back to.")
        course = with_settings_of(standing.course, value)
        if course == standing.course:
            refuse(
                "",
                "There is nothing to discard: what the term says, the course's address, its "
                "department and who may see it stay as they are.",
            )
        return Written(standing.term, course)


def with_settings_of(course: content.Course, value: content.Course) -> content.Course:
    """Return a value with what of a course stays, whatever is put back."""
    return rewritten(value, **{name: getattr(course, name) for name in STAYS})
