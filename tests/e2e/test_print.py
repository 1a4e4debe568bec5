"""Pages on paper: few sheets, a foot that says what they show, and nothing to click."""

from datetime import UTC, date, datetime, timedelta

import pytest

from courses.importers.course_file import parse_term
from courses.importers.rows import save_term
from courses.models import Course, Lecture
from schedule.publishing import publish
from tests.e2e.sheets import print_page
from tests.factories import DeadlineFactory, LabFactory, TermFactory, make_course
from tests.published import FIXTURES, load

COURSE = "/2023-fall/6.5940/"
ON = "?on=2023-10-31"
EDITION = "Edition 2, published Mon Oct 30, 2023, 9:05 am Eastern."
PAPERS = {"A4": (210, 297), "Letter": (216, 279)}
WIDE = {paper: (height, width) for paper, (width, height) in PAPERS.items()}
COLOURS = """() => [...document.querySelectorAll("html, body, body *")]
  .filter((each) => each.checkVisibility({ visibilityProperty: true }))
  .map((each) => {
    const style = getComputedStyle(each);
    const names = ["color", "background", "border-color", "outline-color", "box-shadow", "fill", "stroke", "opacity"];
    return [each.localName, ...names.map((name) => style.getPropertyValue(name))];
  })"""
SCREEN_ONLY = ("Skip to content", "Language", "Appearance", "Jump to today", "Go to date", "Apply")


@pytest.fixture
def four(transactional_db):
    """The four courses, one of them in its second edition."""
    save_term(parse_term((FIXTURES / "2023-fall.yaml").read_bytes()))
    mit, *_ = [load(name) for name in ("6.5940", "18.303", "18.338", "18.c25")]
    Lecture.objects.filter(course=mit, key="lecture-20").update(title="A new title")
    publish(mit, now=datetime(2023, 10, 30, 13, 5, tzinfo=UTC))


@pytest.mark.parametrize("paper", PAPERS)
@pytest.mark.parametrize("language", ["en-US", "de", "ar"])
def test_a_course_has_two_sheets_and_its_week_and_deadlines_one_each(
    four, open_page, language, paper
):
    page = open_page(locale=language)
    page.goto(f"{COURSE}{ON}")
    assert print_page(page, paper=paper).sizes == [PAPERS[paper]] * 2
    page.goto(f"{COURSE}deadlines/{ON}")
    assert print_page(page, paper=paper).sizes == [PAPERS[paper]]
    page.goto(f"{COURSE}week/2023-W44/{ON}")
    assert print_page(page, paper=paper).sizes == [WIDE[paper]]


def test_every_other_page_and_the_term_have_one_sheet(four, open_page):
    page = open_page()
    for path in ("subscribe/", "lecture-15/", "lab-1/", "changes/", "announcements/"):
        page.goto(f"{COURSE}{path}{ON}")
        assert print_page(page).sizes == [PAPERS["Letter"]], path
    page.goto(f"/2023-fall/{ON}")
    assert print_page(page).sizes == [PAPERS["Letter"]]


def test_each_week_of_all_courses_has_one_sheet(four, open_page):
    page = open_page()
    for number in range(36, 51):
        page.goto(f"/2023-fall/week/2023-W{number}/{ON}")
        assert print_page(page, paper="A4").sizes == [WIDE["A4"]], number


def test_picked_courses_have_a_week_on_one_sheet_without_the_picking(four, open_page):
    page = open_page()
    picked = "&course=6.5940&course=18.303&course=18.C25"
    page.goto(f"/2023-fall/week/2023-W44/{ON}{picked}")
    sheets = print_page(page, paper="A4")
    assert sheets.sizes == [WIDE["A4"]]
    assert "Change the choice" not in sheets.text
    page.goto(f"/2023-fall/{ON}{picked}")
    sheets = print_page(page, paper="A4")
    assert sheets.sizes == [PAPERS["A4"]]
    assert "Pick" not in sheets.text
    assert "One week" not in sheets.text


def test_a_week_asked_for_as_a_list_prints_upright(four, open_page):
    page = open_page()
    page.goto(f"{COURSE}week/2023-W44/{ON}&view=agenda")
    assert print_page(page).sizes == [PAPERS["Letter"]]


