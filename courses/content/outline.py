"""What a course teaches, in order: chapters, lectures, and what belongs to them."""

from enum import StrEnum
from typing import Annotated, Self

from pydantic import Field, model_validator

from courses.content.base import Clock, Day, Key, Line, Prose, Title, Value, WebAddress


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
        if self.end is not None and self.start is None:
            msg = "a pin with an end needs a start"
            raise ValueError(msg)
        if self.start is not None and self.end is not None and self.end <= self.start:
            msg = f"end {self.end:%H:%M} is not after start {self.start:%H:%M}"
            raise ValueError(msg)
        return self


class Lecture(Value):
    """One lecture of the ordered outline. Its date is not written here: it follows.

    `cancelled` says that it will not be held, `reason` why. `merged_into` names the lecture it is
    held together with.
    """

    key: Key
    number: Annotated[int, Field(ge=0, le=999)] | None = None
    title: Title
    chapter: str = ""
    lecturer: Line = ""
    description: Prose = ""
    pin: Pin | None = None
    cancelled: bool = False
    reason: Line = ""
    merged_into: str = ""
    resources: tuple[Resource, ...] = ()

    @model_validator(mode="after")
    def _check_state(self) -> Self:
        if self.merged_into == self.key:
            msg = "a lecture cannot be merged into itself"
            raise ValueError(msg)
        if self.merged_into and self.cancelled:
            msg = "a lecture is cancelled or merged, not both"
            raise ValueError(msg)
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
