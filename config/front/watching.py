"""Asking the database, before each answer, whether what is kept still holds."""

from __future__ import annotations

import sqlite3
from threading import local
from time import monotonic
from typing import Any, Final, Protocol
from urllib.parse import quote

import psycopg

UNKNOWN: Final = ""
"""The database does not say now, or has no revision: nothing that is kept may be given."""

PATIENCE: Final = 0.05
"""Seconds to wait for a writer of SQLite; the view behind waits longer, and says if it is too long."""

PAUSE: Final = 1.0
"""Seconds after a failure in which PostgreSQL is not asked again: connecting may take long."""

_REVISION: Final = "SELECT revision FROM courses_siterevision WHERE id = 1"


class Watch(Protocol):
    """Says what the revision of the site is now."""

    def revision(self) -> str:
        """Return the last revision that is committed, or UNKNOWN. Any thread may ask."""


class SQLiteWatch:
    """Watches a file, by one connection for each thread that no one writes with.

    `PRAGMA data_version` tells, without reading a page, whether anyone else committed anything; the
    revision is read only then. With a rollback journal both have to wait while a commit is being
    written, as every reader has.
    """

    def __init__(self, path: str) -> None:
        """Watch the database at a path, which need not exist yet."""
        # Not mode=ro: a reader, too, has to roll back what a killed writer left half done.
        self._address = f"file:{quote(path)}?mode=rw"
        self._thread = local()

    def revision(self) -> str:
        """Return the last revision that is committed, or UNKNOWN."""
        seen = self._thread.__dict__
        try:
            database = seen.get("database") or self._connect(seen)
            (version,) = database.execute("PRAGMA data_version").fetchone()
            if version != seen.get("version"):
                # In this order: a commit between the two is found at the next question.
                seen["revision"] = _text(database.execute(_REVISION).fetchone())
                seen["version"] = version
        except sqlite3.Error:
            self.close()
            return UNKNOWN
        return str(seen["revision"])

    def close(self) -> None:
        """Close the connection of this thread; the next question makes another."""
        if database := self._thread.__dict__.pop("database", None):
            database.close()
        self._thread.__dict__.clear()

    def _connect(self, seen: dict[str, Any]) -> sqlite3.Connection:
        database = sqlite3.connect(
            self._address, uri=True, timeout=PATIENCE, isolation_level=None, cached_statements=4
        )
        seen["database"] = database
        return database


class PostgresWatch:
    """Watches a database of PostgreSQL, by one connection for each thread."""

    def __init__(self, parameters: dict[str, Any]) -> None:
        """Take what psycopg connects with."""
        self._parameters = parameters
        self._thread = local()
        self._again_at = 0.0

    def revision(self) -> str:
        """Return the last revision that is committed, or UNKNOWN."""
        seen = self._thread.__dict__
        if self._again_at > monotonic():
            return UNKNOWN
        try:
            connection = seen.get("connection") or self._connect(seen)
            return _text(connection.execute(_REVISION, prepare=True).fetchone())
        except psycopg.Error:
            self._again_at = monotonic() + PAUSE
            self.close()
            return UNKNOWN

    def close(self) -> None:
        """Close the connection of this thread; the next question makes another."""
        if connection := self._thread.__dict__.pop("connection", None):
            connection.close()

    def _connect(self, seen: dict[str, Any]) -> psycopg.Connection[Any]:
        connection = psycopg.connect(**self._parameters, autocommit=True)
        seen["connection"] = connection
        return connection


def watch_of(database: Any) -> Watch:
    """Return the watch of the database that a Django connection is for."""
    if database.vendor == "sqlite":
        return SQLiteWatch(str(database.settings_dict["NAME"]))
    parameters = database.get_connection_params()
    for name in ("cursor_factory", "context"):
        parameters.pop(name, None)
    return PostgresWatch(parameters)


def _text(row: tuple[Any, ...] | None) -> str:
    return str(row[0]) if row else UNKNOWN
