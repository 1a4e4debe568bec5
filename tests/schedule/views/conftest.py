"""The four MIT courses, published before their term, and pages read as trees."""

from datetime import UTC, datetime
from pathlib import Path

import pytest
from django.contrib.auth.models import AnonymousUser

from courses.importers.course_file import parse_course, parse_term
from courses.importers.rows import save_course, save_term
from courses.models import Course
from schedule.publishing import publish
from tests.e2e.site import fill
from tests.schedule.views.reading_html import read_html

FIXTURES = Path(__file__).parents[3] / "fixtures"
SUMMER = datetime(2023, 8, 1, 12, tzinfo=UTC)
ANYONE = AnonymousUser()


def load(name):
    """Load one of the course files, and publish it."""
    saved = parse_course((FIXTURES / f"mit-{name}-fall-2023.yaml").read_bytes())
    save_course(saved)
    course = Course.objects.get(slug=saved.slug)
    publish(course, now=SUMMER)
    return course


@pytest.fixture
def term(db):
    save_term(parse_term((FIXTURES / "2023-fall.yaml").read_bytes()))


@pytest.fixture
def mit(term):
    """The reference course."""
    return load("6.5940")


@pytest.fixture
def four(term):
    """All four courses."""
    return [load(name) for name in ("6.5940", "18.303", "18.338", "18.c25")]


@pytest.fixture
def site(db, settings):
    """All that the list of pages shows, and the session of one who may see it."""
    settings.ROOT_URLCONF = "tests.e2e.failing"
    settings.MAIL_IS_ON = True
    return fill()


@pytest.fixture
def read(client):
    """A function that asks for a page and returns its tree."""

    def read_(address, status=200, **headers):
        response = client.get(address, headers=headers)
        assert response.status_code == status, response.content[:300]
        return read_html(response.content.decode())

    return read_
