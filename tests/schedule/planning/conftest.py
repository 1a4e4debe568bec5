"""MIT 6.5940 as published before the term, and one of its staff."""

import pytest

from tests.factories import UserFactory
from tests.published import put_mit, put_term


@pytest.fixture
def mit(db):
    put_term()
    return put_mit()


@pytest.fixture
def staff(db):
    return UserFactory()
