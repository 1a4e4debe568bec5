"""The public pages without a mouse: single keys, menus, and the focus after a reload."""

import pytest
from playwright.sync_api import expect

from tests.e2e.staff import COURSE, load_all

WEEK = f"{COURSE}week/2023-W44/?on=2023-10-31"


@pytest.fixture(autouse=True)
def courses(transactional_db):
    load_all()


def test_single_keys_go_to_the_next_the_previous_and_the_present_week(page):
    page.goto(WEEK)
    heading = page.get_by_role("heading", level=1)
    for key, week in (("n", "Nov 6 – 12"), ("n", "Nov 13 – 19"), ("p", "Nov 6 – 12")):
        page.keyboard.press(key)
        expect(heading).to_have_text(week)
    page.keyboard.press("t")
    expect(heading).to_have_text("Oct 30 – Nov 5")


def test_single_keys_are_silent_in_a_field_and_once_switched_off(page):
    page.goto(WEEK)
    heading = page.get_by_role("heading", level=1)
    page.get_by_label("Go to date").focus()
    page.keyboard.press("n")
    page.get_by_role("button", name="Keyboard shortcuts").click()
    page.get_by_role("dialog").get_by_role("checkbox").uncheck()
    page.keyboard.press("Escape")
    page.keyboard.press("n")
    expect(heading).to_have_text("Oct 30 – Nov 5")
    page.get_by_role("link", name="Next week").press("Enter")
    expect(heading).to_have_text("Nov 6 – 12")


def test_escape_closes_a_menu_and_gives_the_focus_back(page):
    page.goto(f"{COURSE}deadlines/?on=2023-10-31")
    opener = page.locator("summary", has_text="Add to calendar").first
    opener.press("Enter")
    link = page.get_by_role("link", name="Google Calendar").first
    expect(link).to_be_visible()
    page.keyboard.press("Tab")
    page.keyboard.press("Escape")
    expect(link).to_be_hidden()
    expect(opener).to_be_focused()


def test_the_skip_link_of_the_week_leads_past_the_navigation(page):
    page.goto(WEEK)
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page.locator("#content")).to_be_focused()
    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="Previous week")).to_be_focused()


def test_ticking_a_kind_that_was_left_out_brings_it_and_keeps_the_focus(page):
    page.goto(f"{WEEK}&only=lecture")
    expect(page.get_by_role("button", name="Apply")).to_be_hidden()
    box = page.get_by_label("Office hours")
    box.focus()
    page.keyboard.press("Space")
    expect(page.locator(".session[data-kind=office-hours]")).to_be_visible()
    expect(page.get_by_label("Office hours")).to_be_focused()
    expect(page.get_by_label("Deadlines")).not_to_be_checked()
    assert "only=lecture,office-hours" in page.url
