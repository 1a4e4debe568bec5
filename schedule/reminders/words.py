"""Lead times in words: 1 day before; in the morning, 8:00 am."""

from typing import Final

from django.utils.translation import ngettext, pgettext

from schedule.reminders.lead import Lead
from schedule.reminders.morning import Morning
from schedule.wording import clock_words
from schedule.wording.joining import all_of
from schedule.wording.phrase import fill

DAYS_A_WEEK: Final = 7
MINUTES_AN_HOUR: Final = 60


def lead_words(lead: Lead | Morning) -> str:
    """Return how long before a reminder comes, as words that stand alone."""
    if isinstance(lead, Morning):
        template = pgettext("when a reminder comes", "in the morning, {time}")
        return fill(template, time=clock_words(lead.at))
    if not (lead.days or lead.minutes):
        return pgettext("when a reminder comes", "on time")
    return fill(pgettext("when a reminder comes", "{time} before"), time=_length(lead))


def _length(lead: Lead) -> str:
    weeks, days = divmod(lead.days, DAYS_A_WEEK) if lead.days % DAYS_A_WEEK == 0 else (0, lead.days)
    hours, minutes = divmod(lead.minutes, MINUTES_AN_HOUR)
    parts = (
        (weeks, ngettext("{n} week", "{n} weeks", weeks)),
        (days, ngettext("{n} day", "{n} days", days)),
        (hours, ngettext("{n} hour", "{n} hours", hours)),
        (minutes, ngettext("{n} minute", "{n} minutes", minutes)),
    )
    return all_of(fill(template, n=count) for count, template in parts if count)
