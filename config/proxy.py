"""Who is asking, where a reverse proxy stands before Lectern."""

import logging
from functools import lru_cache
from ipaddress import IPv4Address, IPv6Address, ip_address

from django.conf import settings
from django.http import HttpRequest

Address = IPv4Address | IPv6Address

log = logging.getLogger(__name__)


def client_address(request: HttpRequest) -> str:
    """Return the address of the asking machine.

    It is the one that spoke to us, unless that is a proxy that TRUSTED_PROXIES names. Then it is
    the last one in X-Forwarded-For that no such proxy has: what stands before it came from the
    client, and may be made up. What is no address there counts as the proxy's own.
    """
    direct: str = request.META.get("REMOTE_ADDR", "")
    if not settings.BEHIND_PROXY:
        return direct
    asking = _address(direct)
    if asking is None or not _is_trusted(asking):
        _warn_once(direct)
        return direct
    for text in reversed(request.headers.get("X-Forwarded-For", "").split(",")):
        before = _address(text.strip())
        if before is None:
            break
        asking = before
        if not _is_trusted(asking):
            break
    return str(asking)


def _is_trusted(address: Address) -> bool:
    return any(address in network for network in settings.TRUSTED_PROXIES)


def _address(text: str) -> Address | None:
    """Return an address; one of IPv4 that is written as one of IPv6 is the same machine."""
    try:
        found = ip_address(text)
    except ValueError:
        return None
    return getattr(found, "ipv4_mapped", None) or found


@lru_cache(maxsize=32)
def _warn_once(direct: str) -> None:
    """Say that a proxy is not known: everyone behind it counts as one machine."""
    log.warning(
        "BEHIND_PROXY is on, and %s, which TRUSTED_PROXIES does not name, handed in a request: all "
        "that come through it count as one. If it is your proxy, name it there.",
        direct or "a socket without an address",
    )
