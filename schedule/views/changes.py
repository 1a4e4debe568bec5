"""The change log of a course."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext, ngettext

from schedule.pages.changelog import EDITIONS_A_PAGE, make_edition, page_with
from schedule.reading.listing import editions
from schedule.views.errors import PageError, public_page
from schedule.views.options import read_edition, read_page
from schedule.views.visit import Context, Visit
from schedule.wording.phrase import fill

if TYPE_CHECKING:
    from collections.abc import Iterator

    from django.http import HttpRequest
    from django.http.response import HttpResponseBase

    from schedule.models import Change, Edition


@public_page
def changes(request: HttpRequest, term: str, course: str) -> HttpResponseBase:
    """Show what changed in a course, edition by edition, the newest first.

    `edition=` opens the page that has that one now, so that its address lasts.
    """
    visit = Visit.of(request, term, course)
    waiting = visit.draft.edition if visit.draft else None
    published = visit.row.edition_number - (waiting is not None)
    edition = read_edition(request)
    number = page_with(edition, newest=published) if edition else read_page(request)
    pages = max(1, -(-published // EDITIONS_A_PAGE))
    if number > pages:
        raise PageError(
            status=404,
            title=fill(gettext("There is no page {number}"), number=number),
            why=fill(
                ngettext("The change log has {n} page.", "The change log has {n} pages.", pages),
                n=pages,
            ),
        )
    return visit.serve("changes", lambda: _context(visit, number), parts=[str(number)])


def _context(visit: Visit, number: int) -> Context:
    reading, slug, sight = visit.reading, visit.row.slug, visit.sight
    offset = (number - 1) * EDITIONS_A_PAGE
    page = editions(visit.row, limit=EDITIONS_A_PAGE, offset=offset)
    known = frozenset(reading.by_key)
    return {
        "layout": visit.layout(
            "changes", fill(gettext("Changes, {course}"), course=reading.content.number)
        ),
        "course": reading.content,
        "term": reading.term,
        "news": visit.news.get("changes"),
        "editions": [
            make_edition(
                edition,
                changes,
                course=slug,
                known=known,
                near=reading.term.first_day,
                sight=sight,
            )
            for edition, changes in (
                *(_waiting(visit) if number == 1 else ()),
                *((edition, list(edition.changes.all())) for edition in page.rows),
            )
        ],
        "newer_url": _page_url(visit, number - 1) if number > 1 else "",
        "older_url": (
            _page_url(visit, number + 1) if offset + EDITIONS_A_PAGE < page.count else ""
        ),
    }


def _waiting(visit: Visit) -> Iterator[tuple[Edition, list[Change]]]:
    """Yield, in a preview, the edition that is not published yet."""
    if visit.draft and visit.draft.edition:
        yield visit.draft.edition, list(visit.draft.changes)


def _page_url(visit: Visit, number: int) -> str:
    return visit.sight.links.to("changes", visit.row.slug, query=[("page", str(number))])
