"""Tab leads through every page, in order, always seen, and out again."""

import pytest

from tests.e2e.pages import PAGES
from tests.e2e.tour import tour

BAD = """
<!doctype html>
<style>.none {outline: 0} .over {position: fixed; inset: 90px 0 0 0; background: white}</style>
<p><a href="/" class="none">no ring</a>
<p><a href="/">fine</a>
<p style="margin-top: 60px"><button>hidden below</button>
<div class="over"></div>
<p style="position: fixed; top: 0; left: 200px"><a href="/" tabindex="1">first</a>
"""
BUSY = ["term", "course", "week", "deadlines", "subscribe"]


def walk_by_tab(walk, page, names=PAGES):
    return [f"{name}: {each}" for name in walk(page, names) for each in tour(page)]


def test_what_is_wrong_would_be_found(open_page):
    page = open_page()
    page.set_content(BAD)
    assert tour(page) == [
        "a “no ring”: no ring",
        "button “hidden below”: covered by div “”",
        "not in the order of reading",
    ]


def test_tab_goes_through_every_page_and_comes_out(walk, open_page):
    page = open_page(reduced_motion="reduce")
    found = walk_by_tab(walk, page)
    assert not found, "\n".join(found)


@pytest.mark.parametrize(("width", "language"), [(390, "en"), (1280, "ar")])
def test_tab_goes_through_the_busiest_pages_either_way_and_on_a_phone(
    walk, open_page, width, language
):
    page = open_page(width=width, locale=language, reduced_motion="reduce")
    found = walk_by_tab(walk, page, BUSY)
    assert not found, "\n".join(found)
