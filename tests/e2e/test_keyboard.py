"""The public pages without a mouse: keys, menus, choices, and where the focus is after each."""

import re

import pytest
from playwright.sync_api import expect

from tests.e2e.pages import COURSE, ON, PAGES

WEEK = f"{COURSE}week/2023-W44/?{ON}"
TERM = PAGES["term"].address
DEADLINES = f"{COURSE}deadlines/?{ON}"


@pytest.fixture
def week(site, page):
    """A page at the week of Oct 31."""
    page.goto(WEEK)
    return page


def heading(page):
    return page.get_by_role("heading", level=1)


def turn(page, key, days):
    """Go to another week by a key; wait until that one listens to keys as well."""
    page.keyboard.press(key)
    expect(heading(page)).to_have_text(days)
    expect(page.get_by_role("button", name="Keyboard shortcuts")).to_be_visible()


def test_the_first_stop_of_a_page_leads_past_the_navigation(week):
    week.keyboard.press("Tab")
    expect(week.get_by_role("link", name="Skip to content")).to_be_focused()
    week.keyboard.press("Enter")
    expect(week.locator("#content")).to_be_focused()
    week.keyboard.press("Tab")
    expect(week.get_by_role("link", name="Previous week")).to_be_focused()


def test_the_tabs_of_a_course_lead_to_its_pages(week):
    tabs = week.get_by_role("navigation", name="6.5940")
    expect(tabs.get_by_role("link", name="Week")).to_have_attribute("aria-current", "page")
    tabs.get_by_role("link", name="Week").focus()
    week.keyboard.press("Tab")
    expect(tabs.get_by_role("link", name="Deadlines")).to_be_focused()
    week.keyboard.press("Enter")
    expect(heading(week)).to_have_text("Deadlines")
    expect(tabs.get_by_role("link", name="Deadlines")).to_have_attribute("aria-current", "page")


def test_single_keys_go_to_the_next_the_previous_and_the_present_week(week):
    for key, days in (("n", "Nov 6 – 12"), ("n", "Nov 13 – 19"), ("p", "Nov 6 – 12")):
        turn(week, key, days)
    turn(week, "t", "Oct 30 – Nov 5")
    week.keyboard.press("d")
    expect(week.get_by_label("Go to date")).to_be_focused()


def test_single_keys_are_silent_in_a_field_and_with_a_modifier(week):
    week.keyboard.press("Alt+n")
    week.get_by_label("Go to date").focus()
    week.keyboard.press("n")
    week.get_by_label("Go to date").blur()
    expect(heading(week)).to_have_text("Oct 30 – Nov 5")
    week.keyboard.press("n")
    expect(heading(week)).to_have_text("Nov 6 – 12")


def test_single_keys_can_be_switched_off_and_stay_so(week):
    week.keyboard.press("?")
    switch = week.get_by_role("checkbox", name="Shortcuts on")
    switch.focus()
    week.keyboard.press("Space")
    week.keyboard.press("Escape")
    week.keyboard.press("n")
    week.reload()
    week.keyboard.press("n")
    expect(heading(week)).to_have_text("Oct 30 – Nov 5")
    week.get_by_role("link", name="Next week").press("Enter")
    expect(heading(week)).to_have_text("Nov 6 – 12")
    week.get_by_role("button", name="Keyboard shortcuts").press("Enter")
    expect(switch).not_to_be_checked()


def test_the_list_of_keys_takes_the_focus_and_gives_it_back(week):
    opener = week.get_by_role("button", name="Keyboard shortcuts")
    opener.press("Enter")
    dialog = week.get_by_role("dialog", name="Keyboard shortcuts")
    expect(dialog.locator(":focus")).to_have_count(1)
    week.keyboard.press("Escape")
    expect(dialog).to_be_hidden()
    expect(opener).to_be_focused()
    week.keyboard.press("?")
    dialog.get_by_role("button", name="Close").press("Enter")
    expect(dialog).to_be_hidden()
    expect(opener).to_be_focused()


def test_a_kind_is_hidden_and_brought_back_by_space(week):
    office_hour = week.locator(".session[data-kind=office-hours]")
    week.get_by_label("Office hours").focus()
    week.keyboard.press("Space")
    expect(office_hour).to_be_hidden()
    week.keyboard.press("Space")
    expect(office_hour).to_be_visible()


def test_ticking_a_kind_that_was_left_out_brings_it_and_keeps_the_focus(site, page):
    page.goto(f"{WEEK}&only=lecture")
    expect(page.get_by_role("button", name="Apply")).to_be_hidden()
    page.get_by_label("Office hours").focus()
    page.keyboard.press("Space")
    expect(page.locator(".session[data-kind=office-hours]")).to_be_visible()
    expect(page.get_by_label("Office hours")).to_be_focused()
    expect(page.get_by_label("Deadlines")).not_to_be_checked()
    expect(page).to_have_url(re.compile("only=lecture,office-hours"))


def test_escape_closes_a_menu_and_gives_the_focus_back(site, page):
    page.goto(DEADLINES)
    opener = page.locator("summary", has_text="Add to calendar").first
    link = page.get_by_role("link", name="Apple Calendar").first
    opener.press("Enter")
    expect(link).to_be_visible()
    page.keyboard.press("Tab")
    expect(link).to_be_focused()
    page.keyboard.press("Escape")
    expect(link).to_be_hidden()
    expect(opener).to_be_focused()


def test_a_theme_is_chosen_with_the_arrows(site, page):
    page.goto(DEADLINES)
    page.get_by_label("System").focus()
    with page.expect_response("**/theme/"):
        page.keyboard.press("ArrowDown")
    expect(page.get_by_label("Light")).to_be_focused()
    with page.expect_response("**/theme/"):
        page.keyboard.press("ArrowDown")
    page.reload()
    expect(page.locator("html")).to_have_attribute("data-theme", "dark")


def test_a_language_is_chosen_with_keys(site, page):
    page.goto(DEADLINES)
    # By the letter it begins with; more of them would have to come in quick succession.
    page.get_by_label("Language").press("D")
    expect(page.get_by_label("Language")).to_have_value("de")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page.locator("html")).to_have_attribute("lang", "de")
    assert page.url.endswith(DEADLINES)


def test_courses_are_picked_by_space_and_stay_picked(site, page):
    page.goto(TERM)
    for name in ("6.5940", "18.303"):
        page.get_by_role("checkbox", name=name).focus()
        page.keyboard.press("Space")
    page.get_by_role("button", name="One week").last.press("Enter")
    expect(page).to_have_url(re.compile("course=18.303"))
    expect(page).to_have_url(re.compile("course=6.5940"))
    page.goto(TERM)
    expect(page.get_by_role("checkbox", name="6.5940")).to_be_checked()
    expect(page.get_by_role("checkbox", name="18.338")).not_to_be_checked()


def test_the_slash_leads_to_the_search_from_anywhere(site, page):
    page.goto(TERM)
    page.keyboard.press("/")
    expect(page.get_by_role("searchbox")).to_be_focused()
    page.keyboard.type("lab 3")
    page.keyboard.press("Enter")
    expect(page.get_by_role("link", name="Lab 3").first).to_be_visible()
    page.goto(DEADLINES)
    page.keyboard.press("/")
    expect(page.get_by_role("searchbox")).to_be_focused()
