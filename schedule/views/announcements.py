"""All announcements of a course."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext
from django.views.decorators.http import require_safe

from schedule.pages.announcements import announcements_until
from schedule.views.errors import for_readers
from schedule.views.visit import Context, Visit

if TYPE_CHECKING:
    from django.http import HttpRequest
    from django.http.response import HttpResponseBase


@require_safe
@for_readers
def announcements(request: HttpRequest, term: str, course: str) -> HttpResponseBase:
    """Show the announcements of a course, the newest first."""
    visit = Visit.of(request, term, course)
    return visit.serve("announcements", lambda: _context(visit))


def _context(visit: Visit) -> Context:
    title = gettext("Announcements")
    written = visit.reading.content
    return {
        "layout": visit.layout("announcements", f"{title}, {written.number}"),
        "course": written,
        "term": visit.reading.term,
        "announcements": announcements_until(written, visit.row.slug, visit.sight),
    }
