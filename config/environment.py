"""Read settings from environment variables. A value that cannot be read stops the start, and is named."""

import os
import secrets
from ipaddress import IPv4Network, IPv6Network, ip_network
from pathlib import Path
from urllib.parse import SplitResult, urlsplit

from django.core.exceptions import ImproperlyConfigured

TRUE = {"1", "true", "yes", "on"}
FALSE = {"", "0", "false", "no", "off"}


def text(name: str, default: str = "") -> str:
    """Return the variable without surrounding blanks; an empty one counts as absent."""
    return os.environ.get(name, "").strip() or default


def flag(name: str) -> bool:
    """Return a yes or no; an absent one is a no.

    Raises:
        ImproperlyConfigured: for anything but 1/0, true/false, yes/no, on/off.
    """
    value = text(name).lower()
    if value not in TRUE | FALSE:
        message = f"{name} is {value!r}: write 1 or 0 (true/false, yes/no and on/off are read too)."
        raise ImproperlyConfigured(message)
    return value in TRUE


def number(name: str, default: int, *, low: int, high: int) -> int:
    """Return a whole number between low and high, both allowed.

    Raises:
        ImproperlyConfigured: when it is no such number.
    """
    value = text(name, str(default))
    if not (value.isascii() and value.isdigit() and low <= int(value) <= high):
        message = f"{name} is {value!r}: write a whole number from {low} to {high}."
        raise ImproperlyConfigured(message)
    return int(value)


def words(name: str) -> list[str]:
    """Return the parts of a comma-separated variable, without empty ones."""
    return [part.strip() for part in os.environ.get(name, "").split(",") if part.strip()]


def address(name: str, default: str) -> SplitResult:
    """Return a URL in its parts; what it says is looked at by `config.checks`.

    Raises:
        ImproperlyConfigured: when it cannot be taken apart.
    """
    value = text(name, default)
    try:
        parts = urlsplit(value)
        _ = parts.port
    except ValueError as error:
        message = f"{name} is {value!r}, which is no address ({error}): write https://lectern.example.edu."
        raise ImproperlyConfigured(message) from error
    return parts


def networks(name: str, *, default: str = "") -> list[IPv4Network | IPv6Network]:
    """Return the parts of a comma-separated variable as addresses or networks.

    Raises:
        ImproperlyConfigured: when one is neither.
    """
    parts = [part.strip() for part in text(name, default).split(",") if part.strip()]
    try:
        return [ip_network(part) for part in parts]
    except ValueError as error:
        message = f"{name}: {error}. Write addresses or networks, like 127.0.0.1, 10.0.0.0/8."
        raise ImproperlyConfigured(message) from error


def folder(name: str, *, default: Path) -> Path:
    """Return the folder, made for its owner alone where it is missing.

    Raises:
        ImproperlyConfigured: when it cannot be made.
    """
    path = Path(text(name, str(default))).expanduser().resolve()
    try:
        path.mkdir(mode=0o700, parents=True, exist_ok=True)
    except OSError as error:
        message = f"{name} is {path}, which cannot be made ({error.strerror}): set another folder."
        raise ImproperlyConfigured(message) from error
    return path


def secret(name: str, *, file: Path) -> str:
    """Return the variable or else the content of `file`, made at random the first time (mode 0600).

    Several processes that start together agree on one value: the file is written apart and then
    linked into place, which only one of them can do.

    Raises:
        ImproperlyConfigured: when the file can be neither read nor made.
    """
    if value := text(name):
        return value
    try:
        if not file.exists():
            _create(file, secrets.token_urlsafe(50))
        value = file.read_text(encoding="utf-8").strip()
    except OSError as error:
        message = f"{file} cannot be used ({error.strerror}): set {name}, or DATA_DIR to a folder that can be written."
        raise ImproperlyConfigured(message) from error
    if not value:
        message = f"{file} is empty: delete it, and a new secret is made, or set {name}."
        raise ImproperlyConfigured(message)
    return value


def _create(file: Path, value: str) -> None:
    """Write a private file in one step; one that came into being meanwhile wins."""
    apart = file.with_name(f"{file.name}.{os.getpid()}")
    descriptor = os.open(apart, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(descriptor, "w", encoding="utf-8") as stream:
        stream.write(value + "\n")
    try:
        os.link(apart, file)
    except FileExistsError:
        pass
    finally:
        apart.unlink()
