"""The end of the main job: the pages, the feed in another program, and one edit seen everywhere."""

from datetime import UTC, datetime, timedelta

import pytest
from icalendar import Calendar
from playwright.sync_api import expect

from tests.e2e.staff import COURSE, PASSWORD, load_all, make_staff

ON = "on=2023-10-03"
EVENTS = "/api/v1/courses/2023-fall/6.5940/events?from=2023-10-09&to=2023-10-31&kind=deadline"
FIRST, EXTENDED = (
    datetime(2023, 10, 13, 3, 59, tzinfo=UTC),
    datetime(2023, 10, 15, 3, 59, tzinfo=UTC),
)


@pytest.fixture
def site(transactional_db):
    """The four courses, and an instructor of the first."""
    load_all()
    make_staff("instructor", course="6.5940")


def feed_of(page):
    """The feed's events by their key, read by another program, and its ETag."""
    answer = page.request.get(f"{COURSE}calendar.ics")
    assert answer.ok
    events = Calendar.from_ical(answer.body()).walk("VEVENT")
    return {str(event["URL"]).rstrip("/").rpartition("/")[2]: event for event in events}, answer


def api_event(page, key):
    items = page.request.get(EVENTS).json()["items"]
    (found,) = [item for item in items if item["key"] == key]
    return found


def test_the_course_page_and_the_week_of_sep_25_show_what_happens(site, page):
    page.goto(f"{COURSE}?{ON}")
    rows = page.locator(".sched__lecture", has=page.locator(".sched__no"))
    expect(rows).to_have_count(26)
    page.goto(f"{COURSE}week/2023-W39/?{ON}")
    expect(page.get_by_role("heading", level=1)).to_have_text("Sep 25 – Oct 1")
    expect(page.locator("#day-2023-09-26")).to_contain_text("Quantization (Part II)")
    expect(page.locator("#day-2023-09-28 .chip--from")).to_contain_text("Lab 1")
    expect(page.locator("#day-2023-09-30 .chip")).to_contain_text("Extended")


def test_another_program_reads_the_feed(site, page):
    events, answer = feed_of(page)
    assert len(events) == 41
    assert events["lecture-1"].start == datetime(2023, 9, 7, 19, 35, tzinfo=UTC)
    assert events["lecture-26"].start == datetime(2023, 12, 12, 20, 35, tzinfo=UTC)
    again = page.request.get(
        f"{COURSE}calendar.ics", headers={"If-None-Match": answer.headers["etag"]}
    )
    assert again.status == 304


def test_an_extended_deadline_is_seen_in_all_four_places_at_the_next_request(site, page):
    before, _ = feed_of(page)
    assert before["lab-2-due"].end == FIRST
    assert "(extended)" not in before["lab-2-due"]["SUMMARY"]
    known_api = api_event(page, "lab-2-due")

    extend_lab_2(page)

    page.goto(f"{COURSE}?{ON}")
    cell = page.locator(".sched .tag", has_text="Lab 2 due")
    expect(cell).to_contain_text("Extended")
    expect(cell.locator("del")).to_contain_text("Thu Oct 12")
    expect(cell.locator("ins")).to_contain_text("Sat Oct 14")

    page.goto(f"{COURSE}week/2023-W41/?{ON}")
    expect(page.locator("#day-2023-10-12 .chip--from")).to_contain_text("Lab 2 due")
    chip = page.locator("#day-2023-10-14 .chip", has_text="Lab 2 due")
    expect(chip).to_contain_text("Extended")

    after, _ = feed_of(page)
    old, new = before.pop("lab-2-due"), after.pop("lab-2-due")
    assert new.end == EXTENDED
    assert new.start == EXTENDED - timedelta(minutes=30)
    assert "(extended)" in new["SUMMARY"]
    assert (new["UID"], new["SEQUENCE"]) == (old["UID"], old["SEQUENCE"] + 1)
    assert after == before

    found = api_event(page, "lab-2-due")
    assert (found["day"], found["first_day"]) == ("2023-10-14", "2023-10-12")
    assert datetime.fromisoformat(found["start"]) == EXTENDED
    assert found["sequence"] == known_api["sequence"] + 1


def extend_lab_2(page):
    """Sign in, find the deadline from the front page, and give it two days more."""
    page.goto("/admin/")
    page.get_by_label("Username").fill("instructor")
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Log in").click()
    page.get_by_role("link", name="Deadlines", exact=True).click()
    page.get_by_role("link", name="Lab 2 due").click()
    page.get_by_label("Extended to:").fill("2023-10-14")
    page.get_by_role("button", name="Save", exact=True).click()
    said = page.locator(".messagelist")
    expect(said).to_contain_text("published edition 2")
    expect(said).to_contain_text("Lab 2 is now due Sat Oct 14")
