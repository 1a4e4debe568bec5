"""What a course teaches, in order: chapters, lectures, and what belongs to them."""

import re
from enum import StrEnum
from typing import Annotated, Self

from pydantic import BeforeValidator, Field, model_validator

from courses.content.base import (
    Clock,
    Day,
    Key,
    Line,
    Prose,
    Title,
    Value,
    WebAddress,
    format_clock,
)
from courses.content.checks import check_span
from courses.content.faults import ContentError, Fault, shown

PIN_HELP = "write a date (2023-10-07), then if you like a time (10:00) or two (10:00-11:00)"

_PIN = re.compile(r"(?P<day>[0-9-]+)(?:\s+(?P<start>[0-9:]+)(?:\s*[-–]\s*(?P<end>[0-9:]+))?)?")


class ResourceKind(StrEnum):
    """What a resource is."""

    SLIDES = "slides"
    VIDEO = "video"
    LIVE_VIDEO = "live-video"
    READING = "reading"
    DOCUMENTATION = "documentation"
    CODE = "code"
    NOTE = "note"


class Resource(Value):
    """A link, or a note in Markdown. Without a label it is named after its kind."""

    key: Key
    kind: ResourceKind
    label: Line = ""
    url: WebAddress = ""
    note: Prose = ""

    @model_validator(mode="after")
    def _check_something(self) -> Self:
        if not self.url and not self.note:
            msg = "a resource has a url, a note, or both"
            raise ValueError(msg)
        return self


class Chapter(Value):
    """A part of the outline."""

    key: Key
    title: Title


class Pin(Value):
    """The date a lecture must be on; with its own time and room for a make-up class."""

    day: Day
    start: Clock | None = None
    end: Clock | None = None
    room: Line = ""

    @model_validator(mode="after")
    def _check_times(self) -> Self:
        check_span(self.start, self.end, of="a pin")
        return self

    def __str__(self) -> str:
        """Return the words of a course file, without the room."""
        if self.start is None:
            return self.day.isoformat()
        span = format_clock(self.start) + (f"-{format_clock(self.end)}" if self.end else "")
        return f"{self.day.isoformat()} {span}"


def parse_pin(value: object) -> object:
    """Turn `2023-10-07 10:00-11:00` into the fields of a `Pin`; other values pass through.

    Raises:
        ValueError: The text is not a date with or without a start, or a start and an end.
    """
    if not isinstance(value, str):
        return value
    match = _PIN.fullmatch(value.strip())
    if not match:
        msg = f"{shown(value)} is not a pin; {PIN_HELP}"
        raise ValueError(msg)
    return {name: text for name, text in match.groupdict().items() if text}


class Lecture(Value):
    """One lecture of the ordered outline. Its date is not written here: it follows.

    `cancelled` says that it will not be held, `reason` why. `merged_into` names the lecture it is
    held together with.
    """

    key: Key
    number: Annotated[int, Field(ge=0, le=999)] | None = None
    title: Title
    chapter: Line = ""
    lecturer: Line = ""
    description: Prose = ""
    pin: Annotated[Pin | None, BeforeValidator(parse_pin)] = None
    cancelled: bool = False
    reason: Line = ""
    merged_into: Line = ""
    resources: tuple[Resource, ...] = ()

    @model_validator(mode="after")
    def _check_state(self) -> Self:
        if self.merged_into == self.key:
            msg = "a lecture cannot be merged into itself"
            raise ContentError(Fault(("merged_into",), msg))
        if self.merged_into and self.cancelled:
            msg = "a lecture is cancelled or merged, not both"
            raise ContentError(Fault(("merged_into",), msg))
        return self


class Announcement(Value):
    """A dated note to the class, in Markdown."""

    key: Key
    day: Day
    title: Line = ""
    text: Prose = ""

    @model_validator(mode="after")
    def _check_something(self) -> Self:
        if not self.title and not self.text:
            msg = "an announcement has a title, a text, or both"
            raise ValueError(msg)
        return self
