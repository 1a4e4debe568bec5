"""Addresses: why a link cannot lead anywhere, though it looks like one.

What fields refuse (no scheme, a space, no host) is in `courses.content`. Here is what they let
through, and the links in prose, which no field checks.
"""

import re
from collections.abc import Iterator
from functools import lru_cache
from ipaddress import ip_address
from typing import Final
from urllib.parse import urlsplit

from markdown_it import MarkdownIt
from markdown_it.token import Token

MAILTO: Final = "mailto"
WEB: Final = frozenset({"http", "https"})

LONGEST_LABEL: Final = 63
KEPT: Final = 1_000

# The parser's own check would drop some without a word, and print them as they are written.
_PARSER: Final = MarkdownIt("commonmark", {"html": False}).enable(["table", "strikethrough"])
_BROKEN_LINK: Final = re.compile(r"\]\(\s*(?P<address>(?:[a-z]+:/|www\.)[^)]*)\)", re.IGNORECASE)
_BAD_ESCAPE: Final = re.compile(r"%(?![0-9A-Fa-f]{2})")
_LABEL: Final = re.compile(r"\w(?:[\w-]*\w)?")
_NEVER: Final = re.compile(r"[\\{}<>\"\s]")


def fault_of(address: str) -> str:
    """Return why an address cannot be one of the web or of mail, as a clause; empty if it can."""
    try:
        parts = urlsplit(address)
        host, _ = parts.hostname or "", parts.port
    except ValueError:  # a bracket that is not closed, a port that is none
        return "its host or port cannot be one"
    if parts.scheme == MAILTO:
        return "" if "@" in parts.path else "it names no mailbox"
    if parts.scheme not in WEB:
        return "it does not start with https://"
    if found := _NEVER.search(address):
        return f"it has {_name_of(found[0])} in it"
    if _BAD_ESCAPE.search(address):
        return "after % it needs two digits, as in %20"
    return _fault_of_host(host)


@lru_cache(maxsize=KEPT)
def links_in(prose: str) -> tuple[str, ...]:
    """Return the addresses of the links in Markdown, also of those that are no links as written.

    What was read once is kept: reading prose takes longer than all else that is linted.
    """
    parts = (part for token in _PARSER.parse(prose) for part in token.children or ())
    return tuple(address for part in parts for address in _links_in(part))


def _links_in(part: Token) -> Iterator[str]:
    if part.type == "link_open":
        yield str(part.attrs.get("href", ""))
    if part.type == "text":
        for match in _BROKEN_LINK.finditer(part.content):
            yield match["address"].strip()


def _fault_of_host(host: str) -> str:
    if not host:
        return "it names no host"
    if ":" in host:
        return ""  # an address of IPv6, which urlsplit has checked
    labels = host.removesuffix(".").split(".")
    if any(len(label) > LONGEST_LABEL or not _LABEL.fullmatch(label) for label in labels):
        return f"{host} cannot be the name of a host"
    if len(labels) == 1:
        return f"{host} is not a name that readers' browsers can find"
    return "" if not labels[-1].isdecimal() or _is_number(host) else f"{host} is no host's number"


def _is_number(host: str) -> bool:
    try:
        ip_address(host)
    except ValueError:
        return False
    return True


def _name_of(character: str) -> str:
    return "a space" if character.isspace() else character
