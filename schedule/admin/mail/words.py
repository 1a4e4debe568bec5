"""What staff read of mail: whom it reaches, how long before, when it goes, what became of it."""

from __future__ import annotations

from datetime import datetime
from typing import Final

from schedule.mailing.audience import MailAudience
from schedule.mailing.record import Outcomes
from schedule.models import MailState
from schedule.reminders import read_lead, words
from schedule.wording import Clock, day_words
from schedule.wording.days import day_at

OUTCOMES: Final = {
    MailState.SENT: "sent",
    MailState.FAILED: "refused",
    MailState.MISSED: "missed",
    MailState.VOID: "not needed",
}


def lead_words(lead: str) -> str:
    """Return a lead in words: A week before, 2 hours before, The same morning.

    Args:
        lead: In its one form, as the ledger keeps it.
    """
    return words.lead_words(read_lead(lead))


def mails(count: int) -> str:
    """Return a number of mails."""
    return "1 mail" if count == 1 else f"{count:,} mails"


def outcome_words(outcomes: Outcomes) -> str:
    """Return what became of mails: 118 sent, 2 refused."""
    found = [
        f"{outcomes[state]:,} {words}" for state, words in OUTCOMES.items() if outcomes.get(state)
    ]
    return ", ".join(found)


def moment(at: datetime, clock: Clock) -> str:
    """Return an instant: Tue Oct 31, 3:35 pm."""
    return day_at(day_words(at.astimezone(clock.zone).date()), clock.at(at))


def span(first: datetime, last: datetime, clock: Clock) -> str:
    """Return from when to when, on one day or several: Tue Oct 31, 8:00–11:00 am."""
    days = [at.astimezone(clock.zone).date() for at in (first, last)]
    if first == last:
        return moment(first, clock)
    if days[0] == days[1]:
        return day_at(day_words(days[0]), clock.span(first, last))
    return f"{moment(first, clock)} – {moment(last, clock)}"


def people(count: int, one: str, many: str) -> str:
    """Return how many do something: 1 is reminded, 38 are reminded."""
    return f"{count:,} {one if count == 1 else many}"


def soon_words(audience: MailAudience) -> str:
    """Return how soon how many hear of changes: 20 at once, 8 daily, 2 weekly."""
    soon = {"at once": audience.at_once, "daily": audience.daily, "weekly": audience.weekly}
    return ", ".join(f"{count:,} {word}" for word, count in soon.items() if count)
