"""Times of day in words: 3:35–5:00 pm, 11:00 am – 12:30 pm, noon; 15:35–17:00 where days have 24 hours."""

from dataclasses import dataclass
from datetime import datetime, time
from typing import Final
from zoneinfo import ZoneInfo

from django.utils.dateformat import time_format
from django.utils.translation import gettext, pgettext

from schedule.wording.days import weekday_short
from schedule.wording.phrase import fill, in_reading_order
from schedule.wording.zones import short_zone

NOON: Final = time(12)
MIDNIGHT: Final = time(0)
WHOLE_DAY: Final = 24


def clock_words(at: time, *, ends_day: bool = False) -> str:
    """Return a time of day: 3:35 pm, noon, midnight.

    Args:
        at: The time.
        ends_day: Whether midnight is the end of the day that it is said of, 24:00.
    """
    if _has_24_hours():
        return _bare(at, ends_day=ends_day)
    if at == NOON:
        return gettext("noon")
    if at == MIDNIGHT:
        return gettext("midnight")
    return _with_half(_bare(at), at)


def span_words(start: time, end: time | None, *, ends_day: bool = False) -> str:
    """Return a span of time, with am or pm once where both ends share it."""
    if end is None:
        return clock_words(start, ends_day=ends_day)
    if _has_24_hours():
        return _join_closely(_bare(start), _bare(end, ends_day=True))
    if {start, end} & {NOON, MIDNIGHT} or (start < NOON) != (end < NOON):
        template = pgettext("times of day, each in words", "{first} – {last}")
        return fill(template, first=clock_words(start), last=clock_words(end))
    return _with_half(_join_closely(_bare(start), _bare(end)), end)


def hour_words(hour: int) -> str:
    """Return a whole hour, 0 to 24, as an axis says it: 3 pm, noon, 15:00."""
    at = time(hour % WHOLE_DAY)
    if _has_24_hours() or at in {NOON, MIDNIGHT}:
        return clock_words(at, ends_day=hour == WHOLE_DAY)
    return _with_half(str(hour % 12), at)


def on_weekday(weekday: str, time: str) -> str:
    """Return a time of another day than the one that it stands with: Wed 4:35 am."""
    template = pgettext("time on another weekday", "{weekday} {time}")
    return fill(template, weekday=weekday, time=time)


def unbroken(words: str) -> str:
    """Return words that stay on one line: 10:00 pm."""
    return words.replace(" ", "\N{NO-BREAK SPACE}")


@dataclass(frozen=True, slots=True)
class Clock:
    """Says instants in a course's zone and, where `beside` is given, in the reader's too."""

    zone: ZoneInfo
    beside: ZoneInfo | None = None

    def at(self, moment: datetime, *, ends_day: bool = False) -> str:
        """Return an instant's time of day; midnight as the end of a day where it counts to that."""
        return self._with_there(self.own(moment, None, ends_day=ends_day), moment, None)

    def span(self, start: datetime, end: datetime | None) -> str:
        """Return a span of instants as times of day."""
        return self._with_there(self.own(start, end), start, end)

    def own(self, start: datetime, end: datetime | None, *, ends_day: bool = False) -> str:
        """Return a span of instants in the course's zone alone."""
        return _local_span(start, end, self.zone, ends_day=ends_day)

    def there(self, start: datetime, end: datetime | None, *, named: bool = True) -> str:
        """Return it in the reader's zone, if wanted with its name; nothing where it is the same."""
        if self.beside is None:
            return ""
        own, there = start.astimezone(self.zone), start.astimezone(self.beside)
        if own.utcoffset() == there.utcoffset():
            return ""
        words = _local_span(start, end, self.beside)
        if own.date() != there.date():
            words = on_weekday(weekday_short(there.date()), words)
        if not named:
            return words
        template = pgettext("time in a zone", "{time} {zone}")
        return fill(template, time=words, zone=short_zone(self.beside.key))

    def _with_there(self, words: str, start: datetime, end: datetime | None) -> str:
        there = self.there(start, end)
        return fill(gettext("{time} ({there})"), time=words, there=there) if there else words


def _local_span(
    start: datetime, end: datetime | None, zone: ZoneInfo, *, ends_day: bool = False
) -> str:
    local_end = end.astimezone(zone).time() if end else None
    return span_words(start.astimezone(zone).time(), local_end, ends_day=ends_day)


def _has_24_hours() -> bool:
    return pgettext("hours on a clock: 12 or 24", "12") == str(WHOLE_DAY)


def _bare(at: time, *, ends_day: bool = False) -> str:
    if ends_day and at == MIDNIGHT:
        return f"{WHOLE_DAY}:00"
    return time_format(at, pgettext("time format: 3:35", "g:i"))


def _with_half(words: str, at: time) -> str:
    if at < NOON:
        return fill(pgettext("before noon", "{time} am"), time=words)
    return fill(pgettext("after noon", "{time} pm"), time=words)


def _join_closely(start: str, end: str) -> str:
    template = pgettext("times of day", "{start}–{end}")
    return in_reading_order(fill(template, start=start, end=end))
