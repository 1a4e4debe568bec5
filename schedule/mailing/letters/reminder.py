"""The letter that reminds of something: Lab 1 is due tomorrow."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache
from typing import Final
from zoneinfo import ZoneInfo

from django.utils.translation import get_language, gettext, override

from schedule.engine.entry import Entry, Kind
from schedule.engine.materials import made_label
from schedule.mailing.choice import Choice
from schedule.mailing.letters.calendars import event_files, file_words
from schedule.mailing.letters.envelope import Sheet
from schedule.mailing.letters.mime import Attachment
from schedule.mailing.letters.moments import when
from schedule.mailing.letters.page import GLYPHS, Foot, Link, Page, Prose, Told, given, own_links
from schedule.models import Event, Mail
from schedule.reminders.text import TODAY, TOMORROW, days_until, first_due, reminder_sentence
from schedule.reminders.words import lead_words
from schedule.wording import Clock, Part, Phrase, day_words, item_name, moment_words, phrase
from schedule.wording.items import together_words
from schedule.wording.joining import labelled, own_sentence, remark, sentence
from schedule.wording.kinds import material_name
from schedule.wording.phrase import capitalised, fill, text_of

MOST_PROSE: Final = 1_200
MOST_LINKS: Final = 8
REMEMBERED: Final = 512
WAS: Final = "was"
"""How templates know the part of a sentence that holds no more."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """What a reminder says, to each of its readers who has the same language and zone.

    Attributes:
        subject: What is when, with its course.
        course: Of which course it is.
        kind: What is reminded of.
        headline: What is, and how soon.
        topic: What it is about.
        when: Its moment, and the same on the reader's clock where that differs.
        extended: When it was first due, as the part `was`; empty where it still is.
        remarks: Sentences: where it is, what staff noted.
        prose: What staff wrote of it.
        materials: Its links.
        open: To its page.
        calendar: What to do with the file that is attached; empty where none is.
    """

    subject: str
    course: Told
    kind: str
    headline: str
    topic: str
    when: tuple[str, ...]
    extended: Phrase
    remarks: tuple[str, ...]
    prose: Prose
    materials: tuple[Link, ...]
    open: Link
    calendar: str

    @property
    def extension(self) -> str:
        """When it was first due, as plain text."""
        return text_of(self.extended)

    @property
    def glyph(self) -> str:
        """The shape of its kind."""
        return GLYPHS[Kind(self.kind)]


@dataclass(frozen=True, slots=True, kw_only=True)
class ReminderPage(Page):
    """A reminder."""

    said: Said


def reminder(mail: Mail, *, now: datetime) -> Sheet:
    """Return the letter of a reminder's row."""
    event, subscriber = given(mail.event), given(mail.subscriber)
    event.course = given(mail.course)
    choice, files = Choice.of(subscriber), moved_file(event)
    said = said_of(event, files, now=now, beside=choice.zone)
    change, end = own_links(subscriber, said.course)
    return Sheet(
        template="reminder",
        page=ReminderPage(
            subject=said.subject, foot=Foot(_why(mail, choice), (change, end)), said=said
        ),
        to=subscriber.address,
        course=said.course,
        end=end.url,
        files=files,
    )


def said_of(
    event: Event, files: Sequence[Attachment], *, now: datetime, beside: ZoneInfo | None
) -> Said:
    """Return what a reminder says of an event of a course, in the language in force."""
    entry, told = event.entry, Told.of(event.course)
    days = days_until(entry, now, told.zone, beside or told.zone)
    return _said(entry, told, days, beside, file_words(files), get_language())


@lru_cache(REMEMBERED)
def _said(
    entry: Entry,
    told: Told,
    days: int | None,
    beside: ZoneInfo | None,
    calendar: str,
    language: str | None,
) -> Said:
    """Return the same, which depends on these alone: it is made once for all who share them."""
    with override(language):
        name = item_name(entry)
        return Said(
            subject=remark(reminder_sentence(entry, days=days, course=told.number, zone=told.zone)),
            course=told,
            kind=entry.kind.value,
            headline=_headline(entry, days),
            topic=entry.title if entry.title != name else "",
            when=tuple(map(capitalised, when(entry, told.zone, beside))),
            extended=_extended(entry, told.zone),
            remarks=tuple(_remarks(entry)),
            prose=Prose.of(entry.description, told.language, most=MOST_PROSE),
            materials=tuple(_materials(entry, told))[:MOST_LINKS],
            open=Link(fill(gettext("Open {item}"), item=name), told.item_url(entry.key)),
            calendar=calendar,
        )


def moved_file(event: Event) -> tuple[Attachment, ...]:
    """Return the calendar file of a deadline that was extended; of others none."""
    return event_files([event]) if event.entry.is_extended else ()


def _headline(entry: Entry, days: int | None) -> str:
    return fill(_template(entry.kind, days), item=item_name(entry), day=day_words(entry.day))


def _template(kind: Kind, days: int | None) -> str:
    if kind is Kind.DEADLINE:
        if days == TODAY:
            return gettext("{item} is due today")
        return (
            gettext("{item} is due tomorrow")
            if days == TOMORROW
            else gettext("{item} is due {day}")
        )
    if days == TODAY:
        return gettext("{item} is today")
    return gettext("{item} is tomorrow") if days == TOMORROW else gettext("{item} is on {day}")


def _extended(entry: Entry, zone: ZoneInfo) -> Phrase:
    """Return when a deadline was first due, as the part `was`; nothing where it still is."""
    first = first_due(entry)
    if first is None:
        return ()
    said = phrase(gettext("Extended from {moment}."), moment=moment_words(first, Clock(zone)))
    return tuple(Part(part.text, part.name and WAS) for part in said)


def _remarks(entry: Entry) -> Iterator[str]:
    if entry.room:
        yield sentence(labelled(gettext("Room"), entry.room))
    if entry.together_with:
        yield sentence(together_words(entry))
    for words in (entry.note, entry.reason):
        if words:
            yield own_sentence(words)


def _materials(entry: Entry, told: Told) -> Iterator[Link]:
    for material in entry.materials:
        is_made = material.label == made_label(material.kind)
        words = material_name(material.kind) if is_made else material.label
        yield Link(words, material.url, "" if is_made else told.language)


def _why(mail: Mail, choice: Choice) -> str:
    """Return what was asked for; choices that changed since say nothing of this one's lead."""
    lead = next((each for each in choice.leads if str(each) == mail.lead), None)
    if lead is None:
        return gettext("You asked for this reminder.")
    return fill(gettext("You asked for this reminder: “{choice}”."), choice=lead_words(lead))
