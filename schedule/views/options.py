"""The options that every page has: another today, another zone beside, the theme."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import TYPE_CHECKING, Final
from zoneinfo import ZoneInfo

from django.utils.translation import get_language, gettext

from courses.content.base import check_day, parse_day
from courses.content.faults import MAX_SHOWN, clipped
from schedule.engine.entry import Kind
from schedule.http.conditional import FOREVER, end_of
from schedule.pages.links import Links
from schedule.pages.sight import Sight
from schedule.views.fault import PageError
from schedule.wording import Clock
from schedule.wording.phrase import fill

if TYPE_CHECKING:
    from django.http import HttpRequest

THEME_COOKIE: Final = "theme"
THEMES: Final = ("light", "dark")
VARY: Final = ("Accept-Language", "Cookie")

_ZONE: Final = re.compile(r"[A-Za-z0-9_+-]+(?:/[A-Za-z0-9_+-]+)*")


@dataclass(frozen=True, slots=True)
class Options:
    """What a reader asked for.

    Attributes:
        on: The date to take for today; None for the present one.
        beside: A zone whose times stand beside the course's.
        theme: `light`, `dark`, or empty for the system's.
        language: The language of the page.
    """

    on: date | None
    beside: ZoneInfo | None
    theme: str
    language: str

    @classmethod
    def of(cls, request: HttpRequest) -> Options:
        """Read the options of a request.

        Raises:
            PageError: A 400: an option has a value that it cannot have.
        """
        return replace(
            cls.of_cookies(request), on=read_day(request, "on"), beside=_read_zone(request)
        )

    @classmethod
    def of_cookies(cls, request: HttpRequest) -> Options:
        """Return the options of a request that names none."""
        theme = request.COOKIES.get(THEME_COOKIE, "")
        return cls(
            on=None,
            beside=None,
            theme=theme if theme in THEMES else "",
            language=get_language() or "",
        )

    @classmethod
    def lenient(cls, request: HttpRequest) -> Options:
        """Read the options of a request for a page that says an error: wrong ones are left out."""
        try:
            return cls.of(request)
        except PageError:
            return cls.of_cookies(request)

    @property
    def keep(self) -> tuple[tuple[str, str], ...]:
        """The options that links keep."""
        kept = []
        if self.on is not None:
            kept.append(("on", self.on.isoformat()))
        if self.beside is not None:
            kept.append(("tz", self.beside.key))
        return tuple(kept)

    @property
    def on_words(self) -> str:
        """The date that was asked for as today, as it was written; empty for the present one."""
        return self.on.isoformat() if self.on else ""

    @property
    def parts(self) -> tuple[str, ...]:
        """What an ETag is made of."""
        return (self.theme, self.language, *(f"{name}={value}" for name, value in self.keep))

    def until(self, today: date, zone: ZoneInfo) -> datetime:
        """Return when a page of this date is out of date: never, if the date was asked for."""
        return FOREVER if self.on else end_of(today, zone)

    def today(self, now: datetime, zone: ZoneInfo) -> date:
        """Return the date to take for today, in a zone."""
        return self.on or now.astimezone(zone).date()

    def sight(self, term: str, zone: ZoneInfo, today: date, *, previewed: str = "") -> Sight:
        """Return how the reader looks at a term's pages.

        Args:
            term: The term's slug.
            zone: Its zone.
            today: The date to take for today.
            previewed: The slug of the course that is shown as it will be published, if one is.
        """
        return Sight(today, Clock(zone, self.beside), Links(term, self.keep, previewed))


def read_day(request: HttpRequest, name: str) -> date | None:
    """Return the date of an option; None where it is not given or empty.

    Raises:
        PageError: A 400: it is not a date.
    """
    text = request.GET.get(name, "").strip()
    if not text:
        return None
    try:
        day = parse_day(text)
        if isinstance(day, date):
            return check_day(day)
    except ValueError:
        pass
    raise bad_option(
        name, text, gettext("A date is written like 2023-10-31, with a year from 1900 to 2199.")
    )


def read_kinds(request: HttpRequest) -> frozenset[Kind] | None:
    """Return the kinds of `only`, repeated or separated by commas; None where all are wanted.

    Raises:
        PageError: A 400: it names what is not a kind.
    """
    words = [
        word.strip().lower() for value in request.GET.getlist("only") for word in value.split(",")
    ]
    try:
        kinds = frozenset(Kind(word) for word in words if word)
    except ValueError:
        why = fill(gettext("The kinds are {kinds}."), kinds=", ".join(Kind))
        error = bad_option("only", ",".join(words), why)
        raise error from None
    return kinds or None


def read_page(request: HttpRequest) -> int:
    """Return the number of the page of a long list, from 1.

    Raises:
        PageError: A 400: it is not a number.
    """
    return _read_number(request, "page", gettext("Pages are counted from 1.")) or 1


def read_edition(request: HttpRequest) -> int | None:
    """Return the number of the edition that is looked for; None where none is.

    Raises:
        PageError: A 400: it is not a number.
    """
    return _read_number(request, "edition", gettext("Editions are counted from 1."))


def _read_number(request: HttpRequest, name: str, why: str) -> int | None:
    text = request.GET.get(name)
    if text is None:
        return None
    if not re.fullmatch(r"[1-9][0-9]{0,5}", text):
        raise bad_option(name, text, why)
    return int(text)


def bad_option(name: str, value: str, why: str) -> PageError:
    """Return the error of an option with a value that it cannot have."""
    return PageError(
        status=400,
        title=fill(gettext("“{value}” does not fit here"), value=clipped(value)),
        why=fill(
            gettext("The address has {name}={value}. {why}"),
            name=name,
            value=clipped(value),
            why=why,
        ),
        option=name,
    )


def _read_zone(request: HttpRequest) -> ZoneInfo | None:
    text = request.GET.get("tz", "").strip()
    if not text:
        return None
    if len(text) <= MAX_SHOWN and _ZONE.fullmatch(text):
        try:
            return ZoneInfo(text)
        except (KeyError, ValueError, OSError):
            pass
    error = bad_option("tz", text, gettext("A time zone has a name like Europe/Berlin."))
    raise error
