"""Which column of its day a session stands in, so that none covers another.

Sessions are placed by start, then longest first, each in the first free column of its cluster (the
sessions that touch one another by way of others). All columns of a cluster are equal, and a session
widens over columns that stay free beside it. Of more than three columns two are shown; the third
says how many more there are.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

MOST_COLUMNS: Final = 3
DAY_ENDS: Final = 24 * 60
SHORTEST: Final = 20
STEP: Final = 5


@dataclass(frozen=True, slots=True)
class Block:
    """A stretch of a day as drawn, in minutes: whole steps of five, not shorter than can be read."""

    start: int
    length: int

    @classmethod
    def drawn(cls, start: int, end: int) -> "Block":
        """Return the block of a session from one minute of its day to another."""
        first = min(start // STEP * STEP, DAY_ENDS - SHORTEST)
        last = min(-(-end // STEP) * STEP, DAY_ENDS)
        return cls(first, max(SHORTEST, last - first))

    @property
    def end(self) -> int:
        """The minute it ends at."""
        return self.start + self.length

    def meets(self, other: "Block") -> bool:
        """Tell whether both go on at one time."""
        return self.start < other.end and other.start < self.end


@dataclass(frozen=True, slots=True)
class Place:
    """A column, of so many, widened over so many."""

    column: int = 0
    columns: int = 1
    span: int = 1


@dataclass(frozen=True, slots=True)
class More:
    """A block that stands for sessions that found no column."""

    block: Block
    count: int


def arrange(blocks: Sequence[Block]) -> tuple[list[Place | None], list[More]]:
    """Return the place of each block, None for those that are not shown, and what stands for them."""
    places: list[Place | None] = [None] * len(blocks)
    more = []
    for cluster in _clusters(blocks):
        column_of = _columns(blocks, cluster)
        columns = max(column_of.values()) + 1
        if columns > MOST_COLUMNS:
            hidden = [n for n in cluster if column_of[n] >= MOST_COLUMNS - 1]
            more.append(_more([blocks[n] for n in hidden]))
            columns = MOST_COLUMNS
            column_of = {n: column_of[n] for n in cluster if n not in hidden}
        taken = [(blocks[n], column) for n, column in column_of.items()]
        taken += [(each.block, MOST_COLUMNS - 1) for each in more]
        for n, column in column_of.items():
            places[n] = Place(column, columns, _widened(blocks[n], column, columns, taken))
    return places, more


def _clusters(blocks: Sequence[Block]) -> Iterator[list[int]]:
    """Yield the positions of blocks that touch one another, in the order of placing."""
    cluster: list[int] = []
    end = 0
    for n in sorted(range(len(blocks)), key=lambda n: (blocks[n].start, -blocks[n].length, n)):
        if cluster and blocks[n].start >= end:
            yield cluster
            cluster = []
        cluster.append(n)
        end = max(end, blocks[n].end) if len(cluster) > 1 else blocks[n].end
    if cluster:
        yield cluster


def _columns(blocks: Sequence[Block], cluster: list[int]) -> dict[int, int]:
    """Give each block the first column that is free when it starts."""
    ends: list[int] = []
    column_of = {}
    for n in cluster:
        free = [column for column, end in enumerate(ends) if end <= blocks[n].start]
        column = free[0] if free else len(ends)
        ends[column : column + 1] = [blocks[n].end]
        column_of[n] = column
    return column_of


def _widened(block: Block, column: int, columns: int, taken: list[tuple[Block, int]]) -> int:
    span = 1
    while column + span < columns and not any(
        other.meets(block) for other, other_column in taken if other_column == column + span
    ):
        span += 1
    return span


def _more(hidden: list[Block]) -> More:
    start = min(block.start for block in hidden)
    end = max(block.end for block in hidden)
    return More(Block(start, end - start), len(hidden))
