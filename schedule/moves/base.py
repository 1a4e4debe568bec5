"""What every move is: a value that says what staff want, and makes other content of content."""

from abc import ABC, abstractmethod
from dataclasses import dataclass, fields
from datetime import date
from enum import StrEnum
from typing import NamedTuple

import pydantic

from courses import content
from courses.importers.messages import say_errors
from schedule.moves.errors import MoveError, refuse
from schedule.moves.standing import Standing


class Need(StrEnum):
    """What a move writes, so that whoever decides knows which right it needs.

    ITEMS: Lectures, dates of coursework, no-class days, exceptions of meetings.
    REMOVAL: No-class days and exceptions taken away, which others may have written.
    MEETINGS: The meetings themselves.
    UNDO: All of the course, put back from an edition.
    TERM: The term, which other courses share.
    """

    ITEMS = "items"
    REMOVAL = "removal"
    MEETINGS = "meetings"
    UNDO = "undo"
    TERM = "term"


class Written(NamedTuple):
    """What is written after a move."""

    term: content.Term
    course: content.Course


@dataclass(frozen=True)
class Move(ABC):
    """One thing that staff do to a plan. Content in and content out: no clock, no database."""

    @property
    def needs(self) -> Need:
        """What it writes."""
        return Need.ITEMS

    @abstractmethod
    def made(self, standing: Standing) -> Written:
        """Return what is written once the move is made; `moved` is what to call.

        Raises:
            MoveError: It cannot be made; at the field that is wrong.
        """

    @abstractmethod
    def summary(self, standing: Standing) -> str:
        """Return in a few words what it does: "No class on Tue Oct 17, its lecture is cancelled".

        Raises:
            MoveError: It names what is not there.
        """

    def acts_on(self, standing: Standing) -> date | None:
        """Return the certain day it acts on, from which the course is then planned anew, if any."""
        del standing
        return None

    def about(self, standing: Standing) -> dict[str, str]:
        """Return the lectures that are to be elsewhere after the move.

        Returns:
            By the lecture's key, the field to name if that cannot be.
        """
        del standing
        return {}


@dataclass(frozen=True)
class OneLectureMove(Move):
    """A move that is of one lecture, and says nothing else.

    Attributes:
        lecture: Its key.
    """

    lecture: str

    def about(self, standing: Standing) -> dict[str, str]:
        """Return the lecture."""
        del standing
        return {self.lecture: "lecture"}


def moved(move: Move, standing: Standing) -> Written:
    """Make a move.

    Raises:
        MoveError: It cannot be made, it would change nothing, or the content it makes is none: at
            the field that is wrong, in words for a person.
    """
    try:
        written = move.made(standing)
    except pydantic.ValidationError as error:
        _, fault = next(say_errors(error, content.Course))
        own = {field.name for field in fields(move)}
        named = fault.path[0] if len(fault.path) == 1 and fault.path[0] in own else ""
        raise MoveError(str(named), _sentence(fault.message)) from None
    if written == (standing.term, standing.course):
        refuse("", "This would change nothing: it is so already.")
    return written


def _sentence(words: str) -> str:
    """Return what is wrong with a value as a sentence."""
    return words[:1].upper() + words[1:] + ("" if words.endswith((".", "?")) else ".")
