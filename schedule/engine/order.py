"""Order: which of the lectures with a date agree with the order of the outline."""

from bisect import bisect_right
from collections.abc import Sequence
from datetime import datetime


def agreeing(times: Sequence[datetime]) -> list[int]:
    """Return the indexes of a longest run of times that never goes back.

    If several are equally long, it is the one with the earlier indexes. So the choice stays the same
    when later times that agree with it are added, as happens while a term goes on.
    """
    lengths = _lengths(times)
    chosen: list[int] = []
    wanted = max(lengths, default=0)
    for index, length in enumerate(lengths):
        if length == wanted and (not chosen or times[chosen[-1]] <= times[index]):
            chosen.append(index)
            wanted -= 1
    return chosen


def _lengths(times: Sequence[datetime]) -> list[int]:
    """Return for each index the length of the longest such run that begins with it."""
    starts: list[float] = []
    lengths = []
    for moment in reversed(times):
        value = -moment.timestamp()
        place = bisect_right(starts, value)
        starts[place : place + 1] = [value]
        lengths.append(place + 1)
    return lengths[::-1]
