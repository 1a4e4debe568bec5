"""Parts of long lists of what readers see, each with how many there are, in one query."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Generic, TypeVar

from django.db.models import F, Func, IntegerField, Model, Prefetch, Q, QuerySet, Subquery

from courses.models import Course, Term
from schedule.engine.entry import Kind
from schedule.models import Change, Edition, Event

Row = TypeVar("Row", bound=Model)

# As a plain function: an aggregate would make Django group the rows.
COUNT_ALL = Func(template="COUNT(*)", output_field=IntegerField())

NEEDED = ("slug", "revision", "edition_number", "published_at", "headline")
"""What a list needs of a course's row."""


@dataclass(frozen=True)
class Slice(Generic[Row]):
    """A part of a list.

    Attributes:
        rows: The part.
        count: How many there are in all.
    """

    rows: list[Row]
    count: int


def cut(rows: QuerySet[Row], *, limit: int, offset: int) -> Slice[Row]:
    """Return a part of ordered rows; only past the end is their number a query of its own.

    A subquery that counts is done once; a window would carry and sort every row.
    """
    counted = rows.order_by().annotate(in_all=COUNT_ALL).values("in_all")
    found = list(rows.annotate(in_all=Subquery(counted))[offset : offset + limit])
    if found:
        return Slice(found, found[0].in_all)  # type: ignore[attr-defined]  # annotated above
    return Slice([], rows.count() if offset else 0)


def terms(*, limit: int, offset: int) -> Slice[Term]:
    """Return terms, the latest first."""
    return cut(Term.objects.order_by("-first_day", "slug"), limit=limit, offset=offset)


def courses(*, term: str = "", text: str = "", limit: int, offset: int) -> Slice[Course]:
    """Return the published courses that everyone finds, those of the latest term first.

    Args:
        term: The slug of a term; without it, of all terms.
        text: What number or title has, as published.
        limit: How many at most.
        offset: How many to pass over.
    """
    rows = Course.objects.listed()
    if term:
        rows = rows.filter(term__slug=term)
    if text:
        rows = rows.filter(_has(text))
    rows = rows.select_related("term").order_by("-term__first_day", "term__slug", "number", "slug")
    # To count and sort thousands of rows is cheap while long texts are not carried along.
    return cut(rows.only("term", *NEEDED), limit=limit, offset=offset)


def events(
    course: Course,
    *,
    first: date | None,
    last: date | None,
    kinds: Iterable[Kind],
    limit: int,
    offset: int,
) -> Slice[Event]:
    """Return the events of a course that stand, by day and time.

    Args:
        course: The course.
        first: The first local day; without it, from the start.
        last: The last local day; without it, to the end.
        kinds: What kinds; without any, all.
        limit: How many at most.
        offset: How many to pass over.
    """
    rows = Event.objects.standing().filter(course=course).defer("vevent")
    if wanted := list(kinds):
        rows = rows.of_kinds(wanted)
    rows = rows.between(first or date.min, last or date.max)
    return cut(
        rows.order_by("day", F("start").asc(nulls_first=True), "kind", "key"),
        limit=limit,
        offset=offset,
    )


def editions(course: Course, *, limit: int, offset: int) -> Slice[Edition]:
    """Return the editions of a course, the latest first, each with its changes.

    Those up to the course's row as it was read, so that an answer is of one moment.
    """
    rows = Edition.objects.filter(course=course, number__lte=course.edition_number)
    rows = rows.defer("course_content", "term_content")
    changes = Prefetch("changes", Change.objects.order_by("position"))
    return cut(rows.order_by("-number").prefetch_related(changes), limit=limit, offset=offset)


def _has(text: str) -> Q:
    """Return the condition that number or title, as published, has a text."""
    found = Q()
    for field in ("number", "also_numbers", "title"):
        found |= Q(**{f"headline__{field}__icontains": text})
    return found
