"""The markup of every page is HTML that a strict parser takes without a word."""

import html5lib
import pytest
from django.conf import settings
from django.test import Client

from tests.e2e.pages import PAGES


def faults(html):
    """Return what a strict reading of a page finds, with its line."""
    parser = html5lib.HTMLParser()
    parser.parse(html)
    return [f"line {line}: {code} {about}" for (line, _), code, about in parser.errors]


@pytest.mark.parametrize("language", ["en", "ar"])
def test_every_page_is_strictly_parsed(site, language):
    reader = Client(headers={"Accept-Language": language})
    staff = Client(headers={"Accept-Language": language})
    staff.cookies[settings.SESSION_COOKIE_NAME] = site
    found = []
    for name, place in PAGES.items():
        response = (staff if place.is_for_staff else reader).get(place.address)
        assert response.status_code == place.status, name
        found += [f"{name}: {each}" for each in faults(response.content.decode())]
    assert not found, "\n".join(found)


def test_a_fault_would_be_found():
    assert faults("<!doctype html><title>A</title>\n<p><div></p></div>") == [
        "line 2: unexpected-end-tag {'name': 'p'}"
    ]
