"""What only a browser can tell of the look: where a long strip stands, how weeks follow, the reader's clock."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from schedule.publishing import publish
from tests.e2e.pages import COURSE
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
