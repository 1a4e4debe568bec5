"""The four MIT courses, published before their term, and pages read as trees."""

import pytest
from django.contrib.auth.models import AnonymousUser

from tests.e2e.site import fill
from tests.published import put_mit, put_others, put_term
from tests.schedule.views.reading_html import read_html

ANYONE = AnonymousUser()


@pytest.fixture
def term(db):
    put_term()


@pytest.fixture
def mit(term):
    """The reference course."""
    return put_mit()


@pytest.fixture
def four(mit):
    """All four courses."""
    return [mit, *put_others()]


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
