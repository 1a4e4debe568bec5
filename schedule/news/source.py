"""What the Atom feeds of a course have in common: who speaks, in which language, and how they answer."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Final, Self
from uuid import uuid5

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import override

from courses.models import Course
from schedule import atom
from schedule.feeds.finding import find_open
from schedule.feeds.options import language_of
from schedule.http.conditional import FOREVER, answer
from schedule.reading.headline import Headline
from schedule.wording.languages import spoken, to_language_tag

CONTENT_TYPE: Final = "application/atom+xml; charset=utf-8"
CALLED: Final = "A feed"
LANGUAGE: Final = "language"
LONGEST_TITLE: Final = 200
"""Characters. Readers show a title on a line or two; the whole text is in the content."""


@dataclass(frozen=True)
class Source:
    """A course as its feeds speak of it.

    Attributes:
        course: Its row.
        headline: What is published of it in short.
        asked: The language that was asked for; empty: the course's, where we speak it.
    """

    course: Course
    headline: Headline
    asked: str = ""

    @classmethod
    def find(cls, term: str, slug: str, query: Mapping[str, Iterable[str]]) -> Self:
        """Find a course that everyone may see, in one query.

        Raises:
            OptionError: A language is asked for that we do not speak.
            NotFoundError: There is no such course for everyone.
        """
        asked = language_of(query)
        course = find_open(term, slug)
        return cls(course, Headline.published(course), asked)

    @property
    def language(self) -> str:
        """The code of the language of the words that are ours."""
        return self.asked or spoken(self.headline.language)

    @property
    def tag(self) -> str:
        """The same as a language tag."""
        return to_language_tag(self.language)

    @property
    def author(self) -> str:
        """Who says it: the course. Which of its staff published is not told."""
        return f"{self.headline.number} {self.headline.title}"

    @property
    def page(self) -> str:
        """The absolute address of the course page."""
        return settings.PUBLIC_URL + self.course.get_absolute_url()

    def url(self, route: str, **query: int) -> str:
        """Return the absolute address of a route of the course, in the language asked for."""
        path = reverse(f"schedule:{route}", args=[self.course.term.slug, self.course.slug])
        asked: dict[str, int | str] = {**query}
        if self.asked:
            asked[LANGUAGE] = self.asked
        return f"{settings.PUBLIC_URL}{path}" + (f"?{urlencode(asked)}" if asked else "")

    def iri(self, name: str) -> str:
        """Return the lasting IRI of a feed or an entry, made of what never changes (RFC 4122, 4.3).

        A name with a slash is no item's key, so none is the UUID of an event.
        """
        return f"urn:uuid:{uuid5(self.course.pk, name)}"


def answer_atom(
    request: HttpRequest,
    source: Source,
    *,
    parts: Iterable[str],
    make: Callable[[], atom.Feed],
    until: datetime = FOREVER,
) -> HttpResponseBase:
    """Return 304 if the reader has the feed, else the feed.

    Args:
        request: A GET or HEAD request.
        source: Of which course.
        parts: What it is made of besides the course and the language.
        make: Returns the feed, in the language in force; not called for a 304.
        until: When it will be another one, though nothing is published meanwhile.
    """

    def made() -> HttpResponse:
        with override(source.language):
            return HttpResponse(atom.document(make()), content_type=CONTENT_TYPE)

    response = answer(
        request,
        parts=["atom", source.asked, source.course.revision, *parts],
        make=made,
        until=until,
        cookies_matter=False,
    )
    # A 304 says it too, else the site's language would be said of it, and caches would believe it.
    response.headers["Content-Language"] = source.tag
    return response
