"""Every registered address answers who may see all there is: its queries are those of this database."""

import pytest

from tests.rights.asking import ask, should_tell
from tests.rights.places import every_route
from tests.rights.table import every_row

ALL = "superuser"
ROUTES = list(every_route())


@pytest.mark.parametrize("route", ROUTES, ids=str)
def test_each_address_answers_a_superuser(site, db, route):
    places, cookies = site
    for place, row in every_row()[route.id].items():
        name, _, given = place.partition("?")
        address = places[name].address(route, given)
        for method in ("GET", "POST"):
            if ALL in row.by.get(method, ()):
                assert ask(method, address, cookies[ALL]) in should_tell(row, ALL, method, address)
