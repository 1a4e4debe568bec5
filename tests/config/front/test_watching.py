"""Whether what is kept still holds: asked of a real file, and of a real server where there is one."""

import shutil
import signal
import sqlite3
import subprocess
import sys
import time
from contextlib import ExitStack, closing
from threading import Event, Thread

import psycopg
import pytest
from django.db import connection

from config.front import watching
from config.front.watching import PATIENCE, UNKNOWN, PostgresWatch, SQLiteWatch, watch_of

TABLE = "CREATE TABLE courses_siterevision (id integer PRIMARY KEY, revision varchar(32))"
on_postgres = pytest.mark.skipif(connection.vendor != "postgresql", reason="needs PostgreSQL")


@pytest.fixture(params=["DELETE", "WAL"])
def path(request, tmp_path):
    """A database with a revision, in either kind of journal."""
    path = tmp_path / "le ctern?#.sqlite3"
    with sqlite3.connect(path) as database:
        database.execute(f"PRAGMA journal_mode={request.param}")
        database.execute(TABLE)
        database.execute("INSERT INTO courses_siterevision VALUES (1, 'first')")
    database.close()
    return path


@pytest.fixture
def writer(path):
    database = sqlite3.connect(path, isolation_level=None, timeout=600)
    yield database
    database.close()


def draw(database, revision):
    database.execute("UPDATE courses_siterevision SET revision = ?", [revision])


def test_it_says_what_is_committed(path, writer):
    watch = SQLiteWatch(str(path))
    assert watch.revision() == "first"
    for number in range(50):
        draw(writer, str(number))
        assert watch.revision() == str(number)


def test_it_says_nothing_of_what_is_not_committed(path, writer):
    watch = SQLiteWatch(str(path))
    writer.execute("BEGIN IMMEDIATE")
    draw(writer, "second")
    assert watch.revision() == "first"
    writer.execute("ROLLBACK")
    assert watch.revision() == "first"


def test_other_commits_leave_the_revision(path, writer):
    watch = SQLiteWatch(str(path))
    writer.execute("CREATE TABLE ledger (sent text)")
    for _ in range(50):
        writer.execute("INSERT INTO ledger VALUES ('mail')")
        assert watch.revision() == "first"


def test_each_thread_is_told(path, writer):
    watch, said = SQLiteWatch(str(path)), []
    assert watch.revision() == "first"
    draw(writer, "second")
    thread = Thread(target=lambda: said.append(watch.revision()))
    thread.start()
    thread.join()
    assert said == ["second"] == [watch.revision()]


def test_without_a_file_a_table_or_a_row_it_does_not_say(tmp_path):
    path = tmp_path / "later.sqlite3"
    watch = SQLiteWatch(str(path))
    assert watch.revision() == UNKNOWN
    assert not path.exists()
    with sqlite3.connect(path) as database:
        database.execute("CREATE TABLE other (id integer)")
        assert watch.revision() == UNKNOWN
        database.execute(TABLE)
        database.commit()
        assert watch.revision() == UNKNOWN
        database.execute("INSERT INTO courses_siterevision VALUES (1, 'first')")
        database.commit()
    assert watch.revision() == "first"


def test_a_file_put_in_place_of_another_is_read(path, tmp_path, monkeypatch):
    monkeypatch.setattr(watching, "LOOK", 0)
    watch = SQLiteWatch(str(path))
    assert watch.revision() == "first"
    aside = path.rename(tmp_path / "aside")
    assert watch.revision() == watch.revision() == UNKNOWN
    shutil.copy(aside, path)
    with closing(sqlite3.connect(path, isolation_level=None)) as writer:
        draw(writer, "second")
        assert watch.revision() == "second"
        draw(writer, "third")
        assert watch.revision() == "third"


@pytest.fixture
def writer_at_work(tmp_path):
    """A writer that has begun to write into the file, so that no one can read, and its file."""
    path = tmp_path / "lectern.sqlite3"
    with sqlite3.connect(path, isolation_level=None) as writer:
        writer.execute(TABLE)
        writer.execute("INSERT INTO courses_siterevision VALUES (1, 'first')")
        writer.execute("CREATE TABLE filler (bytes blob)")
        yield writer, path
    writer.close()


def test_while_nothing_is_committed_what_was_read_holds(writer_at_work):
    writer, path = writer_at_work
    watch = SQLiteWatch(str(path))
    assert watch.revision() == "first"
    writer.execute("BEGIN EXCLUSIVE")
    draw(writer, "second")
    assert watch.revision() == "first"
    writer.execute("COMMIT")
    assert watch.revision() == "second"


def test_who_comes_while_a_commit_takes_long_is_not_told_and_then_is(writer_at_work):
    writer, path = writer_at_work
    watch = SQLiteWatch(str(path))
    writer.execute("BEGIN EXCLUSIVE")
    draw(writer, "second")
    began = time.monotonic()
    assert watch.revision() == UNKNOWN
    assert time.monotonic() - began >= PATIENCE / 2
    writer.execute("COMMIT")
    assert watch.revision() == "second"


