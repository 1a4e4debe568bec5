"""Where the system sets the colours, shapes and blocks are still seen."""

import pytest

from tests.e2e.pixels import faint

BUSY = ["term", "course", "week", "week-moved", "week-no-class", "week-agenda", "deadlines"]
BUSY += ["subscribe", "lecture", "changes"]
SHAPES = ".glyph, .mark, .span__bar"
BLOCKS = ".session:not(.session--dueline), .chip, .btn, input:not([type=hidden]), select"


@pytest.mark.parametrize("color_scheme", ["light", "dark"])
def test_glyphs_marks_and_blocks_are_seen(walk, open_page, color_scheme):
    blank = open_page()
    page = open_page(forced_colors="active", color_scheme=color_scheme, reduced_motion="reduce")
    found = []
    for name in walk(page, BUSY):
        found += [f"{name}: {each}" for each in faint(page, blank, SHAPES)]
        found += [f"{name}: {each}" for each in faint(page, blank, BLOCKS, edge=True)]
    assert not found, "\n".join(found)


def test_the_page_in_front_and_today_are_marked(walk, open_page):
    page = open_page(forced_colors="active")
    for _ in walk(page, ["week"]):
        for selector in (".tabs a[aria-current]", ".strip__week a[aria-current]"):
            outline = page.locator(selector).evaluate("it => getComputedStyle(it).outlineStyle")
            assert outline == "solid", selector


def test_what_is_not_seen_would_be_found(open_page):
    blank, page = open_page(), open_page(forced_colors="active")
    page.set_content('<p class="glyph" style="width: 9px; height: 9px; background: red">')
    assert faint(page, blank, ".glyph") == ["p.glyph “”: 1.0"]
