"""The page that makes a feed's address."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from django.conf import settings
from django.utils.translation import gettext

from schedule import ical
from schedule.engine.entry import DEFAULT_KINDS, Kind, Status
from schedule.feeds.options import SUMMARIES, Options
from schedule.pages.calendars import feed_links
from schedule.pages.choosing import value_of
from schedule.pages.feedoptions import more_choices
from schedule.pages.happenings import Happening
from schedule.pages.subscription import kind_choices, named_entry, preview
from schedule.qr import LONGEST
from schedule.reading.headline import Headline
from schedule.serialising import facts_from
from schedule.views.errors import public_page
from schedule.views.feedchoice import FeedChoice
from schedule.views.mailing.choosing import offer_mail
from schedule.views.visit import Context, Visit
from schedule.wording.phrase import fill
from schedule.wording.told import say

if TYPE_CHECKING:
    from collections.abc import Iterable

    from django.http import HttpRequest
    from django.http.response import HttpResponseBase

    from schedule.wording import Item


@public_page
def subscribe(request: HttpRequest, term: str, course: str) -> HttpResponseBase:
    """Show what a feed can hold, and the address of the feed that was chosen."""
    visit = Visit.of(request, term, course)
    choice = FeedChoice.sent(request.GET)
    return visit.serve("subscribe", lambda: _context(visit, choice), parts=choice.parts)


def _context(visit: Visit, choice: FeedChoice) -> Context:
    written, links = visit.reading.content, visit.sight.links
    options = plainest(choice.options, {event.kind for event in visit.reading.events})
    happenings = [
        Happening(event, visit.row.slug, written.number) for event in visit.reading.events
    ]
    address = visit.feed_address + (f"?{options.query}" if options.query else "")
    # Of a draft nobody is told anything yet.
    offered = visit.row.is_open and not visit.draft
    mail = offer_mail([value_of(visit.row)], visit.reading.zone.key) if offered else {}
    return {
        **mail,
        "layout": visit.layout(
            "subscribe", fill(gettext("Subscribe to {course}"), course=written.number)
        ),
        "name": written.number,
        "term": visit.reading.term,
        "choices": kind_choices(happenings, options, choice.leads, course=written),
        "is_empty": choice.is_empty,
        "deadlines": options.deadlines,
        "more": more_choices(options, _examples(visit, options)),
        "hidden": links.kept(visit.row.slug),
        "form_url": links.to("subscribe", visit.row.slug, keeps=False),
        "base": visit.feed_address,
        "feed": feed_links(address, name=written.number),
        **code_of(
            address,
            links.to("qr", visit.row.slug, keeps=False) if visit.row.is_open else "",
            options,
        ),
        **tasks_of(
            settings.PUBLIC_URL + links.to("tasks", visit.row.slug, keeps=False),
            options,
            {event.kind for event in visit.reading.events},
        ),
        "preview": preview(
            happenings,
            options,
            visit.sight,
            {visit.row.slug: facts_from(Headline.published(visit.row), page="")},
        ),
    }


def _examples(visit: Visit, options: Options) -> dict[str, ical.Said]:
    return examples_of(visit.reading.events, Headline.published(visit.row), options)


def examples_of(
    events: Iterable[Item], headline: Headline, options: Options
) -> dict[str, ical.Said]:
    """Return an event of a course, a deadline if there is one, in each form of a summary."""
    own = [
        each for each in events if each.status == Status.CONFIRMED and each.kind != Kind.NO_CLASS
    ]
    event = next((each for each in own if each.kind == Kind.DEADLINE), own[0] if own else None)
    if event is None:
        return {}
    entry = named_entry(event)
    asked = ical.Form(deadlines_as_days=options.deadlines == "day", language=options.language)
    facts = facts_from(headline, page="")
    return {each: say(entry, facts, replace(asked, summary=each)) for each in SUMMARIES}


def tasks_of(base: str, options: Options, kinds: set[str]) -> Context:
    """Return what the page shows of the deadlines as tasks: nothing where there are none.

    Args:
        base: The address of the tasks without options.
        options: The chosen options; of them, what tasks can have.
        kinds: Those of the events.
    """
    if Kind.DEADLINE not in kinds:
        return {}
    query = options.for_tasks.query
    mark = "&" if "?" in base else "?"
    return {"tasks": f"{base}{mark}{query}" if query else base, "tasks_base": base}


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
