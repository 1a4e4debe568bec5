"""The plan board in a browser: a snow day by few clicks, undone, by keyboard, and on any screen."""

from datetime import UTC, datetime

import pytest
from icalendar import Calendar
from playwright.sync_api import expect

from courses.models import Course
from schedule.models import Event
from schedule.publishing import publish
from tests.e2e.accessibility import WCAG, faults
from tests.e2e.staff import COURSE, PASSWORD, load_all, make_staff

SUMMER = datetime(2023, 8, 1, tzinfo=UTC)
WIDTHS = (1280, 390)
SNOW = "on=2023-10-17&title=Snow+day&then=push"
MOST_CLICKS = 9


@pytest.fixture
def mit(transactional_db):
    """The MIT course, its instructor and its teaching assistant."""
    load_all()
    course = Course.objects.get(slug="6.5940")
    publish(course, now=SUMMER)
    make_staff("instructor", course="6.5940")
    make_staff("assistant", course="6.5940", role="ta")
    return course


class Hand:
    """A hand on the mouse that counts."""

    def __init__(self):
        self.clicks = 0

    def click(self, locator):
        self.clicks += 1
        locator.click()


def sign_in(page, name, hand=None):
    hand = hand or Hand()
    page.goto("/admin/")
    page.get_by_label("Username").fill(name)
    page.get_by_label("Password").fill(PASSWORD)
    hand.click(page.get_by_role("button", name="Log in"))
    expect(page.get_by_role("button", name="Log out")).to_be_visible()


def board_of(course):
    return f"/admin/courses/course/{course.pk}/board/"


def feed_of(page):
    answer = page.request.get(f"{COURSE}calendar.ics")
    events = Calendar.from_ical(answer.body()).walk("VEVENT")
    return {str(event["URL"]).rstrip("/").rpartition("/")[2]: event for event in events}


def published_days():
    rows = Event.objects.exclude(status="removed").filter(course__slug="6.5940")
    return dict(rows.values_list("key", "day"))


def make_snow_day(page):
    """As a TA, from signing in to published; return how many clicks it took."""
    hand = Hand()
    sign_in(page, "assistant", hand)
    hand.click(page.get_by_role("link", name="6.5940"))
    day = page.get_by_role("row", name="Tue Oct 17")
    hand.click(day.get_by_text("Change"))
    hand.click(day.get_by_role("link", name="No class on this day"))
    page.get_by_label("Why").fill("Snow day")
    hand.click(page.get_by_role("button", name="Preview"))
    lectures = page.get_by_role("table", name="Lectures")
    moved = lectures.get_by_role("row", name="Lecture 11")
    expect(moved.locator("del")).to_contain_text("Tue Oct 17")
    expect(moved.locator("ins")).to_contain_text("Thu Oct 19")
    page.get_by_label("Note for students").fill("Snow: all moves by one class.")
    hand.click(page.get_by_role("button", name="Publish"))
    expect(page.locator(".messagelist")).to_contain_text("published edition")
    return hand.clicks


def test_a_snow_day_takes_an_assistant_few_clicks_and_an_instructor_undoes_it(mit, page, open_page):
    before, feed = published_days(), feed_of(page)
    assert make_snow_day(page) <= MOST_CLICKS

    page.goto(f"{COURSE}?on=2023-10-16")
    row = page.locator(".sched tr", has_text="Snow day")
    expect(row).to_contain_text("Tue Oct 17")
    page.goto(f"{COURSE}week/2023-W42/?on=2023-10-16")
    expect(page.locator("#day-2023-10-17")).to_contain_text("Snow day")
    expect(page.locator("#day-2023-10-19")).to_contain_text("Lecture 11")
    after = feed_of(page)
    assert after["lecture-11"].start == datetime(2023, 10, 19, 19, 35, tzinfo=UTC)
    assert after["lecture-11"]["UID"] == feed["lecture-11"]["UID"]
    assert after["lecture-11"]["SEQUENCE"] > feed["lecture-11"]["SEQUENCE"]
    assert "snow-day" in after

    boss = open_page()
    sign_in(boss, "instructor")
    boss.get_by_role("link", name="6.5940").click()
    boss.get_by_role("link", name="Undo edition").click()
    boss.get_by_role("button", name="Publish").click()
    expect(boss.locator(".messagelist")).to_contain_text("published edition")
    assert published_days() == before
    undone = feed_of(boss)
    assert undone["lecture-11"].start == feed["lecture-11"].start
    assert undone["lecture-11"]["UID"] == feed["lecture-11"]["UID"]
    assert undone["lecture-11"]["SEQUENCE"] > after["lecture-11"]["SEQUENCE"]


