"""Links in mails: each carries a secret that is made anew when it is needed, and stored nowhere."""

from __future__ import annotations

from typing import Final
from uuid import UUID

from django.conf import settings
from django.core.signing import BadSignature, Signer
from django.urls import reverse

from schedule.models import SignUp, Subscriber

_PAGE: Final = "lectern.mail.page"
_CONFIRM: Final = "lectern.mail.confirm"
_BETWEEN: Final = "."


def page_secret(subscriber: Subscriber) -> str:
    """Return the secret of a subscriber's own page: their id, signed together with their nonce."""
    return _secret(_PAGE, subscriber.pk, subscriber.nonce)


def subscriber_at(secret: str) -> Subscriber | None:
    """Return the subscriber whose page this is the secret of; None where it is nobody's."""
    pk = _id_of(secret)
    found = Subscriber.objects.filter(pk=pk).first() if pk else None
    return found if found and _is_signed(_PAGE, secret, found.nonce) else None


def confirm_secret(sign_up: SignUp) -> str:
    """Return the secret by which an address shows that a sign-up is its own."""
    return _secret(_CONFIRM, sign_up.pk)


def sign_up_at(secret: str) -> SignUp | None:
    """Return the sign-up that this is the secret of; None where it is none, or was erased."""
    pk = _id_of(secret) if _is_signed(_CONFIRM, secret) else None
    return SignUp.objects.filter(pk=pk).first() if pk else None


def page_url(subscriber: Subscriber) -> str:
    """Return the whole address of a subscriber's own page."""
    return _url("schedule:own_mail", page_secret(subscriber))


def end_url(subscriber: Subscriber, course: UUID | None = None) -> str:
    """Return the whole address that ends a course, or everything (RFC 8058 posts to it)."""
    secret = page_secret(subscriber)
    if course is None:
        return _url("schedule:end_mail", secret)
    return _url("schedule:end_mail_course", secret, str(course))


def confirm_url(sign_up: SignUp) -> str:
    """Return the whole address of the page that confirms a sign-up."""
    return _url("schedule:confirm_mail", confirm_secret(sign_up))


def _url(name: str, *parts: str) -> str:
    return settings.PUBLIC_URL + reverse(name, args=parts)


def _secret(salt: str, pk: UUID, nonce: str = "") -> str:
    signature = Signer(salt=salt).signature(f"{pk.hex}{nonce}")
    return f"{pk.hex}{_BETWEEN}{signature}"


def _id_of(secret: str) -> UUID | None:
    try:
        return UUID(hex=secret.partition(_BETWEEN)[0])
    except ValueError:
        return None


def _is_signed(salt: str, secret: str, nonce: str = "") -> bool:
    """Tell whether the signature is ours, by the present key or one before it."""
    name, _, signature = secret.partition(_BETWEEN)
    try:
        Signer(salt=salt).unsign(f"{name}{nonce}:{signature}")
    except BadSignature:
        return False
    return True
