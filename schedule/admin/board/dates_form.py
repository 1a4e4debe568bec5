"""Many dates in one table: each cell that stays empty leaves its date as it is."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Any, NamedTuple

from django.forms import BoundField

from courses import content
from courses.admin.fields import DayField
from schedule.admin.board.fields import ClockField
from schedule.admin.board.form import MoveForm
from schedule.admin.diff import names_of
from schedule.engine.words import name_of
from schedule.moves import Move, MoveError, SetDates, dates_of_coursework
from schedule.wording import Clock, moment_words


class Cell(NamedTuple):
    """One date of the table."""

    name: str
    now: str
    follows: str
    day: BoundField
    at: BoundField


class DatesForm(MoveForm):
    """Releases and deadlines written anew."""

    heading = "Edit all dates"
    intro = (
        "Write what changes: an empty cell leaves its date as it is. A new date that is later than "
        "that of an extended deadline keeps its first one."
    )
    template = "admin/board_dates.html"

    def offer(self) -> None:
        """Make two fields of each date."""
        names = names_of(self.proposal)
        for key, _ in dates_of_coursework(self.proposal.course_value):
            name = names.get(key, key)
            self.fields[day_of(key)] = DayField(required=False, label=f"{name}: new date")
            self.fields[time_of(key)] = ClockField(required=False, label=f"{name}: new time")

    def cells(self) -> Iterator[Cell]:
        """Yield the rows of the table, by the date as it stands."""
        clock = Clock(self.proposal.term_value.zone)
        entries = {each.key: each for each in self.proposal.derivation.entries}
        keys = [key for key, _ in dates_of_coursework(self.proposal.course_value)]
        written = dict(dates_of_coursework(self.proposal.course_value))
        lectures = {each.key: each for each in self.proposal.course_value.lectures}
        names = names_of(self.proposal)
        for key in sorted(keys, key=lambda key: (key not in entries, _day(entries.get(key)))):
            entry, when = entries.get(key), written[key]
            follows = ""
            if isinstance(when, content.Anchored):
                lecture = lectures.get(when.anchor)
                follows = f"follows {name_of(lecture) if lecture else 'the last class'}"
            yield Cell(
                names.get(key, key),
                moment_words(entry, clock) if entry else "to be announced",
                follows,
                self[day_of(key)],
                self[time_of(key)],
            )

    def clean(self) -> None:
        """Ask for a date where a time alone says nothing."""
        super().clean()
        for key, when in dates_of_coursework(self.proposal.course_value):
            has_day = self.cleaned_data.get(day_of(key))
            has_time = self.cleaned_data.get(time_of(key))
            if has_time and not has_day and isinstance(when, content.ToBeAnnounced):
                self.add_error(day_of(key), "It has no date yet: give one with the time.")

    def move(self) -> Move:
        """Return the new dates."""
        dates: dict[str, content.When] = {}
        for key, when in dates_of_coursework(self.proposal.course_value):
            day, at = self.cleaned_data.get(day_of(key)), self.cleaned_data.get(time_of(key))
            if day:
                dates[key] = content.Fixed(day, at or getattr(when, "at", None))
            elif at and not isinstance(when, content.ToBeAnnounced):
                dates[key] = replace(when, at=at)
        return SetDates(dates)

    def tell(self, error: MoveError) -> None:
        """Say it at the date's cell."""
        super().tell(MoveError(day_of(error.field), error.message))


def day_of(key: str) -> str:
    """Return the name of the field with a date's day."""
    return f"day-{key}"


def time_of(key: str) -> str:
    """Return the name of the field with a date's time."""
    return f"time-{key}"


def _day(entry: Any) -> str:
    return entry.day.isoformat() if entry else ""
