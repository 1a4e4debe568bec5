"""Who is asking, where a reverse proxy stands before Lectern."""

from ipaddress import ip_address

from django.conf import settings
from django.http import HttpRequest


def client_address(request: HttpRequest) -> str:
    """Return the address of the asking machine.

    Behind a proxy it is the last one in X-Forwarded-For: what stands before it came from the
    client and may be made up. What is no address there counts as the proxy's own.
    """
    direct: str = request.META.get("REMOTE_ADDR", "")
    if not settings.BEHIND_PROXY:
        return direct
    last = request.headers.get("X-Forwarded-For", "").rpartition(",")[2].strip()
    try:
        return str(ip_address(last))
    except ValueError:
        return direct
