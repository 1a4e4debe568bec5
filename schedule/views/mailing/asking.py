"""The page where mail about courses is asked for, and what it answers."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, cast
from urllib.parse import quote, unquote

from django.conf import settings
from django.http import HttpResponse, HttpResponseRedirect
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone
from django.utils.module_loading import import_string
from django.utils.translation import gettext, ngettext
from django.views.decorators.csrf import csrf_exempt

from schedule.http.conditional import PRIVATE, answer
from schedule.mailing.limits import TooManyError
from schedule.mailing.signing_up import Asked, sign_up
from schedule.pages.layout import Crumb, Layout
from schedule.reading.picks import COURSE, parse_picked
from schedule.views.errors import for_readers
from schedule.views.mailing.choosing import LONGEST_WORDS, MailChoosing
from schedule.views.mailing.secrecy import require_mail, require_method
from schedule.views.options import VARY, Options
from schedule.views.sent import require_own
from schedule.views.terms import Terms
from schedule.wording.joining import sentences
from schedule.wording.phrase import fill

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime

    from django.http import HttpRequest
    from django.http.response import HttpResponseBase

    from courses.models import Term
    from schedule.views.visit import Context

SENT: Final = "sent"
"""The option that says that a link was sent just now."""
ADDRESS: Final = "mail"
"""The cookie that carries the address to the one page that shows it again."""
SHOWN_FOR: Final = 600
"""Seconds until it is not shown any more."""
BAD: Final = 400
TOO_MANY: Final = 429


# Pages that caches keep hold no CSRF token: where the form came from is checked instead.
@csrf_exempt
def mail(request: HttpRequest) -> HttpResponseBase:
    """Show what there can be mails about, and take what is asked for."""
    require_mail()
    return _answer(request)


@for_readers
def _answer(request: HttpRequest) -> HttpResponseBase:
    require_method(request)
    options = Options.of(request)
    terms = Terms.read(options)
    if request.method == "POST":
        return _take(request, options, terms.wanted)
    if SENT in request.GET:
        return _say_sent(request, options)
    choosing = MailChoosing.fresh(
        parse_picked(request.GET.getlist(COURSE)),
        term=terms.wanted,
        words=request.GET.get("q", "").strip()[:LONGEST_WORDS],
    )
    return answer(
        request,
        parts=["mail", *terms.parts, *choosing.parts, *options.parts],
        make=lambda: HttpResponse(_render(choosing, options)),
        until=None,
        vary=VARY,
    )


def _take(request: HttpRequest, options: Options, term: Term | None) -> HttpResponseBase:
    """Look for courses, or keep what is asked for and lead to the page that says so."""
    require_own(request)
    choosing = MailChoosing.sent(request.POST, term=term)
    if looks_for_courses(request):
        return _private(HttpResponse(_render(choosing, options)))
    if choosing.faults:
        return _private(HttpResponse(_render(choosing, options, is_sent=True), status=BAD))
    now = timezone.now()
    asked = Asked(choosing.mailbox, choosing.courses, choosing.choice)
    try:
        sign_up(asked, whence=_whence(request), now=now)
    except TooManyError as error:
        words = _too_many_words(error, now)
        response = HttpResponse(_render(choosing, options, too_many=words), status=TOO_MANY)
        response.headers["Retry-After"] = str(max(1, round((error.until - now).total_seconds())))
        return _private(response)
    return _lead_to_sent(choosing.address)


def looks_for_courses(request: HttpRequest) -> bool:
    """Tell whether a form was sent to look for courses: by its button, or from its field."""
    sent = request.POST
    is_changed = sent.get("q", "").strip() != sent.get("searched", "").strip()
    return sent.get("do") == "find" or (sent.get("do") == "enter" and is_changed)


def _whence(request: HttpRequest) -> str:
    """Return the address of the machine that asks."""
    find = cast("Callable[[HttpRequest], str]", import_string(settings.CLIENT_ADDRESS))
    return find(request)


def _lead_to_sent(address: str) -> HttpResponseBase:
    """Lead to the page that says where to look; the address goes there in a cookie, not in links."""
    path = reverse("schedule:mail")
    response = HttpResponseRedirect(f"{path}?{SENT}=1", status=303)
    response.set_cookie(
        ADDRESS,
        quote(address),
        max_age=SHOWN_FOR,
        path=path,
        samesite="Lax",
        httponly=True,
        secure=settings.SESSION_COOKIE_SECURE,
    )
    return _private(response)


def _say_sent(request: HttpRequest, options: Options) -> HttpResponseBase:
    context = {
        "layout": Layout(
            title=gettext("Look into your mail"),
            crumbs=(Crumb(gettext("Mail"), reverse("schedule:mail")),),
            theme=options.theme,
        ),
        "address": unquote(request.COOKIES.get(ADDRESS, "")),
        "most": settings.SIGN_UPS_AN_ADDRESS_A_DAY,
    }
    return _private(HttpResponse(render_to_string("schedule/mail/sent.html", context)))


def _render(
    choosing: MailChoosing, options: Options, *, is_sent: bool = False, too_many: str = ""
) -> str:
    path = reverse("schedule:mail")
    context: Context = {
        "layout": Layout(
            title=gettext("Mail about courses"),
            canonical=settings.PUBLIC_URL + path,
            crumbs=(Crumb(gettext("Mail"), is_page=True),),
            theme=options.theme,
            on=options.on_words,
        ),
        "form_url": path,
        "too_many": too_many,
        **choosing.context(is_sent=is_sent),
    }
    return render_to_string("schedule/mail/ask.html", context)


def _too_many_words(error: TooManyError, now: datetime) -> str:
    minutes = max(1, -(-round((error.until - now).total_seconds()) // 60))
    again = fill(
        ngettext(
            "Try again in {n} minute; what you chose is still here.",
            "Try again in {n} minutes; what you chose is still here.",
            minutes,
        ),
        n=minutes,
    )
    if error.is_network:
        why = gettext("Too many people asked from your network within an hour.")
    else:
        why = gettext("Too many people asked within an hour.")
    return sentences(why, again)


def _private(response: HttpResponse) -> HttpResponse:
    response.headers["Cache-Control"] = PRIVATE
    return response
