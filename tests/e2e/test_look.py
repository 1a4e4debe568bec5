"""What only a browser can tell of the look: what fits in every language, where a long strip stands."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.conf import settings
from django.utils import timezone
from playwright.sync_api import expect

from schedule.publishing import publish
from tests.e2e.pages import COURSE, ON, TERM
from tests.factories import TermFactory, make_course

NOW = datetime(2023, 10, 31, 18, 20, tzinfo=UTC)
"""2:20 pm in New York."""
SUMMER = datetime(2023, 8, 1, 12, tzinfo=UTC)
A_YEAR = timedelta(days=52 * 7 - 1)
SCROLLED = """strip => {
  const current = strip.querySelector("[aria-current=page]") ?? strip.querySelector("[aria-current]");
  const week = current.getBoundingClientRect();
  const box = strip.getBoundingClientRect();
  return week.left >= box.left && week.right <= box.right && strip.scrollWidth > strip.clientWidth;
}"""

LANGUAGES = [code for code, _ in settings.LANGUAGES]
CUT = "box => box.scrollWidth > box.clientWidth + 1"
OUTSIDE = """(element, around) => {
  const box = element.getBoundingClientRect();
  const frame = element.closest(around).getBoundingClientRect();
  return box.left < frame.left || box.right > frame.right + 1 || box.bottom > frame.bottom;
}"""


def speak(page, language, url):
    page.context.add_cookies(
        [{"name": settings.LANGUAGE_COOKIE_NAME, "value": language, "url": url}]
    )


@pytest.fixture
def year(live_server_url):
    """The address of a course that takes a year."""
    first = date(2023, 9, 4)
    term = TermFactory(slug="year", first_day=first, last_day=first + A_YEAR)
    publish(make_course(term=term, slug="long", lectures=90), now=SUMMER)
    return f"{live_server_url}/year/long/"


@pytest.mark.parametrize("script", [True, False])
@pytest.mark.parametrize("width", [1280, 390])
def test_a_year_s_strip_shows_the_present_week_and_leaves_the_page_as_wide(
    year, open_page, width, script
):
    page = open_page(width=width, java_script_enabled=script)
    for address in (f"{year}?on=2024-08-06", f"{year}week/2024-W32/?on=2023-10-31"):
        page.goto(address)
        if script:
            # It scrolls before the page is painted first, which may be after all has come.
            page.evaluate("new Promise(requestAnimationFrame)")
        assert page.locator(".strip__scroll").evaluate(SCROLLED), address
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth && scrollY === 0")


def test_the_next_session_and_what_is_due_stand_in_the_reader_s_time_too(
    site, monkeypatch, open_page
):
    monkeypatch.setattr(timezone, "now", lambda: NOW)
    page = open_page(timezone_id="Asia/Tokyo")
    page.clock.set_fixed_time(NOW)
    page.goto(COURSE)
    expect(page.locator(".ev__time .local")).to_have_text(" (Wed 4:35 am yours)")
    expect(page.locator(".dues__what").first).to_contain_text("Thu Nov 2 (Fri 12:59 pm yours)")
    page.goto(f"{COURSE}deadlines/")
    expect(page.locator(".dl ins").first).to_contain_text("(Fri 12:59 pm yours)")
    expect(page.locator(".dl__meta").nth(1)).to_contain_text("(Fri 1:59 pm yours)")
    page.goto(f"{COURSE}?tz=Asia/Tokyo")
    expect(page.locator(".local")).to_have_count(0)


@pytest.mark.parametrize("language", LANGUAGES)
def test_tabs_and_crumbs_are_not_cut_in_any_language(site, open_page, live_server_url, language):
    page = open_page()
    speak(page, language, live_server_url)
    for address in (f"{COURSE}subscribe/?{ON}", f"{TERM}week/2023-W44/?{ON}"):
        page.goto(address)
        for width in (1280, 390, 375, 360):
            page.set_viewport_size({"width": width, "height": 900})
            for part in page.locator(".tabs ul, .topbar__nav > *").all():
                assert not part.evaluate(CUT), f"{address} at {width}: {part.inner_text()}"


@pytest.mark.parametrize("script", [True, False])
def test_tabs_too_long_for_the_page_fade_where_there_are_more_and_show_the_present_one(
    site, open_page, live_server_url, script
):
    page = open_page(width=320, java_script_enabled=script)
    speak(page, "de", live_server_url)
    tabs = page.locator(".tabs ul")
    page.goto(f"{COURSE}?{ON}")
    assert tabs.evaluate(CUT)
    assert tabs.evaluate("tabs => tabs.scrollLeft === 0")
    expect(tabs).to_have_css("mask-position", "100% 50%")
    page.goto(f"{COURSE}subscribe/?{ON}")
    assert not page.locator(".tabs [aria-current]").evaluate(OUTSIDE, ".tabs")
    expect(tabs).to_have_css("mask-position", "0% 50%")


@pytest.mark.parametrize("language", LANGUAGES)
def test_blocks_show_the_room_and_the_reader_s_time(site, open_page, live_server_url, language):
    page = open_page()
    speak(page, language, live_server_url)
    page.goto(f"{COURSE}week/2023-W43/?{ON}&tz=Asia/Tokyo")
    told = page.locator(".session__meta")
    assert told.count() == 3
    for each in told.all():
        assert not each.evaluate(OUTSIDE, ".session"), each.inner_text()
