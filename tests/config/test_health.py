from datetime import timedelta

import pytest
from django.db import DatabaseError, connection
from django.db.migrations.executor import MigrationExecutor
from django.utils import timezone

from config import __version__, health
from schedule.models import Mail, Sender
from tests.factories import MailFactory

pytestmark = pytest.mark.django_db


def test_a_process_that_can_serve_says_so(client):
    answer = client.get("/healthz")
    assert answer.status_code == 200
    assert answer.headers["Cache-Control"] == "no-store"
    assert answer.json() == {
        "status": "ok",
        "version": __version__,
        "web": "ok",
        "database": "ok",
        "migrations": "ok",
    }


def test_it_knows_every_migration_that_django_would_apply():
    executor = MigrationExecutor(connection)
    assert {name for name, _ in health.migrations()} == set(executor.loader.graph.nodes)


def test_it_costs_one_query(client, django_assert_num_queries):
    health.migrations()
    with django_assert_num_queries(1):
        client.get("/healthz")


def test_a_migration_that_is_missing_makes_it_fail_and_says_what_to_do(client):
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM django_migrations WHERE app = 'schedule'")
    answer = client.get("/healthz")
    assert answer.status_code == 503
    value = answer.json()
    assert (value["status"], value["database"]) == ("failing", "ok")
    assert value["migrations"].endswith("not applied: run manage.py migrate")


def test_a_database_that_was_never_migrated_makes_it_fail(client):
    with connection.cursor() as cursor:
        cursor.execute("ALTER TABLE django_migrations RENAME TO gone")
    answer = client.get("/healthz")
    assert answer.status_code == 503
    assert answer.json()["migrations"] == "unknown"


def test_a_database_that_cannot_be_reached_makes_it_fail(client):
    def refuse(*_args):
        raise DatabaseError

    with connection.execute_wrapper(refuse):
        answer = client.get("/healthz")
    assert answer.status_code == 503
    assert answer.json() == {
        "status": "failing",
        "version": __version__,
        "web": "ok",
        "database": "unreachable",
        "migrations": "unknown",
    }


def test_it_only_looks(client):
    assert client.head("/healthz").status_code == 200
    assert client.post("/healthz").status_code == 405


@pytest.fixture
def due(mail_is_on) -> Mail:
    """A mail that has been due for an hour."""
    return MailFactory(send_at=timezone.now() - timedelta(hours=1))


def ran(minutes: float, **fields) -> None:
    Sender.objects.create(ran_at=timezone.now() - timedelta(minutes=minutes), **fields)


def test_a_site_without_mail_has_no_trouble_with_it(client):
    MailFactory(send_at=timezone.now() - timedelta(hours=1))
    answer = client.get("/healthz/mail")
    assert answer.status_code == 200
    assert answer.headers["Cache-Control"] == "no-store"
    assert answer.json() == {"status": "ok", "version": __version__, "mail": "off"}


def test_a_sender_that_has_run_lately_is_well(client, due, django_assert_num_queries):
    ran(9)
    with django_assert_num_queries(1):
        answer = client.get("/healthz/mail")
    assert (answer.status_code, answer.json()["mail"]) == (200, "ok")


def test_mail_that_is_due_while_no_sender_runs_makes_it_fail(client, due):
    assert client.get("/healthz/mail").json()["mail"] == "mail is due, and no sender has run yet"
    ran(11)
    answer = client.get("/healthz/mail")
    assert (answer.status_code, answer.json()["status"]) == (503, "failing")
    assert answer.json()["mail"].startswith("mail is due, and no sender has run since 20")
    assert client.get("/healthz").status_code == 200


def test_no_sender_is_missed_while_nothing_is_due(client, mail_is_on):
    ran(11)
    assert client.get("/healthz/mail").status_code == 200


@pytest.mark.parametrize(("minutes", "status"), [(9, 200), (11, 503)])
def test_a_mail_server_that_stays_away_makes_it_fail_without_saying_why(
    client, due, minutes, status
):
    since = timezone.now() - timedelta(minutes=minutes)
    ran(0, trouble="535 bad password of lectern", trouble_since=since)
    answer = client.get("/healthz/mail")
    assert answer.status_code == status
    assert "password" not in answer.text


def test_a_database_that_cannot_tell_of_mail_makes_it_fail(client, mail_is_on):
    def refuse(*_args):
        raise DatabaseError

    with connection.execute_wrapper(refuse):
        answer = client.get("/healthz/mail")
    assert (answer.status_code, answer.json()["mail"]) == (503, "unknown")
