"""Taking addresses out of what a mail server says, for staff who are not to see them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Final

MASK: Final = "…"
WORD: Final = 3
"""Letters of a word in an address that may be a name by itself."""

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
    names = {name for address in addresses for name in _names_in(address)}
    for name in sorted(names, key=len, reverse=True):
        found = re.sub(rf"(?<!\w){re.escape(name)}(?!\w)", MASK, found, flags=re.IGNORECASE)
    return found


def _names_in(address: str) -> Iterator[str]:
    """Yield what stands before the @, without its tag too, and the longer words in it."""
    local = address.rpartition("@")[0].strip('"')
    yield from filter(None, (local, local.partition("+")[0]))
    yield from (word for word in re.split(r"[\W_]+", local) if len(word) >= WORD)
