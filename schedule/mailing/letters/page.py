"""What a letter says, as values: its two forms, HTML and plain text, are laid out from the same."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final, Self, TypeVar
from uuid import UUID
from zoneinfo import ZoneInfo

from django.conf import settings
from django.utils.translation import get_language, get_language_bidi, gettext

from courses.models import Course
from schedule.engine.entry import Kind
from schedule.mailing import links
from schedule.markdown import written_out
from schedule.models import Subscriber
from schedule.reading.headline import Headline
from schedule.wording.items import with_course
from schedule.wording.joining import labelled, side_by_side
from schedule.wording.languages import to_language_tag
from schedule.wording.phrase import fill

SITE: Final = "Lectern"

GLYPHS: Final = {
    Kind.LECTURE: "▌",
    Kind.RECITATION: "▐",
    Kind.OFFICE_HOURS: "○",
    Kind.EXAM: "■",
    Kind.DEADLINE: "◆",
    Kind.RELEASE: "▲",
    Kind.NO_CLASS: "▨",
    Kind.ANNOUNCEMENT: "●",
}
"""The shape of each kind, beside its colour, in letters that every program has."""

Thing = TypeVar("Thing")


class NothingToSayError(LookupError):
    """What a mail is about is not so any more: it is to be judged again, not sent."""


@dataclass(frozen=True, slots=True)
class Link:
    """Words that lead to an absolute address; `language` is the tag of staff's own words."""

    words: str
    url: str
    language: str = ""

    @property
    def line(self) -> str:
        """Both, as plain text. No mark of direction may stand at an address: it would be in it."""
        if get_language_bidi():
            return f"{self.words}\n{self.url}"
        return labelled(self.words, self.url)


@dataclass(frozen=True, slots=True)
class Prose:
    """What staff wrote in Markdown; `language` is its tag."""

    text: str
    language: str

    @classmethod
    def of(cls, text: str, language: str, *, most: int) -> Self:
        """Return the paragraphs that fit into so many characters; dots stand for the others."""
        if len(text) <= most:
            return cls(text, language)
        kept = text[:most].rpartition("\n\n")[0] or text[:most].rpartition(" ")[0]
        return cls(f"{kept}\n\n…", language)

    @property
    def plain(self) -> str:
        """The same without marks, in its lines."""
        return written_out(self.text)


@dataclass(frozen=True, slots=True)
class Fact:
    """Something that was chosen: Reminders: 1 day before."""

    label: str
    words: str

    @property
    def line(self) -> str:
        """Both, as plain text."""
        return labelled(self.label, self.words)


@dataclass(frozen=True, slots=True)
class Foot:
    """Why a mail came, in a sentence, and where to change or end what comes."""

    why: str
    links: tuple[Link, ...] = ()


@dataclass(frozen=True, slots=True)
class Told:
    """A published course, as mails name it.

    Attributes:
        key: Its row's, for the address that ends mail about it.
        list_name: Its own among lists of this site: 6.5940.fall-2023.
        number: 6.5940.
        title: Its title.
        term: The term's name.
        language: The tag of the language that its staff write.
        zone: In which its days and times are told.
        url: The absolute address of its page; ends in a slash.
    """

    key: UUID
    list_name: str
    number: str
    title: str
    term: str
    language: str
    zone: ZoneInfo
    url: str

    @classmethod
    def of(cls, course: Course) -> Self:
        """Return a course as it is published."""
        headline = Headline.published(course)
        return cls(
            key=course.pk,
            list_name=f"{course.slug}.{course.term.slug}",
            number=headline.number,
            title=headline.title,
            term=headline.term,
            language=headline.language,
            zone=headline.zone,
            url=settings.PUBLIC_URL + course.get_absolute_url(),
        )

    @property
    def name(self) -> str:
        """Number and title: 6.5940 Efficient Computing."""
        return with_course(self.title, self.number)

    @property
    def in_term(self) -> str:
        """Number and term: 6.5940, Fall 2023."""
        return side_by_side(self.number, self.term)

    def item_url(self, key: str) -> str:
        """Return the absolute address of the page of one of its items."""
        return f"{self.url}{key}/"


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """What every letter says; each kind says more.

    Attributes:
        subject: Its subject, which its title is too.
        foot: Its end.
    """

    subject: str
    foot: Foot

    @property
    def language(self) -> str:
        """The tag of the language in force."""
        return to_language_tag(get_language() or settings.LANGUAGE_CODE)

    @property
    def direction(self) -> str:
        """In which direction that is written."""
        return "rtl" if get_language_bidi() else "ltr"

    @property
    def site(self) -> Link:
        """Where it comes from."""
        return Link(SITE, f"{settings.PUBLIC_URL}/")


def own_links(subscriber: Subscriber, course: Told | None = None) -> tuple[Link, Link]:
    """Return where a subscriber changes what comes, and ends it: of a course, or all."""
    change = Link(gettext("Change what you get"), links.page_url(subscriber))
    if course is None:
        return change, Link(gettext("End all mail"), links.end_url(subscriber))
    words = fill(gettext("No more mail about {course}"), course=course.number)
    return change, Link(words, links.end_url(subscriber, course.key))


def given(thing: Thing | None) -> Thing:
    """Return what a row of the ledger refers to, which one of its kind always does."""
    if thing is None:
        msg = "this mail is about nothing: its row has lost what it refers to"
        raise LookupError(msg)
    return thing
