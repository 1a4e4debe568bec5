"""A component as properties with values, and how it is written (RFC 5545, sections 3.1 and 3.3)."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Final
from zoneinfo import ZoneInfo

from schedule.ical import text
from schedule.ical.text import content_line, text_line

TEXTS: Final = frozenset({"SUMMARY", "DESCRIPTION", "LOCATION"})
"""Properties whose values are escaped; what we write of others has nothing to escape."""


@dataclass(frozen=True, slots=True)
class Property:
    """A property and its value.

    A date is a whole day, a moment is in UTC or in a ZoneInfo, which is told by its TZID. Text is
    as `text.prose` or `text.one_line` returned it.
    """

    name: str
    value: str | int | date | datetime


Writer = Callable[[str, Iterable[Property]], str]
"""Takes the name of a component and its properties; returns its lines, folded, each with CRLF."""


def write(name: str, properties: Iterable[Property]) -> str:
    """Write a component in little time: for the forms that a reader asked for, and waits.

    What is kept is written by `schedule.ical.library`; both write the same bytes.
    """
    lines = "".join(_line(each) for each in properties)
    return f"BEGIN:{name}\r\n{lines}END:{name}\r\n"


def _line(written: Property) -> str:
    name, value = written.name, written.value
    if isinstance(value, datetime):
        if isinstance(value.tzinfo, ZoneInfo):
            return content_line(f"{name};TZID={value.tzinfo.key}", text.local(value))
        return content_line(name, text.utc(value.astimezone(UTC)))
    if isinstance(value, date):
        return content_line(f"{name};VALUE=DATE", text.day(value))
    line = text_line if name in TEXTS else content_line
    return line(name, str(value))
