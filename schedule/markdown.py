"""Markdown that people wrote, as safe HTML: the one renderer.

Written HTML is not let through (CommonMark without its HTML blocks), and what the renderer makes is
cleaned once more against a list of what may stand in a page.
"""

from collections.abc import Iterable
from functools import lru_cache
from html import unescape
from typing import Final
from urllib.parse import unquote, urlsplit

import nh3
from django.utils.safestring import SafeString, mark_safe
from markdown_it import MarkdownIt
from markdown_it.token import Token

TAGS: Final = {
    *("p", "br", "hr", "em", "strong", "s", "code", "pre", "blockquote", "a"),
    *("ul", "ol", "li", "h2", "h3", "h4", "h5", "h6"),
    *("table", "thead", "tbody", "tr", "th", "td"),
}
ATTRIBUTES: Final = {"a": {"href", "title"}, "ol": {"start"}}
SCHEMES: Final = {"http", "https", "mailto"}
LOWEST_HEADING: Final = 6
KEPT: Final = 1_000
BESIDE: Final = " | "

_PARSER: Final = MarkdownIt("commonmark", {"html": False}).enable(["table", "strikethrough"])


@lru_cache(maxsize=KEPT)
def render(text: str, highest: int = 3) -> SafeString:
    """Return Markdown as HTML that is safe to stand in a page.

    Its headings begin at the level `highest` and leave none out, whatever levels were written. An
    image becomes its words: pages load nothing from other hosts.
    """
    tokens = _PARSER.parse(text)
    _set_headings(tokens, highest)
    for token in tokens:
        for part in token.children or []:
            if part.type == "image":
                part.type = "text"
    clean = nh3.clean(
        _PARSER.renderer.render(tokens, _PARSER.options, {}),
        tags=TAGS,
        attributes=ATTRIBUTES,
        attribute_filter=_absolute_links_only,
        url_schemes=SCHEMES,
        link_rel="noopener nofollow",
    )
    return mark_safe(clean)


def plain(text: str) -> str:
    """Return the words of Markdown without its marks, on one line."""
    return " ".join(unescape(nh3.clean(_PARSER.render(text), tags=set())).split())


@lru_cache(maxsize=KEPT)
def written_out(text: str) -> str:
    """Return Markdown as plain text in its lines, for where nothing renders it.

    A link is its words and its address, `Solutions: https://…`; one that pages would not follow is
    its words alone. Lists keep their dashes and numbers, the cells of a table stand side by side.
    """
    said: list[str] = []
    marker, gap = "", ""
    for token in _PARSER.parse(text):
        if token.type == "list_item_open":
            marker = f"{token.info}. " if token.info else "- "
        elif token.type == "tr_open" or token.hidden:
            gap = "\n"
        elif token.type in {"paragraph_open", "heading_open", "table_open"}:
            gap = "\n\n"
        elif token.type in {"fence", "code_block"}:
            said += "\n\n", token.content
        elif token.type == "inline":
            said += gap, marker, _words_of(token.children or [])
            marker, gap = "", BESIDE
    return "".join(said).strip()


def _words_of(tokens: Iterable[Token]) -> str:
    """Return a line of text without its marks."""
    said: list[str] = []
    links: list[tuple[str, int]] = []
    for token in tokens:
        if token.type == "link_open":
            links.append((str(token.attrGet("href") or ""), len(said)))
        elif token.type == "link_close":
            href, start = links.pop()
            said[start:] = [_link("".join(said[start:]), href)]
        elif token.type in {"softbreak", "hardbreak"}:
            said.append("\n")
        else:
            said.append(_words_of(token.children) if token.children else token.content)
    return "".join(said)


def _link(words: str, href: str) -> str:
    scheme, _, rest = href.partition(":")
    if scheme.lower() not in SCHEMES:
        return words
    address = rest if scheme.lower() == "mailto" else href
    label = words.strip().rstrip(":")
    return f"{label}: {address}" if label and unquote(address) != unquote(label) else address


def _set_headings(tokens: list[Token], highest: int) -> None:
    above: list[str] = []
    for token in tokens:
        if token.type == "heading_open":
            above = [*(tag for tag in above if tag < token.tag), token.tag]
        if token.type in {"heading_open", "heading_close"}:
            token.tag = f"h{min(highest + len(above) - 1, LOWEST_HEADING)}"


def _absolute_links_only(tag: str, attribute: str, value: str) -> str | None:
    """Drop addresses that are not absolute: `//host` and `/admin/` mean another thing here."""
    if tag != "a" or attribute != "href":
        return value
    try:
        return value if urlsplit(value).scheme else None
    except ValueError:  # a bracket that is not closed
        return None
