"""A visit to a course: fetched with permission, guarded, and answered with a page."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.http import HttpResponse
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext

from schedule.drafting.draft import Draft
from schedule.http.conditional import answer
from schedule.news.source import LANGUAGE
from schedule.pages.happenings import Happening
from schedule.pages.layout import (
    Crumb,
    Layout,
    NewsFeed,
    Preview,
    clockwork,
    course_tabs,
    edition_words,
)
from schedule.pages.links import PREVIEW
from schedule.pages.notices import TOLD
from schedule.pages.weeks import Span
from schedule.reading.published import Reading, changes_of, find_course, told_changes
from schedule.views.options import VARY, Options
from schedule.views.previewing import draft_for, form_of, private_page
from schedule.wording.items import with_course
from schedule.wording.joining import side_by_side
from schedule.wording.languages import spoken
from schedule.wording.phrase import fill

if TYPE_CHECKING:
    from datetime import date
    from zoneinfo import ZoneInfo

    from django.http import HttpRequest
    from django.http.response import HttpResponseBase

    from courses.models import Course
    from schedule.models import Change
    from schedule.pages.links import Links
    from schedule.pages.sight import Sight

Context = dict[str, Any]


@dataclass(frozen=True)
class Visit:
    """A reader at a course's page.

    Attributes:
        request: What was asked.
        row: The course's row, which this reader may see.
        options: What every page has.
        today: The local date, in the course's zone.
        draft: The course as it will be published, where its staff asked for that.
    """

    request: HttpRequest
    row: Course
    options: Options
    today: date
    draft: Draft | None = None

    @classmethod
    def of(cls, request: HttpRequest, term: str, course: str) -> Visit:
        """Fetch a course for a reader, in one query.

        Raises:
            NotFoundError: There is none for this reader.
            PageError: A 400: an option has a value that it cannot have.
        """
        options = Options.of(request)
        row = find_course(term, course, user=request.user)
        today = options.today(timezone.now(), row.term.zone)
        return cls(request, row, options, today, draft_for(request, row))

    @cached_property
    def reading(self) -> Reading:
        """The course as published, in two queries; in a preview, as it will be."""
        return self.draft.reading if self.draft else Reading.of(self.row)

    @cached_property
    def sight(self) -> Sight:
        """How the reader looks at it."""
        return self._sight(self.reading.zone)

    @property
    def links(self) -> Links:
        """The addresses that the page leads to, without reading the course."""
        return self._sight(self.row.term.zone).links

    def _sight(self, zone: ZoneInfo) -> Sight:
        previewed = self.row.slug if self.draft else ""
        return self.options.sight(self.row.term.slug, zone, self.today, previewed=previewed)

    @cached_property
    def span(self) -> Span:
        """The weeks of its calendar."""
        term = self.reading.term
        days = [day for event in self.reading.events for day in (event.day, event.last_day)]
        return Span.of(term.first_day, term.last_day, days)

    @cached_property
    def happenings(self) -> list[Happening]:
        """Its events."""
        slug, language = self.row.slug, self.reading.content.language
        return [Happening(event, slug, language=language) for event in self.reading.events]

    @cached_property
    def changes(self) -> list[Change]:
        """What was told of its events since it was first published, newest first; one query."""
        waiting = self.draft.told(TOLD) if self.draft else []
        return [*waiting, *told_changes(self.row, TOLD)]

    def changes_of(self, keys: Sequence[str], *, limit: int) -> list[Change]:
        """Return what was told of some items, the newest first; one query."""
        waiting = self.draft.told_of(keys) if self.draft else []
        return [*waiting, *changes_of(self.row, keys, limit=limit)][:limit]

    def serve(
        self,
        page: str,
        make: Callable[[], Context],
        *,
        template: str = "",
        parts: Iterable[str] = (),
    ) -> HttpResponseBase:
        """Answer with a page, or 304; for a course that was never published, say so to its staff.

        Args:
            page: The name of its route, and of its template unless that is given.
            make: Makes the template's values, the page's `layout` among them.
            template: The template's name.
            parts: What the page is made from besides the course, its date and the options.
        """
        if not self.row.is_published:
            return self._serve_unpublished()

        def html() -> str:
            context = {"lang": self.reading.content.language, **make()}
            return render_to_string(template or f"schedule/{page}.html", context)

        if self.draft:
            return private_page(html())
        return answer(
            self.request,
            parts=[page, self.row.revision, self.today.isoformat(), *self.options.parts, *parts],
            make=lambda: HttpResponse(html()),
            until=self.options.until(self.today, self.row.term.zone),
            vary=VARY,
        )

    def layout(
        self,
        page: str,
        title: str,
        *,
        description: str = "",
        canonical: str = "",
    ) -> Layout:
        """Make the frame of one of the course's pages.

        Args:
            page: The name of its route, to mark its tab.
            title: For the browser's tab.
            description: For previews.
            canonical: The path of its lasting address; else that of its route.
        """
        course, term, links = self.reading.content, self.reading.term, self.sight.links
        own = canonical or links.to(page, self.row.slug, keeps=False)
        is_home = page == "course"
        crumbs = (
            Crumb(term.name, links.to("term")),
            Crumb(course.number, links.to("course", self.row.slug), is_page=is_home),
        )
        return Layout(
            title=title,
            description=description
            or side_by_side(with_course(course.title, course.number), term.name),
            canonical=settings.PUBLIC_URL + own,
            front=links.front(),
            crumbs=crumbs,
            tabs=course_tabs(self.row.slug, self.sight, page=page),
            tabs_name=course.number,
            time=clockwork(self.sight, self.span),
            search=links.to("search"),
            feed=self.feed_address,
            feed_title=fill(gettext("{course} calendar"), course=course.number),
            news=tuple(self.news.values()),
            theme=self.options.theme,
            on=self.options.on_words,
            edition=self._edition_words,
            preview=self._preview,
        )

    @property
    def _edition_words(self) -> str:
        published_at = self.row.published_at
        if published_at is None:
            return ""
        if self.draft and self.draft.edition:
            return gettext("Preview, not published.")
        return edition_words(self.row.edition_number, published_at, self.sight)

    @property
    def _preview(self) -> Preview | None:
        if self.draft is None:
            return None
        links = replace(self.sight.links, previewed="")
        edition = self.draft.edition
        return Preview(
            course=self.reading.content.number,
            is_waiting=edition is not None,
            review=reverse("admin:courses_course_review", args=[self.row.pk]),
            published="" if edition and edition.number == 1 else links.to("course", self.row.slug),
        )

    @property
    def feed_address(self) -> str:
        """The absolute address of the course's feed."""
        return settings.PUBLIC_URL + self.sight.links.to("calendar", self.row.slug, keeps=False)

    @property
    def news(self) -> dict[str, NewsFeed]:
        """The feeds of changes and announcements by page, in the language of this page.

        None of a course that is not open: a feed reader signs in nowhere.
        """
        if not self.row.is_open:
            return {}
        written = self.reading.content
        is_plain = self.options.language == spoken(written.language)
        query = [] if is_plain else [(LANGUAGE, self.options.language)]
        names = {
            "changes": gettext("Changes, {course}"),
            "announcements": gettext("Announcements, {course}"),
        }
        return {
            page: NewsFeed(
                settings.PUBLIC_URL
                + self.sight.links.to(f"{page}_atom", self.row.slug, query=query, keeps=False),
                fill(name, course=written.number),
            )
            for page, name in names.items()
        }

    def _serve_unpublished(self) -> HttpResponse:
        """Say to the staff of a course that readers do not see it yet."""
        html = render_to_string(
            "schedule/unpublished.html",
            {
                "layout": Layout(
                    title=str(self.row),
                    crumbs=(Crumb(self.row.term.name, self.links.to("term")),),
                    theme=self.options.theme,
                ),
                "course": self.row,
                "admin_url": form_of(self.row),
                "preview_url": f"{self.row.get_absolute_url()}?{PREVIEW}",
            },
        )
        return private_page(html)
