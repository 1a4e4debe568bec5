"""What every page has around its content: title, crumbs, tabs, clock, foot."""

from dataclasses import dataclass, field
from datetime import date

from django.conf import settings
from django.utils.translation import get_language, get_language_bidi, gettext

from schedule.pages.sight import Sight
from schedule.pages.weeks import Span
from schedule.wording import day_words, short_zone, zone_name, zone_note
from schedule.wording.joining import sentences
from schedule.wording.phrase import fill


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
        zone: The zone's IANA name, for script.
        zone_short: The zone in a word.
        notes: What the foot says of times.
    """

    today: date
    words: str
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


def _language() -> str:
    return to_language_tag(get_language() or settings.LANGUAGE_CODE)


def _direction() -> str:
    return "rtl" if get_language_bidi() else "ltr"


def _languages() -> tuple[LanguageView, ...]:
    return tuple(
        LanguageView(code, to_language_tag(code), name, code == get_language())
        for code, name in settings.LANGUAGES
    )


def to_language_tag(code: str) -> str:
    """Return a language's code as HTML has it: zh-Hans for zh-hans (RFC 5646, section 2.1.1)."""
    language, _, script = code.partition("-")
    return f"{language}-{script.title()}" if script else language


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
        theme: `light`, `dark`, or empty for the system's.
        on: The date that was asked for as today, if any.
        language: Its code, as HTML has it.
        direction: `ltr` or `rtl`.
        languages: All that it can be had in.
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
    theme: str = ""
    on: str = ""
    language: str = field(default_factory=_language)
    direction: str = field(default_factory=_direction)
    languages: tuple[LanguageView, ...] = field(default_factory=_languages)


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
