"""What somebody chose, in the words of the form: for the mail that asks whether it was them."""

from __future__ import annotations

from collections.abc import Iterator

from django.conf import settings
from django.utils.translation import gettext

from schedule.engine.entry import Kind
from schedule.mailing.choice import Choice
from schedule.mailing.letters.page import Fact
from schedule.models import Notices
from schedule.reminders.morning import WORD
from schedule.reminders.words import lead_words
from schedule.wording import clock_words, kind_plural, span_words, zone_name
from schedule.wording.joining import side_by_side


def choice_facts(choice: Choice) -> Iterator[Fact]:
    """Yield what was chosen, by what it is of; nothing of what was not."""
    kinds = [kind_plural(kind) for kind in Kind if kind in choice.kinds]
    leads = [lead_words(lead) for lead in choice.leads]
    if kinds and leads:
        yield Fact(gettext("Reminders of"), side_by_side(*kinds))
        yield Fact(gettext("How long before"), side_by_side(*leads))
    if _has_morning(choice):
        yield Fact(gettext("In the morning"), clock_words(choice.morning))
    yield Fact(gettext("News of changes"), notices_words(choice.notices))
    if choice.quiet:
        yield Fact(gettext("Quiet hours"), span_words(choice.quiet.start, choice.quiet.end))
    names = dict(settings.LANGUAGES)
    yield Fact(gettext("Language"), names.get(choice.language, names[settings.LANGUAGE_CODE]))
    yield Fact(gettext("Time zone"), zone_name(choice.time_zone))


def notices_words(notices: Notices) -> str:
    """Return how soon changes are told, as words that stand alone."""
    return {
        Notices.AT_ONCE: gettext("At once"),
        Notices.DAILY: gettext("Once a day"),
        Notices.WEEKLY: gettext("Once a week"),
        Notices.NONE: gettext("Never"),
    }[notices]


def _has_morning(choice: Choice) -> bool:
    """Tell whether anything comes at the hour that is chosen for mornings."""
    is_reminded = bool(choice.kinds) and WORD in map(str, choice.leads)
    return is_reminded or choice.notices in {Notices.DAILY, Notices.WEEKLY}
