"""The base of all content values, and the small text types they share."""

import re
from datetime import date, time
from typing import Annotated, Final
from urllib.parse import urlsplit

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field, PlainSerializer

from courses.content.faults import shown
from courses.content.text import check_line, check_prose, use_newlines

RESERVED_KEYS = frozenset(
    {"week", "deadlines", "changes", "announcements", "subscribe", "calendar", "tasks"}
)
"""Addresses under a course that an item's key would hide."""

LAST_CLASS: Final = "last-class"
"""The anchor that is the day of a course's last class."""

TO_BE_ANNOUNCED: Final = "tba"
"""What is written where a date is not known yet."""

RESERVED_COURSE_SLUGS = frozenset({"week", "deadlines", "subscribe", "search"})
RESERVED_TERM_SLUGS = frozenset(
    {"admin", "api", "calendars", "healthz", "language", "mail", "static", "theme"}
)

KEY_PATTERN = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
SLUG_PATTERN = re.compile(r"[A-Za-z0-9]+(?:[.-][A-Za-z0-9]+)*")
ENDS_IN_DATE = re.compile(r"(?:^|-)[0-9]{4}-[0-9]{2}-[0-9]{2}$")
LANGUAGE_PATTERN = re.compile(r"[a-z]{2,3}(?:-[A-Z][a-z]{3})?(?:-(?:[A-Z]{2}|[0-9]{3}))?")
CLOCK_PATTERN = re.compile(r"([01]?[0-9]|2[0-3]):([0-5][0-9])")
DAY_PATTERN = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
YEARS = range(1900, 2200)
"""Years in which any local time has an instant in UTC that a `datetime` can hold."""

MAX_TITLE = 300
MAX_PROSE = 50_000


class Value(BaseModel):
    """A frozen value that refuses unknown fields."""

    model_config = ConfigDict(frozen=True, extra="forbid", str_strip_whitespace=True)


def check_key(text: str) -> str:
    """Return `text` if it can be an item's key.

    Raises:
        ValueError: It has other characters than a-z, 0-9 and single hyphens, or is reserved.
    """
    if not KEY_PATTERN.fullmatch(text):
        msg = "a key has only a-z, 0-9 and single hyphens between them, like lecture-7"
        raise ValueError(msg)
    if text in RESERVED_KEYS:
        msg = f"{text} is the address of a page; choose another key"
        raise ValueError(msg)
    if text in {LAST_CLASS, TO_BE_ANNOUNCED}:
        msg = f"{text} has a meaning of its own where a date is written; choose another key"
        raise ValueError(msg)
    return text


def check_item_key(text: str) -> str:
    """Return `text` if it can be the key of an item that is not a day of a meeting.

    Raises:
        ValueError: As `check_key`, or it ends in a date, as the keys of a meeting's days do.
    """
    check_key(text)
    if ENDS_IN_DATE.search(text):
        msg = "a key must not end in a date: such keys are kept for the days of a meeting"
        raise ValueError(msg)
    return text


def check_course_slug(text: str) -> str:
    """Return `text` if it can be a course's slug in an address.

    Raises:
        ValueError: It has a character that an address should not have, or is reserved.
    """
    return _check_slug(text, RESERVED_COURSE_SLUGS, "6.5940")


def check_term_slug(text: str) -> str:
    """Return `text` if it can be a term's slug in an address.

    Raises:
        ValueError: It has a character that an address should not have, or is reserved.
    """
    return _check_slug(text, RESERVED_TERM_SLUGS, "2023-fall")


def _check_slug(text: str, reserved: frozenset[str], example: str) -> str:
    if not SLUG_PATTERN.fullmatch(text):
        msg = f"only letters, digits, and single dots or hyphens between them, like {example}"
        raise ValueError(msg)
    if text in reserved:
        msg = f"{text} is the address of a page; choose another"
        raise ValueError(msg)
    return text


def check_web_address(text: str) -> str:
    """Return `text` if it is empty, or an absolute http(s) address without spaces.

    Raises:
        ValueError: It is not.
    """
    if text and not (re.fullmatch(r"https?://[^\s<>\"]+", text) and _has_host(text)):
        msg = f"{shown(text)} is not a web address; it starts with https:// and has no spaces"
        raise ValueError(msg)
    return text


def _has_host(address: str) -> bool:
    try:
        parts = urlsplit(address)
        return bool(parts.hostname) and parts.port != 0
    except ValueError:  # a bracket that is not closed, a port that is none
        return False


def check_language(text: str) -> str:
    """Return `text` if it is a language tag: language, script, region (RFC 5646, section 2.1).

    Raises:
        ValueError: It is not.
    """
    if not LANGUAGE_PATTERN.fullmatch(text):
        msg = f"{shown(text)} is not a language tag; write it like en, de, zh-Hans or pt-BR"
        raise ValueError(msg)
    return text


def parse_clock(value: object) -> object:
    """Turn `15:35` into a `time`; other values pass through for pydantic to judge.

    Raises:
        ValueError: The text is not a time of day in hours and minutes.
    """
    if not isinstance(value, str):
        return value
    match = CLOCK_PATTERN.fullmatch(value.strip())
    if not match:
        msg = f"{shown(value)} is not a time of day; write it like 15:35"
        raise ValueError(msg)
    return time(int(match[1]), int(match[2]))


def parse_day(value: object) -> object:
    """Turn `2023-09-07` into a `date`; other values pass through for pydantic to judge.

    Raises:
        ValueError: The text is not a date of the calendar.
    """
    if not isinstance(value, str):
        return value
    text = value.strip()
    if not DAY_PATTERN.fullmatch(text):
        msg = f"{shown(value)} is not a date; write it like 2023-09-07"
        raise ValueError(msg)
    try:
        return date.fromisoformat(text)
    except ValueError:
        msg = f"{value!r} is not a day of the calendar"
        raise ValueError(msg) from None


def check_day(value: date) -> date:
    """Return `value` if its year is one that a course can be in.

    Raises:
        ValueError: It is not.
    """
    if value.year not in YEARS:
        msg = f"{value} is out of range: the year is from {YEARS[0]} to {YEARS[-1]}"
        raise ValueError(msg)
    return value


def cut_to_minutes(value: time) -> time:
    """Return the time of day in whole minutes, without a zone: times are local to the course."""
    return value.replace(second=0, microsecond=0, tzinfo=None, fold=0)


def format_clock(value: time) -> str:
    """Return the time of day as a course file has it: `15:35`."""
    return value.strftime("%H:%M")


Key = Annotated[str, Field(max_length=80), AfterValidator(check_item_key)]
Slug = Annotated[str, Field(max_length=60), AfterValidator(check_course_slug)]
TermSlug = Annotated[str, Field(max_length=60), AfterValidator(check_term_slug)]
Title = Annotated[str, Field(min_length=1, max_length=MAX_TITLE), AfterValidator(check_line)]
Line = Annotated[str, Field(max_length=MAX_TITLE), AfterValidator(check_line)]
Prose = Annotated[
    str,
    Field(max_length=MAX_PROSE),
    BeforeValidator(use_newlines),
    AfterValidator(check_prose),
]
WebAddress = Annotated[
    str, Field(max_length=2_000), AfterValidator(check_line), AfterValidator(check_web_address)
]
LanguageTag = Annotated[str, Field(max_length=20), AfterValidator(check_language)]
Day = Annotated[date, BeforeValidator(parse_day), AfterValidator(check_day)]
Clock = Annotated[
    time,
    BeforeValidator(parse_clock),
    AfterValidator(cut_to_minutes),
    PlainSerializer(format_clock),
]
