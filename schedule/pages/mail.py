"""The form of mail: of what, how long before, when not, and in which language."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, time
from typing import TYPE_CHECKING, Final

from django.conf import settings
from django.utils.translation import gettext

from schedule.engine.entry import Kind
from schedule.models import MailKind, MailState, Notices
from schedule.pages.feedoptions import Choice
from schedule.reading.headline import Headline
from schedule.reminders import read_lead
from schedule.reminders.morning import WORD
from schedule.reminders.words import lead_words
from schedule.wording import (
    clock_words,
    day_words,
    item_name,
    kind_plural,
    span_words,
    zone_name,
)
from schedule.wording.days import day_at
from schedule.wording.joining import labelled, side_by_side
from schedule.wording.languages import to_language_tag
from schedule.wording.phrase import fill
from schedule.wording.times import unbroken

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping
    from uuid import UUID
    from zoneinfo import ZoneInfo

    from schedule.mailing.choice import Choice as MailChoice
    from schedule.mailing.coming import Coming
    from schedule.models import Mail

OFFERED_KINDS: Final = (
    Kind.DEADLINE,
    Kind.EXAM,
    Kind.LECTURE,
    Kind.RECITATION,
    Kind.OFFICE_HOURS,
)
OFFERED_LEADS: Final = ("P7D", "P2D", "P1D", "PT2H", "morning")
MORNINGS: Final = tuple(time(hour) for hour in range(4, 13))
HOURS: Final = tuple(time(hour) for hour in range(24))


@dataclass(frozen=True, slots=True)
class ChoiceRow:
    """A part of what is chosen, in words; `language` is their tag where it is not the page's."""

    label: str
    words: str
    language: str = ""


@dataclass(frozen=True, slots=True)
class NoticeChoice:
    """How soon to hear of changes, and what that means."""

    value: str
    words: str
    meaning: str
    is_chosen: bool


@dataclass(frozen=True, slots=True)
class MailLine:
    """A mail that comes, or came.

    Attributes:
        at: When. Aware, in the subscriber's zone.
        moment: The same in words.
        course: The number of the course that it is about; may be empty.
        words: What it is about: of one that came, its subject.
        language: The tag of the language of what staff wrote; may be empty.
        remark: How long before it comes, or what became of it.
    """

    at: datetime
    moment: str
    course: str
    words: str
    language: str
    remark: str


def coming_lines(
    coming: Iterable[Coming], headlines: Mapping[UUID, Headline], zone: ZoneInfo
) -> tuple[MailLine, ...]:
    """Return the reminders that come next.

    Args:
        coming: The reminders.
        headlines: Of their courses.
        zone: The subscriber's.
    """
    return tuple(
        MailLine(
            at=each.at.astimezone(zone),
            moment=_moment(each.at, zone),
            course=headlines[each.event.course_id].number,
            words=item_name(each.event),
            language=to_language_tag(headlines[each.event.course_id].language),
            remark=lead_words(each.lead),
        )
        for each in coming
    )


def sent_lines(mails: Iterable[Mail], zone: ZoneInfo) -> tuple[MailLine, ...]:
    """Return what became of mails, as far as its subscriber is to know."""
    remarks = {
        MailState.FAILED: gettext("Your mail server did not take it."),
        MailState.MISSED: gettext("Not sent: no mail could be sent in time."),
    }
    return tuple(
        MailLine(
            at=at.astimezone(zone),
            moment=_moment(at, zone),
            course="",
            words=mail.subject or mail_name(mail),
            language="",
            remark=str(remarks.get(MailState(mail.state), "")),
        )
        for mail in mails
        if (at := mail.done_at)
    )


def mail_name(mail: Mail) -> str:
    """Return what a mail is that has no subject, as it was never written."""
    if mail.event is not None and mail.course is not None:
        number = Headline.published(mail.course).number
        return labelled(number, item_name(mail.event))
    return {
        MailKind.CONFIRM: gettext("The link to confirm"),
        MailKind.REMINDER: gettext("A reminder"),
        MailKind.CHANGES: gettext("News of changes"),
        MailKind.TEST: gettext("A test"),
    }[MailKind(mail.kind)]


def _moment(at: datetime, zone: ZoneInfo) -> str:
    local = at.astimezone(zone)
    return day_at(day_words(local.date()), unbroken(clock_words(local.time())))


def kind_boxes(chosen: Collection[str]) -> tuple[Choice, ...]:
    """Return the kinds that there are reminders of."""
    return tuple(
        Choice(kind.value, kind_plural(kind), kind.value in chosen) for kind in OFFERED_KINDS
    )


