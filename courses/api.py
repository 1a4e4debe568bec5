"""What people write, as the API's JSON: terms, days, people, meetings, links and notes.

The names and words are those of a course file. Endpoints are in `schedule.api`: they answer from
what is published.
"""

from datetime import date, time
from typing import Annotated

from pydantic import BaseModel, BeforeValidator, ConfigDict

from courses import content, models
from courses.content.base import format_clock


class Shape(BaseModel):
    """A part of an answer: every field is always there; what is not known is null or empty."""

    model_config = ConfigDict(frozen=True, from_attributes=True, use_attribute_docstrings=True)


def _clock(value: object) -> object:
    return format_clock(value) if isinstance(value, time) else value


Clock = Annotated[str, BeforeValidator(_clock)]


class NoClassDay(Shape):
    """A date, or a range of dates with both ends included, on which no class meets."""

    key: str
    title: str
    day: date
    last_day: date | None
    """The last date of a range; null for a single date."""


class DaySwap(Shape):
    """A date of the term on which the classes of another weekday meet."""

    key: str
    day: date
    follows: content.Weekday
    """The weekday whose classes meet."""


class TermSummary(Shape):
    """A span of class days that many courses share."""

    slug: str
    name: str
    time_zone: str
    """IANA name. All local times and days of the term's courses are in this zone."""
    first_day: date
    """The first class day."""
    last_day: date
    """The last class day."""
    url: str
    """The term's page, for people."""


class Term(TermSummary):
    """A term with its days without class and its day swaps."""

    no_class_days: tuple[NoClassDay, ...]
    day_swaps: tuple[DaySwap, ...]


class Link(Shape):
    """A fact of the course page: "Discussion: Piazza", with or without an address."""

    key: str
    label: str
    text: str
    url: str
    note: str


class Person(Shape):
    """Staff, as shown on the course page."""

    key: str
    name: str
    role: content.PersonRole
    title: str
    email: str
    url: str


class MeetingException(Shape):
    """One day of a meeting that differs. What is null or empty stays as the meeting has it."""

    key: str
    day: date
    held: bool
    start: Clock | None
    end: Clock | None
    room: str
    reason: str


class Meeting(Shape):
    """A weekly pattern, in the course's local time."""

    key: str
    kind: content.MeetingKind
    title: str
    section: str
    weekdays: tuple[content.Weekday, ...]
    start: Clock
    """Local time of day, like 15:35."""
    end: Clock | None
    """Null where the end is not known."""
    room: str
    valid_from: date | None
    valid_until: date | None
    exceptions: tuple[MeetingException, ...]


class Resource(Shape):
    """A link, or a note in Markdown."""

    key: str
    kind: content.ResourceKind
    label: str
    """May be empty: the resource is then named after its kind."""
    url: str
    note: str
    """Markdown."""


class Announcement(Shape):
    """A dated note to the class."""

    key: str
    day: date
    title: str
    text: str
    """Markdown."""


def term_summary(term: content.Term | models.Term, *, url: str) -> TermSummary:
    """Return a term as a list of terms shows it."""
    return TermSummary(
        slug=term.slug,
        name=term.name,
        time_zone=term.time_zone,
        first_day=term.first_day,
        last_day=term.last_day,
        url=url,
    )


def term_in_full(term: content.Term, *, url: str) -> Term:
    """Return a term with its days without class and its day swaps."""
    return Term(
        **dict(term_summary(term, url=url)),
        no_class_days=tuple(NoClassDay.model_validate(day) for day in term.no_class_days),
        day_swaps=tuple(DaySwap.model_validate(swap) for swap in term.day_swaps),
    )
