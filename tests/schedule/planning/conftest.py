"""MIT 6.5940 as published before the term, and a clock in October."""

from datetime import UTC, datetime
from pathlib import Path

import pytest

from courses.importers.course_file import parse_course, parse_term
from courses.importers.rows import save_course, save_term
from courses.models import Course
from schedule.publishing import publish
from tests.factories import UserFactory

FIXTURES = Path(__file__).parents[3] / "fixtures"
SUMMER = datetime(2023, 8, 1, tzinfo=UTC)


@pytest.fixture
def mit(db):
    save_term(parse_term((FIXTURES / "2023-fall.yaml").read_bytes()))
    save_course(parse_course((FIXTURES / "mit-6.5940-fall-2023.yaml").read_bytes()))
    course = Course.objects.select_related("term").get(slug="6.5940")
    publish(course, now=SUMMER)
    return course


@pytest.fixture
def staff(db):
    return UserFactory()
