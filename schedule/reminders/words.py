"""Lead times in words, as they are chosen: A day before, The same morning."""

from typing import Final

from django.utils.translation import gettext, ngettext, npgettext, pgettext

from schedule.reminders.lead import Lead
from schedule.reminders.morning import Morning
from schedule.wording.joining import all_of
from schedule.wording.phrase import capitalised, fill

MINUTES_AN_HOUR: Final = 60


def lead_words(lead: Lead | Morning) -> str:
    """Return how long before a reminder comes, as words that stand alone."""
    offered = {
        "P7D": gettext("A week before"),
        "P2D": gettext("2 days before"),
        "P1D": gettext("A day before"),
        "PT2H": gettext("2 hours before"),
        "PT0M": pgettext("when a reminder comes", "On time"),
    }
    if isinstance(lead, Morning):
        return gettext("The same morning")
    return offered.get(str(lead)) or capitalised(
        fill(pgettext("when a reminder comes", "{time} before"), time=_length(lead))
    )


def _length(lead: Lead) -> str:
    hours, minutes = divmod(lead.minutes, MINUTES_AN_HOUR)
    parts = (
        (lead.days, npgettext("how long", "{n} day", "{n} days", lead.days)),
        (hours, ngettext("{n} hour", "{n} hours", hours)),
        (minutes, ngettext("{n} minute", "{n} minutes", minutes)),
    )
    return all_of(fill(template, n=count) for count, template in parts if count)