def test_a_transaction_taken_back_after_it_was_in_the_file_never_was(writer_at_work):
    writer, path = writer_at_work
    watch, others = SQLiteWatch(str(path)), SQLiteWatch(str(path))
    assert watch.revision() == others.revision() == "first"
    writer.execute("PRAGMA cache_size=1")
    writer.execute("PRAGMA cache_spill=1")
    for _ in range(3):
        writer.execute("BEGIN IMMEDIATE")
        draw(writer, "half")
        writer.executemany("INSERT INTO filler VALUES (?)", ([b"x" * 3000] for _ in range(200)))
        assert watch.revision() in {"first", UNKNOWN}
        writer.execute("ROLLBACK")
        assert watch.revision() == "first"
    draw(writer, "second")
    assert watch.revision() == others.revision() == "second"


def test_many_threads_beside_a_writer_are_told_nothing_older_than_their_question(path, writer):
    watch = SQLiteWatch(str(path))
    committed, wrong, done = [0], [], Event()

    def ask():
        while not done.is_set():
            before = committed[0]
            said = watch.revision()
            if said not in {UNKNOWN, "first"} and int(said) < before:
                wrong.append((before, said))

    askers = [Thread(target=ask) for _ in range(4)]
    for asker in askers:
        asker.start()
    for number in range(300):
        draw(writer, str(number))
        committed[0] = number
    done.set()
    for asker in askers:
        asker.join()
    assert not wrong
    assert watch.revision() == "299"


KILLED = """
import os, signal, sqlite3, sys
database = sqlite3.connect(sys.argv[1], isolation_level=None)
database.execute("PRAGMA cache_size=1")
database.execute("PRAGMA cache_spill=1")
database.execute("BEGIN IMMEDIATE")
database.execute("UPDATE courses_siterevision SET revision = 'half'")
database.executemany("INSERT INTO filler VALUES (?)", ([os.urandom(3000)] for _ in range(200)))
os.kill(os.getpid(), signal.SIGKILL)
"""


def test_what_a_killed_writer_left_half_done_never_was(tmp_path):
    path = tmp_path / "lectern.sqlite3"
    with sqlite3.connect(path) as database:
        database.execute(TABLE)
        database.execute("CREATE TABLE filler (bytes blob)")
        database.execute("INSERT INTO courses_siterevision VALUES (1, 'first')")
    watch = SQLiteWatch(str(path))
    assert watch.revision() == "first"
    done = subprocess.run([sys.executable, "-c", KILLED, path], check=False)
    assert done.returncode == -signal.SIGKILL
    assert path.with_name("lectern.sqlite3-journal").stat().st_size > 0
    assert watch.revision() == "first"
    assert SQLiteWatch(str(path)).revision() == "first"


def test_a_server_that_is_away_is_not_asked_at_every_question(monkeypatch):
    passed, asked = [100.0], []

    def refuse(**_):
        asked.append(passed[0])
        raise psycopg.OperationalError

    monkeypatch.setattr(watching, "monotonic", lambda: passed[0])
    monkeypatch.setattr(psycopg, "connect", refuse)
    watch = PostgresWatch({})
    for second in (100.0, 100.9, 101.1):
        passed[0] = second
        assert {watch.revision() for _ in range(10)} == {UNKNOWN}
    assert asked == [100.0, 101.1]


@pytest.fixture
def watched():
    """Hand on a watch, and close what it has opened at the end."""
    with ExitStack() as stack:
        yield lambda watch: stack.enter_context(closing(watch))


@on_postgres
@pytest.mark.django_db(transaction=True)
def test_postgresql_says_what_is_committed_and_a_lost_connection_is_made_anew(watched):
    watch = watched(watch_of(connection))
    assert watch.revision() != UNKNOWN
    with connection.cursor() as cursor:
        cursor.execute("UPDATE courses_siterevision SET revision = 'second'")
        assert watch.revision() == "second"
        cursor.execute(
            "SELECT pg_terminate_backend(pid, 600000) FROM pg_stat_activity"
            " WHERE datname = current_database() AND pid <> pg_backend_pid()"
        )
    assert watch.revision() == UNKNOWN
    watch._again_at = 0
    assert watch.revision() == "second"


@on_postgres
@pytest.mark.django_db(transaction=True)
def test_a_question_to_postgresql_is_no_open_transaction(watched):
    watch = watched(watch_of(connection))
    watch.revision()
    open_ones = (
        "SELECT count(*) FROM pg_stat_activity"
        " WHERE state = 'idle in transaction' AND datname = current_database()"
    )
    with connection.cursor() as cursor:
        cursor.execute(open_ones)
        assert cursor.fetchone() == (0,)
    assert isinstance(watch._thread.connection, psycopg.Connection)
