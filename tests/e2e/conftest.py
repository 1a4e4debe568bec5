"""A real browser for the tests in this folder. A page that reports an error fails its test."""

import os
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import (
    Browser,
    BrowserContext,
    ConsoleMessage,
    Page,
    Request,
    sync_playwright,
)

from tests.e2e.chromium import find

# Playwright's loop runs in the test's thread, where Django would refuse to touch the database.
os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"

ARGUMENTS = [
    "--no-sandbox",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-dev-shm-usage",
    "--font-render-hinting=none",
]
WCAG = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]

OpenPage = Callable[..., Page]


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    path = find()
    assert path, "No Chromium found: `make chromium` installs one."
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(
            executable_path=path, args=ARGUMENTS, env={**os.environ, "TZ": "UTC", "LANG": "C.UTF-8"}
        )
        yield chromium
        chromium.close()


@pytest.fixture
def live_server_url(live_server, settings) -> str:
    """The address of the running site, which is also what it takes for its own."""
    settings.PUBLIC_URL = live_server.url
    settings.CSRF_TRUSTED_ORIGINS = [live_server.url]
    return live_server.url


@pytest.fixture
def problems() -> list[str]:
    """What pages reported. A test that provokes an error looks here, and clears the list."""
    return []


@pytest.fixture
def open_page(browser, live_server_url, problems) -> Iterator[OpenPage]:
    """A function that opens a blank page: `open_page(width=390, color_scheme="dark", …)`.

    Takes what Playwright's `new_context` takes. Addresses may be relative to the site. Any error on
    the console, violation of the CSP, failed script or request to another host is a problem.
    """
    contexts: list[BrowserContext] = []

    def open_(*, width: int = 1280, height: int = 900, **options: Any) -> Page:
        fixed = {"locale": "en-US", "timezone_id": "UTC", "base_url": live_server_url}
        context = browser.new_context(
            viewport={"width": width, "height": height}, **{**fixed, **options}
        )
        contexts.append(context)
        page = context.new_page()
        _watch(page, live_server_url, problems)
        return page

    yield open_
    for context in contexts:
        context.close()
    assert problems == []


@pytest.fixture
def page(request, open_page) -> Page:
    """One page; `@pytest.mark.parametrize("page", [{"width": 390}], indirect=True)` gives it options."""
    return open_page(**getattr(request, "param", {}))


@pytest.fixture
def violations() -> Callable[[Page], list[str]]:
    """A function that returns what axe finds against WCAG 2.2 AA on a page, one line each."""

    def find_violations(page: Page) -> list[str]:
        results = Axe().run(page, options={"runOnly": WCAG, "resultTypes": ["violations"]})
        return [
            f"{violation['id']}: {violation['help']} ({node['html'][:200]})"
            for violation in results.response["violations"]
            for node in violation["nodes"]
        ]

    return find_violations


def _watch(page: Page, own: str, problems: list[str]) -> None:
    """Write down what the page reports, and whom it asks."""

    def asked(request: Request) -> None:
        if not request.url.startswith((own, "data:", "blob:", "about:")):
            problems.append(f"request to another host: {request.url}")

    def said(message: ConsoleMessage) -> None:
        if message.type == "error":
            problems.append(f"console: {message.text} ({message.location['url']})")

    page.on("request", asked)
    page.on("pageerror", lambda error: problems.append(f"script: {error}"))
    page.on("console", said)
