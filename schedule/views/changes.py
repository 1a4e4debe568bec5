"""The change log of a course."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.core.paginator import Paginator
from django.utils.translation import gettext
from django.views.decorators.http import require_safe

from schedule.models import Edition
from schedule.pages.changelog import make_edition
from schedule.views.errors import PageError, for_readers
from schedule.views.options import read_page
from schedule.views.visit import Context, Visit

if TYPE_CHECKING:
    from django.http import HttpRequest
    from django.http.response import HttpResponseBase

EDITIONS_A_PAGE = 25


@require_safe
@for_readers
def changes(request: HttpRequest, term: str, course: str) -> HttpResponseBase:
    """Show what changed in a course, edition by edition, the newest first."""
    visit = Visit.of(request, term, course)
    number = read_page(request)
    pages = max(1, -(-visit.row.edition_number // EDITIONS_A_PAGE))
    if number > pages:
        raise PageError(
            status=404,
            title=gettext("There is no page {number}").format(number=number),
            why=gettext("The change log has {pages}.").format(pages=pages),
        )
    return visit.serve("changes", lambda: _context(visit, number), parts=[str(number)])


def _context(visit: Visit, number: int) -> Context:
    reading, slug, sight = visit.reading, visit.row.slug, visit.sight
    editions = (
        Edition.objects.filter(course=visit.row, number__lte=visit.row.edition_number)
        .defer("course_content", "term_content", "conflicts")
        .prefetch_related("changes")
    )
    page = Paginator(editions, EDITIONS_A_PAGE).get_page(number)
    known = frozenset(reading.by_key)
    return {
        "layout": visit.layout(
            "changes", gettext("Changes, {course}").format(course=reading.content.number)
        ),
        "course": reading.content,
        "term": reading.term,
        "editions": [
            make_edition(
                edition,
                list(edition.changes.all()),
                course=slug,
                known=known,
                near=reading.term.first_day,
                sight=sight,
            )
            for edition in page
        ],
        "newer_url": _page_url(visit, number - 1) if page.has_previous() else "",
        "older_url": _page_url(visit, number + 1) if page.has_next() else "",
    }


def _page_url(visit: Visit, number: int) -> str:
    return visit.sight.links.to("changes", visit.row.slug, query=[("page", str(number))])
