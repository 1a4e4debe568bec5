import pytest
from django.db import DatabaseError, connection
from django.db.migrations.executor import MigrationExecutor

from config import __version__, health

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
