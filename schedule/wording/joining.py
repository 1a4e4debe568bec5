"""Several things in one line: a, b and c; or one beside the other; sentences after each other."""

from collections.abc import Iterable
from typing import Final
from unicodedata import category, east_asian_width

from django.utils.translation import pgettext

from schedule.wording.phrase import STOPS, Part, capitalised, fill, text_of

ENDS: Final = (*STOPS, "!", "?", "…", "！", "？", "؟")
"""What a sentence ends with that people wrote."""

WIDE: Final = frozenset({"W", "F"})
"""Widths of what fills a square, by Unicode Standard Annex 11."""


def all_of(things: Iterable[str]) -> str:
    """Return things as a list within a sentence: 26 lectures, 8 deadlines and 1 exam."""
    *others, last = list(things) or [""]
    if not others:
        return last
    first = _chain(others, pgettext("list of things, before the last", "{first}, {next}"))
    return fill(pgettext("list of things, the last", "{first} and {last}"), first=first, last=last)


def side_by_side(*words: str) -> str:
    """Return what is there of remarks, one beside the other: 36-156, Song Han."""
    return _chain(words, pgettext("remarks side by side", "{first}, {next}"))


def apart(words: Iterable[str]) -> str:
    """Return things that may hold commas themselves: 2 lectures; Lab 4 due."""
    return _chain(words, pgettext("things apart from each other", "{first}; {next}"))


def labelled(label: str, words: str) -> str:
    """Return words after what they are of: Lab 1: Pruning. Either alone stands without a colon."""
    if not (label and words):
        return label or words
    return fill(pgettext("words after their label", "{label}: {words}"), label=label, words=words)


def sentence(words: str) -> str:
    """Return words that stand alone as a sentence: By end of day."""
    return fill(pgettext("words as a sentence", "{words}."), words=capitalised(words))


def own_sentence(words: str) -> str:
    """Return what staff wrote as a sentence, with the full stop of its script: One page."""
    if words.endswith(ENDS):
        return capitalised(words)
    return capitalised(words) + ("。" if east_asian_width(words[-1]) in WIDE else ".")


def remark(words: str) -> str:
    """Return what staff wrote, to stand among other remarks: without the stop of a sentence."""
    is_stopped = words.endswith(STOPS) and not words.endswith("..")
    return words[:-1] if is_stopped else words


def sentences(*texts: str) -> str:
    """Return what is there of sentences, after each other."""
    return _chain(texts, pgettext("sentences after each other", "{first} {next}"))


def spaced(words: str) -> str:
    """Return words with the space before what follows; a full-width mark has its own within."""
    is_mark = category(words[-1:] or " ").startswith("P")
    return words if is_mark and east_asian_width(words[-1]) in WIDE else f"{words} "


def _chain(words: Iterable[str], template: str) -> str:
    """Join what is not empty, by the template that puts two side by side.

    Where a language has nothing between sentences, there still is a space after a Latin one.
    """
    between = template.partition("{first}")[2].partition("{next}")[0]
    parts: list[Part] = []
    for word in words:
        if word:
            gap = between or (" " if parts and parts[-1].text[-1].isascii() else "")
            parts += [Part(gap), Part(word, "next")] if parts else [Part(word, "first")]
    return parts[0].text if len(parts) == 1 else text_of(tuple(parts))
