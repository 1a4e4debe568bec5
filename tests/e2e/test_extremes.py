"""Courses far from the usual, in a browser: nothing overflows, covers another thing or is cut off."""

from pathlib import Path

import pytest
from django.conf import settings
from playwright.sync_api import expect

from tests import extremes

MEASURE = (Path(__file__).parent / "boxes.js").read_text()
WIDTHS = (1280, 390, 320)
PAPER = 718
"""Letter paper between its margins, in CSS pixels."""

ON = "on=2023-09-28"
CLAMPED = (
    ".chip > .glyph + span",
    ".dl h3",
    ".ev__title",
    ".pager__title",
    ".sched__title",
    ".session__label",
    ".session__time",
    ".session__title",
    ".stave h2",
    ".strip__chapters a",
    ".topbar__nav > *",
)
"""What is cut at whole lines: the words are all there to be heard, and on the page it leads to."""

BLEEDING = (".strip", ".week__days", ".day", "tbody", ".dlpage")
"""What goes on into the margin of a narrow page."""

COURSES = ("long/long", "much/much", "scripts/arabic", "scripts/mixed", "empty/empty")
OF_A_COURSE = (
    "",
    "week/2023-W36/",
    "week/2023-W39/",
    "deadlines/",
    "changes/",
    "announcements/",
    "subscribe/",
)
ITEMS = (
    "lecture-906",
    "lecture-907",
    "lecture-908",
    "lab-1",
    "lab-2-due",
    "exam",
    "off",
    "news",
    "rec-2023-09-27",
    "no-such-thing",
)
PAGES = (
    *(f"/{course}/{path}" for course in COURSES for path in OF_A_COURSE),
    *(f"/long/long/{key}/" for key in ITEMS),
    *(f"/{term}/" for term in ("long", "much", "scripts", "year", "brief", "empty", "forty")),
    "/long/week/2023-W39/",
    "/long/week/2023-W39/?course=long",
    "/long/deadlines/?course=long",
    "/long/search/?q=WW",
    "/much/much/week/2023-W41/",
    "/much/much/lecture-1/",
    "/scripts/week/2023-W37/",
    "/scripts/search/?q=depth",
    "/prose/prose/",
    "/prose/prose/lecture-1/",
    "/prose/prose/announcements/",
    "/year/year/",
    "/year/year/week/2023-W39/",
    "/ages/ages/",
    "/brief/brief/",
    "/brief/brief/week/",
    "/forty/week/2023-W36/",
    "/forty/week/2023-W36/?view=agenda",
)


@pytest.fixture
def made(transactional_db):
    """All that `tests.extremes` makes."""
    extremes.long_everywhere()
    extremes.much_of_everything()
    extremes.long_prose()
    extremes.other_scripts()
    extremes.a_year_of_lectures(120, "year")
    extremes.a_year_of_lectures(400, "ages")
    extremes.three_days()
    extremes.nothing_at_all()
    extremes.forty_courses()


def speak_arabic(page, url):
    page.context.add_cookies([{"name": settings.LANGUAGE_COOKIE_NAME, "value": "ar", "url": url}])


def look(page, address):
    page.goto(f"{address}{'&' if '?' in address else '?'}{ON}")
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 900})
        options = {"clamps": ", ".join(CLAMPED), "bleeds": ", ".join(BLEEDING)}
        yield from (f"{address} at {width}: {each}" for each in page.evaluate(MEASURE, options))


def forget_errors(problems):
    """An address that is not there is one of the pages."""
    problems[:] = [each for each in problems if "status of 404" not in each]


def test_nothing_overflows_overlaps_or_is_cut_off(made, open_page, problems):
    page = open_page()
    assert [fault for address in PAGES for fault in look(page, address)] == []
    forget_errors(problems)


def test_neither_does_it_from_right_to_left(made, open_page, problems, live_server_url):
    page = open_page()
    speak_arabic(page, live_server_url)
    chosen = [address for address in PAGES if address.startswith(("/long/", "/scripts/"))]
    assert [fault for address in chosen for fault in look(page, address)] == []
    assert page.locator("html").get_attribute("dir") == "rtl"
    forget_errors(problems)


def test_no_sheet_of_paper_is_too_narrow(made, open_page, problems):
    page = open_page(width=PAPER)
    page.emulate_media(media="print")
    too_wide = []
    for address in PAGES:
        if address.startswith(("/long/", "/prose/", "/scripts/")):
            page.goto(f"{address}{'&' if '?' in address else '?'}{ON}")
            if page.evaluate("document.documentElement.scrollWidth > innerWidth"):
                too_wide.append(address)
    assert too_wide == []
    forget_errors(problems)


def test_what_finds_no_column_is_one_link_away(made, open_page):
    page = open_page()
    page.goto(f"/forty/week/2023-W36/?{ON}")
    page.get_by_role("link", name="+38 more").click()
    expect(page.locator("#day-2023-09-07 .session:visible")).to_have_count(40)
    expect(page.locator("#day-2023-09-07")).to_be_in_viewport()


def test_what_is_folded_up_can_be_unfolded(made, open_page):
    page = open_page(width=390)
    page.goto(f"/much/much/?{ON}")
    person = page.get_by_text("Person 59", exact=True)
    expect(person).to_be_hidden()
    page.locator("summary", has_text="52 more").click()
    expect(person).to_be_visible()
    page.goto(f"/much/much/changes/?{ON}")
    page.get_by_text("more changes").click()
    expect(page.locator("#edition-2 .edition__list > li").nth(12)).to_be_visible()
