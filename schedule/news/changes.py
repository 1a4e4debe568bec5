"""The change log of a course as an Atom feed: every edition is an entry.

Editions are never changed or deleted, so an entry is never another one. Those that are too old for
the feed stand in archives, each of which is complete for good once it is there (RFC 5005, section 4).
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Final, Self

from django.conf import settings
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.template.loader import render_to_string
from django.utils.text import Truncator
from django.utils.translation import get_language_bidi, gettext, ngettext

from schedule import atom
from schedule.engine.entry import Kind
from schedule.feeds.answering import Query, feed_view
from schedule.feeds.options import OptionError
from schedule.models import Edition, Event
from schedule.news.marked import marked
from schedule.news.source import CALLED, LANGUAGE, LONGEST_TITLE, Source, answer_atom
from schedule.pages.changelog import EditionView, make_edition
from schedule.pages.links import Links
from schedule.pages.sight import Sight
from schedule.reading.listing import editions
from schedule.reading.published import NotFoundError
from schedule.wording import Clock, kind_plural
from schedule.wording.joining import sentence, sentences, side_by_side
from schedule.wording.phrase import fill, text_of

AN_ARCHIVE: Final = 25
"""Editions in an archive, and at most in the feed."""

MOST_CHANGES: Final = 50
"""Changes of an edition that an entry tells; of more it says how many there are."""

ARCHIVE: Final = "archive"
KNOWN: Final = frozenset({LANGUAGE, ARCHIVE})


@dataclass(frozen=True, slots=True)
class Part:
    """Which editions are asked for: the latest, or those of an archive.

    Attributes:
        newest: The number of the course's current edition.
        archive: The number of the archive, from 1; 0: the latest.
    """

    newest: int
    archive: int = 0

    @classmethod
    def of(cls, query: Query, source: Source) -> Self:
        """Read what is asked for.

        Raises:
            OptionError: It is no number.
            NotFoundError: There is no such archive yet.
        """
        words = query.get(ARCHIVE, [])
        if not words:
            return cls(source.course.edition_number)
        if len(words) > 1 or not re.fullmatch(r"[1-9][0-9]{0,5}", words[0]):
            raise OptionError(ARCHIVE, ",".join(words), "Archives are counted from 1.")
        part = cls(source.course.edition_number, int(words[0]))
        if part.archive > part.archives:
            wanted = f"archive {part.archive} of {source.course.slug}"
            raise NotFoundError(wanted, term=source.course.term)
        return part

    @property
    def archives(self) -> int:
        """How many archives there are: those that will have no further edition."""
        return self.newest // AN_ARCHIVE

    @property
    def offset(self) -> int:
        """How many editions are newer."""
        return self.newest - self.archive * AN_ARCHIVE if self.archive else 0

    def links(self, source: Source) -> Mapping[str, str]:
        """Return what leads from here to the other documents of the feed."""
        before = self.archive - 1 if self.archive else self.archives
        found = {"archived": source.url("changes_atom", archive=before) if before else ""}
        if self.archive:
            found["current"] = source.url("changes_atom")
            if self.archive < self.archives:
                found["following"] = source.url("changes_atom", archive=self.archive + 1)
        return found


@feed_view(known=KNOWN, called=CALLED)
def changes_atom(
    request: HttpRequest, query: Query, _now: datetime, /, *, term: str, course: str
) -> HttpResponseBase:
    """Answer with the editions of a course: one query for a 304, four for all."""
    source = Source.find(term, course, query)
    part = Part.of(query, source)
    return answer_atom(
        request,
        source,
        parts=["changes", str(part.archive)],
        make=lambda: _feed(source, part),
    )


def _feed(source: Source, part: Part) -> atom.Feed:
    course, headline = source.course, source.headline
    found = editions(course, limit=AN_ARCHIVE, offset=part.offset).rows
    known = frozenset(Event.objects.standing().filter(course=course).values_list("key", flat=True))
    address = {ARCHIVE: part.archive} if part.archive else {}
    return atom.Feed(
        id=source.iri("changes/"),
        title=side_by_side(
            fill(gettext("Changes, {course}"), course=headline.number), headline.term
        ),
        subtitle=gettext(
            "What changed in the published schedule, edition by edition, the newest first."
        ),
        author=source.author,
        author_url=source.page,
        language=source.tag,
        url=source.url("changes_atom", **address),
        page=replace(source, asked="").url("changes"),
        updated=found[0].published_at.astimezone(headline.zone),
        entries=tuple(_entry(edition, known, source) for edition in found),
        **part.links(source),
    )


def _entry(edition: Edition, known: frozenset[str], source: Source) -> atom.Entry:
    zone, slug = source.headline.zone, source.course.slug
    published = edition.published_at.astimezone(zone)
    sight = Sight(published.date(), Clock(zone), Links(source.course.term.slug))
    changes = list(edition.changes.all())
    view = make_edition(
        edition, changes, course=slug, known=known, near=published.date(), sight=sight
    )
    url = edition_url(source, edition.number)
    kinds = {change.kind for change in (*view.changes, *view.more)}
    return atom.Entry(
        id=source.iri(f"changes/{edition.number}"),
        title=_title(view),
        url=url,
        published=published,
        updated=published,
        html=_html(view, source, url),
        categories=tuple(atom.Category(kind, kind_plural(kind)) for kind in Kind if kind in kinds),
    )


def edition_url(source: Source, number: int) -> str:
    """Return the absolute address at which the change log tells of an edition, for good."""
    page = replace(source, asked="").url("changes", edition=number)
    return f"{page}#edition-{number}"


def _title(view: EditionView) -> str:
    """Return an edition in a line: what the staff say of it, else the first of its changes."""
    told = [*view.changes, *view.more]
    words = view.note or view.lede
    if told and not words:
        words = text_of(told[0].words)
        if more := len(told) - 1:
            words = sentences(words, sentence(_more(more)))
    number = gettext("Edition %(number)s") % {"number": view.number}
    return Truncator(words or view.minor or number).chars(LONGEST_TITLE)


def _more(count: int) -> str:
    return ngettext("%(n)s more change", "%(n)s more changes", count) % {"n": count}


def _html(view: EditionView, source: Source, url: str) -> str:
    """Return all of an edition as HTML, with absolute addresses."""
    told = [*view.changes, *view.more]
    rest = len(told) - MOST_CHANGES
    site = settings.PUBLIC_URL
    changes = [
        marked(change.words, f"{site}{change.url}" if change.url else "")
        for change in told[:MOST_CHANGES]
    ]
    return render_to_string(
        "atom/edition.html",
        {
            "edition": view,
            "changes": changes,
            "more": _more(rest) if rest > 0 else "",
            "url": url,
            "tag": source.tag,
            "direction": "rtl" if get_language_bidi() else "ltr",
            "lang": source.headline.language,
        },
    )
