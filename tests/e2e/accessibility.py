"""What axe-core finds on a page."""

from collections.abc import Iterable, Iterator
from itertools import product

from axe_playwright_python.base import AXE_SCRIPT
from playwright.sync_api import Page

WCAG = ("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa")
ALL = (*WCAG, "best-practice")
SCHEMES = ("light", "dark")
HEIGHT = 900

RUN = """async (options) => {
  const { violations } = await axe.run(options);
  return violations.flatMap(({ id, help, nodes }) =>
    nodes.map(({ html }) => `${id}: ${help} (${html.slice(0, 200)})`));
}"""

ARRIVE = """document.getAnimations().forEach((each) => {
  if (each instanceof CSSTransition) each.finish();
})"""
"""Colours that pass into each other are where they pass to."""


def violations(page: Page, *, rules: Iterable[str] = ALL) -> list[str]:
    """Return what axe finds against the rules with these tags, one line each."""
    if not page.evaluate("'axe' in window"):
        page.evaluate(AXE_SCRIPT)
    # Preloading, axe writes a <style> of its own into the page, which our CSP forbids.
    options = {"runOnly": list(rules), "resultTypes": ["violations"], "preload": False}
    return page.evaluate(RUN, options)


def faults(
    page: Page,
    *,
    widths: Iterable[int],
    rules: Iterable[str] = ALL,
    schemes: Iterable[str] = SCHEMES,
) -> Iterator[str]:
    """Yield what is wrong with an open page on screens of these widths, by day and by night."""
    # A click that led here waited for the page alone, not for its styles.
    page.wait_for_load_state()
    for width, scheme in product(widths, schemes):
        page.set_viewport_size({"width": width, "height": HEIGHT})
        page.emulate_media(color_scheme=scheme)
        page.evaluate(ARRIVE)
        yield from (f"{width} px, {scheme}: {each}" for each in violations(page, rules=rules))
        if page.evaluate("document.documentElement.scrollWidth > innerWidth"):
            yield f"{width} px, {scheme}: wider than the screen"
