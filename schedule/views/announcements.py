"""All announcements of a course."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext

from schedule.pages.announcements import announcements_until
from schedule.views.errors import public_page
from schedule.views.visit import Context, Visit
from schedule.wording.phrase import fill

if TYPE_CHECKING:
    from django.http import HttpRequest
    from django.http.response import HttpResponseBase


@public_page
def announcements(request: HttpRequest, term: str, course: str) -> HttpResponseBase:
    """Show the announcements of a course, the newest first."""
    visit = Visit.of(request, term, course)
    return visit.serve("announcements", lambda: _context(visit))


def _context(visit: Visit) -> Context:
    written = visit.reading.content
    return {
        "layout": visit.layout(
            "announcements", fill(gettext("Announcements, {course}"), course=written.number)
        ),
        "course": written,
        "term": visit.reading.term,
        "news": visit.news.get("announcements"),
        "announcements": announcements_until(written, visit.row.slug, visit.sight),
    }
