"""axe finds nothing against WCAG 2.2 AA or best practice, on any page, and each fits its screen."""

import pytest

from tests.e2e.accessibility import faults

WIDTHS = (1280, 390, 320)


# Half of all pairs: colours know no language (tests/static/test_colours.py), and boxes no colours.
@pytest.mark.parametrize(("language", "scheme"), [("en", "light"), ("ar", "dark")])
def test_every_page_is_accessible_on_any_screen_by_day_and_by_night(
    walk, open_page, language, scheme
):
    page = open_page(locale=language, reduced_motion="reduce")
    found = [
        f"{name}, {each}"
        for name in walk(page)
        for each in faults(page, widths=WIDTHS, schemes=[scheme])
    ]
    assert not found, "\n".join(found)


def test_what_is_wrong_would_be_found(open_page):
    page = open_page()
    page.set_content(
        '<!doctype html><html lang="en"><title>A</title><style>p {color: #555; inline-size: 500px}'
        "@media (prefers-color-scheme: dark) {:root {background: #000} h1 {color: #fff}}"
        "@media (width < 400px) {p {color: #777}}</style><main><h1>A</h1><p>Grey</main>"
    )
    contrast = "color-contrast: Elements must meet minimum color contrast ratio thresholds"
    assert list(faults(page, widths=(1280, 390))) == [
        f"1280 px, dark: {contrast} (<p>Grey</p>)",
        f"390 px, light: {contrast} (<p>Grey</p>)",
        "390 px, light: wider than the screen",
        "390 px, dark: wider than the screen",
    ]
