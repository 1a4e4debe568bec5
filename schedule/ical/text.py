"""Content lines: text without traps, escaped and folded (RFC 5545, sections 3.1 and 3.3.11)."""

import re
from datetime import UTC, date, datetime
from typing import Final

_BREAKS: Final = re.compile("\r\n|[\r\n\v\f\x1c-\x1e\x85\u2028\u2029]")
_NEVER: Final = re.compile("[\x00-\x08\x0e-\x1f\x7f-\x9f\ufeff]")
_BROKEN: Final = re.compile("[\ud800-\udfff\ufffe\uffff]")
_SPACES: Final = re.compile("[ \t]+")
_BLANK_LINES: Final = re.compile("\n{3,}")

_ESCAPED: Final = str.maketrans({"\\": r"\\", ";": r"\;", ",": r"\,", "\n": r"\n"})

_LIMIT: Final = 75
_REACH: Final = 12
_SPACE: Final = ord(" ")
_ESCAPE: Final = ord("\\")

BACKSLASH: Final = "∖"
"""Stands for a backslash: some programs read an escaped one before an n as a line break."""


def prose(text: str) -> str:
    r"""Return text that every program reads alike, with each line ended by `\n`.

    Line breaks of other kinds become that one, since some programs break a content line there;
    what cannot be shown is left out.
    """
    text = _NEVER.sub("", _BREAKS.sub("\n", text))
    text = _BROKEN.sub("\ufffd", text).replace("\\", BACKSLASH)
    lines = (_SPACES.sub(" ", line).strip() for line in text.split("\n"))
    return _BLANK_LINES.sub("\n\n", "\n".join(lines)).strip()


def one_line(text: str) -> str:
    """Return text that every program reads alike, as one line."""
    return " ".join(prose(text).split("\n")).strip()


def address(text: str) -> str:
    """Return a web address that stays whole in a text."""
    return one_line(text.replace("\\", "%5C"))


def content_line(name: str, value: str) -> str:
    """Return a content line of a value that is not TEXT, folded, with its CRLF."""
    return f"{fold(f'{name}:{value}')}\r\n"


def text_line(name: str, value: str) -> str:
    """Return a content line of a TEXT value, escaped and folded, with its CRLF.

    Args:
        name: The property.
        value: Text of `prose` or `one_line`.
    """
    return content_line(name, value.translate(_ESCAPED))


def fold(line: str) -> str:
    """Return a content line in lines of at most 75 octets.

    The library's own fold takes ten times as long, and breaks beside spaces where it need not,
    which some programs then strip.
    """
    octets = line.encode()
    parts, at, room = [], 0, _LIMIT
    while len(octets) - at > room:
        end = _break_before(octets, at + room)
        parts.append(octets[at:end])
        at, room = end, _LIMIT - 1
    return b"\r\n ".join([*parts, octets[at:]]).decode()


def _break_before(octets: bytes, limit: int) -> int:
    """Return the last place to fold at: inside no character and no escape, best beside no space."""
    places = [at for at in range(limit, limit - _REACH, -1) if _may_break(octets, at)]
    return next((at for at in places if _SPACE not in octets[at - 1 : at + 1]), places[0])


def _may_break(octets: bytes, at: int) -> bool:
    inside_character = octets[at] & 0xC0 == 0x80  # noqa: PLR2004 - UTF-8's continuation octets
    return not inside_character and octets[at - 1] != _ESCAPE


def utc(moment: datetime) -> str:
    """Return an aware moment as DATE-TIME in UTC (RFC 5545, section 3.3.5)."""
    return f"{moment.astimezone(UTC):%Y%m%dT%H%M%SZ}"


def local(moment: datetime) -> str:
    """Return a moment's wall-clock time as DATE-TIME without a zone."""
    return f"{moment:%Y%m%dT%H%M%S}"


def day(value: date) -> str:
    """Return a DATE (RFC 5545, section 3.3.4)."""
    return f"{value:%Y%m%d}"
