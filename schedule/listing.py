"""Parts of long lists of what readers see, each with how many there are, in one query."""

import json
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Generic, TypeVar
from zoneinfo import ZoneInfo

from django.db.models import F, Func, IntegerField, Model, Prefetch, Q, QuerySet, Subquery
from django.db.models.fields.json import KT

from courses.content import Term as TermContent
from courses.models import Course, Term
from schedule.engine.entry import Kind
from schedule.models import Change, Edition, Event

Row = TypeVar("Row", bound=Model)

# As a plain function: an aggregate would make Django group the rows.
COUNT_ALL = Func(template="COUNT(*)", output_field=IntegerField())

NEEDED = ("slug", "revision", "edition_number", "published_at")
"""What a list needs of a course's row; what it says of the course is in the edition."""

HEADLINE = (
    "course_content__number",
    "course_content__also_numbers",
    "course_content__title",
    "course_content__department",
    "term_content__time_zone",
)


@dataclass(frozen=True)
class Slice(Generic[Row]):
    """A part of a list.

    Attributes:
        rows: The part.
        count: How many there are in all.
    """

    rows: list[Row]
    count: int


@dataclass(frozen=True)
class Headline:
    """What a list says of a course, as published."""

    course: Course
    number: str
    also_numbers: tuple[str, ...]
    title: str
    department: str
    zone: ZoneInfo


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
        rows = rows.filter(pk__in=_with_text(text, term).values("course_id"))
    rows = rows.select_related("term").order_by("-term__first_day", "term__slug", "number", "slug")
    # To count and sort thousands of rows is cheap while long texts are not carried along.
    return cut(rows.only("term", *NEEDED), limit=limit, offset=offset)


def headlines(courses: Iterable[Course]) -> list[Headline]:
    """Return what the current editions say of some courses, in their order, in one query."""
    by_id = {course.pk: course for course in courses}
    texts = [KT(name) for name in HEADLINE]
    found = _current().filter(course_id__in=by_id).values_list("course_id", *texts)
    published = {key: values for key, *values in found}
    return [_headline(course, published[key]) for key, course in by_id.items()]


def term_of(course: Course) -> TermContent:
    """Return a course's term as it was when the course was published, in one query."""
    edition = Edition.objects.only("term_content").get(course=course, number=course.edition_number)
    return edition.term_value()


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
    """Return the editions of a course, the latest first, each with its changes."""
    rows = Edition.objects.filter(course=course).defer("course_content", "term_content")
    changes = Prefetch("changes", Change.objects.order_by("position"))
    return cut(rows.order_by("-number").prefetch_related(changes), limit=limit, offset=offset)


def _headline(course: Course, texts: Iterable[str | None]) -> Headline:
    """Return a headline of JSON texts; what is at its default is not in the JSON."""
    number, also_numbers, title, department, time_zone = (text or "" for text in texts)
    return Headline(
        course=course,
        number=number,
        also_numbers=tuple(json.loads(also_numbers or "[]")),
        title=title,
        department=department,
        zone=ZoneInfo(time_zone),
    )


def _current() -> QuerySet[Edition]:
    return Edition.objects.filter(number=F("course__edition_number"))


def _with_text(text: str, term: str) -> QuerySet[Edition]:
    found = Q()
    for field in ("number", "also_numbers", "title"):
        found |= Q(**{f"course_content__{field}__icontains": text})
    rows = _current().filter(found)
    return rows.filter(course__term__slug=term) if term else rows
