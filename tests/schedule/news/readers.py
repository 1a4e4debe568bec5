"""Reading a feed as others do: libxml2 by the grammar of RFC 4287, and the universal feedparser."""

from datetime import datetime
from pathlib import Path

import feedparser
from lxml import etree

GRAMMAR = etree.RelaxNG(etree.parse(Path(__file__).with_name("atom.rng")))
STRICT = etree.XMLParser(resolve_entities=False, no_network=True, remove_blank_text=False)
SPACES = {"a": "http://www.w3.org/2005/Atom", "fh": "http://purl.org/syndication/history/1.0"}


def parse(response):
    """Return a feed as a tree, once it is known to be what the RFC asks for."""
    assert response.status_code == 200, response.content
    assert response.headers["Content-Type"] == "application/atom+xml; charset=utf-8"
    tree = etree.fromstring(response.content, STRICT)
    GRAMMAR.assertValid(tree)
    ids = find(tree, "a:id", "a:entry/a:id")
    assert len(set(ids)) == len(ids)
    for whole in (tree, *tree.findall("a:entry", SPACES)):
        # Section 4.1.1: no two alternates of one type and language.
        assert len(whole.findall("a:link[@rel='alternate']", SPACES)) == 1
        assert find(whole, "a:title") != [""]
    moments = list(map(datetime.fromisoformat, find(tree, ".//a:updated")))
    assert max(moments[1:], default=moments[0]) == moments[0]
    return tree


def find(tree, *paths):
    """Return the texts of some elements."""
    return [element.text or "" for path in paths for element in tree.findall(path, SPACES)]


def links(tree):
    """Return the addresses of a feed by their relation, without the site's."""
    found = tree.findall("a:link", SPACES)
    return {link.get("rel"): link.get("href").partition("8000")[2] for link in found}


def read(response):
    """Return a feed as feedparser reads it, strictly: it says where it has to guess."""
    parse(response)
    headers = {name.lower(): value for name, value in response.headers.items()}
    found = feedparser.parse(response.content, response_headers=headers)
    assert not found.bozo, found.bozo_exception
    assert found.version == "atom10"
    return found
