"""Courses with a calendar to fetch."""

from datetime import UTC, datetime
from pathlib import Path

import pytest

from courses.importers.course_file import parse_course, parse_term
from courses.importers.rows import save_course, save_term
from courses.models import Course
from schedule.publishing import publish
from tests.factories import TermFactory, make_course

FIXTURES = Path(__file__).parents[3] / "fixtures"
SUMMER = datetime(2023, 8, 1, 12, tzinfo=UTC)


@pytest.fixture
def mit(db):
    """The reference course, published before its term."""
    save_term(parse_term((FIXTURES / "2023-fall.yaml").read_bytes()))
    save_course(parse_course((FIXTURES / "mit-6.5940-fall-2023.yaml").read_bytes()))
    course = Course.objects.get(slug="6.5940")
    publish(course, now=SUMMER)
    return course


@pytest.fixture
def course(db):
    """Four lectures, published before the term, at /2023-fall/6.100/."""
    made = make_course(lectures=4, slug="6.100", term=TermFactory(slug="2023-fall"))
    publish(made, now=SUMMER)
    return made
