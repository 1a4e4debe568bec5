"""Whom publishing reaches, in words: the same before a move, an undo and what waits."""

from __future__ import annotations

from schedule.admin.mail.words import people, soon_words
from schedule.engine.net import is_over, is_soon, stretches
from schedule.mailing.audience import MailAudience
from schedule.planning.audience import Audience
from schedule.publishing import Proposal


def reach_words(proposal: Proposal, audience: Audience) -> str:
    """Return how many calendars and how many subscribers a proposal reaches, and how soon."""
    return f"{_calendars(audience)} {_mails(proposal, audience.mail)}"


def _calendars(audience: Audience) -> str:
    calendars = audience.calendars
    if not calendars:
        return "No personal calendar has this course; who follows its public feed is not known."
    words = "1 personal calendar has" if calendars == 1 else f"{calendars} personal calendars have"
    asked = "was" if audience.lately == 1 else "were"
    return (
        f"{words} this course, of which {audience.lately} {asked} asked for in the last two weeks; "
        "beside those, all who follow its public feed."
    )


def _mails(proposal: Proposal, audience: MailAudience | None) -> str:
    if audience is None or not audience.told:
        return "No mail is sent."
    zone, now = proposal.term_value.zone, proposal.now
    news = [
        change
        for change in proposal.changes
        if not change.is_minor and not is_over(change, now=now, zone=zone)
    ]
    if not news:
        return "No mail is sent: nothing of it is news."
    words = people(audience.told, "subscriber hears", "subscribers hear") + " of it by mail"
    if any(is_soon(each, now) for each in stretches(news, zone)):
        return f"{words}, at once, since it concerns the next 24 hours."
    return f"{words}: {soon_words(audience)}."
