"""What axe-core finds on a page."""

from collections.abc import Iterable

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

WCAG = ("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa")
ALL = (*WCAG, "best-practice")


def violations(page: Page, *, rules: Iterable[str] = ALL) -> list[str]:
    """Return what axe finds against the rules with these tags, one line each."""
    # Preloading, axe writes a <style> of its own into the page, which our CSP forbids.
    options = {"runOnly": list(rules), "resultTypes": ["violations"], "preload": False}
    results = Axe().run(page, options=options)
    return [
        f"{violation['id']}: {violation['help']} ({node['html'][:200]})"
        for violation in results.response["violations"]
        for node in violation["nodes"]
    ]
