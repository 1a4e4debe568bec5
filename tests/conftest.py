"""What every test stands on: hypothesis profiles, and the marks of a browser and of the database."""

import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.db import connection
from django.test import TransactionTestCase
from hypothesis import HealthCheck, settings
from hypothesis.internal.conjecture import providers

from schedule.http.conditional import SHELF
from schedule.personal.fetching import FETCHES
from tests.faults.post_office import PostOffice

# Time limits only report that the machine was busy.
PATIENT = {"deadline": None, "suppress_health_check": [HealthCheck.too_slow]}
# The same examples in every run: who breaks something is told so, and nobody else.
settings.register_profile("same", **PATIENT, max_examples=60, derandomize=True)
# Others in every run, and many, to look for what nobody thought of: HYPOTHESIS_PROFILE=explore.
settings.register_profile("explore", **PATIENT, max_examples=500, print_blob=True)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "same"))
# Hypothesis would also draw on the numbers and words in whatever modules of ours a worker has loaded by then.
providers._get_local_constants = lambda: providers._local_constants

E2E = Path(__file__).parent / "e2e"
DATABASE = {"db", "transactional_db", "live_server", "django_db_setup"}
"""The fixtures without one of which pytest-django refuses a test the database."""


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark what lies in e2e/, and what may ask the database; all else is the same on each of them."""
    for item in items:
        if E2E in item.path.parents:
            item.add_marker("e2e")
        if may_ask_the_database(item):
            item.add_marker("database")


def may_ask_the_database(item: pytest.Function) -> bool:
    """Tell whether pytest-django lets a test ask the database that the suite runs on."""
    return bool(
        item.get_closest_marker("django_db")
        or DATABASE.intersection(item.fixturenames)
        or (item.cls and issubclass(item.cls, TransactionTestCase))
    )


@pytest.fixture(autouse=True)
def _empty_shelf() -> None:
    """Let no test get an answer that another one kept."""
    SHELF.clear()
    FETCHES.clear()


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup, django_db_blocker) -> None:
    """Let Django find out now what it asks SQLite once: tests count the queries of Lectern alone."""
    with django_db_blocker.unblock():
        assert connection.features.supports_json_field


@pytest.fixture(scope="session")
def _post_office(tmp_path_factory, django_db_setup) -> Iterator[PostOffice]:
    """Found one post office for all tests: to load what a sender needs takes a second."""
    office = PostOffice(tmp_path_factory.mktemp("post"))
    yield office
    office.close()


@pytest.fixture
def office(transactional_db, _post_office) -> Iterator[PostOffice]:
    """A mail server and senders as processes of their own, around the database of this test."""
    yield _post_office
    _post_office.tidy()


@pytest.fixture
def mail_is_on(settings) -> None:
    """Let the site send mail, into `mailoutbox`; tests that do not ask for it have a site without."""
    settings.MAIL_IS_ON = True