def lead_boxes(chosen: Collection[str]) -> tuple[Choice, ...]:
    """Return how long before there are reminders; also what is chosen and not offered any more."""
    return tuple(
        Choice(value, words, value in chosen)
        for value in dict.fromkeys((*OFFERED_LEADS, *chosen))
        if (words := _lead_words(value))
    )


def _lead_words(value: str) -> str:
    """Return how long before, in words; none for what somebody sent that is no lead."""
    try:
        return lead_words(read_lead(value))
    except ValueError:
        return ""


def hour_choices(hours: Iterable[time], chosen: str, *, none: str = "") -> tuple[Choice, ...]:
    """Return times of day to choose from; also what is chosen and not among them.

    Args:
        hours: Those that are offered.
        chosen: As the form sends it: 08:00; empty for none.
        none: What no time is called; without it, one has to be chosen.
    """
    values = {hour: _sent(hour) for hour in hours}
    if chosen and chosen not in values.values() and (other := read_time(chosen)):
        values[other] = chosen
    first = (Choice("", none, not chosen),) if none else ()
    return (
        *first,
        *(
            Choice(values[hour], clock_words(hour), values[hour] == chosen)
            for hour in sorted(values)
        ),
    )


def read_time(text: str) -> time | None:
    """Return the time of day that the form sent, to the minute; None where it is none."""
    try:
        found = time.fromisoformat(text)
    except ValueError:
        return None
    return None if found.tzinfo or found.second or found.microsecond else found


def time_value(at: time | None) -> str:
    """Return a time of day as the form sends it: 08:00; nothing for none."""
    return "" if at is None else _sent(at)


def _sent(at: time) -> str:
    return f"{at:%H:%M}"


def notice_choices(chosen: str, morning: str) -> tuple[NoticeChoice, ...]:
    """Return how soon to hear of changes."""
    at = clock_words(read_time(morning) or time(8))
    said = {
        Notices.AT_ONCE: (
            gettext("At once"),
            gettext("A quarter of an hour after the last change: several come as one mail."),
        ),
        Notices.DAILY: (
            gettext("Once a day"),
            fill(gettext("Each morning at {time}, if anything changed."), time=at),
        ),
        Notices.WEEKLY: (
            gettext("Once a week"),
            fill(gettext("On Mondays at {time}, if anything changed."), time=at),
        ),
        Notices.NONE: (gettext("Never"), gettext("Reminders alone; they follow every change.")),
    }
    return tuple(
        NoticeChoice(value.value, words, meaning, value.value == chosen)
        for value, (words, meaning) in said.items()
    )


def language_choices(chosen: str) -> tuple[Choice, ...]:
    """Return the languages that mails can be in, each by its own name."""
    return tuple(
        Choice(code, name, code == chosen, to_language_tag(code))
        for code, name in settings.LANGUAGES
    )


def choice_rows(choice: MailChoice) -> tuple[ChoiceRow, ...]:
    """Return what is chosen, to be read before it is confirmed."""
    kinds = [kind_plural(kind) for kind in OFFERED_KINDS if kind in choice.kinds]
    leads = [lead_words(lead) for lead in choice.leads]
    changes = next(each for each in notice_choices(choice.notices, "") if each.is_chosen)
    rows = [
        (gettext("Reminders of"), side_by_side(*kinds) if leads else ""),
        (gettext("How long before"), side_by_side(*leads) if kinds else ""),
        (gettext("In the morning"), clock_words(choice.morning) if _has_morning(choice) else ""),
        (gettext("News of changes"), changes.words),
        (gettext("Quiet hours"), _quiet_words(choice)),
        (gettext("Time zone"), zone_name(choice.time_zone)),
    ]
    name, tag = dict(settings.LANGUAGES)[choice.language], to_language_tag(choice.language)
    return (
        *(ChoiceRow(label, words) for label, words in rows if words),
        ChoiceRow(gettext("Language"), name, tag),
    )


def _has_morning(choice: MailChoice) -> bool:
    """Tell whether anything comes at the hour that is chosen for mornings."""
    is_reminded = bool(choice.kinds) and WORD in map(str, choice.leads)
    return is_reminded or choice.notices in {Notices.DAILY, Notices.WEEKLY}


def _quiet_words(choice: MailChoice) -> str:
    return span_words(choice.quiet.start, choice.quiet.end) if choice.quiet else ""
