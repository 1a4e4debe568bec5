"""Search over what a term's courses teach, hand out, want and announce."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from django.http import HttpResponse, HttpResponseRedirect
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.translation import gettext

from courses.models import Term
from schedule.http.conditional import answer
from schedule.pages.layout import Crumb, Layout, clockwork
from schedule.pages.searchpage import count_words, make_groups
from schedule.pages.weeks import Span
from schedule.reading.published import NotFoundError
from schedule.searching.finding import find
from schedule.searching.query import MAX_QUERY, Query
from schedule.views.errors import public_page
from schedule.views.options import VARY, Options, bad_option
from schedule.wording.phrase import fill

if TYPE_CHECKING:
    from datetime import date

    from django.http import HttpRequest
    from django.http.response import HttpResponseBase

    from schedule.pages.sight import Sight
    from schedule.views.visit import Context

_CONTROLS: Final = re.compile("[\x00-\x1f\x7f-\x9f]")


@dataclass(frozen=True)
class SearchVisit:
    """A reader who looks for something in a term."""

    row: Term
    every: Sequence[Term]
    options: Options
    today: date
    text: str

    @property
    def sight(self) -> Sight:
        """How the reader looks at it."""
        return self.options.sight(self.row.slug, self.row.zone, self.today)

    @property
    def parts(self) -> tuple[str, ...]:
        """What the page is made from."""
        names = (f"{term.slug} {term.name}" for term in self.every)
        return (
            self.row.revision,
            self.today.isoformat(),
            *self.options.parts,
            self.text,
            *names,
        )


@public_page
def search(request: HttpRequest, term: str) -> HttpResponseBase:
    """Show what is found in a term; `?term=` leads to another one, and without words to its page."""
    every = list(Term.objects.all())
    by_slug = {each.slug: each for each in every}
    slug = request.GET.get("term", "") or term
    if slug not in by_slug:
        raise NotFoundError(slug)
    text = read_text(request)
    if slug != term:
        return HttpResponseRedirect(_address_in(by_slug[slug], text, request))
    options, row = Options.of(request), by_slug[term]
    visit = SearchVisit(row, every, options, options.today(timezone.now(), row.zone), text)
    return answer(
        request,
        parts=("search", *visit.parts),
        make=lambda: HttpResponse(render_to_string("schedule/search.html", _context(visit))),
        until=None if visit.text else options.until(visit.today, row.zone),
        vary=VARY,
    )


def read_text(request: HttpRequest) -> str:
    """Return what is looked for, in one line, without what cannot be shown.

    Raises:
        PageError: A 400: it is too long.
    """
    text = " ".join(_CONTROLS.sub(" ", request.GET.get("q", "")).split())
    if len(text) > MAX_QUERY:
        why = gettext("Look for at most {n} characters: a number, or a word or two.")
        error = bad_option("q", text, fill(why, n=MAX_QUERY))
        raise error
    return text


def _context(visit: SearchVisit) -> Context:
    links = visit.sight.links
    query = Query.of(visit.text)
    groups = make_groups(find(visit.row, query, visit.today), query, visit.sight)
    return {
        "layout": _layout(visit),
        "term": visit.row,
        "terms": visit.every,
        "words": visit.text,
        "groups": groups,
        "count": count_words(groups),
        "search_url": links.to("search", keeps=False),
        "term_url": links.to("term"),
        "hidden": links.keep,
        "most": MAX_QUERY,
    }


def _layout(visit: SearchVisit) -> Layout:
    """Make the frame: without a lasting address, so that search engines keep no results."""
    links = visit.sight.links
    span = Span.of(visit.row.first_day, visit.row.last_day)
    title = fill(gettext("Search {term}"), term=visit.row.name)
    if visit.text:
        title = fill(gettext("{words}, in {term}"), words=visit.text, term=visit.row.name)
    return Layout(
        title=title,
        front=links.front(),
        crumbs=(
            Crumb(visit.row.name, links.to("term")),
            Crumb(gettext("Search"), is_page=True),
        ),
        time=clockwork(visit.sight, span),
        theme=visit.options.theme,
        on=visit.options.on_words,
    )


def _address_in(row: Term, text: str, request: HttpRequest) -> str:
    """Return the address of the same search in another term; without words, of its page."""
    links = Options.of(request).sight(row.slug, row.zone, timezone.now().date()).links
    return links.to("search", query=[("q", text)]) if text else links.to("term")
