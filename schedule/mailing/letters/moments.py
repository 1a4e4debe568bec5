"""When something is, for a reader of a mail: in the course's zone and on the reader's own clock."""

from __future__ import annotations

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from django.utils.translation import pgettext

from schedule.engine.entry import Entry, Kind
from schedule.engine.localtime import day_of
from schedule.ical.vevent import is_repeated
from schedule.wording import Clock, moment_words, offset_words, zone_name
from schedule.wording.days import day_at, day_words
from schedule.wording.items import due_time
from schedule.wording.joining import side_by_side
from schedule.wording.phrase import fill


def when(entry: Entry, zone: ZoneInfo, there: ZoneInfo | None = None) -> tuple[str, ...]:
    """Return when an item is, with the zone; and the same on a clock that shows another time.

    Sat Sep 30, 11:59 pm (Eastern Time); Sun Oct 1, 5:59 am (Berlin time).
    """
    words = moment_words(entry, Clock(zone))
    if entry.start is None:
        return (words,)
    own = _with_zone(words, entry.start, zone)
    if there is None or _offset(entry.start, zone) == _offset(entry.start, there):
        return (own,)
    return own, _with_zone(_there(entry, entry.start, there), entry.start, there)


def _with_zone(words: str, moment: datetime, zone: ZoneInfo) -> str:
    template = pgettext("moment and zone", "{moment} ({zone})")
    return fill(template, moment=words, zone=_zone(moment, zone))


def _zone(moment: datetime, zone: ZoneInfo) -> str:
    """Return what a zone is called; where a change of clocks repeats the hour, its offset too."""
    name = zone_name(zone.key)
    return (
        side_by_side(name, offset_words(_offset(moment, zone)))
        if is_repeated(moment, zone)
        else name
    )


def _there(entry: Entry, start: datetime, there: ZoneInfo) -> str:
    day, clock = day_of(start, there, entry.kind), Clock(there)
    is_due = entry.kind is Kind.DEADLINE
    time = due_time(start, day, clock) if is_due else clock.own(start, entry.end)
    return day_at(day_words(day), time)


def _offset(moment: datetime, zone: ZoneInfo) -> timedelta:
    return moment.astimezone(zone).utcoffset() or timedelta()
