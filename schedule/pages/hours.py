"""The hours of the day that a week shows: the same for every week of a term."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final
from zoneinfo import ZoneInfo

from schedule.engine.entry import UNKNOWN_LENGTH
from schedule.wording.times import hour_words

FEWEST: Final = 6
WHOLE_DAY: Final = 24
USUAL: Final = (9, 17)
MINUTES: Final = 60


@dataclass(frozen=True, slots=True)
class AxisLabel:
    """An hour on the axis, and the class of its place."""

    place: str
    words: str


@dataclass(frozen=True, slots=True)
class Hours:
    """The whole hours shown, from and to."""

    first: int
    last: int

    @property
    def classes(self) -> str:
        """The classes that place the hours."""
        return f"h-{self.first} hours-{self.last - self.first}"

    @property
    def labels(self) -> list[AxisLabel]:
        """The labels of the axis; the first and the last are hidden by the stylesheet."""
        return [
            AxisLabel(f"h-{hour}", hour_words(hour)) for hour in range(self.first, self.last + 1)
        ]


def hours_of(sessions: Iterable[tuple[datetime, datetime | None]], zone: ZoneInfo) -> Hours:
    """Return the hours in which sessions are: an hour more on each side, at least six together."""
    spans = [minutes_of(start, end, zone) for start, end in sessions]
    if not spans:
        return Hours(*USUAL)
    first = max(min(start for start, _ in spans) // MINUTES - 1, 0)
    last = min(-(-max(end for _, end in spans) // MINUTES) + 1, WHOLE_DAY)
    first = max(min(first, last - FEWEST), 0)
    return Hours(first, max(last, first + FEWEST))


def minutes_of(start: datetime, end: datetime | None, zone: ZoneInfo) -> tuple[int, int]:
    """Return the local minutes of a session's day; what goes past midnight ends there."""
    local = start.astimezone(zone)
    first = local.hour * MINUTES + local.minute
    if end is None:
        return first, min(first + UNKNOWN_LENGTH // timedelta(minutes=1), WHOLE_DAY * MINUTES)
    local_end = end.astimezone(zone)
    if local_end.date() > local.date():
        return first, WHOLE_DAY * MINUTES
    return first, local_end.hour * MINUTES + local_end.minute
