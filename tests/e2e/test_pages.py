"""The public pages in a browser: they fit, everyone can use them, script only adds."""

from datetime import UTC, datetime

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from courses.importers.course_file import parse_term
from courses.importers.rows import save_term
from courses.models import Course, Deadline, Lecture
from schedule.publishing import publish
from tests.schedule.views.conftest import FIXTURES, SUMMER, load

COURSE = "/2023-fall/6.5940/"
ON = "on=2023-10-31"
PAGES = (
    f"/2023-fall/?{ON}",
    f"/2023-fall/week/2023-W44/?{ON}",
    f"{COURSE}?{ON}",
    f"{COURSE}week/2023-W44/?{ON}",
    f"{COURSE}week/2023-W39/?{ON}",
    f"{COURSE}week/2023-W41/?{ON}",
    f"{COURSE}week/2023-W44/?{ON}&view=agenda&only=lecture&tz=Asia/Tokyo",
    f"{COURSE}week/2024-W10/",
    f"{COURSE}deadlines/?{ON}",
    f"{COURSE}changes/?{ON}",
    f"{COURSE}announcements/",
    f"{COURSE}subscribe/?{ON}",
    f"{COURSE}lecture-16/?{ON}",
    f"{COURSE}lecture-20/?{ON}",
    f"{COURSE}lab-1-due/?{ON}",
    f"{COURSE}lab-2/?{ON}",
    f"{COURSE}thanksgiving/",
    "/2023-fall/18.C25/",
    "/2023-fall/18.303/",
)
LOST = ("/2023-fall/6.5941/", f"{COURSE}week/2023-W60/", f"{COURSE}?tz=Mars/Base")
NOON = datetime(2023, 10, 31, 18, 20, tzinfo=UTC)


@pytest.fixture
def four(transactional_db):
    """The four courses, one of them with a deadline extended and a lecture cancelled."""
    save_term(parse_term((FIXTURES / "2023-fall.yaml").read_bytes()))
    mit, *_ = [load(name) for name in ("6.5940", "18.303", "18.338", "18.c25")]
    Deadline.objects.filter(course=mit, key="lab-4-due").update(extended_day="2023-11-02")
    Lecture.objects.filter(course=mit, key="lecture-16").update(cancelled=True, reason="Illness")
    publish(mit, now=SUMMER.replace(month=10, day=30), note="The lecturer is ill.")


@pytest.fixture
def oct_31(monkeypatch):
    """The server's clock at 2:20 pm in New York on Oct 31, 2023."""
    monkeypatch.setattr(timezone, "now", lambda: NOON)


def open_at_noon(open_page, address, **options):
    """Open a page with the browser's clock at the same moment."""
    page = open_page(**options)
    page.clock.set_fixed_time(NOON)
    page.goto(address)
    return page


@pytest.mark.parametrize("width", [1280, 390, 320])
def test_no_page_is_wider_than_the_screen(four, open_page, problems, width):
    page = open_page(width=width)
    too_wide = []
    for address in PAGES + LOST:
        page.goto(address)
        if page.evaluate("document.documentElement.scrollWidth > innerWidth"):
            too_wide.append(address)
    assert too_wide == []
    problems[:] = [each for each in problems if "status of 40" not in each]


@pytest.mark.parametrize("color_scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [1280, 390])
def test_every_page_is_accessible(four, open_page, violations, problems, width, color_scheme):
    page = open_page(width=width, color_scheme=color_scheme)
    found = []
    for address in PAGES + LOST:
        page.goto(address)
        found += [f"{address}: {each}" for each in violations(page)]
    assert found == []
    problems[:] = [each for each in problems if "status of 40" not in each]


def test_a_week_is_read_day_by_day(four, open_page):
    page = open_page()
    page.goto(f"{COURSE}week/2023-W44/?{ON}")
    expect(page.locator("#day-2023-10-31")).to_match_aria_snapshot(
        """
        - listitem:
          - heading "Tuesday 31 Today" [level=2]
          - list "All day":
            - listitem:
              - link "Lab 5 out"
          - list "Sessions":
            - listitem:
              - article:
                - heading "Lecture 15 GAN, Video, and Point Cloud" [level=3]:
                  - link "GAN, Video, and Point Cloud"
        """
    )


def test_script_shows_the_time_of_day(four, open_page, oct_31):
    page = open_at_noon(open_page, f"{COURSE}week/")
    expect(page.locator(".topbar__clock")).to_have_text("Tue Oct 31, 2:20 pm Eastern")
    expect(page.locator(".day[data-today] .nowline")).to_have_count(1)
    page.goto(f"{COURSE}")
    expect(page.locator(".ev__meta").first).to_have_text("36-156, in 1 h 15 min")


def test_a_reader_elsewhere_sees_their_own_time_too(four, open_page, oct_31):
    page = open_at_noon(open_page, f"{COURSE}lecture-15/", timezone_id="America/Los_Angeles")
    expect(page.locator(".item__when")).to_contain_text("3:35–5:00 pm (12:35 pm yours), 36-156")


def test_asked_for_another_day_script_shows_no_present(four, open_page, oct_31):
    page = open_at_noon(open_page, f"{COURSE}week/2023-W44/?on=2023-11-02")
    expect(page.locator(".nowline")).to_have_count(0)
    expect(page.locator(".topbar__clock")).to_have_text("Thu Nov 2 Eastern")


def test_a_filter_hides_at_once_and_stays_in_the_address(four, open_page):
    page = open_page()
    page.goto(f"{COURSE}week/2023-W44/?{ON}")
    office_hour = page.locator(".session[data-kind=office-hours]")
    expect(office_hour).to_be_visible()
    page.get_by_label("Office hours").uncheck()
    expect(office_hour).to_be_hidden()
    assert "only=lecture,release,deadline" in page.url
    page.reload()
    expect(office_hour).to_have_count(0)
    expect(page.get_by_label("Office hours")).not_to_be_checked()


def test_keys_change_the_week(four, open_page):
    page = open_page()
    page.goto(f"{COURSE}week/2023-W44/?{ON}")
    page.keyboard.press("n")
    expect(page.get_by_role("heading", level=1)).to_have_text("Nov 6 – 12")
    page.keyboard.press("d")
    expect(page.get_by_label("Go to date")).to_be_focused()
    page.get_by_role("button", name="Keyboard shortcuts").click()
    expect(page.get_by_role("dialog", name="Keyboard shortcuts")).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.get_by_role("dialog")).to_be_hidden()


