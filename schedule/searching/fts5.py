"""The index on SQLite: an FTS5 table over the columns of words, which triggers keep in line.

It stands beside the passages and repeats no text (https://sqlite.org/fts5.html, section 4.4.3).
"""

from __future__ import annotations

import sqlite3
from contextlib import closing
from functools import cache
from typing import Final

from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models.expressions import RawSQL

from schedule.searching.query import EVERY, Query

PASSAGES: Final = "schedule_passage"
TABLE: Final = "schedule_passage_fts"

_ALL: Final = ", ".join(EVERY)
_OLD: Final = ", ".join(f"old.{column}" for column in EVERY)
_NEW: Final = ", ".join(f"new.{column}" for column in EVERY)

# `ascii` takes all that is not ASCII for letters: nothing is parted or folded a second time.
_CREATE: Final = (
    f"CREATE VIRTUAL TABLE {TABLE} "
    f"USING fts5({_ALL}, content='{PASSAGES}', content_rowid='id', tokenize='ascii')"
)
_FILL: Final = f"INSERT INTO {TABLE} ({TABLE}) VALUES ('rebuild')"  # noqa: S608 - names of ours
_LEARN: Final = f"INSERT INTO {TABLE} (rowid, {_ALL}) VALUES (new.id, {_NEW});"  # noqa: S608
_FORGET: Final = f"INSERT INTO {TABLE} ({TABLE}, rowid, {_ALL}) VALUES ('delete', old.id, {_OLD});"  # noqa: S608
_TRIGGERS: Final = {
    "passage_is_added": f"AFTER INSERT ON {PASSAGES} BEGIN {_LEARN} END",
    "passage_is_changed": f"AFTER UPDATE OF {_ALL} ON {PASSAGES} BEGIN {_FORGET} {_LEARN} END",
    "passage_is_gone": f"AFTER DELETE ON {PASSAGES} BEGIN {_FORGET} END",
}


class Fts5Index:
    """SQLite's full text index; it knows where words stand, and so finds phrases."""

    def narrow(self, query: Query, within: str) -> RawSQL | None:
        """Return the ids of the passages with all words (FTS5, section 3)."""
        phrases = [
            f'"{" ".join(each.words)}"' + (" *" if each.is_open else "") for each in query.sought
        ]
        sql = f"SELECT rowid FROM {TABLE} WHERE {TABLE} MATCH %s"  # noqa: S608 - names of ours
        return RawSQL(sql, [" AND ".join([f'"{within}"', *phrases])])  # noqa: S611 - a parameter


@cache
def is_there() -> bool:
    """Tell whether the library has FTS5."""
    with closing(sqlite3.connect(":memory:")) as database:
        try:
            database.execute("CREATE VIRTUAL TABLE words USING fts5(word)")
        except sqlite3.OperationalError:
            return False
    return True


def is_kept(database: BaseDatabaseWrapper) -> bool:
    """Tell whether a database keeps the index in line: all triggers are there."""
    with database.cursor() as cursor:
        sql = "SELECT name FROM sqlite_master WHERE type = 'trigger' AND tbl_name = %s"
        cursor.execute(sql, [PASSAGES])
        return {name for (name,) in cursor.fetchall()} >= set(_TRIGGERS)


def make(database: BaseDatabaseWrapper) -> None:
    """Make the index of the passages that are there, and keep it in line from now on."""
    with database.cursor() as cursor:
        cursor.execute(_CREATE)
        cursor.execute(_FILL)
        for name, rule in _TRIGGERS.items():
            cursor.execute(f"CREATE TRIGGER {name} {rule}")


def drop(database: BaseDatabaseWrapper, *, with_table: bool) -> None:
    """Drop the triggers, and the table, which only a library with FTS5 can."""
    with database.cursor() as cursor:
        for name in _TRIGGERS:
            cursor.execute(f"DROP TRIGGER IF EXISTS {name}")
        if with_table:
            cursor.execute(f"DROP TABLE IF EXISTS {TABLE}")
