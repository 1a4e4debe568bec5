"""Elements, text and dates that every parser of XML reads (XML 1.0, section 2.2; RFC 3339)."""

import re
from collections.abc import Mapping
from datetime import datetime
from typing import Final
from xml.sax.saxutils import escape

from schedule.engine.localtime import tellable

_BREAKS: Final = re.compile("\r\n?")
_NEVER: Final = re.compile("[^\t\n\x20-\x7e\xa0-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""What XML refuses, and the control characters that it would let through."""

_QUOTE: Final = {'"': "&quot;", "\n": "&#10;", "\t": "&#9;"}
"""A parser would make spaces of line breaks in an attribute (XML 1.0, section 3.3.3)."""


def element(name: str, text: str, attributes: Mapping[str, str] | None = None) -> str:
    """Return an element that holds text alone."""
    return f"<{name}{_attributes(attributes or {})}>{escape(_shown(text))}</{name}>"


def start(name: str, attributes: Mapping[str, str]) -> str:
    """Return the tag that begins an element; attributes without a value are left out."""
    return f"<{name}{_attributes(attributes)}>"


def empty(name: str, attributes: Mapping[str, str]) -> str:
    """Return an element that holds nothing; attributes without a value are left out."""
    return f"<{name}{_attributes(attributes)}/>"


def one_line(text: str) -> str:
    """Return text as one line, without spaces at its ends."""
    return " ".join(text.split())


def stamp(moment: datetime) -> str:
    """Return an aware moment in whole seconds, with the offset that it has if that can be told."""
    return tellable(moment).isoformat(timespec="seconds")


def _attributes(attributes: Mapping[str, str]) -> str:
    return "".join(
        f' {name}="{escape(_shown(value), _QUOTE)}"' for name, value in attributes.items() if value
    )


def _shown(text: str) -> str:
    """Return text with lines ended alike, in which a sign stands for what cannot be shown."""
    return _NEVER.sub("\ufffd", _BREAKS.sub("\n", text))
