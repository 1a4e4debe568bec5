"""A course or a term that is not there: the way to what was meant, or what is near."""

from __future__ import annotations

from difflib import get_close_matches
from typing import TYPE_CHECKING, Final, TypeVar

from django.http import HttpResponsePermanentRedirect, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext

from courses import content
from courses.content.faults import clipped
from courses.models import Course, Term
from schedule.reading.headline import Headline
from schedule.reading.published import every_term, open_courses
from schedule.views.fault import PageError, Way
from schedule.wording.phrase import fill

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from django.http import HttpRequest
    from django.http.response import HttpResponseBase

    from schedule.reading.published import NotFoundError

Row = TypeVar("Row", Course, Term)

NEAR: Final = 0.75
MOST_NEAR: Final = 3


def find_way(
    request: HttpRequest, error: NotFoundError, address: Mapping[str, object]
) -> HttpResponseBase:
    """Lead to what was meant; in a query more, or two where the term is wrong too.

    An address that is wrong only in capital letters leads to the right one, for good; the number
    that a course has in another department leads to the course.

    Args:
        request: What was asked.
        error: What is not there.
        address: The parts of the address, by the names of its route.

    Raises:
        PageError: A 404, with what is near.
    """
    wanted_term = str(address.get("term", error.slug))
    term = error.term
    if term is None:
        missing = wanted_term if "course" in address else error.slug
        terms = every_term()
        term = _in_any_case(missing, terms)
        if term is None or missing != wanted_term:
            raise _no_term(missing, terms)
        if "course" not in address:
            return HttpResponsePermanentRedirect(_moved(request, term=term.slug))
    wanted = str(address.get("course", error.slug))
    courses = open_courses(term)
    if "course" in address:
        if course := _in_any_case(wanted, courses):
            path = _moved(request, term=term.slug, course=course.slug)
            return HttpResponsePermanentRedirect(path)
        if course := _cross_listed(wanted, courses):
            # Not for good: another course may have this address one day.
            return HttpResponseRedirect(_moved(request, term=term.slug, course=course.slug))
    raise _no_course(wanted, term, courses)


def _in_any_case(slug: str, rows: Iterable[Row]) -> Row | None:
    """Return the row whose slug differs in capital letters at most; None if that is not one."""
    found = [row for row in rows if row.slug.lower() == slug.lower()]
    return found[0] if len(found) == 1 else None


def _cross_listed(number: str, courses: Iterable[Course]) -> Course | None:
    """Return the one course that has this among its further numbers."""
    found = [
        course
        for course in courses
        if number.lower() in {each.lower() for each in Headline.published(course).also_numbers}
    ]
    return found[0] if len(found) == 1 else None


def _moved(request: HttpRequest, **parts: str) -> str:
    """Return the address that was asked for with some of its parts changed."""
    match = request.resolver_match
    assert match is not None  # noqa: S101 - a view was found
    path = reverse(match.view_name, kwargs={**match.kwargs, **parts})
    query = request.META.get("QUERY_STRING", "")
    return f"{path}?{query}" if query else path


def _no_term(slug: str, terms: Sequence[Term]) -> PageError:
    by_slug = {term.slug.lower(): term for term in terms}
    near = get_close_matches(slug.lower(), by_slug, n=MOST_NEAR, cutoff=NEAR)
    ways = [Way(by_slug[name].name, by_slug[name].get_absolute_url()) for name in near]
    return PageError(
        status=404,
        title=fill(gettext("There is no term {term}"), term=clipped(slug)),
        why=gettext("A term’s address is like /2023-fall/."),
        ways=(*ways, Way(gettext("All courses"), reverse("schedule:front"))),
    )


def _no_course(slug: str, term: Term, courses: Iterable[Course]) -> PageError:
    """Return the error with the courses of nearly this slug, and the term's page."""
    listed = {
        course.slug.lower(): course
        for course in courses
        if course.visibility == content.Visibility.PUBLIC
    }
    near = get_close_matches(slug.lower(), listed, n=MOST_NEAR, cutoff=NEAR)
    ways = [
        Way(Headline.published(listed[name]).number, listed[name].get_absolute_url())
        for name in near
    ]
    all_of_them = fill(gettext("See all {term} courses"), term=term.name)
    why = (
        gettext("Did you mean one of these? It may also be a course that is not published yet.")
        if near
        else gettext("The number may be mistyped, or the course is not published yet.")
    )
    return PageError(
        status=404,
        title=fill(gettext("There is no {course} in {term}"), course=clipped(slug), term=term.name),
        why=why,
        ways=(*ways, Way(all_of_them, term.get_absolute_url())),
    )
