"""What somebody chose, in words: for the mail that asks whether it was them."""

from __future__ import annotations

from collections.abc import Iterator

from django.utils.translation import gettext, pgettext

from schedule.engine.entry import Kind
from schedule.mailing.choice import Choice
from schedule.mailing.letters.page import Fact
from schedule.models import Notices
from schedule.reminders.words import lead_words
from schedule.wording import clock_words, kind_plural, span_words, zone_name
from schedule.wording.joining import all_of, apart, labelled
from schedule.wording.phrase import capitalised, fill


def choice_facts(choice: Choice) -> Iterator[Fact]:
    """Yield what was chosen, by what it is of."""
    yield Fact(gettext("Reminders"), _reminders(choice))
    yield Fact(gettext("Changes"), capitalised(notices_words(choice)))
    if choice.quiet:
        yield Fact(gettext("Quiet hours"), span_words(choice.quiet.start, choice.quiet.end))
    yield Fact(gettext("Time zone"), capitalised(zone_name(choice.time_zone)))


def notices_words(choice: Choice) -> str:
    """Return how soon changes are told, as words that stand alone."""
    template = {
        Notices.NONE: pgettext("when changes are told", "never"),
        Notices.AT_ONCE: pgettext("when changes are told", "at once"),
        Notices.DAILY: pgettext("when changes are told", "every day, {time}"),
        Notices.WEEKLY: pgettext("when changes are told", "every Monday, {time}"),
    }[choice.notices]
    return fill(template, time=clock_words(choice.morning))


def _reminders(choice: Choice) -> str:
    kinds = all_of(kind_plural(kind) for kind in Kind if kind in choice.kinds)
    leads = apart(map(lead_words, choice.leads))
    if not (kinds and leads):
        return capitalised(pgettext("of reminders", "none"))
    return labelled(kinds, leads)
