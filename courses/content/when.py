"""When coursework comes out or is due, in the plain words of a course file.

2023-12-14 23:59     fixed: a local date, with or without a time
lecture-7            anchored: the day of lecture 7
lecture-7 +2d 23:59  two days after it, at 23:59
last-class           the day of the course's last class
tba                  to be announced
"""

import re
from dataclasses import dataclass
from datetime import date, time
from typing import Annotated, Final

from pydantic import BeforeValidator, PlainSerializer

from courses.content.base import (
    DAY_PATTERN,
    KEY_PATTERN,
    LAST_CLASS,
    TO_BE_ANNOUNCED,
    check_day,
    format_clock,
    parse_clock,
    parse_day,
)
from courses.content.faults import shown

__all__ = [
    "LAST_CLASS",
    "Anchored",
    "Fixed",
    "FixedText",
    "ToBeAnnounced",
    "When",
    "WhenText",
    "parse_when",
]

MAX_OFFSET_DAYS: Final = 366

WHEN_HELP = (
    "write a date (2023-12-14), a lecture's key (lecture-7), last-class or tba, "
    "then if you like +2d for two days later, and a time (23:59)"
)

_OFFSET = re.compile(r"([+-][0-9]{1,3})d")


@dataclass(frozen=True, slots=True)
class Fixed:
    """A local date, and a time of day if one is stated."""

    day: date
    at: time | None = None

    def __str__(self) -> str:
        """Return the words of a course file."""
        return _join(self.day.isoformat(), 0, self.at)


@dataclass(frozen=True, slots=True)
class Anchored:
    """The day of a lecture (its key), or of the last class, moved by whole local days."""

    anchor: str
    offset_days: int = 0
    at: time | None = None

    def __str__(self) -> str:
        """Return the words of a course file."""
        return _join(self.anchor, self.offset_days, self.at)


@dataclass(frozen=True, slots=True)
class ToBeAnnounced:
    """Not known yet."""

    def __str__(self) -> str:
        """Return the words of a course file."""
        return TO_BE_ANNOUNCED


When = Fixed | Anchored | ToBeAnnounced


def _join(start: str, offset_days: int, at: time | None) -> str:
    words = [start]
    if offset_days:
        words.append(f"{offset_days:+d}d")
    if at is not None:
        words.append(format_clock(at))
    return " ".join(words)


def parse_when(text: str) -> When:
    """Read the words of a course file.

    Raises:
        ValueError: Says which word is wrong and what is allowed.
    """
    words = text.split()
    if not words:
        msg = f"nothing is written; {WHEN_HELP}"
        raise ValueError(msg)
    head, rest = words[0], words[1:]
    offset = 0
    if rest and (match := _OFFSET.fullmatch(rest[0])):
        offset = int(match[1])
        rest = rest[1:]
    at = None
    if rest:
        at = _parse_time(rest[0])
        rest = rest[1:]
    if rest:
        msg = f"{shown(rest[0])} is one word too many; {WHEN_HELP}"
        raise ValueError(msg)
    return _make(head, offset, at)


def _parse_time(word: str) -> time:
    try:
        value = parse_clock(word)
    except ValueError:
        msg = f"{shown(word)} is neither days (+2d) nor a time (23:59); {WHEN_HELP}"
        raise ValueError(msg) from None
    assert isinstance(value, time)  # noqa: S101 - parse_clock turns each text into a time
    return value


def _make(head: str, offset: int, at: time | None) -> When:
    if abs(offset) > MAX_OFFSET_DAYS:
        msg = f"{offset:+d}d is more than {MAX_OFFSET_DAYS} days"
        raise ValueError(msg)
    if head == TO_BE_ANNOUNCED:
        if offset or at:
            msg = "tba stands alone"
            raise ValueError(msg)
        return ToBeAnnounced()
    if DAY_PATTERN.fullmatch(head):
        if offset:
            msg = "a date takes no +days: write the date itself"
            raise ValueError(msg)
        day = parse_day(head)
        assert isinstance(day, date)  # noqa: S101 - parse_day turns each text into a date
        return Fixed(day=check_day(day), at=at)
    if not KEY_PATTERN.fullmatch(head):
        msg = f"{shown(head)} is neither a date nor a key; {WHEN_HELP}"
        raise ValueError(msg)
    return Anchored(anchor=head, offset_days=offset, at=at)


def _parse_any(value: object) -> object:
    return parse_when(value) if isinstance(value, str) else value


def _parse_fixed(value: object) -> object:
    parsed = _parse_any(value)
    if isinstance(parsed, Anchored | ToBeAnnounced):
        msg = f"{shown(value)} is not a date; write it like 2023-09-30 23:59"
        raise ValueError(msg)  # noqa: TRY004 - pydantic turns ValueErrors into its own
    return parsed


WhenText = Annotated[
    Fixed | Anchored | ToBeAnnounced, BeforeValidator(_parse_any), PlainSerializer(str)
]
FixedText = Annotated[Fixed, BeforeValidator(_parse_fixed), PlainSerializer(str)]
