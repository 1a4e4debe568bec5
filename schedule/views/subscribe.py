"""The page that makes a feed's address."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from django.http import QueryDict
from django.utils.translation import gettext

from schedule.engine.entry import DEFAULT_KINDS, Kind
from schedule.feeds.options import OptionError, Options
from schedule.pages.calendars import feed_links
from schedule.pages.happenings import Happening
from schedule.pages.subscription import allowed_leads, kind_choices, preview
from schedule.qr import LONGEST
from schedule.views.errors import PageError, public_page
from schedule.views.options import bad_option
from schedule.views.visit import Context, Visit
from schedule.wording.phrase import fill

if TYPE_CHECKING:
    from collections.abc import Mapping

    from django.http import HttpRequest
    from django.http.response import HttpResponseBase

REMINDER = "alarm-"


@public_page
def subscribe(request: HttpRequest, term: str, course: str) -> HttpResponseBase:
    """Show what a feed can hold, and the address of the feed that was chosen."""
    visit = Visit.of(request, term, course)
    leads = read_leads(request.GET)
    options = read_options(request.GET, leads)
    is_empty = "deadlines" in request.GET and "only" not in request.GET
    return visit.serve(
        "subscribe",
        lambda: _context(visit, options, leads, is_empty=is_empty),
        parts=[options.query, str(is_empty), *(f"{kind}:{lead}" for kind, lead in leads.items())],
    )


def read_leads(sent: QueryDict) -> dict[str, str]:
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


def read_options(sent: QueryDict, leads: Mapping[str, str]) -> Options:
    """Return the feed's options that the form asks for.

    Raises:
        PageError: A 400: an option has a value that it cannot have.
    """
    query = QueryDict(mutable=True)
    for name in ("only", "deadlines", "cancelled"):
        query.setlist(name, sent.getlist(name))
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


def _context(
    visit: Visit, options: Options, leads: Mapping[str, str], *, is_empty: bool
) -> Context:
    written, links = visit.reading.content, visit.sight.links
    options = plainest(options, {event.kind for event in visit.reading.events})
    happenings = [
        Happening(event, visit.row.slug, written.number) for event in visit.reading.events
    ]
    address = visit.feed_address + (f"?{options.query}" if options.query else "")
    return {
        "layout": visit.layout(
            "subscribe", fill(gettext("Subscribe to {course}"), course=written.number)
        ),
        "name": written.number,
        "term": visit.reading.term,
        "choices": kind_choices(happenings, options, leads, course=written),
        "is_empty": is_empty,
        "deadlines": options.deadlines,
        "hidden": links.keep,
        "form_url": links.to("subscribe", visit.row.slug, keeps=False),
        "base": visit.feed_address,
        "feed": feed_links(address, name=written.number),
        **code_of(
            address,
            links.to("qr", visit.row.slug, keeps=False) if visit.row.is_open else "",
            options,
        ),
        "preview": preview(happenings, options, visit.sight),
    }


def code_of(feed: str, base: str, options: Options) -> Context:
    """Return what the page shows of a feed's QR code: nothing where it would be too fine to read.

    Args:
        feed: The feed's address.
        base: The address of the code of the feed without options; empty where there is no feed.
        options: The chosen options.
    """
    if not base or len(feed) > LONGEST:
        return {}
    mark = "&" if "?" in base else "?"
    return {"code": f"{base}{mark}{options.query}" if options.query else base, "code_base": base}


def plainest(options: Options, kinds: set[str]) -> Options:
    """Return the options without `only` where they name all that the course has by default.

    What the course gets later, an exam perhaps, then comes to the subscriber too.
    """
    defaults = frozenset(kind for kind in DEFAULT_KINDS if kind in kinds)
    return replace(options, kinds=DEFAULT_KINDS) if options.kinds == defaults else options
