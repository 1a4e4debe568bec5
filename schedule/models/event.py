"""An event: an entry as published, with its identity in calendars."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import fields
from datetime import date, datetime, timedelta
from typing import ClassVar, Self

from django.db import models
from django.db.models import Q

from courses.models.base import KEY, LINE
from schedule.engine.entry import Entry, Kind, Material, Status

TOMBSTONE = timedelta(days=30)
"""How long after its end a removed event stays in feeds, as cancelled."""

ENTRY_FIELDS = tuple(field.name for field in fields(Entry))
CONVERTED = {"kind", "status", "materials"}


class EventQuerySet(models.QuerySet["Event"]):
    """Events, in the words of a reader."""

    def standing(self) -> Self:
        """Leave out what was removed."""
        return self.exclude(status=Status.REMOVED.value)

    def of_kinds(self, kinds: Iterable[Kind]) -> Self:
        """Keep events of these kinds."""
        return self.filter(kind__in=[kind.value for kind in kinds])

    def between(self, first: date, last: date) -> Self:
        """Keep events with a local day from `first` to `last`, both included."""
        return self.filter(day__lte=last, last_day__gte=first)

    def in_feeds(self, now: datetime) -> Self:
        """Keep what a feed shows: what stands, and for 30 days what was removed."""
        return self.exclude(status=Status.REMOVED.value, over_at__lt=now - TOMBSTONE)


class Event(models.Model):
    """An entry as published. Never deleted; an item that comes back goes on with its UID.

    The columns up to `description` are those of `engine.entry.Entry`.
    """

    course = models.ForeignKey("courses.Course", on_delete=models.CASCADE, related_name="events")
    key = models.CharField(max_length=KEY + 20)
    kind = models.CharField(max_length=12, choices=[(kind.value, kind.value) for kind in Kind])
    label = models.CharField(max_length=LINE + 100)
    title = models.CharField(max_length=LINE, blank=True)
    day = models.DateField()
    last_day = models.DateField()
    start = models.DateTimeField(null=True, blank=True)
    end = models.DateTimeField(null=True, blank=True)
    time_stated = models.BooleanField(default=True)
    room = models.CharField(max_length=LINE, blank=True)
    status = models.CharField(
        max_length=9,
        choices=[(status.value, status.value) for status in Status],
        default=Status.CONFIRMED.value,
    )
    reason = models.CharField(max_length=LINE, blank=True)
    chapter = models.CharField(max_length=LINE, blank=True)
    together_with = models.CharField(max_length=LINE + 100, blank=True)
    first_day = models.DateField(null=True, blank=True)
    first_start = models.DateTimeField(null=True, blank=True)
    parent = models.CharField(max_length=KEY, blank=True)
    note = models.CharField(max_length=LINE, blank=True)
    materials = models.JSONField(default=list, blank=True)
    description = models.TextField(blank=True)

    uid = models.CharField(max_length=60, db_index=True)
    sequence = models.PositiveIntegerField(default=0)
    created_at = models.DateTimeField()
    changed_at = models.DateTimeField(help_text="Of the last published change.")
    over_at = models.DateTimeField(help_text="When it is over.")
    edition_number = models.PositiveIntegerField(help_text="Of the last published change.")
    vevent = models.TextField(help_text="Serialised at publishing, served as it is.")
    serialised_as = models.CharField(max_length=16, help_text="By what serialiser, for what site.")

    objects = EventQuerySet.as_manager()

    class Meta:
        ordering: ClassVar = ["day", "start", "kind", "key"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["course", "key"], name="event_key_once_a_course"),
            models.CheckConstraint(
                condition=Q(last_day__gte=models.F("day")), name="event_ends_after_it_starts"
            ),
            models.CheckConstraint(
                condition=Q(end__isnull=True) | Q(end__gt=models.F("start")),
                name="event_end_after_start",
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=["course", "day"], name="event_course_day"),
            models.Index(fields=["course", "status", "over_at"], name="event_course_status_over"),
        ]

    def __str__(self) -> str:
        """Return the day and what is on it."""
        return f"{self.day:%Y-%m-%d} {self.label}"

    def get_absolute_url(self) -> str:
        """Return the address of its page."""
        return self.course.item_url(self.key)

    @property
    def entry(self) -> Entry:
        """The entry that is published."""
        values = {name: getattr(self, name) for name in ENTRY_FIELDS if name not in CONVERTED}
        return Entry(
            **values,
            kind=Kind(self.kind),
            status=Status(self.status),
            materials=tuple(Material(**material) for material in self.materials),
        )

    def take(self, entry: Entry) -> None:
        """Set the columns of the entry; identity and text are the publisher's."""
        for name in ENTRY_FIELDS:
            setattr(self, name, getattr(entry, name))
        self.kind = entry.kind.value
        self.status = entry.status.value
        self.materials = [
            {"kind": material.kind, "label": material.label, "url": material.url}
            for material in entry.materials
        ]
        self.over_at = entry.ends
