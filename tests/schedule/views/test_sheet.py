"""The foot of a sheet of paper, which stands in every page of a course or a term."""

from datetime import UTC, datetime

import pytest

from courses.models import Lecture
from schedule.pages.layout import LONGEST_CODE, Layout
from schedule.publishing import publish
from schedule.qr import draw

COURSE = "/2023-fall/6.5940/"
ON = "?on=2023-10-31"
AT = "https://lectern.example.edu"


@pytest.fixture(autouse=True)
def public_url(settings):
    settings.PUBLIC_URL = AT


@pytest.mark.parametrize(
    ("path", "lasting"),
    [
        (COURSE, COURSE),
        (f"{COURSE}week/", f"{COURSE}week/2023-W44/"),
        (f"{COURSE}week/2023-W39/", f"{COURSE}week/2023-W39/"),
        (f"{COURSE}deadlines/", f"{COURSE}deadlines/"),
        (f"{COURSE}changes/", f"{COURSE}changes/"),
        (f"{COURSE}announcements/", f"{COURSE}announcements/"),
        (f"{COURSE}subscribe/", f"{COURSE}subscribe/"),
        (f"{COURSE}lecture-15/", f"{COURSE}lecture-15/"),
    ],
)
def test_a_sheet_names_course_edition_day_and_lasting_address(mit, read, path, lasting):
    sheet = read(f"{path}{ON}").one("div", "sheet")
    assert sheet.text == (
        "6.5940, Fall 2023 Edition 1, published Tue Aug 1, 2023, 8:00 am Eastern. "
        f"Printed Tue Oct 31, 2023. Dates can change: {AT}{lasting}"
    )
    code = draw(f"{AT}{lasting}")
    drawing = sheet.one("svg")
    assert (drawing["viewbox"], drawing["aria-hidden"]) == (code.inner, "true")
    assert drawing.one("path")["d"] == code.path


@pytest.mark.parametrize(
    ("path", "name"),
    [("/2023-fall/", "Fall 2023"), ("/2023-fall/week/2023-W44/", "All courses, Fall 2023")],
)
def test_a_term_s_sheet_has_no_edition(mit, read, path, name):
    assert read(f"{path}{ON}").one("div", "sheet").text == (
        f"{name} Printed Tue Oct 31, 2023. Dates can change: {AT}{path}"
    )


def test_a_new_edition_is_on_the_sheet_at_once(mit, read):
    Lecture.objects.filter(key="lecture-15").update(title="Another")
    publish(mit, now=datetime(2023, 10, 31, 4, 30, tzinfo=UTC))
    text = read(f"{COURSE}{ON}").one("div", "sheet").text
    assert "Edition 2, published Tue Oct 31, 2023, 12:30 am Eastern." in text


def test_the_inner_view_box_is_the_modules_alone():
    assert draw("x").inner == "4 4 21 21"


def test_a_long_address_has_no_code_on_paper():
    assert Layout(title="x", canonical="https://x/".ljust(LONGEST_CODE, "y")).code is not None
    assert Layout(title="x", canonical="https://x/".ljust(LONGEST_CODE + 1, "y")).code is None
    assert Layout(title="x").code is None


def test_a_page_that_says_nothing_of_time_has_no_foot(mit, read):
    assert read("/2023-fall/6.1/", status=404).all("div", "sheet") == []


def test_the_address_on_paper_keeps_the_picked_courses(four, read):
    path = "/2023-fall/week/2023-W44/?course=6.5940&course=18.303"
    sheet = read(f"{path}&on=2023-10-31").one("div", "sheet")
    assert sheet.text == (
        f"My courses, Fall 2023 Printed Tue Oct 31, 2023. Dates can change: {AT}{path}"
    )
    assert sheet.one("path")["d"] == draw(f"{AT}{path}").path
