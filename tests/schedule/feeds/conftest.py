"""Courses with a calendar to fetch."""

import pytest

from schedule.publishing import publish
from tests.factories import TermFactory, make_course
from tests.published import SUMMER, put_mit, put_term


@pytest.fixture
def mit(db):
    """The reference course, published before its term."""
    put_term()
    return put_mit()


@pytest.fixture
def course(db):
    """Four lectures, published before the term, at /2023-fall/6.100/."""
    made = make_course(lectures=4, slug="6.100", term=TermFactory(slug="2023-fall"))
    publish(made, now=SUMMER)
    return made
