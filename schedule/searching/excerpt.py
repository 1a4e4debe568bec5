"""Texts with what was looked for marked in them, and excerpts around it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import chain, islice, pairwise, takewhile
from typing import Final

from schedule.searching.folding import Word, composed, words_of
from schedule.searching.query import Query, Sought

BEFORE: Final = 60
LENGTH: Final = 220
"""Characters of an excerpt: before the first match, and in all. A word at an end may be cut off."""

ELLIPSIS: Final = "…"
MOST_MARKS: Final = 100
"""Marks in one text; nobody counts the rest."""

Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Part:
    """A piece of a text: as it is, or marked."""

    text: str
    is_match: bool


def marked(text: str, query: Query) -> tuple[Part, ...]:
    """Return a whole text in parts."""
    text = composed(text)
    spans = _merged(islice(_matches(text, query), MOST_MARKS))
    return tuple(_parts(text, spans, 0, len(text)))


def excerpt(text: str, query: Query) -> tuple[Part, ...]:
    """Return some of a text around its first match, in parts; nothing where there is none."""
    text = composed(text)
    found = _matches(text, query)
    first = next(found, None)
    if first is None:
        return ()
    start = _start(text, first[0])
    end = _end(text, start + LENGTH)
    # The words after its end are not even read.
    shown = takewhile(lambda span: span[0] < end, chain([first], found))
    spans = [(at, min(to, end)) for at, to in _merged(shown)]
    parts = list(_parts(text, spans, start, end))
    if start:
        parts.insert(0, Part(ELLIPSIS, is_match=False))
    if end < len(text):
        parts.append(Part(ELLIPSIS, is_match=False))
    return tuple(parts)


def _matches(text: str, query: Query) -> Iterator[Span]:
    """Yield where anything that is looked for stands, in order of its first word."""
    longest = max((len(each.words) for each in query.sought), default=0)
    window: list[Word] = []
    for word in words_of(text):
        window.append(word)
        if len(window) == longest:
            yield from _matches_at_first(window, query)
            window.pop(0)
    while window:
        yield from _matches_at_first(window, query)
        window.pop(0)


def _matches_at_first(window: Sequence[Word], query: Query) -> Iterator[Span]:
    for sought in query.sought:
        if _fits(sought, window):
            yield window[0].start, window[len(sought.words) - 1].end


def _fits(sought: Sought, window: Sequence[Word]) -> bool:
    """Tell whether the words begin with what is looked for."""
    if len(window) < len(sought.words):
        return False
    there = [word.text for word in window[: len(sought.words)]]
    if sought.is_open:
        return there[:-1] == [*sought.words[:-1]] and there[-1].startswith(sought.words[-1])
    return there == [*sought.words]


def _merged(spans: Iterable[Span]) -> list[Span]:
    """Return spans in order, those that overlap as one."""
    merged: list[Span] = []
    for start, end in sorted(spans):
        if merged and start < merged[-1][1]:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((start, end))
    return merged


def _parts(text: str, spans: Sequence[Span], start: int, end: int) -> Iterator[Part]:
    """Yield a text from `start` to `end` in parts; the spans lie within."""
    edges = [start, *(edge for span in spans for edge in span), end]
    for number, (at, to) in enumerate(pairwise(edges)):
        if at < to:
            yield Part(text[at:to], is_match=number % 2 == 1)


def _start(text: str, at: int) -> int:
    """Return where an excerpt starts: at a word, some way before its first match."""
    if at <= BEFORE:
        return 0
    space = text.find(" ", at - BEFORE, at)
    return space + 1 if space >= 0 else at - BEFORE


def _end(text: str, at: int) -> int:
    """Return where an excerpt ends: after a word."""
    if at >= len(text):
        return len(text)
    space = text.rfind(" ", at - BEFORE, at)
    return space if space >= 0 else at
