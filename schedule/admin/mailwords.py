"""What staff read of mail: how long before, what became of it, and when it goes."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from typing import Final

from schedule.mailing.record import Outcomes
from schedule.models import MailState
from schedule.reminders import Lead
from schedule.reminders.morning import WORD
from schedule.wording import Clock, day_words
from schedule.wording.days import day_at

DAYS_A_WEEK: Final = 7
OUTCOMES: Final = {
    MailState.SENT: "sent",
    MailState.FAILED: "refused for good",
    MailState.MISSED: "missed",
    MailState.VOID: "not needed any more",
}


def lead_words(lead: str) -> str:
    """Return a lead in words: a week before, 2 hours before, in the morning.

    Args:
        lead: In its one form, as the ledger keeps it.
    """
    if lead == WORD:
        return "the morning of"
    return " ".join(_parts(Lead.parse(lead))) + " before" if lead != "PT0M" else "at the time"


def _parts(lead: Lead) -> Iterator[str]:
    weeks, days = divmod(lead.days, DAYS_A_WEEK) if lead.days % DAYS_A_WEEK == 0 else (0, lead.days)
    hours, minutes = divmod(lead.minutes, 60)
    for count, one in ((weeks, "week"), (days, "day"), (hours, "hour"), (minutes, "minute")):
        if count == 1:
            yield f"{'an' if one == 'hour' else 'a'} {one}"
        elif count:
            yield f"{count} {one}s"


def mails(count: int) -> str:
    """Return a number of mails."""
    return "1 mail" if count == 1 else f"{count:,} mails"


def outcome_words(outcomes: Outcomes) -> str:
    """Return what became of mails: 118 sent, 2 refused for good."""
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
