"""VTIMEZONE (RFC 5545, section 3.6.5) that agrees with the IANA zone over the years asked for.

Outlook brings any VTIMEZONE down to one yearly rule for each of two offsets, so that form is used
wherever it is true. Other zones have one observance for each change of clocks.
"""

from calendar import monthrange
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from functools import lru_cache
from typing import Final
from zoneinfo import ZoneInfo

from schedule.ical.text import content_line, local, text_line

_STEP: Final = timedelta(days=3)
"""Shorter than any time between two changes of a zone: since 1970 that is six days."""
_SECOND: Final = timedelta(seconds=1)
_WEEKDAYS: Final = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
_LAST: Final = -1
_PAIR: Final = 2


@dataclass(frozen=True, slots=True)
class Onset:
    """A change of clocks.

    Attributes:
        at: The local time of the change, by the offset before it, as RFC 5545 wants it.
        before: The offset from UTC before.
        after: The offset from UTC after.
        name: What the time after it is called: EST.
        is_daylight: Whether summer time begins.
    """

    at: datetime
    before: timedelta
    after: timedelta
    name: str
    is_daylight: bool


@lru_cache(maxsize=256)
def vtimezone(time_zone: str, *, first_year: int, last_year: int) -> str:
    """Return a VTIMEZONE that is right from the first year's start to the last year's end."""
    zone = ZoneInfo(time_zone)
    start = datetime(first_year - 1, 1, 1, tzinfo=UTC) - timedelta(days=1)
    end = datetime(last_year + 1, 1, 2, tzinfo=UTC)
    onsets = list(_onsets(zone, start, end))
    rules = _rules(onsets, years=last_year - first_year + 2)
    observances = rules or [_observance(onset) for onset in (_opening(zone, start), *onsets)]
    return "".join(
        (
            "BEGIN:VTIMEZONE\r\n",
            content_line("TZID", time_zone),
            *observances,
            "END:VTIMEZONE\r\n",
        )
    )


def _onsets(zone: ZoneInfo, start: datetime, end: datetime) -> Iterator[Onset]:
    """Yield the changes of offset after `start`, up to `end`."""
    low = start
    while low < end:
        high = low + _STEP
        if _offset(zone, low) != _offset(zone, high):
            yield _onset(zone, _first_after(zone, low, high))
        low = high


def _first_after(zone: ZoneInfo, low: datetime, high: datetime) -> datetime:
    """Return the first second between two instants that has the offset of the second one."""
    new = _offset(zone, high)
    while high - low > _SECOND:
        middle = low + (high - low) // 2
        middle -= timedelta(microseconds=middle.microsecond)
        low, high = (low, middle) if _offset(zone, middle) == new else (middle, high)
    return high


def _offset(zone: ZoneInfo, moment: datetime) -> timedelta:
    return moment.astimezone(zone).utcoffset() or timedelta(0)


def _onset(zone: ZoneInfo, moment: datetime) -> Onset:
    before, after = _offset(zone, moment - _SECOND), moment.astimezone(zone)
    return Onset(
        at=(moment + before).replace(tzinfo=None),
        before=before,
        after=after.utcoffset() or timedelta(0),
        name=after.tzname() or "",
        is_daylight=(after.dst() or timedelta(0)) > timedelta(0),
    )


def _opening(zone: ZoneInfo, moment: datetime) -> Onset:
    """Return an onset for the offset that holds at the start of the range."""
    onset = _onset(zone, moment)
    at = (moment + onset.after).replace(tzinfo=None)
    return replace(onset, at=at, before=onset.after)


def _rules(onsets: Sequence[Onset], *, years: int) -> list[str]:
    """Return two observances with yearly rules, or nothing where they would not be true."""
    changes = {(onset.before, onset.after, onset.name) for onset in onsets}
    if len(changes) != _PAIR or len(onsets) != _PAIR * years:
        return []
    found = []
    for change in sorted(changes):
        same = [onset for onset in onsets if (onset.before, onset.after, onset.name) == change]
        rule = _yearly(same, years)
        if not rule:
            return []
        found.append(_observance(same[0], rule=rule, is_daylight=change[1] > change[0]))
    return found


def _yearly(onsets: Sequence[Onset], years: int) -> str:
    """Return the rule that gives just these onsets, one a year; nothing if there is none."""
    first = onsets[0].at
    if len({onset.at.year for onset in onsets}) != years or any(
        (onset.at.month, onset.at.weekday(), onset.at.time())
        != (first.month, first.weekday(), first.time())
        for onset in onsets
    ):
        return ""
    shared = set.intersection(*(_places(onset.at) for onset in onsets))
    if not shared:
        return ""
    # Of the fourth and the last Sunday, the last is what lawmakers mean.
    place = _LAST if _LAST in shared else min(shared)
    day = _WEEKDAYS[first.weekday()]
    return f"FREQ=YEARLY;BYMONTH={first.month};BYDAY={place}{day}"


def _places(moment: datetime) -> set[int]:
    """Return which one of its weekday in its month a day is: 2 for the second, -1 for the last."""
    nth = (moment.day - 1) // 7 + 1
    is_last = moment.day + 7 > monthrange(moment.year, moment.month)[1]
    return {nth, _LAST} if is_last else {nth}


def _observance(onset: Onset, *, rule: str = "", is_daylight: bool | None = None) -> str:
    if is_daylight is None:
        is_daylight = onset.is_daylight
    kind = "DAYLIGHT" if is_daylight else "STANDARD"
    return "".join(
        (
            f"BEGIN:{kind}\r\n",
            content_line("DTSTART", local(onset.at)),
            content_line("TZOFFSETFROM", _utc_offset(onset.before)),
            content_line("TZOFFSETTO", _utc_offset(onset.after)),
            text_line("TZNAME", onset.name) if onset.name else "",
            content_line("RRULE", rule) if rule else "",
            f"END:{kind}\r\n",
        )
    )


def _utc_offset(offset: timedelta) -> str:
    """Return a UTC-OFFSET (RFC 5545, section 3.3.14); seconds only where there are some."""
    seconds = offset // _SECOND
    hours, rest = divmod(abs(seconds), 3600)
    minutes, rest = divmod(rest, 60)
    tail = f"{rest:02}" if rest else ""
    return f"{'-' if seconds < 0 else '+'}{hours:02}{minutes:02}{tail}"
