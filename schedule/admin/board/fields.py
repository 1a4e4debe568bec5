"""Fields of the board's forms: a browser's own date and time, and choices of the course."""

from __future__ import annotations

from collections.abc import Iterator

from django import forms

from courses import content
from schedule.engine.entry import Kind
from schedule.engine.words import name_of
from schedule.publishing import Proposal
from schedule.wording import Clock, day_words, moment_words
from schedule.wording.items import acted_name

Choices = list[tuple[str, str]]


class ClockField(forms.TimeField):
    """A time of day."""

    def __init__(self, *, required: bool = True, label: str = "Time", help_text: str = "") -> None:
        """Show it as a time."""
        widget = forms.TimeInput(attrs={"type": "time"}, format="%H:%M")
        super().__init__(required=required, label=label, help_text=help_text, widget=widget)


def words_field(label: str, *, required: bool = True, help_text: str = "") -> forms.CharField:
    """Return a line of words."""
    widget = forms.TextInput(attrs={"class": "vTextField"})
    return forms.CharField(
        required=required,
        label=label,
        help_text=help_text,
        max_length=content.base.MAX_TITLE,
        widget=widget,
    )


def lecture_choices(proposal: Proposal) -> Choices:
    """Return the lectures, each with its day."""
    return list(_lectures(proposal))


def _lectures(proposal: Proposal) -> Iterator[tuple[str, str]]:
    placements = proposal.derivation.plan.placements
    for lecture in proposal.course_value.lectures:
        placement = placements.get(lecture.key)
        day = day_words(placement.day) if placement else "no day"
        yield lecture.key, f"{titled(lecture)} ({day})"


def titled(lecture: content.Lecture) -> str:
    """Return what a lecture is called, with its title."""
    name = name_of(lecture)
    return name if name == lecture.title else f"{name} · {lecture.title}"


def deadline_choices(proposal: Proposal) -> Choices:
    """Return the deadlines that have a date, by when they are due."""
    clock = Clock(proposal.term_value.zone)
    due = [each for each in proposal.derivation.entries if each.kind is Kind.DEADLINE]
    due.sort(key=lambda each: (each.day, each.key))
    return [(each.key, f"{acted_name(each)} {moment_words(each, clock)}") for each in due]


def meeting_choices(proposal: Proposal) -> Choices:
    """Return the meetings, the lectures' first."""
    meetings = sorted(
        proposal.course_value.meetings,
        key=lambda each: each.kind is not content.MeetingKind.LECTURE,
    )
    return [(each.key, _meeting_words(each)) for each in meetings]


def _meeting_words(meeting: content.Meeting) -> str:
    name = meeting.title or meeting.kind.value.replace("-", " ").capitalize()
    days = "/".join(weekday.value.capitalize() for weekday in meeting.weekdays)
    room = f", {meeting.room}" if meeting.room else ""
    return f"{name} {days} {meeting.start:%H:%M}{room}"
