"""The planned date beside what is written: that of the published event with the same key."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any, TypeVar

from django.contrib import admin
from django.contrib.admin.options import BaseModelAdmin
from django.db.models import Model, OuterRef, QuerySet, Subquery
from django.http import HttpRequest
from django.utils.html import format_html
from django.utils.safestring import SafeString

from courses.admin.formsets import course_of
from schedule.engine.entry import Kind, Status
from schedule.models import Event
from schedule.wording import Clock, day_words

M = TypeVar("M", bound=Model)

CLASSES = {
    True: "planned",
    False: "planned planned--unplaced",
}


class PlannedDates(BaseModelAdmin[M]):
    """An admin or inline with a column `planned`, read in the same query as its rows."""

    def planned_events(self) -> QuerySet[Event]:
        """Return, for a subquery, the event of the row itself."""
        return Event.objects.filter(course=OuterRef("course_id"), key=OuterRef("key"))

    def get_queryset(self, request: HttpRequest) -> QuerySet[Any]:
        """Return the rows, each with the day, start and status of its first standing event."""
        first = self.planned_events().exclude(status=Status.REMOVED.value)
        first = first.order_by("day", "start")
        return (
            super()
            .get_queryset(request)
            .annotate(
                planned_day=Subquery(first.values("day")[:1]),
                planned_start=Subquery(first.filter(time_stated=True).values("start")[:1]),
                planned_status=Subquery(first.values("status")[:1]),
            )
        )

    @admin.display(description="planned", ordering="planned_day")
    def planned(self, row: M) -> SafeString:
        """Say when the row stands in the published calendar."""
        day: date | None = getattr(row, "planned_day", None)
        if day is None:
            words = "" if row.pk is None else "not published"
            return format_html('<span class="{}">{}</span>', CLASSES[False], words)
        words = day_words(day)
        start: datetime | None = getattr(row, "planned_start", None)
        if start is not None:
            words += f", {Clock(course_of(row).term.zone).at(start)}"
        if getattr(row, "planned_status", "") == Status.CANCELLED.value:
            words += ", cancelled"
        return format_html('<span class="{}">{}</span>', CLASSES[True], words)


class PlannedDue(PlannedDates[M]):
    """As `PlannedDates`, of a piece of coursework: its first deadline."""

    def planned_events(self) -> QuerySet[Event]:
        """Return, for a subquery, the deadlines of a row."""
        deadlines = Event.objects.of_kinds([Kind.DEADLINE])
        return deadlines.filter(course=OuterRef("course_id"), parent=OuterRef("key"))

    @admin.display(description="first due", ordering="planned_day")
    def planned(self, row: M) -> SafeString:
        """Say when it is first due in the published calendar."""
        return super().planned(row)


def beside(columns: Any, *, after: str) -> tuple[Any, ...]:
    """Return a list's columns with `planned` after one of them."""
    place = list(columns).index(after) + 1
    return (*columns[:place], "planned", *columns[place:])