@pytest.mark.parametrize(
    ("path", "edition"),
    [
        (COURSE, EDITION),
        (f"{COURSE}week/2023-W44/", EDITION),
        (f"{COURSE}deadlines/", EDITION),
        (f"{COURSE}lecture-15/", EDITION),
        ("/2023-fall/", ""),
        ("/2023-fall/week/2023-W44/", ""),
    ],
)
def test_the_foot_says_what_it_shows_as_of_when_and_where_it_is_kept(
    four, open_page, live_server_url, path, edition
):
    page = open_page()
    page.goto(f"{path}{ON}")
    sheets = print_page(page)
    foot = f"Printed Tue Oct 31, 2023. Dates can change: {live_server_url}{path}"
    assert f"{edition} {foot}".strip() in sheets.text
    assert [code for codes in sheets.codes for code in codes] == [f"{live_server_url}{path}"]
    assert [words for words in SCREEN_ONLY if words in sheets.text] == []


def test_the_head_of_the_table_stands_on_every_sheet_and_materials_on_none(four, open_page):
    page = open_page()
    page.goto(f"{COURSE}{ON}")
    first, second = print_page(page).texts
    assert "Date Lecture Logistics" in " ".join(first.split())
    assert " ".join(second.split()).startswith("2 / 2 Date Lecture Logistics Chapter")
    assert "Slides" not in first + second
    assert "Today" not in first + second


def test_a_dark_page_prints_dark_on_white(four, open_page):
    light, dark = open_page(color_scheme="light"), open_page(color_scheme="dark")
    colours = []
    for page in (light, dark):
        page.emulate_media(media="print", color_scheme="dark" if page is dark else "light")
        page.goto(f"{COURSE}deadlines/{ON}")
        colours.append(page.evaluate(COLOURS))
    assert len(colours[0]) > 100
    assert colours[0] == colours[1]


def test_the_subscribe_sheet_has_one_large_code_of_the_chosen_feed(
    four, open_page, live_server_url
):
    page = open_page()
    page.goto(f"{COURSE}subscribe/?only=deadline&alarm-deadline=P1D&deadlines=day")
    sheets = print_page(page)
    feed = f"{live_server_url}{COURSE}calendar.ics?only=deadline&alarm=deadline:P1D&deadlines=day"
    assert sheets.codes == [[feed]]
    assert feed in sheets.text.replace(" ", "")
    assert "Update link" not in sheets.text


def test_a_long_course_prints_its_head_on_each_sheet_and_cuts_no_row(transactional_db, open_page):
    year = TermFactory(
        slug="x", first_day=date(2023, 9, 4), last_day=date(2023, 9, 4) + timedelta(weeks=52)
    )
    course = make_course(lectures=120, slug="y", term=year)
    for lecture in Lecture.objects.filter(course=course):
        lecture.title = f"begin{lecture.number}q {'w' * 280} end{lecture.number}q"
        lecture.save()
    publish(course, now=datetime(2023, 8, 1, 12, tzinfo=UTC))
    page = open_page()
    page.goto(f"/x/y/{ON}")
    texts = print_page(page, paper="A4").texts
    assert all("Date" in text and "Logistics" in text for text in texts)
    for number in range(1, 121):
        assert [f"begin{number}q" in text for text in texts] == [
            f"end{number}q" in text for text in texts
        ]
        assert sum(f"begin{number}q" in text for text in texts) == 1


@pytest.mark.parametrize("paper", PAPERS)
def test_a_crowded_week_still_has_one_sheet(transactional_db, open_page, paper):
    course = make_course(lectures=4, slug="y", term=TermFactory(slug="x"))
    lab = LabFactory(course=course)
    for number in range(8):
        DeadlineFactory(lab=lab, key=f"due-{number}", day="2023-09-05")
    Lecture.objects.filter(course=course).update(title="A title of many words " * 12)
    publish(Course.objects.get(), now=datetime(2023, 8, 1, 12, tzinfo=UTC))
    page = open_page()
    page.goto("/x/y/week/2023-W36/")
    assert print_page(page, paper=paper).sizes == [WIDE[paper]]
