"""A real browser for the tests in this folder. A page that reports an error fails its test."""

import os
import sqlite3
from collections.abc import Callable, Iterable, Iterator
from typing import Any

import pytest
from django.conf import settings as django_settings
from django.db import connection
from playwright.sync_api import (
    Browser,
    BrowserContext,
    ConsoleMessage,
    Error,
    Page,
    Request,
    expect,
    sync_playwright,
)

from tests.e2e.chromium import find
from tests.e2e.pages import PAGES, Place
from tests.e2e.site import fill

# Playwright's loop runs in the test's thread, where Django would refuse to touch the database.
os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"

ARGUMENTS = [
    "--no-sandbox",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-dev-shm-usage",
    "--font-render-hinting=none",
    # Fewer processes for one page: what it shows is the same, and a sixth of the time is saved.
    "--disable-extensions",
    "--disable-site-isolation-trials",
    "--in-process-gpu",
    "--renderer-process-limit=1",
]
# Milliseconds. What is waited for comes in a moment; a busy machine may take a long one.
PATIENCE = 180_000
expect.set_options(timeout=PATIENCE)

OpenPage = Callable[..., Page]
Walk = Callable[..., Iterator[str]]

TELL_VIOLATIONS = """
addEventListener("securitypolicyviolation", ({ violatedDirective, blockedURI }) =>
  console.error(`against the CSP: ${violatedDirective} ${blockedURI}`));
"""


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
        context.set_default_timeout(PATIENCE)
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


@pytest.fixture(scope="session")
def filled() -> Iterator[Callable[[], str]]:
    """A function that fills the database once, and from then on puts back what that made of it."""
    copy, known = sqlite3.connect(":memory:"), []

    def fill_or_put_back() -> str:
        connection.ensure_connection()
        if not known or connection.vendor != "sqlite":
            known.append(fill())
            if connection.vendor == "sqlite":
                connection.connection.backup(copy)
        else:
            copy.backup(connection.connection)
        return known[-1]

    yield fill_or_put_back
    copy.close()


@pytest.fixture
def site(transactional_db, settings, filled) -> str:
    """The courses of `tests.e2e.site`, and the session of one who may see them all."""
    settings.ROOT_URLCONF = "tests.e2e.failing"
    settings.MAIL_IS_ON = True
    return filled()


@pytest.fixture
def walk(site, live_server_url, problems) -> Walk:
    """A function that takes a page through `PAGES`, and gives the name of each when it is there.

    `walk(page)` goes everywhere, `walk(page, ["course", "week"])` only there.
    """
    session = {
        "name": django_settings.SESSION_COOKIE_NAME,
        "value": site,
        "url": live_server_url,
    }

    def go(page: Page, place: Place) -> None:
        if place.is_for_staff:
            page.context.add_cookies([session])
        response = page.goto(place.address)
        assert response
        assert response.status == place.status, place.address
        if place.is_for_staff:
            page.context.clear_cookies(name=session["name"])
        if place.status != 200:
            # A browser reports what an error page is meant to answer.
            problems[:] = [each for each in problems if place.address not in each]

    def walk_(page: Page, names: Iterable[str] = PAGES) -> Iterator[str]:
        for name in names:
            go(page, PAGES[name])
            yield name

    return walk_


def _watch(page: Page, own: str, problems: list[str]) -> None:
    """Write down what the page reports, whom it asks, and what is not there."""

    def asked(request: Request) -> None:
        if not request.url.startswith((own, "data:", "blob:", "about:")):
            problems.append(f"request to another host: {request.url}")

    def said(message: ConsoleMessage) -> None:
        if message.type == "error":
            problems.append(f"console: {message.text} ({message.location['url']})")

    def erred(error: Error) -> None:
        # Where a page takes long to come, the browser leaves out the passage to it, and says so.
        if not str(error).startswith("Transition was "):
            problems.append(f"script: {error}")

    def failed(request: Request) -> None:
        # A page that is left takes its requests with it.
        if request.failure != "net::ERR_ABORTED":
            problems.append(f"{request.failure}: {request.url}")

    page.add_init_script(TELL_VIOLATIONS)
    page.on("request", asked)
    page.on("requestfailed", failed)
    page.on("pageerror", erred)
    page.on("console", said)
