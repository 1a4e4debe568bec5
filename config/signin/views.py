"""Signing in: the password, then for those who turned it on a code; and the page that turns it on."""

from __future__ import annotations

import time
from base64 import b32encode
from collections.abc import Mapping
from http import HTTPStatus
from typing import Any, Final

from axes.handlers.proxy import AxesProxyHandler
from django.conf import settings
from django.contrib import messages
from django.contrib.auth import login, update_session_auth_hash
from django.contrib.auth.forms import AuthenticationForm
from django.contrib.auth.models import User
from django.contrib.auth.signals import user_login_failed
from django.contrib.auth.views import LoginView
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.crypto import constant_time_compare
from django.utils.http import urlencode

from config.signin.forms import ChangeForm, CodeForm, TurnOnForm
from courses import two_step
from schedule.qr import draw_secret

PENDING: Final = "signing-in"
KEY: Final = "two-step-key"
PATIENCE: Final = 5 * 60
"""Seconds between the password and the code."""


class PasswordStep(LoginView):
    """The first step: name and password."""

    def form_valid(self, form: AuthenticationForm) -> HttpResponse:
        """Sign in, or go on to the second step."""
        user = form.get_user()
        assert isinstance(user, User)  # noqa: S101 - the form found it
        if not two_step.is_on(user):
            return super().form_valid(form)
        self.request.session.cycle_key()
        self.request.session[PENDING] = {
            "user": user.pk,
            "backend": user.backend,
            "hash": user.get_session_auth_hash(),
            "at": time.time(),
        }
        query = urlencode({self.redirect_field_name: self.get_redirect_url()})
        return HttpResponseRedirect(f"{reverse('admin:second_step')}?{query}")


class CodeStep(LoginView):
    """The second step: a code."""

    template_name = "admin/second_step.html"
    form_class = CodeForm  # type: ignore[assignment]  # it asks for no name

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        """Lead back to the first step where it was not done, or too long ago."""
        self.user = pending_user(request)
        if self.user is None:
            messages.info(request, "Sign in with your name and password first.")
            return HttpResponseRedirect(reverse("admin:login"))
        if not AxesProxyHandler.is_allowed(request, self._credentials()):
            return locked_out(request)
        return super().dispatch(request, *args, **kwargs)

    def get_form_kwargs(self) -> dict[str, Any]:
        """Say whose code it is."""
        options = super().get_form_kwargs()
        options.pop("request")
        return {**options, "user": self.user}

    def form_valid(self, form: Any) -> HttpResponse:
        """Sign in."""
        pending = self.request.session.pop(PENDING)
        login(self.request, form.user, backend=pending["backend"])
        return HttpResponseRedirect(self.get_success_url())

    def form_invalid(self, form: Any) -> HttpResponse:
        """Count a wrong code as a wrong password is counted."""
        if form.has_error("code", "wrong"):
            user_login_failed.send(
                sender=__name__, credentials=self._credentials(), request=self.request
            )
        return super().form_invalid(form)

    def _credentials(self) -> dict[str, str]:
        assert self.user is not None  # noqa: S101 - else it leads back
        return {"username": self.user.get_username()}


def pending_user(request: HttpRequest) -> User | None:
    """Return the account that has given its password a moment ago, or None."""
    pending: Mapping[str, Any] | None = request.session.get(PENDING)
    if pending is None or time.time() - pending["at"] > PATIENCE:
        return None
    user = User.objects.filter(pk=pending["user"], is_active=True).first()
    if user is None or not constant_time_compare(pending["hash"], user.get_session_auth_hash()):
        return None
    return user


def locked_out(
    request: HttpRequest, _response: Any = None, _credentials: Any = None
) -> HttpResponse:
    """Say that there were too many wrong tries, and what to do."""
    minutes = round(settings.AXES_COOLOFF_TIME * 60)
    context = {
        "title": "Too many wrong tries",
        "minutes": minutes,
        "limit": settings.AXES_FAILURE_LIMIT,
        "site_header": "Lectern",
        "site_title": "Lectern",
    }
    response = render(
        request, "admin/locked_out.html", context, status=HTTPStatus.TOO_MANY_REQUESTS
    )
    response.headers["Retry-After"] = str(minutes * 60)
    response.headers["Cache-Control"] = "no-store"
    return response


def two_step_page(request: HttpRequest, *, context: dict[str, Any]) -> HttpResponse:
    """Show whether one's own account signs in in two steps, and change that."""
    user = request.user
    assert isinstance(user, User)  # noqa: S101 - the site lets staff in alone
    context |= {"title": "Two-step sign-in", "address": request.path}
    if two_step.is_on(user):
        return _change(request, user, context)
    return _turn_on(request, user, context)


def _turn_on(request: HttpRequest, user: User, context: dict[str, Any]) -> HttpResponse:
    key = request.session.setdefault(KEY, two_step.new_key())
    form = TurnOnForm(request.POST or None, user=user, key=key)
    if form.is_valid():
        codes = two_step.turn_on(user, key)
        del request.session[KEY]
        # Written anew with another salt, the password ends all other sessions of the account.
        user.set_password(form.cleaned_data["password"])
        user.save(update_fields=["password"])
        update_session_auth_hash(request, user)
        messages.success(request, "From now on you sign in in two steps.")
        return _answer(request, context | {"codes": codes})
    address = two_step.device_for(user, key).config_url
    secret = b32encode(bytes.fromhex(key)).decode()
    context |= {
        "form": form,
        "code": draw_secret(address),
        "secret": " ".join(secret[start : start + 4] for start in range(0, len(secret), 4)),
        "app_address": address,
    }
    return _answer(request, context)


def _change(request: HttpRequest, user: User, context: dict[str, Any]) -> HttpResponse:
    form = ChangeForm(request.POST or None, user=user)
    if not form.is_valid():
        return _answer(request, context | {"form": form, "left": two_step.codes_left(user)})
    if "codes" in request.POST:
        return _answer(request, context | {"codes": two_step.draw_codes(user)})
    two_step.turn_off([user])
    messages.success(request, "From now on your password is enough.")
    return HttpResponseRedirect(request.path)


def _answer(request: HttpRequest, context: dict[str, Any]) -> HttpResponse:
    return TemplateResponse(
        request, "admin/two_step.html", context, headers={"Cache-Control": "no-store"}
    )