@pytest.mark.parametrize("page", [{"java_script_enabled": False}], indirect=True)
def test_a_snow_day_needs_no_script(mit, page):
    assert make_snow_day(page) <= MOST_CLICKS


def test_a_second_click_on_publish_does_nothing(mit, page):
    sign_in(page, "assistant")
    page.goto(f"{board_of(mit)}no-class/preview/?{SNOW}")
    publish_it = page.get_by_role("button", name="Publish")
    posted = []
    page.on("request", lambda request: posted.append(request.method))
    publish_it.evaluate("button => { button.click(); button.click() }")
    expect(page.locator(".messagelist")).to_contain_text("published edition 2")
    assert posted.count("POST") == 1
    assert mit.editions.count() == 2


def test_the_mark_of_a_date_stands_before_its_name(mit, page):
    sign_in(page, "assistant")
    page.goto(board_of(mit))
    name = page.locator(".date__name").first
    mark_ends = name.bounding_box()["x"] + name.evaluate(
        "name => parseFloat(getComputedStyle(name, '::before').inlineSize)"
    )
    assert name.locator("a").first.bounding_box()["x"] >= mark_ends + 2


def test_a_lecture_is_dragged_onto_another_day(mit, page):
    sign_in(page, "assistant")
    page.goto(board_of(mit))
    grip = page.get_by_role("button", name="Move Lecture 11", exact=True)
    grip.scroll_into_view_if_needed()
    target = page.get_by_role("row", name="Thu Oct 19").locator(".lecture__title")
    grip.hover()
    page.mouse.down()
    target.hover()
    expect(page.locator(".day--target")).to_contain_text("Thu Oct 19")
    page.mouse.up()
    dialog = page.get_by_role("dialog", name="Lecture 11 to Thu Oct 19")
    expect(dialog.get_by_role("link")).to_have_text(
        [
            "Take this day; the lectures between move by one class",
            "Swap with Lecture 12",
            "Hold together with Lecture 12",
            "Pin to Thu Oct 19",
            "Make-up class on this day …",
        ]
    )
    dialog.get_by_role("link", name="Swap with Lecture 12").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text(
        "Lecture 11 and Lecture 12 swapped"
    )
    expect(page.locator(".facts")).to_contain_text("2 lectures move")


def test_a_snow_day_is_taken_back_from_its_menu(mit, page):
    before = published_days()
    make_snow_day(page)
    page.goto(board_of(mit))
    day = page.get_by_role("row", name="Tue Oct 17")
    expect(day.get_by_text("Change")).to_have_count(0)  # an assistant takes nothing back
    page.get_by_role("button", name="Log out").click()
    expect(page.get_by_role("button", name="Log out")).to_have_count(0)
    sign_in(page, "instructor")
    page.goto(board_of(mit))
    day.get_by_text("Change").click()
    day.get_by_role("link", name="Hold class after all").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Class on Tue Oct 17 after all?")
    page.get_by_role("button", name="Publish").click()
    expect(page.locator(".messagelist")).to_contain_text("published edition")
    assert published_days() == before


def test_the_keyboard_makes_the_same_moves(mit, page):
    sign_in(page, "assistant")
    page.goto(board_of(mit))
    grip = page.get_by_role("button", name="Move Lecture 12", exact=True)
    status = page.locator("p[role=status]")
    grip.focus()
    page.keyboard.press("Enter")
    expect(status).to_contain_text("Lecture 12 taken")
    page.keyboard.press("ArrowUp")
    expect(status).to_have_text("Tue Oct 17, Lecture 11")
    page.keyboard.press("Escape")
    expect(page.locator(".day--target")).to_have_count(0)
    page.keyboard.press("Enter")
    page.keyboard.press("ArrowUp")
    page.keyboard.press("Enter")
    expect(page.get_by_role("dialog")).to_be_visible()
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_contain_text("Lecture 12 before Lecture 11")


