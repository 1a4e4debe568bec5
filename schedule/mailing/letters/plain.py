"""Plain text of mails: lines that fit any window, whatever script they are in."""

import re
from collections.abc import Iterator
from typing import Final
from unicodedata import category, east_asian_width

WIDTH: Final = 78
"""Columns of a line without its end (RFC 5322, section 2.1.1)."""

WIDE: Final = frozenset("WF")
NO_COLUMN: Final = frozenset({"Mn", "Me", "Cf"})
ITEM: Final = "- "
CONTROLS: Final = frozenset({"Cc", "Cs"})
NEVER_FIRST: Final = frozenset("、。，．：；？！）」』】》〉”’…ー々")
"""What no line of Chinese or Japanese begins with."""

_WORDS: Final = re.compile(r"\S+")
_MANY_BLANK_LINES: Final = re.compile(r"\n{3,}")


def one_line(text: str) -> str:
    """Return text as one line without control characters, fit for a header."""
    words = " ".join(text.split())
    return "".join(each for each in words if category(each) not in CONTROLS)


def clipped(text: str, most: int) -> str:
    """Return a line of at most so many characters."""
    return text if len(text) <= most else f"{text[: most - 1].rstrip()}…"


def laid_out(text: str) -> str:
    """Return text with lines of at most 78 columns and no two blank lines after each other.

    Lines that go on keep their indent, items of a list stand apart by theirs. An address stays
    whole, on a line of its own where it is longer.
    """
    lines = (line for written in text.splitlines() for line in _lines(written.rstrip()))
    return _MANY_BLANK_LINES.sub("\n\n", "\n".join(lines)).strip() + "\n"


def columns(text: str) -> int:
    """Return how many columns text takes where letters have one width, Chinese ones two."""
    if text.isascii():
        return len(text)
    return sum(
        0 if category(each) in NO_COLUMN else 2 if east_asian_width(each) in WIDE else 1
        for each in text
    )


def _lines(text: str) -> Iterator[str]:
    if columns(text) <= WIDTH:
        yield text
        return
    words = text.lstrip(" ")
    indent = " " * (len(text) - len(words))
    line, rest = indent, indent + " " * (words.startswith(ITEM) * len(ITEM))
    for gap, piece in _pieces(words):
        if line.strip() and columns(f"{line}{gap}{piece}") > WIDTH:
            yield line
            line = f"{rest}{piece}"
        else:
            line += f"{gap}{piece}" if line.strip() else piece
    yield line


def _pieces(text: str) -> Iterator[tuple[str, str]]:
    """Yield what may not be parted, each with what stands before it on the same line."""
    gap = ""
    for word in _WORDS.findall(text):
        for piece in [word] if "://" in word else _parts(word):
            yield gap, piece
            gap = ""
        gap = " "


def _parts(word: str) -> Iterator[str]:
    """Yield the parts of a word: around each Chinese letter, and where it alone is a line's length."""
    part = ""
    for each in word:
        is_break = bool(part) and each not in NEVER_FIRST and category(each) not in NO_COLUMN
        if is_break and (_is_wide(each) or _is_wide(part[-1]) or columns(part) >= WIDTH - 1):
            yield part
            part = each
        else:
            part += each
    yield part


def _is_wide(letter: str) -> bool:
    return east_asian_width(letter) in WIDE
