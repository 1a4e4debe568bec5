"""System checks: a wrong configuration is named before it does harm, with the mend in the hint."""

import os
import re
from collections.abc import Iterator
from typing import Any, Final
from urllib.parse import urlsplit

from django.conf import settings
from django.core.checks import CheckMessage, Error, Warning  # noqa: A004  Django's own word

TAG = "lectern"

_HOST: Final = re.compile(r"[\w.-]+|\[?[0-9a-f:.]+\]?", re.ASCII | re.IGNORECASE)


def check_configuration(**_kwargs: Any) -> list[CheckMessage]:
    """Return what is wrong with the settings taken together."""
    return [
        *_check_public_url(),
        *_check_hosts(),
        *_check_data_dir(),
        *_check_proxy(),
        *_check_mail(),
    ]


def _check_public_url() -> Iterator[CheckMessage]:
    parts = urlsplit(settings.PUBLIC_URL)
    if parts.scheme not in {"http", "https"} or not _HOST.fullmatch(parts.hostname or ""):
        yield Error(
            f"PUBLIC_URL is {settings.PUBLIC_URL!r}, which is no http or https address.",
            hint=(
                "Set it to what people type, for example https://lectern.example.edu; "
                "a name with letters other than English ones in its form with xn--."
            ),
            id="lectern.E001",
        )
    elif parts.path or parts.query or parts.fragment:
        yield Error(
            f"PUBLIC_URL is {settings.PUBLIC_URL!r}: Lectern needs a host of its own, without a path.",
            hint=f"Set it to {parts.scheme}://{parts.netloc}, and let the proxy pass the whole host on.",
            id="lectern.E002",
        )
    if settings.DEBUG and parts.scheme == "https":
        yield Warning(
            "DEBUG is on while PUBLIC_URL is https: error pages show settings and code to everyone.",
            hint="Take DEBUG out of the environment, or use an http PUBLIC_URL on your own machine.",
            id="lectern.W003",
        )


def _check_hosts() -> Iterator[CheckMessage]:
    for name in settings.ALLOWED_HOSTS:
        if name != "*" and not _HOST.fullmatch(name):
            yield Error(
                f"ALLOWED_HOSTS has {name!r}, which is no name of a host: nobody could ask for it.",
                hint="Write names alone, without https:// and without a port: lectern.example.edu.",
                id="lectern.E008",
            )


def _check_data_dir() -> Iterator[CheckMessage]:
    folder = settings.DATA_DIR
    if not folder.is_dir() or not os.access(folder, os.W_OK | os.X_OK):
        yield Error(
            f"DATA_DIR is {folder}, and nothing can be written there.",
            hint="Make the folder and give it to the user who runs Lectern, or set DATA_DIR to another one.",
            id="lectern.E004",
        )


def _check_proxy() -> Iterator[CheckMessage]:
    if urlsplit(settings.PUBLIC_URL).scheme == "https" and not settings.BEHIND_PROXY:
        yield Warning(
            "PUBLIC_URL is https, and Lectern itself speaks plain http only.",
            hint="Put a reverse proxy before it, and set BEHIND_PROXY=1 (README.md, “Behind a domain”).",
            id="lectern.W005",
        )
    if settings.BEHIND_PROXY and any(not each.prefixlen for each in settings.TRUSTED_PROXIES):
        yield Warning(
            "TRUSTED_PROXIES names every address, so anyone may write whom they like into "
            "X-Forwarded-For: neither wrong passwords nor sign-ups are counted by who asks.",
            hint="Name the addresses of your proxies alone, for example 127.0.0.1, 10.0.0.5.",
            id="lectern.W007",
        )


def _check_mail() -> Iterator[CheckMessage]:
    if settings.MAIL_LEASE < 2 * settings.EMAIL_TIMEOUT:
        yield Error(
            f"MAIL_LEASE is {settings.MAIL_LEASE} s, too short for a message of up to "
            f"{settings.EMAIL_TIMEOUT} s (MAIL_TIMEOUT): no mail could be begun.",
            hint=f"Set MAIL_LEASE to {2 * settings.EMAIL_TIMEOUT} or more.",
            id="lectern.E006",
        )
