"""A tour of a page by the Tab key alone."""

from pathlib import Path

from playwright.sync_api import Page

SCRIPT = Path(__file__).with_suffix(".js").read_text()
PARTS_OF_A_DATE = 4
"""A date field has a stop for each of its parts."""
LATE = 8
"""Presses that may be lost where the browser gives the focus back late."""


def tour(page: Page) -> list[str]:
    """Press Tab until it has gone all round a page, and return what is wrong.

    Each stop must be in the window, uncovered and ringed, come in the order of reading, and none
    may be left out or hold the focus.
    """
    # In its first frame, which may come after all has loaded, a page sets its focus and makes its stops.
    page.evaluate("new Promise(requestAnimationFrame)")
    page.evaluate(SCRIPT)
    dates = page.locator("input[type=date]").count()
    for _ in range(page.evaluate("tour.count")):
        page.keyboard.press("Tab")
    for _ in range(PARTS_OF_A_DATE * dates + LATE):
        page.keyboard.press("Tab")
        if page.evaluate("tour.isRound()"):
            return page.evaluate("tour.report()")
    return [*page.evaluate("tour.report()"), "Tab does not come round"]
