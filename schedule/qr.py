"""QR codes (ISO/IEC 18004): an address in, a drawing out."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from html import escape
from itertools import pairwise
from typing import Final

import segno

QUIET: Final = 4
"""Modules of white on every side (section 6.3.8)."""
LONGEST: Final = 600
"""Bytes. Beyond it the modules get too fine to be read from a page, and the code slow to make."""
REMEMBERED: Final = 512

Point = tuple[int, int]
Matrix = Sequence[Sequence[int]]


class TooLongError(ValueError):
    """A text is too long for a code that phones can read."""


@dataclass(frozen=True, slots=True)
class Code:
    """A drawn code.

    Attributes:
        side: Its width and height in modules, the quiet zone included.
        path: The dark modules as the data of one SVG path, whole areas outlined: squares drawn one
            by one, or line by line, would show seams at most sizes.
    """

    side: int
    path: str

    @property
    def inner(self) -> str:
        """The view box of the modules alone, for where white is around them anyway."""
        modules = self.side - 2 * QUIET
        return f"{QUIET} {QUIET} {modules} {modules}"


@lru_cache(REMEMBERED)
def draw(text: str) -> Code:
    """Return the code of a text as `draw_secret` does, and remember it.

    Raises:
        TooLongError: The text has more than 600 bytes.
    """
    return draw_secret(text)


def draw_secret(text: str) -> Code:
    """Return the code of a text. It can still be read with 15 % of it lost (level M).

    Raises:
        TooLongError: The text has more than 600 bytes.
    """
    if len(text.encode()) > LONGEST:
        raise TooLongError(text)
    matrix = segno.make(text, error="m", micro=False).matrix
    path = "".join(_outline(loop) for loop in _loops(matrix))
    return Code(side=len(matrix) + 2 * QUIET, path=path)


def to_svg(text: str) -> str:
    """Return the code of a text as an SVG file: dark on white in every theme, of any size.

    Edges stay smooth: snapped to pixels (`crispEdges`), modules of two pixels become of one or
    three, and readers lose count.

    Raises:
        TooLongError: The text is too long.
    """
    code = draw(text)
    side = code.side
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {side} {side}">'
        f"<title>{escape(text)}</title>"
        f'<path fill="#fff" d="M0 0h{side}v{side}H0z"/><path d="{code.path}"/></svg>\n'
    )


def _loops(matrix: Matrix) -> Iterator[list[Point]]:
    """Trace the outlines of the dark areas, and of the holes in them.

    Every edge between dark and light has the dark on its right, so that edges make closed loops.
    """
    edges: dict[Point, list[Point]] = {}
    for begin, end in _edges(matrix):
        edges.setdefault(begin, []).append(end)
    while edges:
        loop = [next(iter(edges))]
        while loop[-1] != loop[0] or len(loop) == 1:
            ends = edges[loop[-1]]
            if len(ends) == 1:
                del edges[loop[-1]]
            loop.append(ends.pop())
        yield loop


def _edges(matrix: Matrix) -> Iterator[tuple[Point, Point]]:
    last = len(matrix) - 1
    for y, line in enumerate(matrix):
        for x, is_dark in enumerate(line):
            if not is_dark:
                continue
            if y == 0 or not matrix[y - 1][x]:
                yield (x, y), (x + 1, y)
            if x == last or not line[x + 1]:
                yield (x + 1, y), (x + 1, y + 1)
            if y == last or not matrix[y + 1][x]:
                yield (x + 1, y + 1), (x, y + 1)
            if x == 0 or not line[x - 1]:
                yield (x, y + 1), (x, y)


def _outline(loop: list[Point]) -> str:
    """Return a closed loop as path data: where it begins, then strokes from corner to corner."""
    strokes: list[list[int]] = []
    for (x, y), (next_x, next_y) in pairwise(loop):
        along, length = (0, next_x - x) if y == next_y else (1, next_y - y)
        if strokes and strokes[-1][0] == along:
            strokes[-1][1] += length
        else:
            strokes.append([along, length])
    x, y = loop[0]
    begin = f"M{x + QUIET} {y + QUIET}"
    # The last stroke is the one that closing draws.
    return begin + "".join(f"{'hv'[along]}{length}" for along, length in strokes[:-1]) + "z"
