"""Times of day in words: 3:35–5:00 pm, 11:00 am – 12:30 pm, noon."""

from dataclasses import dataclass
from datetime import datetime, time
from zoneinfo import ZoneInfo

from django.utils.translation import gettext, pgettext

from schedule.wording.days import weekday_short
from schedule.wording.zones import short_zone

NOON = time(12)
MIDNIGHT = time(0)


def clock_words(at: time) -> str:
    """Return a time of day: 3:35 pm, noon, midnight."""
    if _has_24_hours():
        return _bare(at)
    if at == NOON:
        return gettext("noon")
    if at == MIDNIGHT:
        return gettext("midnight")
    return _with_half(_bare(at), at)


def span_words(start: time, end: time | None) -> str:
    """Return a span of time, with am or pm once where both ends share it."""
    if end is None:
        return clock_words(start)
    if _has_24_hours():
        return _join_closely(_bare(start), _bare(end))
    if {start, end} & {NOON, MIDNIGHT} or (start < NOON) != (end < NOON):
        return gettext("{first} – {last}").format(first=clock_words(start), last=clock_words(end))
    return _with_half(_join_closely(_bare(start), _bare(end)), end)


def unbroken(words: str) -> str:
    """Return words that stay on one line: 10:00 pm."""
    return words.replace(" ", "\N{NO-BREAK SPACE}")


@dataclass(frozen=True, slots=True)
class Clock:
    """Says instants in a course's zone and, where `beside` is given, in the reader's too."""

    zone: ZoneInfo
    beside: ZoneInfo | None = None

    def at(self, moment: datetime) -> str:
        """Return an instant's time of day."""
        return self.span(moment, None)

    def span(self, start: datetime, end: datetime | None) -> str:
        """Return a span of instants as times of day."""
        words, there = self.own(start, end), self.there(start, end)
        return gettext("{time} ({there})").format(time=words, there=there) if there else words

    def own(self, start: datetime, end: datetime | None) -> str:
        """Return a span of instants in the course's zone alone."""
        return _local_span(start, end, self.zone)

    def there(self, start: datetime, end: datetime | None, *, named: bool = True) -> str:
        """Return it in the reader's zone, if wanted with its name; nothing where it is the same."""
        if self.beside is None:
            return ""
        own, there = start.astimezone(self.zone), start.astimezone(self.beside)
        if own.utcoffset() == there.utcoffset():
            return ""
        words = _local_span(start, end, self.beside)
        if own.date() != there.date():
            words = f"{weekday_short(there.date())} {words}"
        return f"{words} {short_zone(self.beside.key)}" if named else words


def _local_span(start: datetime, end: datetime | None, zone: ZoneInfo) -> str:
    local_end = end.astimezone(zone).time() if end else None
    return span_words(start.astimezone(zone).time(), local_end)


def _has_24_hours() -> bool:
    return pgettext("hours on a clock: 12 or 24", "12") == "24"


def _bare(at: time) -> str:
    if _has_24_hours():
        return f"{at.hour}:{at.minute:02d}"
    return f"{at.hour % 12 or 12}:{at.minute:02d}"


def _with_half(words: str, at: time) -> str:
    if at < NOON:
        return pgettext("before noon", "{time} am").format(time=words)
    return pgettext("after noon", "{time} pm").format(time=words)


def _join_closely(start: str, end: str) -> str:
    return pgettext("times of day", "{start}–{end}").format(start=start, end=end)