def test_escape_closes_a_menu_and_gives_the_focus_back(mit, page):
    sign_in(page, "assistant")
    page.goto(board_of(mit))
    day = page.get_by_role("row", name="Tue Oct 17")
    summary = day.locator("summary")
    summary.click()
    day.get_by_role("link", name="Move up").focus()
    page.keyboard.press("Escape")
    expect(day.locator("details")).not_to_have_attribute("open", "")
    expect(summary).to_be_focused()


def test_on_paper_the_board_is_its_days_and_nothing_to_click_on(mit, page):
    sign_in(page, "assistant")
    page.set_viewport_size({"width": 720, "height": 1000})  # a sheet of A4 without its margins
    page.goto(board_of(mit))
    page.emulate_media(media="print")
    for hidden in (".board__tools", ".menu", ".grip", "#header", "a.date__act"):
        expect(page.locator(hidden).first).to_be_hidden()
    day = page.locator("[data-day='2023-10-19']")
    columns = [day.locator(name).bounding_box() for name in (".day__class", ".day__dates")]
    assert columns[0]["x"] + columns[0]["width"] <= columns[1]["x"] + 1
    assert columns[1]["x"] + columns[1]["width"] > 690


def test_what_is_added_is_not_drawn_over_what_waits(mit, page):
    Course.objects.filter(pk=mit.pk).update(publish_on_save=False)
    mit.lectures.filter(key="lecture-20").update(title="Another " * 20)
    sign_in(page, "assistant")
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 900})
        page.goto(f"/admin/courses/lecture/?course={mit.pk}")
        banner = page.locator(".banner").bounding_box()
        add = page.get_by_role("link", name="Add lecture").bounding_box()
        assert add["y"] + add["height"] <= banner["y"]
        page.goto(f"/admin/courses/lecture/{mit.lectures.get(key='lecture-3').pk}/change/")
        number, title = (
            page.locator(f"label[for=id_{name}]").bounding_box() for name in ("number", "title")
        )
        assert title["height"] == number["height"]
        merged = page.get_by_label("Merged into").bounding_box()
        assert merged["x"] + merged["width"] <= width


def test_the_board_is_accessible_and_no_wider_than_the_screen(mit, page):
    Course.objects.filter(pk=mit.pk).update(publish_on_save=False)
    mit.no_class_days.create(key="storm", title="Storm", day="2023-10-19")
    mit.lectures.filter(key="lecture-20").update(cancelled=True)
    mit.lectures.filter(key="lecture-26").update(number=30)
    sign_in(page, "instructor")
    board = board_of(mit)
    found = [f"front page, {each}" for each in faults(page, widths=WIDTHS, rules=WCAG)]
    pages = {
        "board": board,
        "no class": f"{board}no-class/?on=2023-10-17",
        "hold": f"{board}hold/?on=2023-10-19",
        "merge": f"{board}merge/?lecture=lecture-7",
        "extend": f"{board}extend/?keys=lab-2-due",
        "dates": f"{board}dates/",
        "room": f"{board}room/",
        "move": f"{board}move/?lecture=lecture-7",
        "make-up": f"{board}make-up/?lecture=lecture-7",
        "fault": f"{board}no-class/preview/?on=2024-10-17&then=push",
        "preview": f"{board}no-class/preview/?{SNOW}",
        "discard": f"{board}discard/preview/",
        "review": f"/admin/courses/course/{mit.pk}/review/",
    }
    for name, address in pages.items():
        page.goto(address)
        page.evaluate(
            "document.querySelectorAll('.act__more, .accept').forEach((each) => {each.open = true})"
        )
        found += [f"{name}, {each}" for each in faults(page, widths=WIDTHS, rules=WCAG)]
    page.goto(board)
    page.locator("[data-day='2023-10-17'] summary").click()
    found += [f"menu, {each}" for each in faults(page, widths=WIDTHS, rules=WCAG)]
    assert not found, "\n".join(found)
