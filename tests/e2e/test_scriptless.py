"""With script off, every page says the same, and everything can be done."""

import pytest
from playwright.sync_api import expect

from tests.e2e.pages import COURSE, ON

WEEK = f"{COURSE}week/2023-W44/?{ON}"
KNOWN = ".build__go, [data-partial] [type=submit], [data-keys], .mine, .picks__count"
"""What submits a choice that script follows at once; what only script can show: keys, picks kept."""


@pytest.fixture
def plain_page(site, open_page):
    return open_page(java_script_enabled=False, timezone_id="America/New_York")


def read(page):
    """The words of a page's main part, as they are seen, without what is known to differ."""
    page.evaluate(
        "known => document.querySelectorAll(known).forEach((each) => { each.hidden = true; })",
        KNOWN,
    )
    return page.locator("main").inner_text().split()


def test_every_page_says_the_same(walk, plain_page, open_page):
    scripted = open_page(timezone_id="America/New_York")
    differ = []
    for name, _ in zip(walk(plain_page), walk(scripted), strict=True):
        if read(plain_page) != read(scripted):
            differ.append(name)
    assert differ == []


def test_weeks_dates_and_filters_work(plain_page):
    plain_page.goto(WEEK)
    plain_page.get_by_role("link", name="Next week").click()
    expect(plain_page.get_by_role("heading", level=1)).to_have_text("Nov 6 – 12")
    plain_page.get_by_label("Go to date").fill("2023-09-28")
    plain_page.get_by_role("button", name="Go", exact=True).click()
    expect(plain_page.get_by_role("heading", level=1)).to_have_text("Sep 25 – Oct 1")
    plain_page.get_by_label("Lectures").uncheck()
    expect(plain_page.locator(".session[data-kind=lecture]").first).to_be_hidden()


def test_a_filtered_week_can_be_filtered_anew(plain_page):
    plain_page.goto(f"{WEEK}&only=lecture")
    expect(plain_page.locator(".chip[data-kind=release]")).to_have_count(0)
    plain_page.get_by_label("Handed out").check()
    plain_page.get_by_role("button", name="Apply").click()
    expect(plain_page.locator(".chip[data-kind=release]")).to_have_text("Lab 5 out")


def test_the_subscribe_form_makes_the_address(plain_page, live_server_url):
    plain_page.goto(f"{COURSE}subscribe/?{ON}")
    plain_page.get_by_label("Reminder for Lectures").select_option("15 minutes before")
    plain_page.get_by_role("button", name="Update link").click()
    expect(plain_page.get_by_label("Feed address")).to_have_value(
        f"{live_server_url}{COURSE}calendar.ics?alarm=lecture:PT15M"
    )


def test_a_menu_opens_and_the_theme_is_kept(plain_page):
    plain_page.goto(f"{COURSE}deadlines/?{ON}")
    plain_page.locator("summary", has_text="Add to calendar").first.click()
    expect(plain_page.get_by_role("link", name="Google Calendar").first).to_be_visible()
    plain_page.get_by_label("Light").check()
    plain_page.get_by_role("button", name="Save").click()
    expect(plain_page.locator("html")).to_have_attribute("data-theme", "light")
    expect(plain_page.get_by_role("heading", level=1)).to_have_text("Deadlines")


def test_a_language_can_be_chosen(plain_page):
    plain_page.goto(f"{COURSE}deadlines/?{ON}")
    plain_page.get_by_label("Language").select_option("العربية")
    plain_page.get_by_role("button", name="Change").click()
    expect(plain_page.locator("html")).to_have_attribute("dir", "rtl")


def test_a_search_finds(plain_page):
    plain_page.goto(f"/2023-fall/?{ON}")
    plain_page.get_by_role("searchbox").fill("quantization")
    plain_page.get_by_role("button", name="Search").click()
    expect(plain_page.get_by_role("link", name="Quantization (Part I)")).to_be_visible()
