"""Why a calendar is old: what was last served to which program, and what to do."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from django.utils.translation import gettext, pgettext

from schedule.personal.programs import BROWSER, NAMES, Program
from schedule.wording import Clock, full_day, short_zone
from schedule.wording.days import day_at
from schedule.wording.phrase import capitalised, fill

SILENT: Final = timedelta(days=3)
"""After so long without a question, something is wrong with the program or its address."""


@dataclass(frozen=True, slots=True)
class Update:
    """When a course was last published."""

    course: str
    at: datetime


@dataclass(frozen=True, slots=True)
class Asked:
    """When a program last asked for the calendar."""

    program: Program
    at: datetime


@dataclass(frozen=True, slots=True)
class FetchView:
    """A program, and what can be said of what it shows.

    Attributes:
        program: What it is called.
        moment: When it last asked, in words.
        at: The same, for programs.
        state: What it has, in a sentence.
        advice: What to do, in sentences.
    """

    program: str
    moment: str
    at: datetime
    state: str
    advice: tuple[str, ...]


def fetch_views(
    asked: Iterable[Asked],
    updates: Sequence[Update],
    *,
    chosen_at: datetime,
    clock: Clock,
    now: datetime,
) -> tuple[FetchView, ...]:
    """Make what is said of each program, the last one that asked first.

    Args:
        asked: When which program asked.
        updates: When each course of the calendar was last published.
        chosen_at: When the calendar's choices were last changed.
        clock: Of the courses.
        now: The present moment.
    """
    ordered = sorted(asked, key=lambda each: each.at, reverse=True)
    return tuple(_view(each, updates, chosen_at, clock, now) for each in ordered)


def moment_words(moment: datetime, clock: Clock) -> str:
    """Return: Tue Oct 31, 2023, 9:05 am Eastern."""
    return fill(
        pgettext("time in a zone", "{time} {zone}"),
        time=day_at(full_day(moment.astimezone(clock.zone).date()), clock.own(moment, None)),
        zone=short_zone(clock.zone.key),
    )


def program_name(program: Program) -> str:
    """Return what a program is called."""
    said = {
        BROWSER: gettext("A browser"),
        "google": gettext("Google Calendar"),
        "outlook": gettext("Outlook"),
        "macos": gettext("Apple Calendar"),
        "ios": gettext("iPhone and iPad"),
    }
    names = (said.get(program.key), NAMES.get(program.key), program.called)
    return next((name for name in names if name), gettext("A program without a name"))


def _view(
    asked: Asked, updates: Sequence[Update], chosen_at: datetime, clock: Clock, now: datetime
) -> FetchView:
    unseen = [update for update in updates if update.at > asked.at]
    is_current = not unseen and chosen_at <= asked.at
    return FetchView(
        program=program_name(asked.program),
        moment=moment_words(asked.at, clock),
        at=asked.at,
        state=_state(unseen, clock, is_current=is_current),
        advice=tuple(_advice(asked, now, is_current=is_current)),
    )


def _state(unseen: Sequence[Update], clock: Clock, *, is_current: bool) -> str:
    if is_current:
        return gettext("It was given all that is published.")
    if not unseen:
        return gettext("Since then you changed what the calendar has. It has not asked again.")
    first = min(unseen, key=lambda update: update.at)
    return capitalised(
        fill(
            gettext("Since then {course} changed, on {moment}. It has not asked again."),
            course=first.course,
            moment=moment_words(first.at, clock),
        )
    )


def _advice(asked: Asked, now: datetime, *, is_current: bool) -> Iterable[str]:
    key = asked.program.key
    if key == BROWSER:
        yield gettext("A file saved by a browser is a copy. It never changes.")
        return
    if now - asked.at > SILENT:
        yield gettext(
            "It has been silent for days: perhaps the subscription was removed there, or paused."
            " Remove it, and add the address again; if you do not have it any more, make a new one."
        )
    elif is_current:
        yield gettext("If it still shows something older, close and open it.")
    if not is_current:
        yield _habit(key)


def _habit(key: str) -> str:
    """Return how often a program asks, and how to make it."""
    return {
        "google": gettext(
            "Google Calendar asks every 4 to 24 hours, and cannot be told to. Only removing the"
            " calendar there and adding its address again shows a change at once."
        ),
        "outlook": gettext(
            "Outlook asks every few hours, on the web sometimes once a day. In Outlook for Windows,"
            " Send/Receive asks at once."
        ),
        "ios": gettext(
            "iPhone and iPad ask as often as “Fetch New Data” says, in the settings of the calendar"
            " accounts. In the calendar, pulling down the list of calendars asks at once."
        ),
        "macos": gettext(
            "Apple Calendar asks as often as “Auto-refresh” says, in what it shows of the calendar."
            " “Refresh Calendars” asks at once."
        ),
        "thunderbird": gettext(
            "Thunderbird asks every 30 minutes unless it was told otherwise. “Synchronize” asks at"
            " once."
        ),
    }.get(
        key,
        gettext("How often it asks is one of its settings, and most can be told to ask at once."),
    )
