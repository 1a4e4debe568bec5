"""Every page is HTML that a strict parser takes without a word, and what it refers to is there."""

from collections import Counter

import html5lib
import pytest
from django.conf import settings
from django.test import Client

from tests.e2e.pages import PAGES

REFERENCES = ("for", "form", "headers", "list", "popovertarget")
REFERENCES += tuple(
    f"aria-{name}" for name in ("controls", "describedby", "details", "labelledby", "owns")
)
CONTROLS = {"button", "input", "meter", "output", "progress", "select", "textarea"}


def faults(html):
    """Yield what a strict reading of a page finds."""
    parser = html5lib.HTMLParser(namespaceHTMLElements=False)
    elements = [each for each in parser.parse(html).iter() if isinstance(each.tag, str)]
    yield from (f"line {line}: {code} {about}" for (line, _), code, about in parser.errors)
    ids = Counter(each.attrib["id"] for each in elements if "id" in each.attrib)
    yield from (f"{count} have the id “{name}”" for name, count in ids.items() if count > 1)
    yield from (f"no id: “{name}”" for name in ids if name.split() != [name])
    for each in elements:
        for attribute in REFERENCES:
            for name in each.get(attribute, "").split():
                if name not in ids:
                    yield f"{each.tag}: {attribute} leads nowhere: “{name}”"
    labels = [each for each in elements if each.tag == "label"]
    controls = {each.get("id") for each in elements if each.tag in CONTROLS}
    for label in labels:
        if not (label.get("for") in controls or any(each.tag in CONTROLS for each in label.iter())):
            yield f"a label of nothing: “{''.join(label.itertext())}”"


@pytest.mark.parametrize("language", ["en", "ar"])
def test_every_page_is_valid(site, language):
    reader, staff = (
        Client(headers={"Accept-Language": language}, raise_request_exception=False)
        for _ in range(2)
    )
    staff.cookies[settings.SESSION_COOKIE_NAME] = site
    found = []
    for name, place in PAGES.items():
        response = (staff if place.is_for_staff else reader).get(place.address)
        assert response.status_code == place.status, name
        found += [f"{name}: {each}" for each in faults(response.content.decode())]
    assert not found, "\n".join(found)


@pytest.mark.parametrize(
    ("body", "found"),
    [
        ("<p><div></p></div>", "line 1: unexpected-end-tag {'name': 'p'}"),
        ('<p class="a" class="b">', "line 1: duplicate-attribute {}"),
        ('<p id="a"><i id="a"></i>', "2 have the id “a”"),
        ('<p id="">', "no id: “”"),
        ('<p aria-describedby="a b" id="b">', "p: aria-describedby leads nowhere: “a”"),
        ('<p id="a"><label for="a">Name</label>', "a label of nothing: “Name”"),
    ],
)
def test_a_fault_would_be_found(body, found):
    assert list(faults(f"<!doctype html><title>A</title>{body}")) == [found]


def test_of_what_is_right_nothing_is_said():
    form = '<form><label>A <input></label><label for="b">B</label><input id="b"></form>'
    assert list(faults(f"<!doctype html><title>A</title>{form}")) == []
