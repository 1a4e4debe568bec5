"""The courses of any term that a form has ticked, and those to tick."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple
from urllib.parse import urlsplit

from django.db.models import Q
from django.utils.translation import ngettext

from courses.content.base import SLUG_PATTERN
from courses.models import Course
from schedule.pages.choosing import value_of
from schedule.reading import listing
from schedule.reading.picks import MOST_TOGETHER
from schedule.reading.several import LONGEST_SLUG
from schedule.wording.phrase import fill

if TYPE_CHECKING:
    from collections.abc import Container, Iterable, Sequence

    from courses.models import Term

MOST_FOUND: Final = 12


class Found(NamedTuple):
    """Courses to choose from, and how many more there are, in words."""

    rows: Sequence[Course]
    more: str = ""


def ticked_courses(
    values: Iterable[str], *, own: Container[object] = (), most: int = MOST_TOGETHER
) -> tuple[Course, ...]:
    """Return the courses that a form's values name and that may be had, in one query.

    Args:
        values: Each as 2023-fall/6.5940.
        own: The ids of those that were had before: they may stay, though they are not open now.
        most: How many are looked for.
    """
    asked = list(values)[:most]
    wanted = Q(pk__in=())
    for term, slug in map(_address_of, asked):
        wanted |= Q(term__slug=term, slug=slug)
    rows = Course.objects.filter(wanted).select_related("term").defer("loaded_content")
    found = {value_of(row): row for row in rows if row.is_open or row.pk in own}
    return tuple(found[value] for value in asked if value in found)


def missing_among(values: Iterable[str], rows: Iterable[Course]) -> tuple[str, ...]:
    """Return the values of a form whose courses were not found."""
    found = {value_of(row) for row in rows}
    return tuple(value for value in values if value not in found)


def find_courses(words: str, term: Term | None) -> Found:
    """Return the courses that are looked for by words; without any, those of the term."""
    if "/" in words:
        return Found(_at_address(words))
    if not words and term is None:
        return Found(())
    found = listing.courses(
        term="" if words else term.slug if term else "", text=words, limit=MOST_FOUND, offset=0
    )
    rest = found.count - len(found.rows)
    if not rest:
        return Found(found.rows)
    more = ngettext(
        "{n} more course: find it by its number.",
        "{n} more courses: find them by number or title.",
        rest,
    )
    return Found(found.rows, fill(more, n=rest))


def _address_of(value: str) -> tuple[str, str]:
    """Return the slugs of term and course; empty ones where they cannot be any."""
    term, _, course = value.partition("/")
    slugs = term, course
    if all(len(slug) <= LONGEST_SLUG and SLUG_PATTERN.fullmatch(slug) for slug in slugs):
        return slugs
    return "", ""


def _at_address(words: str) -> list[Course]:
    """Return the course of an address that was typed or pasted: also one that no list shows."""
    try:
        parts = [part for part in urlsplit(words).path.split("/") if part]
    except ValueError:  # a bracket that is not closed
        return []
    term, slug = _address_of("/".join(parts[:2]))
    return list(Course.objects.open().at(term, slug)) if term else []
