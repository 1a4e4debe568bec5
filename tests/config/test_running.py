"""What an operator can mend is said in words, by every command; what is a fault of the code is shown."""

import errno
import os
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import psycopg
import pytest
from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django.db import DatabaseError, IntegrityError, OperationalError, ProgrammingError

from config import running
from config.running import words_for


def run(folder: Path, *arguments: str, **variables: str) -> subprocess.CompletedProcess:
    return subprocess.run(
        [sys.executable, "manage.py", *arguments],
        cwd=settings.BASE_DIR,
        env={**os.environ, "DJANGO_SETTINGS_MODULE": "config.settings", "DATA_DIR": str(folder)}
        | {"DATABASE_URL": ""}
        | variables,
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.mark.parametrize(
    ("command", "variables", "words"),
    [
        ("serve", {"PORT": "many"}, "PORT is 'many': write a whole number from 1 to 65535."),
        ("backup", {}, "The database cannot be used: its file is damaged, or none of SQLite"),
    ],
)
def test_a_command_that_an_operator_s_fault_stops_says_so_in_a_line(
    tmp_path, command, variables, words
):
    (tmp_path / "lectern.sqlite3").write_bytes(b"no database at all " * 1000)

    done = run(tmp_path, command, **variables)

    assert done.returncode == 1
    assert done.stderr.startswith(words)
    assert len(done.stderr.splitlines()) == 1


def test_whoever_wants_to_see_where_it_stands_in_the_code_says_so(monkeypatch):
    def fail(arguments):
        raise ImproperlyConfigured(arguments[1])

    monkeypatch.setattr(running, "execute_from_command_line", fail)

    with pytest.raises(SystemExit, match="serve"):
        running.main(["manage.py", "serve"])
    with pytest.raises(ImproperlyConfigured):
        running.main(["manage.py", "serve", "--traceback"])


def test_ctrl_c_is_no_fault(monkeypatch):
    def interrupt(_arguments):
        raise KeyboardInterrupt

    monkeypatch.setattr(running, "execute_from_command_line", interrupt)

    with pytest.raises(SystemExit) as told:
        running.main(["manage.py", "serve"])
    assert told.value.code == running.INTERRUPTED


def of_sqlite(path: Path, statement: str) -> str:
    """Return the words for what a real SQLite says."""
    with pytest.raises(sqlite3.Error) as caught, closing(sqlite3.connect(path, timeout=0)) as used:
        used.execute(statement)
    return words_for(caught.value)


def test_each_trouble_with_a_file_of_sqlite_has_its_mend(tmp_path):
    path = tmp_path / "some.sqlite3"
    with closing(sqlite3.connect(path, isolation_level=None)) as other:
        other.execute("CREATE TABLE one (number UNIQUE)")
        other.execute("BEGIN EXCLUSIVE")
        assert "another program holds it" in of_sqlite(path, "SELECT * FROM one")
        other.execute("ROLLBACK")
    assert "run `.venv/bin/python manage.py prepare`" in of_sqlite(path, "SELECT * FROM two")
    assert "put a backup back" in of_sqlite(Path(__file__), "SELECT * FROM one")
    assert "cannot be opened" in of_sqlite(tmp_path / "no" / "folder", "SELECT 1")
    with closing(sqlite3.connect(path)) as small:
        small.execute("PRAGMA max_page_count = 2")
        with pytest.raises(sqlite3.OperationalError) as caught:
            small.execute("CREATE TABLE large AS SELECT randomblob(100000)")
    assert "disk is full" in words_for(caught.value)


def wrapped(kind: type[DatabaseError], cause: Exception) -> DatabaseError:
    error = kind(str(cause))
    error.__cause__ = cause
    return error


def test_a_server_of_postgresql_that_cannot_be_reached_is_said_as_it_said_itself():
    with pytest.raises(psycopg.OperationalError) as caught:
        psycopg.connect(host="127.0.0.1", port=9, user="lectern", password="secret", dbname="x")

    words = words_for(wrapped(OperationalError, caught.value))

    assert "Connection refused" in words
    assert words.endswith("Look whether it runs, and whether DATABASE_URL is right.")
    timeout = psycopg.errors.ConnectionTimeout("connection timeout expired")
    assert "timeout expired. Look" in words_for(timeout)
    assert "\n" not in words
    assert "secret" not in words


@pytest.mark.parametrize(
    ("error", "words"),
    [
        (psycopg.errors.DiskFull("no room"), "The database cannot be used: no room."),
        (
            psycopg.errors.InsufficientPrivilege("no right"),
            "The database cannot be used: no right.",
        ),
        (psycopg.errors.UndefinedTable("no table"), "prepare`."),
        (OSError(errno.ENOSPC, "No space", "/data/file"), "/data/file: No space; free some space."),
        (OSError(errno.ENOSPC, "No space"), "Lectern cannot go on: No space; free some space."),
        (OSError(errno.ENOENT, "None", "/some/file"), "/some/file: None (--traceback says where)."),
    ],
)
def test_what_a_system_lacks_is_said_with_what_to_do(error, words):
    assert words_for(error).endswith(words)


@pytest.mark.parametrize(
    "error",
    [
        wrapped(IntegrityError, psycopg.errors.UniqueViolation("twice")),
        wrapped(ProgrammingError, psycopg.errors.SyntaxError("what?")),
        wrapped(ProgrammingError, psycopg.ProgrammingError("1 placeholder but 2 parameters")),
        psycopg.DataError("cannot dump lists of mixed types"),
        ProgrammingError("no cause"),
        KeyError("key"),
    ],
)
def test_a_fault_of_the_code_has_no_words(error):
    assert words_for(error) == ""


def test_a_row_that_cannot_be_is_a_fault_of_the_code(tmp_path):
    with closing(sqlite3.connect(":memory:")) as database:
        database.execute("CREATE TABLE one (number UNIQUE)")
        database.execute("INSERT INTO one VALUES (1)")
        with pytest.raises(sqlite3.IntegrityError) as caught:
            database.execute("INSERT INTO one VALUES (1)")
    assert words_for(caught.value) == ""
