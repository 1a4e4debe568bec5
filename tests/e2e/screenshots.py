"""Pictures of every page, to look at: `make screenshots` runs this file, `make test` does not.

They go to screenshots/, one folder for each language, width and scheme.
"""

from pathlib import Path

import pytest

FOLDER = Path(__file__).parents[2] / "screenshots"
HEIGHT = "document.fonts.ready.then(() => document.documentElement.scrollHeight)"
"""As high as the page, so that what sticks to a screen's edge covers nothing."""


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [1280, 390])
@pytest.mark.parametrize("language", ["en", "ar"])
def test_take_pictures(walk, open_page, language, width, scheme):
    page = open_page(width=width, locale=language, color_scheme=scheme, reduced_motion="reduce")
    folder = FOLDER / f"{language}-{width}-{scheme}"
    for name in walk(page):
        page.set_viewport_size({"width": width, "height": page.evaluate(HEIGHT)})
        page.screenshot(path=folder / f"{name}.png")
        page.set_viewport_size({"width": width, "height": 900})
