"""What is chosen of a feed in a form: kinds, reminders, and what else an address can ask for."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final, Self

from django.http import QueryDict
from django.utils.translation import gettext

from schedule.engine.entry import Kind
from schedule.feeds.durations import format_duration
from schedule.feeds.options import OptionError, Options
from schedule.pages.subscription import allowed_leads
from schedule.views.fault import PageError
from schedule.views.options import bad_option

REMINDER: Final = "alarm-"
MORE: Final = ("cancelled", "summary", "language", "past")
"""Options that the form sends empty where nothing is asked for."""


@dataclass(frozen=True, slots=True)
class FeedChoice:
    """What is chosen.

    Attributes:
        options: What the feed is asked for.
        leads: The chosen reminder of each kind, as the form sends it.
        is_empty: Whether the form was sent without any kind.
    """

    options: Options = field(default_factory=Options)
    leads: Mapping[str, str] = field(default_factory=dict)
    is_empty: bool = False

    @classmethod
    def sent(cls, sent: QueryDict) -> Self:
        """Read what a form sent, or an address asks for.

        Raises:
            PageError: A 400: an option has a value that it cannot have.
        """
        leads = _read_leads(sent)
        is_empty = "deadlines" in sent and "only" not in sent
        return cls(_read_options(sent, leads), leads, is_empty)

    @classmethod
    def stored(cls, options: Options) -> Self:
        """Return a choice that was kept; reminders that the form does not offer stay in it unseen."""
        leads = {}
        for kind, offsets in options.alarms.items():
            lead = " ".join(format_duration(offset) for offset in offsets)
            if lead in allowed_leads(Kind(kind)):
                leads[kind.value] = lead
        return cls(options, leads)

    @property
    def parts(self) -> tuple[str, ...]:
        """What an ETag is made of."""
        leads = (f"{kind}:{lead}" for kind, lead in self.leads.items())
        return self.options.query, str(self.is_empty), *leads


def _read_leads(sent: QueryDict) -> dict[str, str]:
    """Return the chosen reminder of each kind, as the form sends it.

    Raises:
        PageError: A 400: a reminder that is not offered.
    """
    leads = {}
    for kind in Kind:
        name = f"{REMINDER}{kind}"
        lead = sent.get(name, "").replace("+", " ").strip().upper()
        if lead and lead not in allowed_leads(kind):
            error = bad_option(name, lead, gettext("Choose a reminder from the list."))
            raise error
        if lead:
            leads[kind.value] = lead
    return leads


def _read_options(sent: QueryDict, leads: Mapping[str, str]) -> Options:
    """Return the feed's options that the form asks for.

    Raises:
        PageError: A 400: an option has a value that it cannot have.
    """
    query = QueryDict(mutable=True)
    for name in ("only", "deadlines"):
        query.setlist(name, sent.getlist(name))
    for name in MORE:
        query.setlist(name, [value for value in sent.getlist(name) if value])
    try:
        options = Options.of(dict(query.lists()))
        alarms = [
            f"{kind}:{lead}"
            for kind, words in leads.items()
            if Kind(kind) in options.kinds
            for lead in words.split()
        ]
        query.setlist("alarm", alarms + sent.getlist("alarm"))
        return Options.of(dict(query.lists()))
    except OptionError as error:
        raise PageError(
            status=400, title=gettext("This choice is not understood"), why=str(error)
        ) from None
