"""Two-step sign-in, for staff who turn it on: a code from an app (RFC 6238), or a recovery code.

A recovery code works once, and the database knows only a hash of it. Wrong codes make the next try
wait longer and longer.
"""

from __future__ import annotations

import secrets
import time
from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import Final

from django.contrib.auth.models import User
from django.db import transaction
from django.utils import timezone
from django.utils.crypto import salted_hmac
from django_otp.oath import TOTP
from django_otp.plugins.otp_static.models import StaticDevice, StaticToken
from django_otp.plugins.otp_totp.models import TOTPDevice
from django_otp.util import random_hex

CODES: Final = 10
ALPHABET: Final = "abcdefghjkmnpqrstuvwxyz23456789"
"""Without what looks alike: i, l and 1, o and 0."""
GROUPS: Final = (5, 5)
"""31¹⁰ codes: 49 bits, of which a guesser gets a try every few minutes."""
TOKEN_LENGTH: Final = 16
NAME: Final = "app"


class WaitError(Exception):
    """There were wrong codes; the next try is possible later.

    Attributes:
        seconds: How long from now.
    """

    def __init__(self, until: datetime) -> None:
        """Keep how long."""
        left = until - timezone.now()
        self.seconds = max(1, -(-left // timedelta(seconds=1)))
        super().__init__(f"Wait {self.seconds} seconds.")


def new_key() -> str:
    """Draw a secret of 160 bits, as hexadecimal digits."""
    return str(random_hex(20))


def key_fits(key: str, code: str) -> bool:
    """Tell whether a code is one of a key's now, or of the half minute before or after."""
    totp = TOTP(bytes.fromhex(key))
    totp.time = time.time()
    digits = _tidy(code)
    return digits.isdecimal() and bool(totp.verify(int(digits), tolerance=1))


def device_for(user: User, key: str) -> TOTPDevice:
    """Return the app of an account, not saved."""
    return TOTPDevice(user=user, key=key, name=NAME, confirmed=True)


def is_on(user: User) -> bool:
    """Tell whether an account signs in in two steps."""
    return bool(TOTPDevice.objects.filter(user=user, confirmed=True).exists())


@transaction.atomic
def turn_on(user: User, key: str) -> list[str]:
    """Let an account sign in in two steps from now on; return its recovery codes."""
    turn_off([user])
    device_for(user, key).save()
    return draw_codes(user)


@transaction.atomic
def draw_codes(user: User) -> list[str]:
    """Draw new recovery codes; the old ones end. They can be shown only now."""
    StaticDevice.objects.filter(user=user).delete()
    device = StaticDevice.objects.create(user=user, name="recovery", confirmed=True)
    codes = [_draw() for _ in range(CODES)]
    StaticToken.objects.bulk_create(StaticToken(device=device, token=_hash(code)) for code in codes)
    return codes


def codes_left(user: User) -> int:
    """Return how many recovery codes were not used."""
    return int(StaticToken.objects.filter(device__user=user).count())


def turn_off(users: Iterable[User]) -> None:
    """Let accounts sign in with their password alone."""
    for model in (TOTPDevice, StaticDevice):
        model.objects.filter(user__in=list(users)).delete()


@transaction.atomic
def accepts(user: User, code: str) -> bool:
    """Tell whether a code is right, and use it up.

    Raises:
        WaitError: There were wrong ones; this one was not looked at.
    """
    tidy = _tidy(code)
    is_of_app = tidy.isdecimal()
    model = TOTPDevice if is_of_app else StaticDevice
    # Locked, so that one code cannot be used twice at the same moment.
    device = model.objects.select_for_update().filter(user=user, confirmed=True).first()
    if device is None:
        return False
    is_allowed, why = device.verify_is_allowed()
    if not is_allowed:
        raise WaitError(why["locked_until"])
    return bool(device.verify_token(tidy if is_of_app else _hash(tidy)))


def _draw() -> str:
    return "-".join("".join(secrets.choice(ALPHABET) for _ in range(size)) for size in GROUPS)


def _tidy(code: str) -> str:
    return "".join(code.split()).replace("-", "").lower()


def _hash(code: str) -> str:
    """Return what is stored of a code; it is random, so it needs no salt of its own."""
    digest = salted_hmac("lectern.recovery", _tidy(code), algorithm="sha256")
    return str(digest.hexdigest()[:TOKEN_LENGTH])
