"""Programs that we did not write tell of each feed what the database says."""

import pytest

from tests.clients.edits import EDITS
from tests.clients.faults import unexplained
from tests.clients.readers import READERS

pytestmark = pytest.mark.django_db
"""So that there is a database; what programs read was made before."""


@pytest.fixture(params=READERS)
def program(request):
    return request.param


@pytest.mark.parametrize("after", ["publish", *EDITS])
def test_it_tells_the_reference_course_as_the_database_does(program, fall, after):
    assert unexplained(program, fall[after]) == {}


def test_it_tells_two_thousand_events_in_twelve_zones(program, year):
    assert len(year.told) == 2004
    assert unexplained(program, year) == {}


def test_it_tells_a_personal_calendar_of_three_courses(program, personal):
    assert len(personal.told) > 200
    assert unexplained(program, personal) == {}


def test_it_tells_hostile_words_whole(program, hostile):
    assert unexplained(program, hostile) == {}
