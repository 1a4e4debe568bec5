"""The page that makes a personal calendar."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from django.conf import settings
from django.http import HttpResponse
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext
from django.views.decorators.csrf import csrf_exempt

from schedule.http.conditional import answer
from schedule.pages.layout import Crumb, Layout
from schedule.personal.calendars import make_calendar
from schedule.views.choosing import Choosing
from schedule.views.errors import for_readers
from schedule.views.options import VARY, Options
from schedule.views.owning import lead_to
from schedule.views.sent import METHODS, not_allowed, require_own
from schedule.views.terms import Terms

if TYPE_CHECKING:
    from django.http import HttpRequest
    from django.http.response import HttpResponseBase

    from courses.models import Term
    from schedule.views.visit import Context

ENDED: Final = "ended"
"""The option that says that a calendar was ended just now."""


# Pages that caches keep hold no CSRF token: where the form came from is checked instead.
@csrf_exempt
@for_readers
def calendars(request: HttpRequest) -> HttpResponseBase:
    """Show what a personal calendar can have, and make one."""
    if request.method not in METHODS:
        raise not_allowed(reverse("schedule:calendars"))
    options = Options.of(request)
    terms = Terms.read(options)
    if request.method == "POST":
        return _make(request, options, terms.wanted)
    choosing = Choosing.sent(request.GET, term=terms.wanted)
    is_ended = ENDED in request.GET
    return answer(
        request,
        parts=[
            "calendars",
            *terms.parts,
            str(choosing.today(options)),
            str(is_ended),
            *choosing.parts,
            *options.parts,
        ],
        make=lambda: HttpResponse(_render(choosing, options, is_ended=is_ended)),
        until=None,
        vary=VARY,
    )


def _make(request: HttpRequest, options: Options, term: Term | None) -> HttpResponseBase:
    """Make a calendar, and lead to its own page."""
    require_own(request)
    choosing = Choosing.sent(request.POST, term=term)
    if choosing.faults:
        response = HttpResponse(_render(choosing, options, is_sent=True), status=400)
        response.headers["Cache-Control"] = "no-store"
        return response
    made = make_calendar(choosing.choice, now=timezone.now())
    return lead_to(made.page, token=made.token)


def _render(
    choosing: Choosing, options: Options, *, is_ended: bool = False, is_sent: bool = False
) -> str:
    path = reverse("schedule:calendars")
    context: Context = {
        "layout": Layout(
            title=gettext("Personal calendar"),
            canonical=settings.PUBLIC_URL + path,
            crumbs=(Crumb(gettext("Personal calendar"), is_page=True),),
            theme=options.theme,
            on=options.on_words,
        ),
        "form_url": path,
        "is_ended": is_ended,
        **choosing.context(options, is_sent=is_sent),
    }
    return render_to_string("schedule/calendars.html", context)
