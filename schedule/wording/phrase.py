"""A sentence whose parts a page can mark: which part is the item, the new date, the old one."""

from dataclasses import dataclass
from string import Formatter


@dataclass(frozen=True, slots=True)
class Part:
    """A piece of text; `name` is the placeholder it stands for, empty for plain words."""

    text: str
    name: str = ""


Phrase = tuple[Part, ...]


def phrase(template: str, **values: str) -> Phrase:
    """Fill a translated template like `{item} is now due {now}.`, keeping its parts apart."""
    parts = []
    for words, name, _, _ in Formatter().parse(template):
        if words:
            parts.append(Part(words))
        if name:
            parts.append(Part(values[name], name))
    return tuple(parts)


def text_of(parts: Phrase) -> str:
    """Return the sentence as plain text."""
    return "".join(part.text for part in parts)
