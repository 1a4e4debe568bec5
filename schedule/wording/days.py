"""Days in words: Tue Oct 31, Oct 30 – Nov 5.

How a day is written is a format of Django's `date` filter, and a message: each language has its own
order of day, month and weekday.
"""

from datetime import date
from typing import Final

from django.utils.dateformat import DateFormat
from django.utils.translation import gettext_noop, pgettext

from schedule.wording.phrase import fill

# A date of any Monday, to name weekdays by.
_MONDAY = date(2024, 1, 1).toordinal()

WEEKDAYS: Final = (
    gettext_noop("Mon"),
    gettext_noop("Tue"),
    gettext_noop("Wed"),
    gettext_noop("Thu"),
    gettext_noop("Fri"),
    gettext_noop("Sat"),
    gettext_noop("Sun"),
)
"""Django's own messages for `D`, named here so that a language can shorten them further."""


class _Written(DateFormat):
    """A day as Django writes it, save the first of a month, which some languages number: 1er."""

    def j(self) -> int | str:  # type: ignore[override]  # Django takes its text
        """Return the day of the month."""
        number = super().j()
        return pgettext("the first of a month", "1") if number == 1 else number


def format_date(day: date, written: str) -> str:
    """Return a day in a format of Django's `date` filter."""
    return _Written(day).format(written)


def short_day(day: date) -> str:
    """Return a day without its weekday: Oct 31."""
    return format_date(day, pgettext("date format: Oct 31", "M j"))


def day_words(day: date) -> str:
    """Return a day with its short weekday: Tue Oct 31."""
    return format_date(day, pgettext("date format: Tue Oct 31", "D M j"))


def long_day(day: date) -> str:
    """Return a day with its weekday written out: Tuesday, Oct 31."""
    return format_date(day, pgettext("date format: Tuesday, Oct 31", "l, M j"))


def full_day(day: date) -> str:
    """Return a day with its year: Tue Oct 31, 2023."""
    return format_date(day, pgettext("date format: Tue Oct 31, 2023", "D M j, Y"))


def date_words(day: date, *, near: date) -> str:
    """Return a day, with the year where it is not that of `near`."""
    return day_words(day) if day.year == near.year else full_day(day)


def day_range(first: date, last: date) -> str:
    """Return days from first to last: Oct 9 – 15, Oct 30 – Nov 5; a single day alone."""
    if first == last:
        return short_day(first)
    if (first.year, first.month) != (last.year, last.month):
        template = pgettext("days of two months", "{first} – {last}")
        return fill(template, first=short_day(first), last=short_day(last))
    template = pgettext("days of one month", "{month} {first} – {last}")
    return fill(template, month=month_name(first), first=format_date(first, "j"), last=last.day)


def day_at(day: str, time: str) -> str:
    """Return a day, in words, with a time of day: Tue Oct 31, 3:35 pm."""
    return fill(pgettext("day and time", "{day}, {time}"), day=day, time=time) if time else day


def month_name(day: date) -> str:
    """Return the short name of a day's month: Oct."""
    return format_date(day, pgettext("date format: Oct", "M"))


def weekday_short(day: date) -> str:
    """Return a day's short weekday: Tue."""
    return format_date(day, "D")


def weekday_name(weekday: int) -> str:
    """Return the name of a weekday, 0 for Monday: Tuesday."""
    return format_date(date.fromordinal(_MONDAY + weekday), "l")
