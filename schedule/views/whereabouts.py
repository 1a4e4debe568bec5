"""Where in the site an address is: what stands around a page that says an error."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Self

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext

from schedule.pages.layout import Crumb, Layout, clockwork, course_tabs
from schedule.pages.weeks import Span
from schedule.reading.headline import Headline
from schedule.reading.published import NotFoundError, find_course, find_term
from schedule.views.fault import Way
from schedule.views.options import Options
from schedule.wording.phrase import fill

if TYPE_CHECKING:
    from django.http import HttpRequest

    from courses.models import Course, Term
    from schedule.pages.sight import Sight


@dataclass(frozen=True)
class Whereabouts:
    """The term and the course of an address, as far as they are there for this reader.

    Attributes:
        options: What every page has.
        term: The term's row.
        course: The course's row; one that was never published has no pages to lead to.
    """

    options: Options
    term: Term | None = None
    course: Course | None = None

    @classmethod
    def of(cls, request: HttpRequest, *, term: str = "", course: str = "") -> Self:
        """Look up what the parts of an address name: one query, or two where there is no such."""
        options = Options.lenient(request)
        try:
            if not course:
                return cls(options, find_term(term) if term else None)
            row = find_course(term, course, user=request.user)
        except NotFoundError as error:
            return cls(options, error.term)
        return cls(options, row.term, row if row.is_published else None)

    @cached_property
    def sight(self) -> Sight | None:
        """How the reader looks at the term; None outside of any."""
        if self.term is None:
            return None
        zone = self.term.zone
        return self.options.sight(self.term.slug, zone, self.options.today(timezone.now(), zone))

    @cached_property
    def number(self) -> str:
        """The course's number as published; empty outside of any."""
        return Headline.published(self.course).number if self.course else ""

    @property
    def front(self) -> str:
        """The address of the front page."""
        return self.sight.links.front() if self.sight else reverse("schedule:front")

    def layout(self, title: str) -> Layout:
        """Make the frame of a page that says an error: crumbs, tabs and clock of where it is."""
        sight, term, course = self.sight, self.term, self.course
        if sight is None or term is None:
            return Layout(title=title, front=self.front, theme=self.options.theme)
        crumbs = [Crumb(term.name, sight.links.to("term"))]
        if course is not None:
            crumbs.append(Crumb(self.number, sight.links.to("course", course.slug)))
        return Layout(
            title=title,
            front=self.front,
            crumbs=tuple(crumbs),
            tabs=course_tabs(course.slug, sight, page="") if course else (),
            tabs_name=self.number,
            time=clockwork(sight, Span.of(term.first_day, term.last_day)),
            search=sight.links.to("search"),
            theme=self.options.theme,
            on=self.options.on_words,
        )

    @property
    def ways(self) -> tuple[Way, ...]:
        """The way back to what is there: the course, else the term, else the front page."""
        if self.sight is None or self.term is None:
            return (Way(gettext("All courses"), self.front),)
        if self.course is None:
            words = fill(gettext("See all {term} courses"), term=self.term.name)
            return (Way(words, self.sight.links.to("term")),)
        words = fill(gettext("{course} schedule"), course=self.number)
        return (Way(words, self.sight.links.to("course", self.course.slug)),)
