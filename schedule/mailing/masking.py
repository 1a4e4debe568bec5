"""Taking addresses out of what a mail server says, for staff who are not to see them."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Final

MASK: Final = "…"

_ADDRESS: Final = re.compile(
    r"[^\s<>()\[\]\"',;:]*(?:@|%40|\+40)[^\s<>()\[\]\"',;]*", re.IGNORECASE
)
"""Whatever holds an @, as it is or as URLs (RFC 3986) and xtext (RFC 3461) write it."""


def masked(words: str, *, addresses: Iterable[str]) -> str:
    """Return what a server said without any address, nor a part of those given that names somebody.

    Servers repeat the address they refuse, whole or only what stands before its @, or as they
    know it after forwarding. Rather a word too many is taken out than a name left in.

    Args:
        words: What the server said.
        addresses: To which the mail went.
    """
    found = _ADDRESS.sub(MASK, words)
    for name in sorted({_name_of(each) for each in addresses}, key=len, reverse=True):
        for part in dict.fromkeys((name, name.partition("+")[0])):
            if part:
                found = re.sub(rf"(?<!\w){re.escape(part)}(?!\w)", MASK, found, flags=re.IGNORECASE)
    return found


def _name_of(address: str) -> str:
    return address.rpartition("@")[0].strip('"')
