"""A sentence whose parts a page can mark: which part is the item, the new date, the old one."""

from dataclasses import dataclass
from string import Formatter
from typing import Final

from django.utils.translation import get_language_bidi

ISOLATE: Final = "\N{FIRST STRONG ISOLATE}"
RIGHT_TO_LEFT: Final = "\N{RIGHT-TO-LEFT ISOLATE}"
END_ISOLATE: Final = "\N{POP DIRECTIONAL ISOLATE}"
RIGHT_TO_LEFT_MARK: Final = "\N{RIGHT-TO-LEFT MARK}"
STOPS: Final = (".", "。")


@dataclass(frozen=True, slots=True)
class Part:
    """A piece of text; `name` is the placeholder it stands for, empty for plain words."""

    text: str
    name: str = ""


Phrase = tuple[Part, ...]


def phrase(template: str, **values: str) -> Phrase:
    """Fill a translated template like `{item} is now due {now}.`, keeping its parts apart.

    A value that ends with a full stop, be it of an abbreviation (30. Sept.), takes that of the
    sentence.
    """
    parts: list[Part] = []
    for words, name, _, _ in Formatter().parse(template):
        if words:
            stops = bool(parts) and parts[-1].text.endswith(STOPS) and words.startswith(STOPS)
            if rest := words[1:] if stops else words:
                parts.append(Part(rest))
        if name and values[name]:
            parts.append(Part(values[name], name))
    return tuple(parts)


def fill(template: str, **values: object) -> str:
    """Fill a translated template like `Week {number} of {count}` as plain text."""
    return text_of(phrase(template, **{name: str(value) for name, value in values.items()}))


def text_of(parts: Phrase) -> str:
    """Return the sentence as plain text.

    Where the language is written from right to left, each value keeps its own direction (Unicode
    Standard Annex 9, section 2.4.2), as `<bdi>` does in HTML. A mark at the head says the direction
    of the whole, for whatever isolates that: it passes over what is isolated in it (rule P2).
    """
    if parts and get_language_bidi():
        return RIGHT_TO_LEFT_MARK + "".join(_isolated(part) for part in parts)
    return "".join(part.text for part in parts)


def in_reading_order(words: str) -> str:
    """Return words of digits alone, like a span of time, so that they run as the language does."""
    return f"{RIGHT_TO_LEFT}{words}{END_ISOLATE}" if get_language_bidi() else words


def capitalised(words: str) -> str:
    """Return words with a capital at their head, as a sentence or a label begins."""
    return words[:1].upper() + words[1:]


def _isolated(part: Part) -> str:
    if not part.name or part.text.isdecimal():
        return part.text
    return f"{ISOLATE}{part.text}{END_ISOLATE}"
