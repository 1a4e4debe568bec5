"""What every page has around its content: title, crumbs, tabs, clock, foot."""

from dataclasses import dataclass, field
from datetime import date, datetime, time
from typing import Final

from django.conf import settings
from django.utils.translation import get_language, get_language_bidi, gettext

from schedule.pages.sight import Sight
from schedule.pages.weeks import Span
from schedule.qr import Code, draw
from schedule.wording import clock_words, day_words, full_day, short_zone, zone_name, zone_note
from schedule.wording.days import day_at
from schedule.wording.joining import sentences, side_by_side
from schedule.wording.languages import to_language_tag
from schedule.wording.phrase import fill
from schedule.wording.times import on_weekday

LONGEST_CODE: Final = 160
"""Characters of an address. The code of a longer one needs more room on paper, and in the page."""


@dataclass(frozen=True, slots=True)
class Crumb:
    """A step of the way to a page; without an address it is the page."""

    text: str
    url: str = ""
    is_page: bool = False


@dataclass(frozen=True, slots=True)
class Tab:
    """One of a course's pages."""

    text: str
    url: str
    is_page: bool


@dataclass(frozen=True, slots=True)
class Clockwork:
    """What the head and foot of a page say of time.

    Attributes:
        today: The local date.
        words: The same in words.
        moment: The same, with {} for the time of day that script adds.
        printed: The same with its year, as paper needs it.
        zone: The zone's IANA name, for script.
        zone_short: The zone in a word.
        notes: What the foot says of times.
    """

    today: date
    words: str
    moment: str
    printed: str
    zone: str
    zone_short: str
    notes: str


@dataclass(frozen=True, slots=True)
class LanguageView:
    """A language that pages can be had in, called by its own name."""

    code: str
    tag: str
    name: str
    is_page: bool


@dataclass(frozen=True, slots=True)
class Times:
    """How script writes times: like these, in the page's language.

    Attributes:
        morning: 9:05 am, or 09:05 where days have 24 hours.
        evening: 9:05 pm, or 21:05.
        elsewhere: A time of another weekday: {day} {}.
    """

    morning: str = field(default_factory=lambda: clock_words(time(9, 5)))
    evening: str = field(default_factory=lambda: clock_words(time(21, 5)))
    elsewhere: str = field(default_factory=lambda: on_weekday("{day}", "{}"))


def _language() -> str:
    return to_language_tag(get_language() or settings.LANGUAGE_CODE)


def _direction() -> str:
    return "rtl" if get_language_bidi() else "ltr"


def _languages() -> tuple[LanguageView, ...]:
    return tuple(
        LanguageView(code, to_language_tag(code), name, code == get_language())
        for code, name in settings.LANGUAGES
    )


@dataclass(frozen=True, slots=True)
class Preview:
    """What a page says that shows a course as it will be published.

    Attributes:
        course: The course's number.
        is_waiting: Whether anything differs from what readers see.
        review: The address where it is published.
        published: The address of the course as readers see it; empty where they do not yet.
    """

    course: str
    is_waiting: bool
    review: str
    published: str


@dataclass(frozen=True, slots=True)
class NewsFeed:
    """A feed of what is new in a course, for feed readers."""

    url: str
    title: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Layout:
    """The frame of a page.

    Attributes:
        title: For the browser's tab.
        description: For search engines and previews.
        canonical: The page's lasting address, absolute.
        front: The address of the front page.
        crumbs: The way to it.
        tabs: The course's pages.
        tabs_name: Whose pages they are.
        time: What head and foot say of time.
        search: The address of the term's search; empty where there is none, or it is on the page.
        feed: The absolute address of the course's feed.
        feed_title: What the feed is called.
        news: The feeds of what is new in the course.
        theme: `light`, `dark`, or empty for the system's.
        on: The date that was asked for as today, if any.
        edition: Which edition of the course it shows, and since when.
        preview: What it says where it shows a course as it will be published.
        here: The path of the page where its forms have to tell it, as the browser will not.
        language: Its code, as HTML has it.
        direction: `ltr` or `rtl`.
        languages: All that it can be had in.
        times: How script writes times.
    """

    title: str
    description: str = ""
    canonical: str = ""
    front: str = "/"
    crumbs: tuple[Crumb, ...] = ()
    tabs: tuple[Tab, ...] = ()
    tabs_name: str = ""
    time: Clockwork | None = None
    search: str = ""
    feed: str = ""
    feed_title: str = ""
    news: tuple[NewsFeed, ...] = ()
    theme: str = ""
    on: str = ""
    edition: str = ""
    preview: Preview | None = None
    here: str = ""
    language: str = field(default_factory=_language)
    direction: str = field(default_factory=_direction)
    languages: tuple[LanguageView, ...] = field(default_factory=_languages)
    times: Times = field(default_factory=Times)

    @property
    def whose(self) -> str:
        """What a sheet of paper with the page is: Deadlines, 6.5940, Fall 2023."""
        return side_by_side(*(crumb.text for crumb in reversed(self.crumbs))) or self.title

    @property
    def code(self) -> Code | None:
        """The QR code of the lasting address, for paper; None where it would be too large."""
        return draw(self.canonical) if 0 < len(self.canonical) <= LONGEST_CODE else None


def edition_words(number: int, published_at: datetime, sight: Sight) -> str:
    """Return: Edition 12, published Tue Oct 31, 2023, 9:05 am Eastern."""
    local = published_at.astimezone(sight.clock.zone)
    return fill(
        gettext("Edition {number}, published {moment} {zone}."),
        number=number,
        moment=day_at(full_day(local.date()), sight.clock.own(published_at, None)),
        zone=short_zone(sight.clock.zone.key),
    )


def clockwork(sight: Sight, span: Span) -> Clockwork:
    """Return what a page of a term says of time."""
    zone = sight.clock.zone
    notes = [
        zone_note(zone, span.term_first.monday, span.term_last.sunday, today=sight.today),
    ]
    if sight.clock.beside is not None:
        notes.append(
            fill(gettext("Beside them stands {zone}."), zone=zone_name(sight.clock.beside.key))
        )
    return Clockwork(
        today=sight.today,
        words=day_words(sight.today),
        moment=day_at(day_words(sight.today), "{}"),
        printed=full_day(sight.today),
        zone=zone.key,
        zone_short=short_zone(zone.key),
        notes=sentences(*notes),
    )


def course_tabs(course: str, sight: Sight, *, page: str) -> tuple[Tab, ...]:
    """Return the pages of a course; `page` is the name of the route that is shown."""
    names = {
        "course": gettext("Schedule"),
        "week": gettext("Week"),
        "deadlines": gettext("Deadlines"),
        "changes": gettext("Changes"),
        "subscribe": gettext("Subscribe"),
    }
    return tuple(
        Tab(text, sight.links.to(name, course), name == page) for name, text in names.items()
    )
