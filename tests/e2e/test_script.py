"""What script adds to the public pages: the time of day, live choices, links that follow them."""

import re
from datetime import UTC, datetime

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from tests.e2e.pages import COURSE, ON

WEEK = f"{COURSE}week/2023-W44/?{ON}"
NOW = datetime(2023, 10, 31, 18, 20, tzinfo=UTC)
"""2:20 pm in New York."""
SPAN = "3:35–\N{WORD JOINER}5:00 pm"


@pytest.fixture
def oct_31(site, monkeypatch):
    """The server's clock."""
    monkeypatch.setattr(timezone, "now", lambda: NOW)


def open_now(open_page, address, **options):
    """Open a page with the browser's clock at the same moment."""
    page = open_page(**options)
    page.clock.set_fixed_time(NOW)
    page.goto(address)
    return page


def test_the_clock_the_now_line_and_countdowns_show_the_time_of_day(oct_31, open_page):
    page = open_now(open_page, f"{COURSE}week/")
    expect(page.locator(".topbar__clock")).to_have_text("Tue Oct 31, 2:20 pm Eastern")
    expect(page.locator(".day[data-today] .nowline")).to_have_count(1)
    page.goto(COURSE)
    expect(page.locator(".ev__meta").first).to_have_text("36-156, in 1 h 15 min")


def test_a_reader_elsewhere_sees_their_own_time_too(oct_31, open_page):
    page = open_now(open_page, f"{COURSE}lecture-15/", timezone_id="America/Los_Angeles")
    expect(page.locator(".item__when")).to_contain_text(f"{SPAN} (12:35 pm yours), 36-156")


@pytest.mark.parametrize(
    ("language", "clock", "own"),
    [
        ("de", "Di, 31. Okt., 07:08 US-Ostküste", "17:00 (Mi 04:35 bei Ihnen), 36-156"),
        ("es", "mar 31 oct, 7:08 hora del Este", "17:00 (mié 4:35 en su zona), 36-156"),
        ("zh-hans", "10月31日 周二 07:08 美东", "17:00（您当地 周三 04:35），36-156"),
        ("ja", "10月31日(火) 7:08 米国東部", "17:00（手元の時刻 水 4:35）、36-156"),
    ],
)
def test_script_writes_times_as_the_server_does(site, open_page, monkeypatch, language, clock, own):
    early = NOW.replace(hour=11, minute=8)
    monkeypatch.setattr(timezone, "now", lambda: early)
    page = open_page(locale=language, timezone_id="Asia/Tokyo")
    page.clock.set_fixed_time(early)
    page.goto(f"{COURSE}lecture-15/")
    expect(page.locator(".topbar__clock")).to_have_text(clock)
    expect(page.locator(".item__when")).to_contain_text(own)


@pytest.mark.parametrize(
    ("language", "names"), [("en-US", "6.5940, 18.303"), ("ja", "6.5940、18.303")]
)
def test_courses_that_are_picked_are_listed_with_the_commas_of_the_language(
    site, open_page, language, names
):
    page = open_page(locale=language)
    page.goto(f"/2023-fall/?{ON}")
    for box in page.locator(".stave__pick input").all()[:2]:
        box.check()
    page.reload()
    expect(page.locator(".mine__names")).to_have_text(names)


def test_asked_for_another_day_script_shows_no_present(oct_31, open_page):
    page = open_now(open_page, f"{COURSE}week/2023-W44/?on=2023-11-02")
    expect(page.locator(".nowline")).to_have_count(0)
    expect(page.locator(".topbar__clock")).to_have_text("Thu Nov 2 Eastern")


def test_a_filter_hides_at_once_and_stays_in_the_address(site, page):
    page.goto(WEEK)
    office_hour = page.locator(".session[data-kind=office-hours]")
    expect(office_hour).to_be_visible()
    page.get_by_label("Office hours").uncheck()
    expect(office_hour).to_be_hidden()
    expect(page).to_have_url(re.compile("only=lecture,release,deadline"))
    page.reload()
    expect(office_hour).to_have_count(0)
    expect(page.get_by_label("Office hours")).not_to_be_checked()


def test_a_chosen_theme_shows_at_once_and_is_kept(site, page):
    page.goto(f"{COURSE}?{ON}")
    with page.expect_response("**/theme/"):
        page.get_by_label("Dark").check()
    page.goto(f"{COURSE}deadlines/?{ON}")
    expect(page.locator("html")).to_have_attribute("data-theme", "dark")


def test_the_feed_s_address_follows_the_choices(site, page, live_server_url):
    page.goto(f"{COURSE}subscribe/?{ON}")
    page.get_by_role("checkbox", name="Handed out").uncheck()
    page.get_by_label("Reminder for Deadlines").select_option("1 day and 2 hours before")
    expect(page.get_by_label("Feed address")).to_have_value(
        f"{live_server_url}{COURSE}calendar.ics"
        "?only=lecture,deadline,no-class&alarm=deadline:P1D&alarm=deadline:PT2H"
    )
    assert page.request.get(page.get_by_label("Feed address").input_value()).ok


def test_names_language_and_window_follow_too_and_reach_the_tasks(site, page, live_server_url):
    page.goto(f"{COURSE}subscribe/?{ON}")
    page.get_by_text("Names, language, past and cancelled events").click()
    page.get_by_label("6.5940 · Lab").check()
    page.get_by_label("Language Of words").select_option("Deutsch")
    page.get_by_label("How far back").select_option("14 days back")
    page.get_by_label("Reminder for Deadlines").select_option("1 day before")
    asked = "alarm=deadline:P1D&summary=dot&language=de&past=14"
    expect(page.get_by_label("Feed address")).to_have_value(
        f"{live_server_url}{COURSE}calendar.ics?only=lecture,deadline,release,no-class&{asked}"
    )
    tasks = page.locator("a[data-app=tasks]").get_attribute("href")
    assert tasks == f"{live_server_url}{COURSE}tasks.ics?{asked}"
    assert page.request.get(tasks).ok
