"""The index of SQLite, in a file of its own: on whichever database the suite runs."""

import pytest
from django.db import DatabaseError
from django.db.utils import ConnectionHandler

from schedule.searching import fts5, index

INSERT = f"INSERT INTO {fts5.PASSAGES} VALUES (%s, '', %s, '', '')"


@pytest.fixture
def sqlite(db, tmp_path):
    """A SQLite file with a table of passages, and their index."""
    settings = {"ENGINE": "django.db.backends.sqlite3", "NAME": tmp_path / "words.sqlite3"}
    database = ConnectionHandler({"default": settings})["default"]
    with database.cursor() as cursor:
        columns = "context_words, name_words, title_words, text_words"
        cursor.execute(f"CREATE TABLE {fts5.PASSAGES} (id INTEGER PRIMARY KEY, {columns})")
        cursor.execute(INSERT, [1, "  lab 4  "])
    index.make(database)
    yield database
    database.close()


def run(database, sql, *values):
    with database.cursor() as cursor:
        return cursor.execute(sql, values).fetchall()


def indexed(database, match):
    rows = run(database, f"SELECT rowid FROM {fts5.TABLE} WHERE {fts5.TABLE} MATCH %s", match)
    return [pk for (pk,) in rows]


def check(database):
    """Fail where the index and the rows do not agree (FTS5, section 6.4)."""
    run(database, f"INSERT INTO {fts5.TABLE} ({fts5.TABLE}, rank) VALUES ('integrity-check', 1)")


def test_it_has_what_was_there_before_it(sqlite):
    assert indexed(sqlite, "lab") == [1]
    assert indexed(sqlite, '"lab 4"') == [1]
    assert indexed(sqlite, '"4 lab"') == []


def test_it_parts_and_folds_nothing_a_second_time(sqlite):
    run(sqlite, INSERT, 2, "  मशीन \ue000abc 量  ")
    assert indexed(sqlite, '"मशीन"') == [2]
    assert indexed(sqlite, '"शीन"') == []
    assert indexed(sqlite, '"\ue000abc"') == [2]
    assert indexed(sqlite, '"abc"') == []


def test_it_follows_what_is_added_changed_and_deleted(sqlite):
    run(sqlite, INSERT, 2, "  midterm  ")
    run(sqlite, f"UPDATE {fts5.PASSAGES} SET name_words = '  lab 5  ' WHERE id = 1")
    assert (indexed(sqlite, "midterm"), indexed(sqlite, "5"), indexed(sqlite, "4")) == (
        [2],
        [1],
        [],
    )
    run(sqlite, f"DELETE FROM {fts5.PASSAGES} WHERE id = 1")
    assert indexed(sqlite, "lab") == []
    check(sqlite)


def test_one_that_has_missed_something_is_made_anew(sqlite):
    # So it is when a table is made anew to alter it: its triggers go with the old one.
    run(sqlite, "DROP TRIGGER passage_is_changed")
    run(sqlite, f"UPDATE {fts5.PASSAGES} SET name_words = '  lab 5  ' WHERE id = 1")
    with pytest.raises(DatabaseError, match="malformed"):
        check(sqlite)
    index.mend(sqlite)
    assert indexed(sqlite, "5") == [1]
    check(sqlite)


def test_a_library_without_fts5_can_write_and_what_it_wrote_is_found_by_one_with_it(sqlite):
    index.mend(sqlite, has_fts5=False)
    assert not fts5.is_kept(sqlite)
    run(sqlite, INSERT, 2, "  midterm  ")
    assert indexed(sqlite, "midterm") == []
    index.mend(sqlite, has_fts5=True)
    assert indexed(sqlite, "midterm") == [2]
    check(sqlite)


def test_what_is_in_line_is_left_alone(sqlite):
    before = run(sqlite, "PRAGMA schema_version")
    index.mend(sqlite)
    assert run(sqlite, "PRAGMA schema_version") == before


def test_it_goes_without_a_trace(sqlite):
    index.drop(sqlite)
    names = run(sqlite, "SELECT name FROM sqlite_master WHERE name NOT LIKE 'sqlite%%'")
    assert names == [(fts5.PASSAGES,)]
    index.drop(sqlite)


def test_the_library_says_whether_it_has_it(sqlite):
    options = {option for (option,) in run(sqlite, "PRAGMA compile_options")}
    assert fts5.is_there() == ("ENABLE_FTS5" in options)
