"""How many confirmations are sent, so that nobody can fill others' mailboxes from here."""

from __future__ import annotations

from datetime import datetime, timedelta
from ipaddress import IPv6Address, ip_address
from typing import Final

from django.conf import settings
from django.db.models import QuerySet
from django.utils.crypto import salted_hmac

from schedule.models import MailState, SignUp, of_address

HOUR: Final = timedelta(hours=1)
DAY: Final = timedelta(days=1)
_SALT: Final = "lectern.mail.network"
_IPV6_SITE: Final = 64
"""Bits of an IPv6 address that one household or building has; the rest its machines draw."""


class TooManyError(Exception):
    """So many signed up within an hour that nothing is taken for now.

    Attributes:
        until: When there is room again.
        is_network: Whether they came from one network address, or it is the whole site.
    """

    def __init__(self, *, until: datetime, is_network: bool) -> None:
        """Keep until when, and of whom."""
        super().__init__(until)
        self.until = until
        self.is_network = is_network


def network_of(address: str) -> str:
    """Return what is kept of the address of a machine, to count by: a hash, keyed with ours."""
    try:
        found = ip_address(address)
    except ValueError:
        return salted_hmac(_SALT, address, algorithm="sha256").hexdigest()
    if isinstance(found, IPv6Address):
        mapped = found.ipv4_mapped
        found = mapped or IPv6Address(int(found) >> _IPV6_SITE << _IPV6_SITE)
    return salted_hmac(_SALT, str(found), algorithm="sha256").hexdigest()


def require_room(network: str, *, now: datetime) -> None:
    """Take no more than the settings allow within an hour.

    Raises:
        TooManyError: From this network, or for the site, there were as many.
    """
    lately = SignUp.objects.filter(made_at__gt=now - HOUR)
    _require(lately.filter(network=network), settings.SIGN_UPS_A_NETWORK_AN_HOUR, is_network=True)
    _require(lately, settings.SIGN_UPS_AN_HOUR, is_network=False)


def has_room(address: str, *, now: datetime) -> bool:
    """Tell whether an address may get another confirmation: so many a day that lead to nothing."""
    lately = SignUp.objects.filter(
        of_address(address), made_at__gt=now - DAY, confirmed_at=None
    ).exclude(mails__state=MailState.VOID)
    return lately.count() < settings.SIGN_UPS_AN_ADDRESS_A_DAY


def _require(lately: QuerySet[SignUp], most: int, *, is_network: bool) -> None:
    # With the one that comes there may be `most`: the one so many before it has to be an hour old.
    before = lately.order_by("-made_at").values_list("made_at", flat=True)[most - 1 : most].first()
    if before is not None:
        raise TooManyError(until=before + HOUR, is_network=is_network)
