"""What changed in a course since an edition, read once for all who were told that far."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from itertools import groupby
from typing import Any, NamedTuple
from zoneinfo import ZoneInfo

from django.db.models import Q

from courses.models import Course
from schedule.engine.change import EntryChange
from schedule.engine.entry import Entry, Kind
from schedule.engine.localtime import instant
from schedule.engine.net import Stretch, has_come, is_over, net, stretches
from schedule.engine.record import entry_of
from schedule.models import Change, Event
from schedule.reading.headline import Headline


@dataclass(frozen=True, slots=True)
class News:
    """What changed in a course since an edition, to the present one.

    Attributes:
        edition: The present one.
        zone: The course's.
        changes: The announced ones that are left when all is done; of an announcement whose day
            is to come, none.
        first_at: When the first of the editions since then was published; None without any. Aware.
        last_at: When the last one was.
        came_at: When the first day began of announcements that were published before their day,
            and have come since; None without any. Aware.
    """

    edition: int
    zone: ZoneInfo
    changes: tuple[EntryChange, ...]
    first_at: datetime | None
    last_at: datetime | None
    came_at: datetime | None

    def left(self, now: datetime) -> tuple[EntryChange, ...]:
        """Return the changes without those of what is over."""
        return tuple(
            change for change in self.changes if not is_over(change, now=now, zone=self.zone)
        )

    def stretches(self, now: datetime) -> list[Stretch]:
        """Return when what changes stands, where it was and where it is, of what is not over."""
        return stretches(self.left(now), self.zone)


class Since(NamedTuple):
    """What a subscriber knows of a course.

    Attributes:
        course: The course.
        edition: The edition that was told.
        came: The first day on which an announcement of it came that was not told; None without one.
    """

    course: Course
    edition: int
    came: date | None = None


def read_news(wanted: Iterable[Since], *, now: datetime) -> dict[Since, News]:
    """Return the news of courses since editions before their present ones, in one query.

    Courses are as their rows were read: what is published meanwhile is left out.
    """
    pairs = sorted(set(wanted), key=lambda each: (str(each.course.pk), each.edition))
    if not pairs:
        return {}
    rows = (
        Change.objects.filter(_of_any(pairs))
        .order_by("edition__course", "edition__number", "position")
        .values_list(
            "edition__course", "edition__number", "edition__published_at", "key", "before", "after"
        )
    )
    found = {pk: [row[1:] for row in group] for pk, group in groupby(rows, key=lambda row: row[0])}
    return {
        since: _news(since, known, now)
        for since in pairs
        if (known := [row for row in found.get(since.course.pk, ()) if _counts(row, since)])
    }


def _of_any(pairs: list[Since]) -> Q:
    """Return the condition on changes since any of these, and of what came since."""
    of_any = Q()
    for course, told in {each.course: each.edition for each in reversed(pairs)}.items():
        present = Q(edition__course=course, edition__number__lte=course.edition_number)
        of_any |= present & Q(edition__number__gt=told)
        came = min(
            (each.came for each in pairs if each.course == course and each.came), default=None
        )
        if came:
            announcements = Event.objects.of_kinds([Kind.ANNOUNCEMENT])
            keys = announcements.filter(course=course, day__gte=came).values("key")
            of_any |= present & Q(key__in=keys)
    return of_any


def _counts(row: tuple[Any, ...], since: Since) -> bool:
    number, _, _, _, after = row
    if number > since.edition:
        return True
    return bool(since.came and after and after["kind"] == Kind.ANNOUNCEMENT)


def _news(since: Since, rows: list[tuple[Any, ...]], now: datetime) -> News:
    course = since.course
    zone = Headline.published(course).zone
    first: dict[str, Any] = {}
    last: dict[str, Any] = {}
    edited: set[str] = set()
    for number, _, key, record, now_it_is in rows:
        if now_it_is is None:  # of the page alone
            continue
        last[key] = now_it_is
        if number <= since.edition:
            first[key] = now_it_is
        else:
            first.setdefault(key, record)
            edited.add(key)
    today = now.astimezone(zone).date()
    known_to = min(today, since.came - timedelta(days=1)) if since.came else today
    before = {key: _shown(record, known_to) for key, record in first.items()}
    after = {key: entry for key, record in last.items() if (entry := _shown(record, today))}
    came = [after[key].day for key in after.keys() - edited if before[key] is None]
    published = [at for number, at, *_ in rows if number > since.edition]
    return News(
        edition=course.edition_number,
        zone=zone,
        changes=net({key: before[key] for key in after}, after),
        first_at=min(published, default=None),
        last_at=max(published, default=None),
        came_at=instant(min(came), time(), zone).at if came else None,
    )


def _shown(record: Any, today: date) -> Entry | None:
    """Return an entry as readers are shown it on a day; None where they are not, or it is not there."""
    entry = entry_of(record) if record else None
    return entry if entry and has_come(entry, today) else None
