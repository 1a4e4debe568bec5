"""The facts at the head of a course page: when and where it meets, who teaches, links."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import time
from typing import Final

from django.utils.translation import gettext, ngettext, pgettext

from courses import content
from schedule.wording import short_day, span_words, weekday_name, zone_name
from schedule.wording.joining import labelled, side_by_side
from schedule.wording.phrase import capitalised, fill

MOST_LINES: Final = 10
LINES_OF_MANY: Final = 8
MOST_FACTS: Final = 14
FACTS_OF_MANY: Final = 12


@dataclass(frozen=True, slots=True)
class FactLine:
    """One line of a fact: words, with an address where it has one, and a quiet remark."""

    text: str
    url: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class Fact:
    """What is said of one thing: "Location: 36-156". Of many lines the later ones are folded up."""

    label: str
    lines: tuple[FactLine, ...]

    @property
    def shown(self) -> tuple[FactLine, ...]:
        """The lines that stand there at once."""
        return self.lines if len(self.lines) <= MOST_LINES else self.lines[:LINES_OF_MANY]

    @property
    def more(self) -> tuple[FactLine, ...]:
        """The lines that are folded up."""
        return self.lines[len(self.shown) :]


@dataclass(frozen=True, slots=True)
class Facts:
    """The facts of a course; where there are very many, the later ones are folded up."""

    shown: tuple[Fact, ...]
    more: tuple[Fact, ...]


def make_facts(course: content.Course, term: content.Term) -> Facts:
    """Make the facts of a course, in the order that people look for them."""
    every = (*_meeting_facts(course, term), *_people_facts(course), *_link_facts(course))
    shown = len(every) if len(every) <= MOST_FACTS else FACTS_OF_MANY
    return Facts(every[:shown], every[shown:])


def _meeting_facts(course: content.Course, term: content.Term) -> Iterator[Fact]:
    zone = zone_name(term.time_zone)
    lectures = _of_kind(course.meetings, content.MeetingKind.LECTURE)
    if lectures:
        lines = tuple(
            FactLine(_with_zone(meeting, zone), note=_limits(meeting)) for meeting in lectures
        )
        yield Fact(gettext("Time"), lines)
    if rooms := list(dict.fromkeys(meeting.room for meeting in lectures if meeting.room)):
        yield Fact(gettext("Location"), tuple(FactLine(room) for room in rooms))
    for kind in (content.MeetingKind.RECITATION, content.MeetingKind.OFFICE_HOURS):
        meetings = _of_kind(course.meetings, kind)
        if meetings:
            label = _kind_label(kind, sum(len(meeting.weekdays) for meeting in meetings))
            yield Fact(label, tuple(_meeting_line(meeting, zone) for meeting in meetings))


def pattern_words(meeting: content.Meeting) -> str:
    """Return the days and time of a meeting: Tuesday/Thursday 3:35–5:00 pm."""
    days = _weekday_words(meeting)
    return fill(
        pgettext("when a course meets", "{days} {time}"),
        days=days,
        time=span_words(meeting.start, meeting.end),
    )


def _with_zone(meeting: content.Meeting, zone: str) -> str:
    words = fill(
        pgettext("when a course meets", "{days} {time} {zone}"),
        days=_weekday_words(meeting),
        time=span_words(meeting.start, meeting.end),
        zone=zone,
    )
    return labelled(meeting.section, words) if meeting.section else capitalised(words)


def _weekday_words(meeting: content.Meeting) -> str:
    return pgettext("between weekdays", "/").join(
        weekday_name(weekday.index) for weekday in meeting.weekdays
    )


def _meeting_line(meeting: content.Meeting, zone: str) -> FactLine:
    words = side_by_side(_with_zone(meeting, zone), meeting.room)
    return FactLine(words, note=_limits(meeting))


def _limits(meeting: content.Meeting) -> str:
    """Return from and until when a pattern holds, where it is not the whole term."""
    if meeting.valid_from and meeting.valid_until:
        return fill(
            gettext("From {first} until {last}"),
            first=short_day(meeting.valid_from),
            last=short_day(meeting.valid_until),
        )
    if meeting.valid_from:
        return fill(gettext("From {first}"), first=short_day(meeting.valid_from))
    if meeting.valid_until:
        return fill(gettext("Until {last}"), last=short_day(meeting.valid_until))
    return ""


def _people_facts(course: content.Course) -> Iterator[Fact]:
    for role in content.PersonRole:
        people = [person for person in course.people if person.role is role]
        if people:
            yield Fact(_role_label(role, len(people)), tuple(map(_person_line, people)))


def _person_line(person: content.Person) -> FactLine:
    return FactLine(person.name, person.url, side_by_side(person.title, person.email))


def _link_facts(course: content.Course) -> Iterator[Fact]:
    by_label: dict[str, list[content.Link]] = {}
    for link in course.links:
        by_label.setdefault(link.label, []).append(link)
    for label, links in by_label.items():
        yield Fact(
            label, tuple(FactLine(link.text or link.url, link.url, link.note) for link in links)
        )


def _of_kind(
    meetings: Iterable[content.Meeting], kind: content.MeetingKind
) -> list[content.Meeting]:
    return [meeting for meeting in meetings if meeting.kind is kind]


def _kind_label(kind: content.MeetingKind, count: int) -> str:
    if kind is content.MeetingKind.RECITATION:
        return ngettext("Recitation", "Recitations", count)
    return ngettext("Office hour", "Office hours", count)


def _role_label(role: content.PersonRole, count: int) -> str:
    return {
        content.PersonRole.INSTRUCTOR: ngettext("Instructor", "Instructors", count),
        content.PersonRole.TEACHING_ASSISTANT: ngettext(
            "Teaching assistant", "Teaching assistants", count
        ),
        content.PersonRole.STAFF: gettext("Staff"),
    }[role]


def usual_start(course: content.Course) -> time | None:
    """Return when the lecture starts, where all its meetings start at one time."""
    starts = {meeting.start for meeting in _of_kind(course.meetings, content.MeetingKind.LECTURE)}
    return starts.pop() if len(starts) == 1 else None
