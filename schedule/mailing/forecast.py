"""What a course's subscribers will be reminded of in the next days, counted from their choices.

The planner writes the ledger only so far ahead; this tells more, by the same rules, and of what
is planned the same.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final
from zoneinfo import ZoneInfo

from django.db.models import Count

from courses.models import Course
from schedule.engine.entry import Entry, Kind, Status
from schedule.mailing.alike import FOR_REMINDERS, choice_of, columns
from schedule.models import Event, Subscription
from schedule.reminders import KINDS, Lead, Morning, Quiet, Rules, timetable

AROUND: Final = timedelta(days=2)
"""How much earlier than by its lead alone a reminder comes: the morning before, or a quiet night."""


@dataclass(frozen=True, slots=True)
class Expected:
    """The reminders of one thing, one lead and one day: they go when each subscriber's clock says.

    Attributes:
        entry: Of what.
        lead: How long before, in its one form: P1D, PT2H, morning.
        first: When the first goes. Aware, in UTC.
        last: When the last goes. Aware, in UTC.
        mails: How many.
    """

    entry: Entry
    lead: str
    first: datetime
    last: datetime
    mails: int


@dataclass(frozen=True, slots=True)
class _Wish:
    """A choice for one kind."""

    kind: Kind
    leads: tuple[Lead | Morning, ...]
    zone: ZoneInfo
    quiet: Quiet | None

    @property
    def days(self) -> int:
        """How many days before something its first reminder comes."""
        return max((each.days for each in self.leads if isinstance(each, Lead)), default=0)

    def times(self, entry: Entry) -> Mapping[str, datetime]:
        rules = Rules(frozenset({self.kind}), self.leads, self.zone, self.quiet)
        return timetable(rules, entry)


def forecast(course: Course, *, start: datetime, end: datetime) -> tuple[Expected, ...]:
    """Return the reminders from `start` to before `end`, the earliest first, in two queries.

    Args:
        course: With its term, in whose zone days are told apart.
        start: Aware.
        end: Aware.
    """
    wishes = _wishes(course)
    if not wishes or not course.is_open:
        return ()
    longest = max(each.days for each in wishes)
    entries = _entries(course, start, end + timedelta(days=longest) + AROUND)
    found = _gathered(course.term.zone, _times(entries, wishes, start, end))
    return tuple(sorted(found, key=lambda each: (each.first, each.entry.key, each.lead)))


def _wishes(course: Course) -> Counter[_Wish]:
    """Return what is wished for, and by how many: many chose the same."""
    rows = Subscription.objects.filter(course=course, subscriber__paused_at=None)
    wishes: Counter[_Wish] = Counter()
    chosen = rows.order_by().values_list(*columns(FOR_REMINDERS))
    for *values, count in chosen.annotate(Count("pk")):
        choice = choice_of(dict(zip(FOR_REMINDERS, values, strict=True)))
        for kind in choice.kinds & KINDS if choice.leads else ():
            wishes[_Wish(kind, choice.leads, choice.zone, choice.quiet)] += count
    return wishes


def _entries(course: Course, after: datetime, before: datetime) -> list[Entry]:
    rows = Event.objects.of_kinds(KINDS).filter(
        course=course, status=Status.CONFIRMED.value, start__gt=after, start__lt=before
    )
    return [row.entry for row in rows.defer("vevent")]


Time = tuple[Entry, str, datetime, int]


def _times(
    entries: Iterable[Entry], wishes: Counter[_Wish], start: datetime, end: datetime
) -> Iterator[Time]:
    for entry in entries:
        for wish, count in wishes.items():
            if wish.kind != entry.kind:
                continue
            for lead, at in wish.times(entry).items():
                if start <= at < end:
                    yield entry, lead, at, count


def _gathered(zone: ZoneInfo, times: Iterable[Time]) -> list[Expected]:
    found: dict[tuple[object, ...], Expected] = {}
    for entry, lead, at, count in times:
        place = entry.key, lead, at.astimezone(zone).date()
        known = found.get(place) or Expected(entry, lead, at, at, 0)
        found[place] = Expected(
            entry, lead, min(known.first, at), max(known.last, at), known.mails + count
        )
    return list(found.values())
