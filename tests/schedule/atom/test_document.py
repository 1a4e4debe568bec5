from dataclasses import replace
from datetime import UTC, datetime, timedelta, timezone
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from schedule.atom import Category, Entry, Feed, document
from schedule.atom.text import element, one_line, stamp
from tests.schedule.news.readers import GRAMMAR, SPACES, STRICT

NOON = datetime(2023, 11, 1, 12, tzinfo=ZoneInfo("America/New_York"))
ENTRY = Entry(
    id="urn:uuid:7c2d8c7e-4d0f-5f6e-9a43-65940f230002",
    title="Lab 1 is extended",
    url="https://lectern.example.edu/lab-1/",
    published=NOON,
    updated=NOON + timedelta(hours=1),
    html="<p>Until <b>Friday</b> &amp; no longer.</p>",
    language="en",
    categories=(Category("deadline", "Deadlines"),),
)
FEED = Feed(
    id="urn:uuid:7c2d8c7e-4d0f-5f6e-9a43-65940f230001",
    title="Changes",
    author="6.5940",
    author_url="https://lectern.example.edu/",
    language="en",
    url="https://lectern.example.edu/changes.atom?archive=1&language=de",
    page="https://lectern.example.edu/changes/",
    updated=NOON + timedelta(hours=1),
    entries=(ENTRY,),
)


def tree_of(feed):
    tree = etree.fromstring(document(feed).encode(), STRICT)
    GRAMMAR.assertValid(tree)
    return tree


def test_a_document_is_one_element_a_line_in_an_order_of_ours():
    assert document(FEED) == (
        '<?xml version="1.0" encoding="utf-8"?>\n'
        '<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="en">\n'
        "<id>urn:uuid:7c2d8c7e-4d0f-5f6e-9a43-65940f230001</id>\n"
        "<title>Changes</title>\n"
        "<updated>2023-11-01T13:00:00-04:00</updated>\n"
        "<author>\n"
        "<name>6.5940</name>\n"
        "<uri>https://lectern.example.edu/</uri>\n"
        "</author>\n"
        '<link rel="alternate" type="text/html" href="https://lectern.example.edu/changes/"/>\n'
        '<link rel="self" type="application/atom+xml" '
        'href="https://lectern.example.edu/changes.atom?archive=1&amp;language=de"/>\n'
        "<generator>Lectern</generator>\n"
        '<entry xml:lang="en">\n'
        "<id>urn:uuid:7c2d8c7e-4d0f-5f6e-9a43-65940f230002</id>\n"
        "<title>Lab 1 is extended</title>\n"
        '<link rel="alternate" type="text/html" href="https://lectern.example.edu/lab-1/"/>\n'
        "<published>2023-11-01T12:00:00-04:00</published>\n"
        "<updated>2023-11-01T13:00:00-04:00</updated>\n"
        '<category term="deadline" label="Deadlines"/>\n'
        '<content type="html">&lt;p&gt;Until &lt;b&gt;Friday&lt;/b&gt; &amp;amp; no longer.&lt;/p&gt;'
        "</content>\n"
        "</entry>\n"
        "</feed>\n"
    )


@given(st.text())
def test_any_text_that_xml_can_hold_comes_back_as_it_was(text):
    feed = replace(FEED, entries=(replace(ENTRY, html=text, categories=(Category("x", text),)),))
    entry = tree_of(feed).find("a:entry", SPACES)
    if all(character in "\n\t" or character.isprintable() for character in text):
        assert entry.findtext("a:content", "", SPACES) == text
        assert entry.find("a:category", SPACES).get("label", "") == text


@given(st.text(alphabet=st.characters()))
def test_any_title_is_one_line_that_xml_can_hold(title):
    found = tree_of(replace(FEED, title=title, subtitle=title)).findtext("a:title", "", SPACES)
    assert len(found.splitlines()) <= 1


@pytest.mark.parametrize(
    "character", ["\x00", "\x08", "\x0c", "\x1f", "\x7f", "\x9f", "\ud800", "\uffff"]
)
def test_a_sign_stands_for_what_cannot_be_shown(character):
    assert element("title", f"a{character}b") == "<title>a\ufffdb</title>"


def test_lines_end_alike():
    assert element("title", "a\r\nb\rc\n") == "<title>a\nb\nc\n</title>"
    assert one_line(" a\r\n  b\tc ") == "a b c"


@pytest.mark.parametrize(
    ("moment", "written"),
    [
        (datetime(2023, 11, 1, 12, 30, 15, 999_999, tzinfo=UTC), "2023-11-01T12:30:15+00:00"),
        (datetime(2023, 7, 1, tzinfo=ZoneInfo("Asia/Kolkata")), "2023-07-01T00:00:00+05:30"),
        (datetime(2023, 7, 1, tzinfo=ZoneInfo("Australia/Lord_Howe")), "2023-07-01T00:00:00+10:30"),
        # Liberia kept an offset with seconds until 1972; RFC 3339 has none.
        (datetime(1970, 1, 1, tzinfo=ZoneInfo("Africa/Monrovia")), "1970-01-01T00:44:30+00:00"),
        (datetime(2023, 7, 1, tzinfo=timezone(timedelta(hours=-3))), "2023-07-01T00:00:00-03:00"),
    ],
)
def test_a_moment_is_said_in_whole_seconds_with_its_offset(moment, written):
    assert stamp(moment) == written
