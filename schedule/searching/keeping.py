"""Passages as rows: written when a course is published, and only those that may differ."""

from __future__ import annotations

from collections.abc import Container, Mapping
from typing import Final
from uuid import UUID

from django.db import transaction
from django.db.models import Exists, OuterRef

from courses import content
from courses.models import Course
from schedule.models import Passage
from schedule.reading.published import Reading
from schedule.searching.passages import PLACE, WRITER, sources_of
from schedule.wording import Item

IDENTITY: Final = ("id", "course", "key")
WRITTEN: Final = tuple(
    field.name for field in Passage._meta.concrete_fields if field.name not in IDENTITY
)


def keep_passages(
    course: Course,
    written: content.Course,
    items: Mapping[str, Item],
    *,
    unchanged: Container[str] = (),
) -> None:
    """Bring the passages of a course in line with what is being published.

    The caller holds the course's lock and the transaction.

    Args:
        course: Its row.
        written: Its content as published.
        items: What stands in its calendar, by key.
        unchanged: Keys of passages that are not made anew where they are at their place.
    """
    rows = Passage.objects.filter(course=course).order_by().values_list("key", *PLACE)
    kept = {key: place for key, *place in rows}
    wanted = {source.key: source for source in sources_of(course, written, items)}
    if gone := kept.keys() - wanted.keys():
        Passage.objects.filter(course=course, key__in=gone).delete()
    changed = [
        source.passage(course)
        for key, source in wanted.items()
        if key not in unchanged or kept.get(key) != [*source.place]
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
