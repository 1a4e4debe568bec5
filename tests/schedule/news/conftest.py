"""A course with news."""

from datetime import UTC, datetime

import pytest

from schedule.publishing import publish
from tests.factories import TermFactory, make_course

SUMMER = datetime(2023, 8, 1, 12, tzinfo=UTC)


@pytest.fixture
def course(db):
    """Four lectures, published before the term, at /2023-fall/6.100/."""
    made = make_course(lectures=4, slug="6.100", term=TermFactory(slug="2023-fall"))
    publish(made, now=SUMMER)
    return made
