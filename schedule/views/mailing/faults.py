"""What is wrong with a field of the form of mail, in words that say what to do; empty where nothing is."""

from __future__ import annotations

from collections.abc import Collection
from typing import Final

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.validators import EmailValidator
from django.utils.encoding import punycode
from django.utils.translation import gettext

from schedule.models import Notices
from schedule.pages.mail import OFFERED_LEADS, read_time
from schedule.pages.zones import find_zone, near_zones
from schedule.reminders import KINDS
from schedule.wording import some_of
from schedule.wording.phrase import fill

LONGEST_ADDRESS: Final = 254
LONGEST_MAILBOX: Final = 64

_is_address = EmailValidator(allowlist=[])


def kind_fault(kinds: Collection[str], notices: str) -> str:
    """Look at the kinds of which to be reminded."""
    if set(kinds) - KINDS:
        return gettext("Choose from the list.")
    if not kinds and notices == Notices.NONE:
        return gettext("Choose what to be reminded of, or to hear of changes.")
    return ""


def lead_fault(leads: Collection[str], kinds: Collection[str]) -> str:
    """Look at how long before to be reminded of some kinds."""
    if any(lead not in OFFERED_LEADS for lead in leads):
        return gettext("Choose from the list.")
    if kinds and not leads:
        return gettext("Choose at least one time before.")
    return ""


def morning_fault(morning: str) -> str:
    """Look at when the morning's mails come."""
    return "" if read_time(morning) else gettext("Choose a time from the list.")


def notices_fault(notices: str) -> str:
    """Look at how soon to hear of changes."""
    return "" if notices in Notices.values else gettext("Choose one of these.")


def quiet_fault(begin: str, end: str) -> str:
    """Look at both ends of the quiet hours."""
    if not (begin or end):
        return ""
    if not (begin and end):
        return gettext("Choose both, when they begin and when they end, or neither.")
    start, stop = read_time(begin), read_time(end)
    if start is None or stop is None:
        return gettext("Choose times from the list.")
    return gettext("Choose two different times.") if start == stop else ""


def language_fault(language: str) -> str:
    """Look at the code of a language."""
    known = language in dict(settings.LANGUAGES)
    return "" if known else gettext("Choose a language from the list.")


def zone_fault(zone: str) -> str:
    """Look at what was written for a time zone."""
    if find_zone(zone):
        return ""
    near = near_zones(zone)
    if not near:
        return gettext("Write a large city of the zone, like Berlin or New York.")
    return fill(
        gettext("There is no such zone. Did you mean {zones}?"), zones=some_of(near, len(near))
    )


def address_fault(address: str) -> str:
    """Look at a mail address."""
    if not address:
        return gettext("Write the address that mail is to go to.")
    try:
        _is_address(address)
        mailbox = mailbox_of(address)
    except (ValidationError, ValueError):
        return gettext("This is no mail address. It is written like ada@example.edu.")
    return "" if len(mailbox) <= LONGEST_ADDRESS else gettext("This mail address is too long.")


def mailbox_of(address: str) -> str:
    """Return an address as mail servers know it: its domain in the letters that those have.

    Raises:
        ValueError: Its domain cannot be written so, or is the number of a machine; or its name is
            longer than any mailbox's (RFC 5321, section 4.5.3.1.1).
    """
    name, _, domain = address.rpartition("@")
    if domain.startswith("[") or len(name) > LONGEST_MAILBOX:
        raise ValueError(address)
    return f"{name}@{punycode(domain).lower()}"
