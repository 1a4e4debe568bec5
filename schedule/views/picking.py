"""A reader at a page of several courses: those of `course=`, else all of the term."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Final, Self

from django.conf import settings
from django.http import HttpResponse
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.translation import gettext, ngettext

from courses.content.faults import clipped
from schedule.http.conditional import answer
from schedule.pages.happenings import Happening
from schedule.pages.layout import Crumb, Layout, clockwork
from schedule.pages.links import Query
from schedule.pages.picked import make_picked, picked_tabs
from schedule.reading.picks import COURSE, MOST_TOGETHER, parse_picked, query_of
from schedule.reading.published import find_term
from schedule.reading.several import Several
from schedule.views.errors import PageError, Way
from schedule.views.options import VARY, Options
from schedule.wording import some_of
from schedule.wording.joining import side_by_side
from schedule.wording.phrase import fill

if TYPE_CHECKING:
    from datetime import date

    from django.http import HttpRequest
    from django.http.response import HttpResponseBase

    from courses.models import Term
    from schedule.models import Event
    from schedule.pages.sight import Sight
    from schedule.pages.weeks import Span
    from schedule.views.visit import Context

MOST_NAMED: Final = 3


@dataclass(frozen=True)
class Picking:
    """A reader at a page of several courses.

    A course that is picked and not open, or not there, is left out, and the page says so; a
    bookmark of five courses does not fail when one of them is withdrawn. Only where none of them
    is open there is no page.

    Attributes:
        request: What was asked.
        row: The term.
        options: What every page has.
        today: The local date, in the term's zone.
        asked: The slugs of `course=`, in order; none for all of the term.
    """

    request: HttpRequest
    row: Term
    options: Options
    today: date
    asked: tuple[str, ...]

    @classmethod
    def of(cls, request: HttpRequest, term: str) -> Self:
        """Fetch a term for a reader, in one query.

        Raises:
            NotFoundError: There is none.
            PageError: A 400: too many courses, or an option has a value that it cannot have.
        """
        options, row = Options.of(request), find_term(term)
        today = options.today(timezone.now(), row.zone)
        picking = cls(request, row, options, today, parse_picked(request.GET.getlist(COURSE)))
        if len(picking.asked) > MOST_TOGETHER:
            choose = picking.sight.links.to("term", query=query_of(picking.asked))
            raise PageError(
                status=400,
                title=gettext("Too many courses at once"),
                why=fill(gettext("Choose at most {count}."), count=MOST_TOGETHER),
                ways=(Way(gettext("Change the choice"), choose),),
            )
        return picking

    @cached_property
    def sight(self) -> Sight:
        """How the reader looks at it."""
        return self.options.sight(self.row.slug, self.row.zone, self.today)

    @cached_property
    def several(self) -> Several:
        """The courses, in one query.

        Raises:
            NotFoundError: None of those that were picked is open.
        """
        if self.asked:
            return Several.picked(self.row, self.asked)
        return Several.every(self.row)

    @property
    def query(self) -> Query:
        """What links among these pages keep: the courses that are open."""
        return query_of(self.several.numbers) if self.asked else ()

    @property
    def name(self) -> str:
        """Of which courses the page is, in short."""
        numbers = list(self.several.numbers.values())
        if 0 < len(numbers) <= MOST_NAMED:
            return side_by_side(*numbers)
        return count_courses(len(numbers)) if self.asked else gettext("All courses")

    def happening(self, event: Event) -> Happening:
        """Return an event with its course."""
        slug = self.several.slugs[event.course_id]
        headline = self.several.headlines[slug]
        return Happening(event, slug, headline.number, headline.language)

    def serve(
        self,
        page: str,
        make: Callable[[], Context],
        *,
        template: str = "",
        parts: Iterable[str] = (),
    ) -> HttpResponseBase:
        """Answer with a page, or 304.

        Args:
            page: The name of its route, and of its template unless that is given.
            make: Makes the template's values, those of `frame` among them.
            template: The template's name.
            parts: What the page is made from besides the term, its date, options and courses.
        """
        return answer(
            self.request,
            parts=[
                page,
                self.row.revision,
                self.today.isoformat(),
                *self.options.parts,
                *parts,
                ",".join(self.asked),
            ],
            make=lambda: HttpResponse(
                render_to_string(template or f"schedule/{page}.html", make())
            ),
            until=None if self.asked else self.options.until(self.today, self.row.zone),
            vary=VARY,
        )

    def frame(
        self, page: str, title: str, span: Span, *, address: Callable[[Query], str], path: str = ""
    ) -> Context:
        """Make what these pages have in common: the frame, and the courses that are picked.

        Args:
            page: The name of the route, to mark its tab.
            title: For the browser's tab.
            span: The weeks of the term.
            address: Returns the address of this page for a choice of courses.
            path: Its lasting address; else that of its route.
        """
        numbers = self.several.numbers
        picked = make_picked(numbers, self.sight.links, address) if self.asked else ()
        return {
            "layout": self._layout(page, title, span, path),
            "term": self.row,
            "name": self.name,
            "picked": picked,
            "change_url": self.sight.links.to("term", query=self.query),
            "missing": self._missing(),
            "here_url": address(self.query),
            "left_out": _left_out_words(self.several.left_out),
        }

    def _missing(self) -> Context | None:
        """Return what is said of picked courses that are not there; `slugs` is for the script."""
        slugs = self.several.missing
        if not slugs:
            return None
        shown = [clipped(slug) for slug in slugs]
        words = fill(
            gettext("There is no {course} in {term}, or it is not published."),
            course=some_of(shown, MOST_NAMED),
            term=self.row.name,
        )
        return {"words": words, "slugs": " ".join(slugs)}

    def _layout(self, page: str, title: str, span: Span, path: str) -> Layout:
        links = self.sight.links
        here = gettext("My courses") if self.asked else gettext("All courses")
        feed = ""
        if self.asked:
            feed = links.to("term_calendar", query=self.query, keeps=False)
        return Layout(
            title=title,
            canonical=settings.PUBLIC_URL + (path or links.to(page, query=self.query, keeps=False)),
            front=links.front(),
            crumbs=(
                Crumb(self.row.name, links.to("term", query=self.query)),
                Crumb(here, is_page=True),
            ),
            tabs=picked_tabs(links, self.query, page=page),
            tabs_name=here,
            time=clockwork(self.sight, span),
            search=links.to("search"),
            feed=settings.PUBLIC_URL + feed if feed else "",
            feed_title=fill(gettext("{course} calendar"), course=self.name),
            theme=self.options.theme,
            on=self.options.on_words,
        )


def count_courses(count: int) -> str:
    """Return: 5 courses."""
    return fill(ngettext("{n} course", "{n} courses", count), n=count)


def _left_out_words(count: int) -> str:
    if not count:
        return ""
    return fill(
        ngettext("{n} more course is not shown.", "{n} more courses are not shown.", count), n=count
    )
