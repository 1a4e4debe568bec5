"""A database that is locked or cannot be reached: 503 in words, and never an empty answer."""

import sqlite3

import pytest
from django.conf import settings
from django.db import DatabaseError, InterfaceError, OperationalError, connection, connections
from django.db.utils import ConnectionHandler
from django.test import Client

from config.database import database
from schedule.http.away import is_away
from tests.schedule.views.reading_html import read_html

MIT = "/2023-fall/6.5940/"
PAGES = (
    "/",
    "/2023-fall/",
    "/2023-fall/search/?q=lab",
    "/2023-fall/week/2023-W40/?course=6.5940",
    "/2023-fall/deadlines/",
    MIT,
    f"{MIT}week/",
    f"{MIT}deadlines/",
    f"{MIT}changes/",
    f"{MIT}subscribe/",
    f"{MIT}lecture-1/",
)
FEEDS = (
    f"{MIT}calendar.ics",
    f"{MIT}lecture-1.ics",
    "/2023-fall/calendar.ics?course=6.5940",
)
API = (
    "/api/v1/terms",
    "/api/v1/courses/2023-fall/6.5940/events",
    "/api/v1/courses/2023-fall/6.5940/calendar.ics",
)
INSIDES = ("Traceback", "Error", "locked", "sqlite", "psycopg", "refused", "SELECT")


@pytest.fixture(params=["locked", "locked later", "unreachable"])
def away(request, tmp_path, django_db_blocker):
    """Put a database that is away in the place of the tests' own, as a deployment would name it."""
    path = tmp_path / "lectern.sqlite3"
    unreachable = "postgresql://nobody:secret@127.0.0.1:1/lectern"
    conf = database(unreachable if request.param == "unreachable" else "", default=path)
    if "sqlite" in conf["ENGINE"]:
        # Twenty seconds in a deployment; and no WAL, where a lock does not keep readers out.
        conf["OPTIONS"] |= {"timeout": 0.05, "init_command": "PRAGMA foreign_keys=ON"}
    own, other = connections["default"], ConnectionHandler({"default": conf})["default"]
    locker = sqlite3.connect(path, isolation_level=None)
    with django_db_blocker.unblock():
        connections["default"] = other
        if request.param == "locked later":
            connection.ensure_connection()
        locker.execute("BEGIN EXCLUSIVE")
        try:
            yield Client(raise_request_exception=False)
        finally:
            other.close()
            connections["default"] = own
            locker.close()


def faults(caplog):
    return [record for record in caplog.records if record.exc_info]


def assert_is_503(response, caplog):
    assert response.status_code == 503
    assert response["Retry-After"] == "30"
    assert response["Cache-Control"] == "no-store"
    assert "ETag" not in response
    assert not [word for word in INSIDES if word in response.content.decode()]
    assert len(faults(caplog)) == 1


@pytest.mark.parametrize("address", PAGES)
def test_a_reader_is_told_in_words(away, caplog, address):
    response = away.get(address)
    assert_is_503(response, caplog)
    page = read_html(response.content.decode())
    assert page.one("h1").text == "Not available just now"
    assert "Try again in a minute" in page.text


def test_an_address_that_no_page_has_is_not_there_all_the_same(away, caplog):
    response = away.get(f"{MIT}nothing/here/")
    assert (response.status_code, response["Cache-Control"]) == (404, "no-store")
    assert len(faults(caplog)) == 1


@pytest.mark.parametrize("address", FEEDS)
def test_a_calendar_program_keeps_what_it_has(away, caplog, address):
    response = away.get(address, headers={"Accept": "text/calendar"})
    assert_is_503(response, caplog)
    assert response["Content-Type"] == "text/plain; charset=utf-8"
    assert "BEGIN:VCALENDAR" not in response.content.decode()


@pytest.mark.parametrize("address", API)
def test_the_api_says_it_as_a_problem(away, caplog, address):
    response = away.get(address)
    assert_is_503(response, caplog)
    assert response["Content-Type"] == "application/problem+json"
    assert response["Access-Control-Allow-Origin"] == "*"
    value = response.json()
    assert (value["status"], value["title"]) == (503, "Unavailable")
    assert value["type"].endswith("/api/v1/docs#problem-unavailable")


def test_a_session_that_cannot_be_looked_up_is_told_too(away, caplog):
    away.cookies[settings.SESSION_COOKIE_NAME] = "x" * 32
    assert_is_503(away.get(MIT), caplog)


def test_staff_who_send_something_are_told_that_nothing_was_saved(away, caplog):
    response = away.post("/admin/login/", {"username": "demo", "password": "x"})
    assert response.status_code == 503
    assert "nothing can be shown or saved" in response.content.decode()


def test_what_needs_no_database_still_answers(away):
    assert away.get("/api/v1/").status_code == 200
    assert away.get("/healthz").status_code == 503
    assert away.post("/theme/", {"theme": "dark"}).status_code == 303


def caused(error, cause):
    error.__cause__ = cause
    return error


def sqlite_error(code):
    error = sqlite3.OperationalError()
    error.sqlite_errorcode = code
    return error


@pytest.mark.parametrize(
    ("fault", "expected"),
    [
        (OperationalError(), True),
        (InterfaceError(), True),
        (caused(OperationalError(), sqlite_error(sqlite3.SQLITE_BUSY)), True),
        (caused(OperationalError(), sqlite_error(sqlite3.SQLITE_IOERR_READ)), True),
        (caused(OperationalError(), sqlite_error(sqlite3.SQLITE_CANTOPEN)), True),
        (caused(OperationalError(), sqlite_error(sqlite3.SQLITE_ERROR)), False),
        (DatabaseError(), False),
        (ValueError(), False),
        (None, False),
    ],
)
def test_a_fault_of_ours_is_not_laid_on_the_database(fault, expected):
    assert is_away(fault) is expected
