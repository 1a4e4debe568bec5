"""Passages as rows: written when a course is published, and only where they differ."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final
from uuid import UUID

from django.db import transaction
from django.db.models import Exists, OuterRef

from courses import content
from courses.models import Course
from schedule.models import Passage
from schedule.reading import Reading
from schedule.searching.passages import WRITER, passages_of
from schedule.wording import Item

IDENTITY: Final = ("id", "course", "key")
WRITTEN: Final = tuple(
    field.name for field in Passage._meta.concrete_fields if field.name not in IDENTITY
)


def keep_passages(course: Course, written: content.Course, items: Mapping[str, Item]) -> None:
    """Bring the passages of a course in line with what is being published.

    The caller holds the course's lock and the transaction.

    Args:
        course: Its row.
        written: Its content as published.
        items: What stands in its calendar, by key.
    """
    kept = {passage.key: passage for passage in Passage.objects.filter(course=course)}
    wanted = {passage.key: passage for passage in passages_of(course, written, items)}
    gone = [kept[key].pk for key in kept if key not in wanted]
    if gone:
        Passage.objects.filter(pk__in=gone).delete()
    changed = [
        passage
        for key, passage in wanted.items()
        if key not in kept or _values(kept[key]) != _values(passage)
    ]
    if changed:
        Passage.objects.bulk_create(
            changed,
            update_conflicts=True,
            unique_fields=["course", "key"],
            update_fields=WRITTEN,
        )


def keep_outdated() -> int:
    """Write anew the passages of every course that another version published; return how many."""
    current = Passage.objects.filter(course=OuterRef("pk"), key="", written_as=WRITER)
    outdated = Course.objects.published().filter(~Exists(current))
    return sum(map(_keep_anew, list(outdated.values_list("pk", flat=True))))


@transaction.atomic
def _keep_anew(pk: UUID) -> int:
    rows = Course.objects.select_for_update(of=("self",)).select_related("term")
    course = rows.filter(pk=pk).first()
    if course is None:
        return 0
    reading = Reading.of(course)
    keep_passages(course, reading.content, reading.by_key)
    return 1


def _values(passage: Passage) -> tuple[object, ...]:
    return tuple(getattr(passage, name) for name in WRITTEN)
