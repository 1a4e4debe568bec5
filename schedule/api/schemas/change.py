"""Changes: what each edition of a course made different."""

from datetime import datetime
from typing import Literal

from courses.api import Shape
from schedule.api.schemas.event import Entry
from schedule.engine.change import ChangeKind


class Change(Shape):
    """One difference between two editions."""

    key: str
    """The item's key; empty for a change of the course page."""
    kind: ChangeKind | Literal["page"]
    """The most important thing that changed; page: something of the course page alone."""
    minor: bool
    """Recorded, not announced: materials, or the course page."""
    sentence: str
    """The change in words, like: Lab 1 is now due Sat Sep 30, 11:59 pm; was Thu Sep 28, 11:59 pm."""
    before: Entry | None
    """Null where the item is new, or the change is of the course page."""
    after: Entry | None
    """Null where the change is of the course page."""


class Edition(Shape):
    """The n-th published state of a course, with its differences from the one before."""

    number: int
    published_at: datetime
    """With the course's offset."""
    note: str
    """What staff said of it; may be empty."""
    url: str
    """The edition in the change log, for people."""
    changes: tuple[Change, ...]