def test_the_first_tab_stop_skips_to_the_content(four, open_page):
    page = open_page()
    page.goto(f"{COURSE}?{ON}")
    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="Skip to content")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.locator("#content")).to_be_focused()


def test_the_theme_is_kept(four, open_page):
    page = open_page()
    page.goto(f"{COURSE}?{ON}")
    with page.expect_response("**/theme/"):
        page.get_by_label("Dark").check()
    page.goto(f"{COURSE}deadlines/?{ON}")
    expect(page.locator("html")).to_have_attribute("data-theme", "dark")


def test_the_feed_s_address_follows_the_choices(four, open_page, live_server_url):
    page = open_page()
    page.goto(f"{COURSE}subscribe/?{ON}")
    page.get_by_role("checkbox", name="Handed out").uncheck()
    page.get_by_label("Reminder for Deadlines").select_option("1 day and 2 hours before")
    expect(page.get_by_label("Feed address")).to_have_value(
        f"{live_server_url}{COURSE}calendar.ics"
        "?only=lecture,deadline,no-class&alarm=deadline:P1D&alarm=deadline:PT2H"
    )
    assert page.request.get(page.get_by_label("Feed address").input_value()).ok


def without_script(open_page):
    return open_page(java_script_enabled=False)


def test_without_script_weeks_dates_and_filters_work(four, open_page):
    page = without_script(open_page)
    page.goto(f"{COURSE}week/2023-W44/?{ON}")
    page.get_by_role("link", name="Next week").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Nov 6 – 12")
    page.get_by_label("Go to date").fill("2023-09-28")
    page.get_by_role("button", name="Go", exact=True).click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Sep 25 – Oct 1")
    page.get_by_label("Lectures").uncheck()
    expect(page.locator(".session[data-kind=lecture]").first).to_be_hidden()


def test_without_script_a_filtered_week_can_be_filtered_anew(four, open_page):
    page = without_script(open_page)
    page.goto(f"{COURSE}week/2023-W44/?{ON}&only=lecture")
    expect(page.locator(".chip[data-kind=release]")).to_have_count(0)
    page.get_by_label("Handed out").check()
    page.get_by_role("button", name="Apply").click()
    expect(page.locator(".chip[data-kind=release]")).to_have_text("Lab 5 out")


def test_without_script_the_subscribe_form_makes_the_address(four, open_page, live_server_url):
    page = without_script(open_page)
    page.goto(f"{COURSE}subscribe/?{ON}")
    page.get_by_label("Reminder for Lectures").select_option("15 minutes before")
    page.get_by_role("button", name="Update link").click()
    expect(page.get_by_label("Feed address")).to_have_value(
        f"{live_server_url}{COURSE}calendar.ics?alarm=lecture:PT15M"
    )


def test_without_script_theme_and_menus_work(four, open_page):
    page = without_script(open_page)
    page.goto(f"{COURSE}deadlines/?{ON}")
    page.locator("summary", has_text="Add to calendar").first.click()
    expect(page.get_by_role("link", name="Google Calendar").first).to_be_visible()
    page.get_by_label("Light").check()
    page.get_by_role("button", name="Save").click()
    expect(page.locator("html")).to_have_attribute("data-theme", "light")
    expect(page.get_by_role("heading", level=1)).to_have_text("Deadlines")


@pytest.mark.parametrize(
    ("address", "sheets"), [(f"{COURSE}?{ON}", 2), (f"{COURSE}week/2023-W44/?{ON}", 1)]
)
def test_a_page_prints_on_few_sheets(four, open_page, address, sheets):
    page = open_page()
    page.goto(address)
    assert page.pdf(prefer_css_page_size=True).count(b"/Type /Page\n") <= sheets


def test_long_words_fit_the_smallest_screen(four, open_page):
    long = "Ｗ" * 150 + "-" + "x" * 140
    Lecture.objects.filter(key="lecture-15").update(title=long)
    for course in Course.objects.all():
        course.title = f"مقدمة في {long[:200]}"
        course.save()
        publish(course, now=SUMMER)
    page = open_page(width=320)
    for address in PAGES:
        page.goto(address)
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), address
