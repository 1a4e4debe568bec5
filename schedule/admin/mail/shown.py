"""What a course's page of mail shows."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from courses.models import Course
from schedule.admin.mail.words import (
    lead_words,
    mails,
    moment,
    outcome_words,
    people,
    soon_words,
    span,
)
from schedule.mailing import record
from schedule.mailing.audience import MailAudience, mail_audience_of
from schedule.mailing.forecast import Expected, forecast
from schedule.wording import Clock, moment_words
from schedule.wording.items import acted_name

AHEAD: Final = timedelta(days=7)
BACK: Final = timedelta(days=14)
SHOWN: Final = 100
"""How many lines a table has at most."""


@dataclass(frozen=True, slots=True)
class Line:
    """Reminders of one thing: when they go or went, what they are about, and how many."""

    when: str
    name: str
    moment: str
    lead: str
    many: str


@dataclass(frozen=True, slots=True)
class RefusalLine:
    """What servers said, when last, and of how many mails."""

    when: str
    words: str
    many: str


@dataclass(frozen=True, slots=True)
class Shown:
    """What the page shows.

    Attributes:
        facts: Who gets mail, in numbers.
        nobody: Whether that is nobody.
        waiting: What is in the ledger now, each a sentence.
        coming: What goes in the next days.
        went: What became of reminders.
        told: What became of mails about changes; empty without any.
        refusals: What servers said.
        is_cut: Whether there is more than the tables show.
    """

    facts: tuple[str, ...]
    nobody: bool
    waiting: tuple[str, ...]
    coming: tuple[Line, ...]
    went: tuple[Line, ...]
    told: str
    refusals: tuple[RefusalLine, ...]
    is_cut: bool


def shown_mail(course: Course, *, now: datetime) -> Shown:
    """Return what the page says of a course's mail, in a fixed number of queries."""
    clock, since = Clock(course.term.zone), now - BACK
    going = forecast(course, start=now, end=now + AHEAD)
    went = record.reminded(course, since=since)
    refused = record.refusals(course, since=since)
    audience = mail_audience_of(course)
    return Shown(
        facts=tuple(_facts(audience)),
        nobody=not audience.subscribers,
        waiting=tuple(_waiting(record.waiting(course, now=now), clock)),
        coming=tuple(_coming(each, clock) for each in going[:SHOWN]),
        went=tuple(_went(each, clock) for each in went[:SHOWN]),
        told=outcome_words(record.told(course, since=since)),
        refusals=tuple(_refused(each, clock) for each in refused[:SHOWN]),
        is_cut=max(len(going), len(went), len(refused)) > SHOWN,
    )


def _coming(found: Expected, clock: Clock) -> Line:
    return Line(
        when=span(found.first, found.last, clock),
        name=acted_name(found.entry),
        moment=moment_words(found.entry, clock),
        lead=lead_words(found.lead),
        many=mails(found.mails),
    )


def _went(found: record.Reminded, clock: Clock) -> Line:
    is_still = found.entry.start == found.due  # it may have moved since
    return Line(
        when=moment(found.last, clock),
        name=acted_name(found.entry),
        moment=moment_words(found.entry, clock) if is_still else moment(found.due, clock),
        lead=lead_words(found.lead),
        many=outcome_words(found.outcomes),
    )


def _refused(found: record.Refusal, clock: Clock) -> RefusalLine:
    return RefusalLine(
        when=moment(found.last, clock),
        words=found.words,
        many=f"{mails(found.mails)}, {'given up' if found.is_final else 'tried again then'}",
    )


def _facts(audience: MailAudience) -> Iterator[str]:
    if not audience.subscribers:
        yield "Nobody gets mail yet"
        return
    yield people(audience.subscribers, "subscriber", "subscribers")
    yield people(audience.reminded, "is reminded", "are reminded")
    told = people(audience.told, "hears of changes", "hear of changes")
    yield f"{told}: {soon_words(audience)}" if audience.told else told
    if audience.paused:
        yield people(audience.paused, "is paused", "are paused")


def _waiting(found: record.Waiting, clock: Clock) -> Iterator[str]:
    if found.late:
        verb = "is" if found.late == 1 else "are"
        yield f"{people(found.late, 'reminder', 'reminders')} {verb} about to go."
    if found.first and found.last:
        verb = "waits and goes" if found.notices == 1 else "wait and go"
        when = span(found.first, found.last, clock)
        yield f"{mails(found.notices)} about changes {verb} {when}."
