"""What comes next for an address: its reminders, reckoned from what is published now."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Final
from uuid import UUID

from schedule.models import Event

if TYPE_CHECKING:
    from collections.abc import Collection

    from schedule.reminders import Lead, Morning, Rules

MOST_EVENTS: Final = 60
"""How many events are looked at: the next few reminders are of the next few events."""


@dataclass(frozen=True, slots=True)
class Coming:
    """A reminder that is to come.

    Attributes:
        event: What it is of.
        lead: How long before.
        at: When it comes. Aware.
    """

    event: Event
    lead: Lead | Morning
    at: datetime


def coming_reminders(
    courses: Collection[UUID], rules: Rules, *, now: datetime, limit: int
) -> list[Coming]:
    """Return the next reminders of courses, the earliest first; one query.

    Args:
        courses: Their ids.
        rules: What is chosen.
        now: Aware.
        limit: How many at most.
    """
    if not (courses and rules.kinds and rules.leads):
        return []
    events = Event.objects.standing().filter(course__in=courses, start__gt=now)
    rows = events.of_kinds(rules.kinds).order_by("start", "id").defer("vevent")
    found = [
        Coming(event, lead, at)
        for event in rows[:MOST_EVENTS]
        for lead, at in rules.times(event.entry)
        if at > now
    ]
    return sorted(found, key=lambda each: (each.at, each.event.start, each.event.pk))[:limit]
