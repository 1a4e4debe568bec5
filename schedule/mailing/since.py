"""What changed in a course since an edition, read once for all who were told that far."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from itertools import groupby
from typing import Any
from zoneinfo import ZoneInfo

from django.db.models import Q

from courses.models import Course
from schedule.engine.change import EntryChange
from schedule.engine.net import Stretch, is_over, net, stretches
from schedule.engine.record import entry_of
from schedule.headline import Headline
from schedule.models import Change


@dataclass(frozen=True, slots=True)
class News:
    """What changed in a course since an edition, to the present one.

    Attributes:
        edition: The present one.
        zone: The course's.
        changes: The announced ones that are left when all is done.
        first_at: When the first of the editions since then was published. Aware.
        last_at: When the last one was.
    """

    edition: int
    zone: ZoneInfo
    changes: tuple[EntryChange, ...]
    first_at: datetime
    last_at: datetime

    def left(self, now: datetime) -> tuple[EntryChange, ...]:
        """Return the changes without those of what is over."""
        return tuple(
            change for change in self.changes if not is_over(change, now=now, zone=self.zone)
        )

    def stretches(self, now: datetime) -> list[Stretch]:
        """Return when what changes stands, where it was and where it is, of what is not over."""
        return stretches(self.left(now), self.zone)


Since = tuple[Course, int]


def read_news(wanted: Iterable[Since]) -> dict[Since, News]:
    """Return the news of courses since editions before their present ones, in one query.

    Courses are as their rows were read: what is published meanwhile is left out.
    """
    pairs = sorted(set(wanted), key=lambda each: (str(each[0].pk), each[1]))
    oldest = dict(reversed(pairs))
    if not oldest:
        return {}
    of_any = Q()
    for course, told in oldest.items():
        of_any |= Q(
            edition__course=course,
            edition__number__gt=told,
            edition__number__lte=course.edition_number,
        )
    rows = (
        Change.objects.filter(of_any)
        .order_by("edition__course", "edition__number", "position")
        .values_list(
            "edition__course", "edition__number", "edition__published_at", "key", "before", "after"
        )
    )
    found = {pk: [row[1:] for row in group] for pk, group in groupby(rows, key=lambda row: row[0])}
    return {
        (course, told): _news(course, [row for row in found[course.pk] if row[0] > told])
        for course, told in pairs
        if any(row[0] > told for row in found.get(course.pk, ()))
    }


def _news(course: Course, rows: list[tuple[Any, ...]]) -> News:
    first: dict[str, Any] = {}
    last: dict[str, Any] = {}
    for _, _, key, before, after in rows:
        if after is None:  # of the page alone
            continue
        first.setdefault(key, before)
        last[key] = after
    zone = Headline.published(course).zone
    return News(
        edition=course.edition_number,
        zone=zone,
        changes=net(
            {key: entry_of(before) if before else None for key, before in first.items()},
            {key: entry_of(after) for key, after in last.items()},
        ),
        first_at=rows[0][1],
        last_at=rows[-1][1],
    )
