"""The public pages with words that hardly fit."""

from datetime import UTC, datetime

from courses.models import Course, Lecture
from schedule.publishing import publish

SUMMER = datetime(2023, 8, 1, 12, tzinfo=UTC)


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
