"""A personal calendar, made and kept in a browser without script."""

import re
from urllib.request import urlopen

import pytest
from playwright.sync_api import expect

from schedule.personal.fetching import FETCHES
from tests.e2e.pages import ON, SECRET


@pytest.fixture
def plain_page(site, open_page):
    return open_page(java_script_enabled=False)


def address(page):
    return page.get_by_label("Feed address").input_value()


def read(feed):
    with urlopen(feed) as response:
        return response.read().decode()


def test_it_is_made_changed_given_another_address_and_ended(plain_page, live_server_url):
    page = plain_page
    page.goto(f"/calendars/?{ON}")
    page.get_by_label("Find a course").fill("303")
    page.get_by_role("button", name="Search").click()
    # The list before has what is looked for as well.
    expect(page.get_by_role("checkbox", name="18.C25")).to_have_count(0)
    page.get_by_role("checkbox", name="18.303 Linear").check()
    page.get_by_label("Find a course").fill("6.5940")
    page.get_by_role("button", name="Search").click()
    expect(page.get_by_role("checkbox", name="18.303 Linear")).to_be_checked()
    page.get_by_role("checkbox", name="6.5940 TinyML").check()
    page.get_by_label("Name", exact=True).fill("phone")
    page.get_by_role("button", name="Make the calendar").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("phone")
    own, first = page.url, address(page)
    assert first.startswith(f"{live_server_url}/calendars/")
    assert {"SUMMARY:6.5940", "SUMMARY:18.303"} <= set(re.findall(r"SUMMARY:[0-9.]+", read(first)))

    page.reload()
    expect(page.get_by_label("Feed address")).to_have_count(0)
    page.get_by_role("checkbox", name="18.303 Linear").uncheck()
    page.locator("main").get_by_role("button", name="Save").click()
    expect(page.get_by_role("status").first).to_contain_text("Saved.")
    assert "SUMMARY:18.303" not in read(first)
    assert len(FETCHES) == 1

    page.get_by_label("Dark").check()
    page.locator(".theme").get_by_role("button", name="Save").click()
    expect(page.locator("html")).to_have_attribute("data-theme", "dark")
    expect(page).to_have_url(own)

    page.get_by_role("button", name="Get a new address").click()
    expect(page).to_have_url(f"{own}?done=rotated")
    assert address(page) not in {"", first}
    page.get_by_label("End it").check()
    page.get_by_role("button", name="End the calendar").click()
    expect(page.get_by_role("status")).to_contain_text("The calendar was ended.")


@pytest.mark.parametrize("done", ["saved", "rotated"])
def test_what_was_done_keeps_its_distance_from_what_follows(site, open_page, live_server_url, done):
    page = open_page()
    page.goto(f"{live_server_url}/calendars/{SECRET}/?done={done}")
    box = page.locator(".notice").bounding_box()
    below = page.locator(".subpage").bounding_box()
    assert below["y"] - box["y"] - box["height"] >= 16
