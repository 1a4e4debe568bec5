"""The page of one item of a course."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext
from django.views.decorators.http import require_safe

from schedule.pages.itemkinds import find_item
from schedule.pages.itempage import Whole
from schedule.views.errors import PageError, Way, for_readers
from schedule.views.visit import Context, Visit

if TYPE_CHECKING:
    from django.http import HttpRequest
    from django.http.response import HttpResponseBase

MAX_SHOWN = 60


@require_safe
@for_readers
def item(request: HttpRequest, term: str, course: str, key: str) -> HttpResponseBase:
    """Show one item: a lecture, an exam, coursework, an office hour, an announcement."""
    visit = Visit.of(request, term, course)
    return visit.serve("item", lambda: _context(visit, key), parts=[key])


def _context(visit: Visit, key: str) -> Context:
    reading, slug = visit.reading, visit.row.slug
    view = find_item(Whole(reading.content, reading.by_key, visit.sight), key)
    if view is None:
        raise _unknown(visit, key)
    title = f"{view.name}, {reading.content.number}"
    return {
        "layout": visit.layout(
            "item",
            title,
            canonical=visit.sight.links.to("item", slug, key, keeps=False),
        ),
        "course": reading.content,
        "term": reading.term,
        "item": view,
    }


def _unknown(visit: Visit, key: str) -> PageError:
    course, links, slug = visit.reading.content, visit.sight.links, visit.row.slug
    return PageError(
        status=404,
        title=gettext("There is no {item} in {course}").format(
            item=key if len(key) <= MAX_SHOWN else f"{key[:MAX_SHOWN]}…", course=course.number
        ),
        why=gettext("It may have been removed; the change log tells."),
        ways=(
            Way(
                gettext("{course} schedule").format(course=course.number), links.to("course", slug)
            ),
            Way(gettext("Changes"), links.to("changes", slug)),
        ),
    )
