"""Every registered address, asked by every role and method, in one's own course and another's."""

from itertools import product

import pytest
from django.contrib import admin

from tests.rights.asking import ask, should_tell
from tests.rights.places import ROLES, every_route
from tests.rights.table import METHODS, MODELS, every_row

ROUTES = list(every_route())


@pytest.mark.parametrize("route", ROUTES, ids=str)
def test_each_address_gives_each_role_what_the_table_says(site, db, route):
    places, cookies = site
    wrong = []
    for place, row in every_row()[route.id].items():
        name, _, given = place.partition("?")
        address = places[name].address(route, given)
        for role, method in product(ROLES, METHODS):
            if method == "HEAD" and role in row.by.get("GET", ()) and role != "superuser":
                continue  # answered by the same code as GET, at the same cost
            got = ask(method, address, cookies[role])
            if got not in (expected := should_tell(row, role, method, address)):
                wrong.append(f"{role} {method} {address} ({place}): {got}, not {expected}")
    assert wrong == []


def test_every_registered_address_has_a_row_and_no_row_is_of_nothing():
    assert {route.id for route in ROUTES} == set(every_row())


def test_every_registered_model_has_a_line():
    assert set(admin.site._registry) == set(MODELS)
