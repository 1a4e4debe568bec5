"""The page of one item of a course."""

from __future__ import annotations

from difflib import get_close_matches
from typing import TYPE_CHECKING, Final

from django.http import HttpResponseRedirect
from django.utils.translation import gettext

from courses.content.faults import clipped
from schedule.pages.changelog import make_told
from schedule.pages.itemkinds import find_item
from schedule.pages.itempage import Whole
from schedule.views.errors import PageError, Way, public_page
from schedule.views.visit import Context, Visit
from schedule.wording.joining import side_by_side
from schedule.wording.phrase import fill

if TYPE_CHECKING:
    from django.http import HttpRequest
    from django.http.response import HttpResponseBase

NEAR: Final = 0.85
MOST_NEAR: Final = 2
MOST_TOLD: Final = 5


@public_page
def item(request: HttpRequest, term: str, course: str, key: str) -> HttpResponseBase:
    """Show one item: a lecture, an exam, coursework, an office hour, an announcement."""
    visit = Visit.of(request, term, course)
    if key.isdecimal() and visit.row.is_published and (named := _numbered(visit, key)):
        # Not for good: a number can pass to another lecture, a key cannot.
        return HttpResponseRedirect(visit.sight.links.item(course, named))
    return visit.serve("item", lambda: _context(visit, key), parts=[key])


def _numbered(visit: Visit, number: str) -> str:
    """Return the key of the lecture with a number; empty if an item has that key, or none has it."""
    if number in visit.reading.by_key:
        return ""
    lectures = visit.reading.content.lectures
    return next((each.key for each in lectures if str(each.number) == number), "")


def _context(visit: Visit, key: str) -> Context:
    reading, slug = visit.reading, visit.row.slug
    view = find_item(Whole(reading.content, reading.by_key, visit.sight, visit.span), key)
    if view is None:
        raise _unknown(visit, key)
    told = visit.changes_of(view.told, limit=MOST_TOLD)
    return {
        "layout": visit.layout(
            "item",
            side_by_side(view.name, reading.content.number),
            canonical=visit.sight.links.to("item", slug, key, keeps=False),
        ),
        "course": reading.content,
        "term": reading.term,
        "item": view,
        "told": make_told(
            told,
            course=slug,
            newest=visit.row.edition_number,
            near=reading.term.first_day,
            sight=visit.sight,
        ),
    }


def _unknown(visit: Visit, key: str) -> PageError:
    course, links, slug = visit.reading.content, visit.sight.links, visit.row.slug
    names = {event.key: event.label for event in visit.reading.events}
    near = get_close_matches(key, names, n=MOST_NEAR, cutoff=NEAR)
    return PageError(
        status=404,
        title=fill(
            gettext("There is no {item} in {course}"), item=clipped(key), course=course.number
        ),
        why=gettext("It may have been removed; the change log tells."),
        ways=(
            *(Way(names[each], links.item(slug, each)) for each in near),
            Way(fill(gettext("{course} schedule"), course=course.number), links.to("course", slug)),
            Way(gettext("Changes"), links.to("changes", slug)),
        ),
    )
