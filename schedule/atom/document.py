"""Writing a feed as an Atom document (RFC 4287)."""

from collections.abc import Iterator
from typing import Final

from schedule.atom.text import element, empty, one_line, stamp, start
from schedule.atom.values import Entry, Feed

ATOM: Final = "http://www.w3.org/2005/Atom"
HISTORY: Final = "http://purl.org/syndication/history/1.0"
"""RFC 5005, section 4: marks an archive."""

FEED: Final = "application/atom+xml"
HTML: Final = "text/html"
GENERATOR: Final = "Lectern"


def document(feed: Feed) -> str:
    """Return the feed as text, to be sent in UTF-8: one element a line, in an order of ours."""
    return "\n".join(_lines(feed)) + "\n"


def _lines(feed: Feed) -> Iterator[str]:
    spaces = {"xmlns": ATOM, **({"xmlns:fh": HISTORY} if feed.current else {})}
    yield '<?xml version="1.0" encoding="utf-8"?>'
    yield start("feed", {**spaces, "xml:lang": feed.language})
    yield element("id", feed.id)
    yield element("title", one_line(feed.title))
    if feed.subtitle:
        yield element("subtitle", one_line(feed.subtitle))
    yield element("updated", stamp(feed.updated))
    yield "<author>"
    yield element("name", one_line(feed.author))
    yield element("uri", feed.author_url)
    yield "</author>"
    yield from _links(feed)
    yield element("generator", GENERATOR)
    if feed.current:
        yield empty("fh:archive", {})
    for entry in feed.entries:
        yield from _entry(entry)
    yield "</feed>"


def _links(feed: Feed) -> Iterator[str]:
    yield empty("link", {"rel": "alternate", "type": HTML, "href": feed.page})
    for rel, url in (
        ("self", feed.url),
        ("current", feed.current),
        ("prev-archive", feed.archived),
        ("next-archive", feed.following),
    ):
        if url:
            yield empty("link", {"rel": rel, "type": FEED, "href": url})


def _entry(entry: Entry) -> Iterator[str]:
    yield start("entry", {"xml:lang": entry.language})
    yield element("id", entry.id)
    yield element("title", one_line(entry.title))
    yield empty("link", {"rel": "alternate", "type": HTML, "href": entry.url})
    yield element("published", stamp(entry.published))
    yield element("updated", stamp(entry.updated))
    for category in entry.categories:
        yield empty("category", {"term": category.term, "label": category.label})
    yield element("content", entry.html, {"type": "html"})
    yield "</entry>"
