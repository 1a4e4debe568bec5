"""Every registered address, asked by every role and method, in one's own course and another's."""

from itertools import product

import pytest
from django.conf import settings
from django.contrib import admin
from django.db import transaction
from django.test import Client

from tests.rights.places import ROLES, client_of, every_route, make_places
from tests.rights.table import METHODS, MODELS, every_row

REFUSED = {401, 403, 404, 405}
FRONT = "/admin/"
SIGN_IN = "/admin/login/?next="
ROUTES = list(every_route())


@pytest.fixture(scope="module")
def site(django_db_setup, django_db_blocker):
    """One world for all routes, and for each role the cookies of a browser in it."""
    with django_db_blocker.unblock(), transaction.atomic():
        world, places = make_places()
        yield places, {role: client_of(world, role).cookies for role in ROLES}
        transaction.set_rollback(True)


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


def ask(method, address, cookies):
    """Ask, and take back what that did."""
    client = Client(raise_request_exception=False)
    client.cookies = cookies.copy()
    with transaction.atomic():
        answer = told(client.generic(method, address))
        transaction.set_rollback(True)
    return answer


def told(answer):
    """Return how an address answered: a refusal, a way to sign in, or that it did as asked."""
    if answer.status_code in REFUSED or answer.status_code >= 500:
        return answer.status_code
    # Who signs out and is not signed in is led to the front page.
    led = answer.url if answer.status_code == 302 else ""
    if led.startswith(SIGN_IN) or (
        led == FRONT and settings.SESSION_COOKIE_NAME not in answer.client.cookies
    ):
        return "sign in"
    return "done"


def should_tell(row, role, method, address):
    """Return the answers that the table allows."""
    is_shut = address.startswith("/admin/") and not address.startswith("/admin/r/")
    if is_shut and role == "nobody" and role not in row.sees:
        return {"sign in"} if method in row.by else {"sign in", 405}
    if method not in row.by:
        return {405}
    if method == "OPTIONS" and role in row.by[method]:
        return {"done"}
    if role not in row.sees:
        return {row.unseen}
    return {"done"} if role in row.by[method] else {403}


def test_every_registered_address_has_a_row_and_no_row_is_of_nothing():
    assert {route.id for route in ROUTES} == set(every_row())


def test_every_registered_model_has_a_line():
    assert set(admin.site._registry) == set(MODELS)
