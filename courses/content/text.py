"""Which characters a text can have.

What is refused here could not stand in every place that shows it: a file, a feed, a page, XML.
"""

import re
import unicodedata

_NEVER = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")
_IN_A_LINE = re.compile("[\t\n\u2028\u2029]")


def check_line(text: str) -> str:
    """Return `text` if it is one line of characters that can be shown.

    Raises:
        ValueError: It has a line break, a tab or a control character.
    """
    if found := _IN_A_LINE.search(text):
        msg = f"{name_character(found[0])} does not fit here: write one line of text"
        raise ValueError(msg)
    return check_prose(text)


def check_prose(text: str) -> str:
    """Return `text` if all its characters can be shown; line breaks and tabs may be there.

    Raises:
        ValueError: It has a control character, or half of a character.
    """
    if found := _NEVER.search(text):
        msg = f"{name_character(found[0])} cannot be shown: delete it"
        raise ValueError(msg)
    return text


def use_newlines(value: object) -> object:
    r"""Return text with each line ended by `\n` alone, as files have it and forms do not."""
    if not isinstance(value, str):
        return value
    return value.replace("\r\n", "\n").replace("\r", "\n")


def name_character(character: str) -> str:
    """Return a character in words: `a tab`, `a line break`, `the character U+0007`."""
    known = {"\t": "a tab", "\n": "a line break", "\u2028": "a line break (U+2028)"}
    if character in known:
        return known[character]
    name = unicodedata.name(character, "control character" if ord(character) < 0xA0 else "")  # noqa: PLR2004 - C0 and C1 end there
    return f"the character U+{ord(character):04X}" + (f" ({name.lower()})" if name else "")
