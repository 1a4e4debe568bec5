"""The public pages on paper and with words that hardly fit."""

from datetime import UTC, datetime

import pytest

from courses.models import Course, Lecture
from schedule.publishing import publish
from tests.e2e.pages import COURSE, ON

SUMMER = datetime(2023, 8, 1, 12, tzinfo=UTC)


@pytest.mark.parametrize(
    ("address", "sheets"), [(f"{COURSE}?{ON}", 2), (f"{COURSE}week/2023-W44/?{ON}", 1)]
)
def test_a_page_prints_on_few_sheets(site, open_page, address, sheets):
    page = open_page()
    page.goto(address)
    assert page.pdf(prefer_css_page_size=True).count(b"/Type /Page\n") <= sheets


def test_long_words_fit_the_smallest_screen(site, walk, open_page):
    long = "Ｗ" * 150 + "-" + "x" * 140
    Lecture.objects.filter(key="lecture-15").update(title=long)
    for course in Course.objects.published():
        course.title = f"مقدمة في {long[:200]}"
        course.save()
        publish(course, now=SUMMER)
    page = open_page(width=320)
    for name in walk(page):
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), name
