"""The index of each database: which passages can have the words at all, without reading them.

An index only narrows. Whether a passage is found, `query` says in plain conditions that both
databases understand; so they agree, and where SQLite comes without FTS5 the conditions alone do.
Words are folded already, so neither index folds, stems or knows languages.
"""

from __future__ import annotations

from typing import Protocol

from django.db import connection
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models.expressions import RawSQL

from schedule.searching import fts5, tsvector
from schedule.searching.query import Query


class Index(Protocol):
    """A way to the passages that can be found."""

    def narrow(self, query: Query, within: str) -> RawSQL | None:
        """Return the ids of the passages with all words of a query, and the word `within`.

        Some of them may lack what the query says besides; None where nothing narrows.
        """


class NoIndex:
    """SQLite without FTS5: every passage of the term is read."""

    def narrow(self, query: Query, within: str) -> RawSQL | None:
        """Narrow nothing."""
        del query, within
        return None


def index() -> Index:
    """Return the index that the database has."""
    if connection.vendor == "postgresql":
        return tsvector.TsvectorIndex()
    return fts5.Fts5Index() if fts5.is_there() else NoIndex()


def make(database: BaseDatabaseWrapper) -> None:
    """Make the index of a database that has none, of the passages that are there."""
    if database.vendor == "postgresql":
        tsvector.make(database)
    elif fts5.is_there():
        fts5.make(database)


def drop(database: BaseDatabaseWrapper) -> None:
    """Drop the index of a database."""
    if database.vendor == "postgresql":
        tsvector.drop(database)
    else:
        fts5.drop(database, with_table=fts5.is_there())


def mend(database: BaseDatabaseWrapper, *, has_fts5: bool | None = None) -> None:
    """Bring the index of a SQLite file in line with the library that opens it now.

    To one that was written with FTS5 nothing could be published without: its triggers would fail.
    One that comes the other way has no index yet, or one that has missed something.

    Args:
        database: Any; PostgreSQL needs no mending.
        has_fts5: Whether the library has FTS5; by default it is asked.
    """
    wanted = fts5.is_there() if has_fts5 is None else has_fts5
    if database.vendor != "sqlite" or fts5.is_kept(database) == wanted:
        return
    fts5.drop(database, with_table=wanted)
    if wanted:
        fts5.make(database)
