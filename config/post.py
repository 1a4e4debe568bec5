"""The mail server, from `EMAIL_URL`, and from whom mails are unless `MAIL_FROM` says."""

from dataclasses import dataclass
from ipaddress import ip_address
from typing import Final
from urllib.parse import unquote, urlsplit

from django.core.exceptions import ImproperlyConfigured

PORTS: Final = {"smtp": 25, "smtp+tls": 587, "smtps": 465}
HELP: Final = (
    "Write smtp://host:25, smtp+tls://user:password@host:587 (STARTTLS) or "
    "smtps://user:password@host:465 (TLS from the first byte); %-encode what is special in a password."
)


@dataclass(frozen=True, slots=True)
class MailServer:
    """Where mail is handed in.

    Attributes:
        starts_tls: Whether the connection is plain at first (STARTTLS, RFC 3207).
        is_tls: Whether it is TLS from the first byte (RFC 8314).
    """

    host: str
    port: int
    user: str = ""
    password: str = ""
    starts_tls: bool = False
    is_tls: bool = False


def mail_server(url: str) -> MailServer | None:
    """Return the server that a URL names; None for an empty one: no mail is sent.

    Raises:
        ImproperlyConfigured: It names none.
    """
    if not url:
        return None
    try:
        parts = urlsplit(url)
        port = parts.port
    except ValueError:
        # What urlsplit says may hold a part of the password, where that has a slash in it.
        msg = f"EMAIL_URL is not understood: its port is no number, or its host none. {HELP}"
        raise ImproperlyConfigured(msg) from None
    if parts.scheme not in PORTS or not parts.hostname or parts.path.strip("/"):
        msg = f"EMAIL_URL is not understood. {HELP}"
        raise ImproperlyConfigured(msg)
    return MailServer(
        host=parts.hostname,
        port=port or PORTS[parts.scheme],
        user=unquote(parts.username or ""),
        password=unquote(parts.password or ""),
        starts_tls=parts.scheme == "smtp+tls",
        is_tls=parts.scheme == "smtps",
    )


def sender_at(host: str) -> str:
    """Return from whom mails of a host are.

    A host that is a bare number stands in brackets (RFC 5321, section 4.1.3).
    """
    try:
        number = ip_address(host)
    except ValueError:
        return f"Lectern <lectern@{host}>"
    tag = "IPv6:" if number.version == 6 else ""  # noqa: PLR2004  the version's own name
    return f"Lectern <lectern@[{tag}{number}]>"
