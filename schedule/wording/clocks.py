"""When clocks change, and the note on time zones at the foot of a page."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import Final
from zoneinfo import ZoneInfo

from django.utils.translation import gettext

from schedule.wording.days import long_day
from schedule.wording.joining import sentences
from schedule.wording.phrase import fill
from schedule.wording.times import clock_words
from schedule.wording.zones import UNIVERSAL, offset_words, zone_name

HALF_DAY: Final = timedelta(hours=12)


@dataclass(frozen=True, slots=True)
class ClockChange:
    """A change of clocks: its local day and time by the old offset, and both offsets from UTC."""

    day: date
    at: time
    before: timedelta
    after: timedelta

    @property
    def goes_back(self) -> bool:
        """Whether an hour comes twice."""
        return self.after < self.before


def clock_changes(zone: ZoneInfo, first: date, last: date) -> Iterator[ClockChange]:
    """Yield the changes of clocks from the first day to the last, both included."""
    moment = _midnight(first, zone)
    end = _midnight(last + timedelta(days=1), zone)
    while moment < end:
        step = min(moment + HALF_DAY, end)
        if _offset(moment, zone) != _offset(step, zone):
            yield _find_change(moment, step, zone)
        moment = step


def zone_note(zone: ZoneInfo, first: date, last: date, *, today: date) -> str:
    """Return, for the foot of a page, what zone its times are in and how far that is from UTC."""
    name = fill(gettext("Times are {zone}."), zone=zone_name(zone.key))
    changes = list(clock_changes(zone, first, last))
    if not changes:
        if zone.key in UNIVERSAL:
            return name
        now = _offset(_midnight(max(first, min(today, last)), zone), zone)
        return sentences(name, fill(gettext("It is {offset}."), offset=offset_words(now)))
    coming = next((change for change in changes if today <= change.day), None)
    template = (
        gettext("It is {before} until {day}, {time}; {after} after that.")
        if coming
        else gettext("It is {after}; until {day}, {time}, it was {before}.")
    )
    return sentences(name, _change_words(template, coming or changes[-1]))


def _change_words(template: str, change: ClockChange) -> str:
    return fill(
        template,
        before=offset_words(change.before),
        after=offset_words(change.after),
        day=long_day(change.day),
        time=clock_words(change.at),
    )


def _find_change(low: datetime, high: datetime, zone: ZoneInfo) -> ClockChange:
    """Return the change between two instants, found to the minute."""
    before, after = _offset(low, zone), _offset(high, zone)
    while high - low > timedelta(minutes=1):
        middle = low + (high - low) / 2
        if _offset(middle, zone) == before:
            low = middle
        else:
            high = middle
    local = (high + before + timedelta(seconds=30)).replace(second=0, microsecond=0)
    return ClockChange(day=local.date(), at=local.time(), before=before, after=after)


def _midnight(day: date, zone: ZoneInfo) -> datetime:
    return datetime.combine(day, time(), tzinfo=zone).astimezone(UTC)


def _offset(moment: datetime, zone: ZoneInfo) -> timedelta:
    return moment.astimezone(zone).utcoffset() or timedelta()
