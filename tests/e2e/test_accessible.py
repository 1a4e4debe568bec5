"""axe finds nothing against WCAG 2.2 AA or best practice, on any page, and each fits its screen."""

import pytest

from tests.e2e.accessibility import violations


@pytest.mark.parametrize("language", ["en", "ar"])
@pytest.mark.parametrize("width", [1280, 390, 320])
def test_every_page_is_accessible_by_day_and_by_night(walk, open_page, width, language):
    page = open_page(width=width, locale=language, reduced_motion="reduce")
    found = []
    for name in walk(page):
        for scheme in ("light", "dark"):
            page.emulate_media(color_scheme=scheme)
            found += [f"{name}, {scheme}: {each}" for each in violations(page)]
        if page.evaluate("document.documentElement.scrollWidth > innerWidth"):
            found.append(f"{name}: wider than the screen")
    assert not found, "\n".join(found)
