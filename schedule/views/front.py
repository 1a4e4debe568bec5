"""The front page: the running term, else the next, else the last."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.http import HttpResponse
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.translation import gettext

from schedule.http.conditional import FOREVER, answer
from schedule.pages.layout import Layout
from schedule.reading.published import every_term
from schedule.views.errors import public_page
from schedule.views.options import VARY, Options
from schedule.views.term import show_term

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from django.http import HttpRequest
    from django.http.response import HttpResponseBase

    from courses.models import Term


@public_page
def front(request: HttpRequest) -> HttpResponseBase:
    """Show the term that people most likely want; without any, say so."""
    every = every_term()
    options = Options.of(request)
    if not every:
        return _welcome(request, options)
    return show_term(request, choose_term(every, options, timezone.now()), every, is_front=True)


def choose_term(every: Sequence[Term], options: Options, now: datetime) -> Term:
    """Return the running term, else the next, else the last, each by the date of its own zone."""
    today = {term.pk: options.today(now, term.zone) for term in every}
    running = [term for term in every if term.first_day <= today[term.pk] <= term.last_day]
    coming = [term for term in every if term.first_day > today[term.pk]]
    if running:
        return min(running, key=lambda term: (term.first_day, term.slug))
    if coming:
        return min(coming, key=lambda term: (term.first_day, term.slug))
    return max(every, key=lambda term: (term.last_day, term.slug))


def _welcome(request: HttpRequest, options: Options) -> HttpResponseBase:
    layout = Layout(title=gettext("Lectern"), theme=options.theme)
    return answer(
        request,
        parts=["welcome", *options.parts],
        make=lambda: HttpResponse(render_to_string("schedule/welcome.html", {"layout": layout})),
        until=FOREVER,
        vary=VARY,
    )
