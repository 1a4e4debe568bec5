"""The verdict on a mail right before it is sent: does it still hold, as published and chosen now."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Final

from django.db.models import Model

from schedule.engine.entry import Entry, Status
from schedule.mailing.choice import Choice
from schedule.mailing.digest import CourseDifference, Known, differences_of, untold_of
from schedule.mailing.signing_up import is_over
from schedule.models import Mail, MailKind, Notices
from schedule.reminders import overtaken, timetable

ON_TIME: Final = timedelta(minutes=30)
"""A reminder that is later than this is kept from quiet hours, before which it should have come."""


class Say(StrEnum):
    """What is to become of a mail.

    Attributes:
        GO: It is sent.
        LATER: It waits until a better hour.
        VOID: What it was about is not so any more.
        MISSED: What it was about has begun, or a later reminder of it is due.
    """

    GO = "go"
    LATER = "later"
    VOID = "void"
    MISSED = "missed"


class Why(StrEnum):
    """Why a mail is not sent, as the ledger keeps it."""

    ENDED = "The subscription has ended."
    CLOSED = "The course is not open to everyone any more."
    PAUSED = "The address refused three mails."
    CANCELLED = "It was cancelled."
    MOVED = "It was moved."
    NOT_CHOSEN = "It is not chosen any more."
    BEGUN = "It had begun."
    OVERTAKEN = "A later reminder came due."
    NOTHING_LEFT = "Nothing is different any more."
    CONFIRMED = "It was confirmed already."
    EXPIRED = "It was not confirmed within seven days."


@dataclass(frozen=True, slots=True)
class Verdict:
    """What is to become of a mail.

    Attributes:
        says: What.
        why: The reason, for the ledger; empty where it goes or waits.
        until: Until when it waits, where it does. Aware.
        told: Of a void notice: what its subscriptions count as told, by their keys. Given to `digest.tell` in the transaction that records it.
        news: Of a notice that goes: what it tells.
    """

    says: Say
    why: str = ""
    until: datetime | None = None
    told: Mapping[int, Known] = field(default_factory=dict)
    news: tuple[CourseDifference, ...] = ()

    @property
    def goes(self) -> bool:
        """Whether it is sent now."""
        return self.says is Say.GO


GO: Final = Verdict(Say.GO)
ABOUT: Final = ("subscriber", "subscription", "event", "course", "sign_up", "account")
"""What a mail can be about, as its columns."""


def verdict(mail: Mail, *, now: datetime) -> Verdict:
    """Return what is to become of a mail that a sender has claimed.

    What it is about is read anew, in one query, a notice's changes in two more, and put on `mail`,
    so that it is written of the same rows.
    """
    return judged(mail, now=now) if refresh([mail]) else Verdict(Say.VOID, Why.ENDED)


def refresh(mails: Collection[Mail], **still: object) -> frozenset[int]:
    """Read anew what mails are about, in one query, and put it on them; return those still there.

    Mails about one thing share its object, so that what is worked out of it is once for all.

    Args:
        mails: Which.
        still: What has to hold of a row, as columns, for it to be still there.
    """
    rows = (
        Mail.objects.filter(pk__in=[mail.pk for mail in mails], **still)
        .select_related(*ABOUT, "course__term")
        .defer("course__loaded_content", "event__vevent")
        .in_bulk()
    )
    known: dict[tuple[str, object], Model] = {}
    for mail in mails:
        if fresh := rows.get(mail.pk):
            for name in ABOUT:
                found = getattr(fresh, name)
                setattr(mail, name, known.setdefault((name, found.pk), found) if found else None)
    return frozenset(rows)


def judged(mail: Mail, *, now: datetime) -> Verdict:
    """Return what is to become of a mail, by what was just read of it."""
    if mail.kind == MailKind.REMINDER:
        return _of_reminder(mail, now)
    if mail.kind == MailKind.CHANGES:
        return _of_changes(mail, now)
    return _of_confirmation(mail, now) if mail.kind == MailKind.CONFIRM else GO


def _of_reminder(mail: Mail, now: datetime) -> Verdict:
    subscriber, event, course = mail.subscriber, mail.event, mail.course
    if subscriber is None or event is None or course is None or mail.due is None:
        return Verdict(Say.VOID, Why.ENDED)
    if not course.is_open:
        return Verdict(Say.VOID, Why.CLOSED)
    if subscriber.paused_at:
        return Verdict(Say.VOID, Why.PAUSED)
    entry = event.entry
    return reminder_verdict(entry, Choice.of(subscriber), due=mail.due, lead=mail.lead, now=now)


def reminder_verdict(
    entry: Entry, choice: Choice, *, due: datetime, lead: str, now: datetime
) -> Verdict:
    """Return what is to become of a reminder, of the item as published and what is chosen now.

    Args:
        entry: The item.
        choice: The subscriber's.
        due: When the item was due when the reminder was planned. Aware.
        lead: The reminder's, in its one form.
        now: Aware.
    """
    times = timetable(choice.rules, entry)
    why = _why_not(entry, due=due, is_chosen=lead in times)
    if why:
        return Verdict(Say.VOID, why)
    if due <= now:
        return Verdict(Say.MISSED, Why.BEGUN)
    if overtaken(times, lead, now=now):
        return Verdict(Say.MISSED, Why.OVERTAKEN)
    until = _hour(times[lead], choice, now=now)
    return Verdict(Say.LATER, until=until) if now < until < due else GO


def _why_not(entry: Entry, *, due: datetime, is_chosen: bool) -> Why | None:
    if entry.status is not Status.CONFIRMED:
        return Why.CANCELLED
    if entry.start != due:
        return Why.MOVED
    return None if is_chosen else Why.NOT_CHOSEN


def _hour(at: datetime, choice: Choice, *, now: datetime) -> datetime:
    """Return when a reminder for `at` may go, if that is after now: not while it is quiet.

    One that comes on time was put before the quiet hours already.
    """
    if choice.quiet and at + ON_TIME < now:
        return choice.quiet.after(now, choice.zone)
    return at


def _of_changes(mail: Mail, now: datetime) -> Verdict:
    subscriber = mail.subscriber
    if subscriber is None:
        return Verdict(Say.VOID, Why.ENDED)
    if subscriber.paused_at:
        return Verdict(Say.VOID, Why.PAUSED)
    choice = Choice.of(subscriber)
    if choice.notices == Notices.NONE:
        return Verdict(Say.VOID, Why.NOT_CHOSEN)
    pending = untold_of(subscriber)
    found = differences_of(pending, now=now)
    if not found:
        told = {each.pk: Known.now(each.course, now) for each in pending.values()}
        return Verdict(Say.VOID, Why.NOTHING_LEFT, told=told)
    if choice.quiet and not mail.urgent and not any(each.is_urgent(now) for each in found):
        awake = choice.quiet.after(now, choice.zone)
        if now < awake:
            return Verdict(Say.LATER, until=awake)
    return Verdict(Say.GO, news=found)


def _of_confirmation(mail: Mail, now: datetime) -> Verdict:
    sign_up = mail.sign_up
    if sign_up is None:
        return Verdict(Say.VOID, Why.ENDED)
    if sign_up.confirmed_at:
        return Verdict(Say.VOID, Why.CONFIRMED)
    if is_over(sign_up, now=now):
        return Verdict(Say.VOID, Why.EXPIRED)
    return GO
