"""The calendar feed, and one item's file: the bytes of the public addresses."""

from typing import Any, Final

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from ninja import Router

from schedule.api.lookups import check_address
from schedule.api.problems import INVALID, NOT_FOUND, problem
from schedule.api.schemas import ProblemError
from schedule.engine.entry import Kind
from schedule.feeds.course import course_calendar, course_tasks
from schedule.feeds.item import item_calendar
from schedule.feeds.options import (
    CANCELLED,
    DEADLINES,
    KNOWN,
    LONGEST_PAST,
    SUMMARIES,
    WHOLE_TERM,
)
from schedule.wording.languages import LANGUAGES

router = Router(tags=["Calendar"])


def _option(name: str, schema: dict[str, Any], description: str) -> dict[str, Any]:
    return {"in": "query", "name": name, "schema": schema, "description": description}


ALARM: Final = _option(
    "alarm",
    {"type": "array", "items": {"type": "string"}, "examples": [["deadline:P1D"]]},
    "How long before an event to alert: a duration for all timed kinds, or with a kind before it. "
    "Repeat it for several.",
)
ONLY: Final = _option(
    "only",
    {"type": "array", "items": {"type": "string", "enum": list(Kind)}, "examples": [["deadline"]]},
    "The kinds of events, separated by commas or repeated.",
)
CHOICES: Final = [
    _option(
        "deadlines",
        {"type": "string", "enum": list(DEADLINES), "default": DEADLINES[0]},
        "Whether a deadline is the half hour before it is due, or its whole day.",
    ),
    _option(
        "cancelled",
        {"type": "string", "enum": list(CANCELLED), "default": CANCELLED[0]},
        "Whether a cancelled event is told by its status, by its title, or left out.",
    ),
    _option(
        "summary",
        {"type": "string", "enum": list(SUMMARIES), "default": SUMMARIES[0]},
        "Where the course's number stands: `6.5940 Lab 4 due`, `6.5940 · Lab 4 due`, or "
        "`Lab 4 due 11:59 pm [6.5940]`.",
    ),
    _option(
        "language",
        {"type": "string", "enum": list(LANGUAGES)},
        "Of the words that are Lectern's own; left out, the course's, where it is one of these.",
    ),
]
PAST: Final = _option(
    "past",
    {"type": "string", "default": WHOLE_TERM, "examples": ["14"]},
    f"How many days before today are told, up to {LONGEST_PAST}; or all of the term.",
)
ICALENDAR: Final = {200: {"content": {"text/calendar": {"schema": {"type": "string"}}}}}


@router.get(
    "/{term}/{course}/calendar.ics",
    operation_id="get_calendar",
    openapi_extra={"parameters": [ONLY, ALARM, *CHOICES, PAST], "responses": ICALENDAR},
)
def get_calendar(request: HttpRequest, term: str, course: str) -> HttpResponseBase:
    """The course's calendar (RFC 5545), the same as the public feed."""
    check_address(term, course)
    return _file(request, course_calendar(request, term=term, course=course))


@router.get(
    "/{term}/{course}/tasks.ics",
    operation_id="get_tasks",
    openapi_extra={"parameters": [ALARM, *CHOICES, PAST], "responses": ICALENDAR},
)
def get_tasks(request: HttpRequest, term: str, course: str) -> HttpResponseBase:
    """The course's deadlines as tasks (RFC 5545, VTODO), the same as the public feed."""
    check_address(term, course)
    return _file(request, course_tasks(request, term=term, course=course))


@router.get(
    "/{term}/{course}/events/{key}.ics",
    operation_id="get_event_calendar",
    openapi_extra={"parameters": [ALARM, *CHOICES], "responses": ICALENDAR},
)
def get_event_calendar(request: HttpRequest, term: str, course: str, key: str) -> HttpResponseBase:
    """One item of the calendar as a file (RFC 5545)."""
    check_address(term, course, key)
    return _file(request, item_calendar(request, term=term, course=course, key=key))


def _file(request: HttpRequest, response: HttpResponseBase) -> HttpResponseBase:
    """Return a feed's answer; where it says in plain text what is wrong, as a problem."""
    if not isinstance(response, HttpResponse) or response.status_code < 400:  # noqa: PLR2004
        return response
    words = response.content.decode().strip()
    if response.status_code == INVALID.status:
        option = words.partition("=")[0]
        errors = [ProblemError(where="query", name=option, detail=words)]
        return problem(request, INVALID, words, errors if option in KNOWN else ())
    return problem(request, NOT_FOUND, words)
