"""Asking the database, before each answer, whether what is kept still holds."""

from __future__ import annotations

import os
import sqlite3
from pathlib import Path
from threading import Lock, local
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

LOOK: Final = 1.0
"""Seconds after which it is looked at again whether the file of SQLite is still at its path."""

_HEADER: Final = (10, 18)
"""How many bytes of a file's header are read, and from where: its versions to its counter."""

_ROLLBACK: Final = b"\1\1"
"""How they begin in a file with a rollback journal, the only one whose counter tells."""

_REVISION: Final = "SELECT revision FROM courses_siterevision WHERE id = 1"


class Watch(Protocol):
    """Says what the revision of the site is now."""

    def revision(self) -> str:
        """Return the last revision that is committed, or UNKNOWN. Any thread may ask."""


class SQLiteWatch:
    """Watches a database file, by the counter of changes in its header.

    Each commit writes the counter before it is complete, so as long as it is the one that was
    read together with the revision, nothing was committed since (SQLite's file format, section
    1.3.8). A file with a write-ahead log has no such counter, but `PRAGMA data_version` tells the
    same. The revision itself is read only after a commit, and has to wait while one is being
    written, as every reader has.
    """

    def __init__(self, path: str) -> None:
        """Watch the database at a path, which need not exist yet."""
        self._path = path
        self._file: int | None = None
        self._database: sqlite3.Connection | None = None
        self._asking = Lock()
        self._seen = (b"", UNKNOWN)
        self._version = 0
        self._look_at = 0.0

    def revision(self) -> str:
        """Return the last revision that is committed, or UNKNOWN."""
        if (known := self._known()) is not None:
            return known
        if not self._asking.acquire(timeout=PATIENCE):
            return UNKNOWN
        try:
            # One asks for all who wait.
            return known if (known := self._known()) is not None else self._ask()
        except (OSError, sqlite3.Error):
            self._close()
            return UNKNOWN
        finally:
            self._asking.release()

    def close(self) -> None:
        """Close the connection; the next question makes another."""
        with self._asking:
            self._close()

    def _known(self) -> str | None:
        """Return the revision that was read, if nothing can have been committed since."""
        header, revision = self._seen
        file = self._file
        if header and file is not None and self._is_there(file):
            return revision if os.pread(file, *_HEADER) == header else None
        return None

    def _ask(self) -> str:
        if self._file is not None and not self._is_there(self._file):
            # Another may be in its place, or none.
            self._close()
            self._file = None
        if self._file is None:
            # Never closed: that would end the locks which other connections of this process
            # hold on the file (https://www.sqlite.org/howtocorrupt.html, section 2.2).
            self._file = os.open(self._path, os.O_RDONLY | os.O_CLOEXEC)
        database = self._database or self._connect()
        (version,) = database.execute("PRAGMA data_version").fetchone()
        counter, revision = self._seen
        if not counter and version == self._version:
            return revision
        # While this transaction has read, no one writes to the file: both are of one moment.
        database.execute("BEGIN")
        revision = _text(database.execute(_REVISION).fetchone())
        header = os.pread(self._file, *_HEADER)
        database.execute("COMMIT")
        self._seen = (header if header.startswith(_ROLLBACK) else b"", revision)
        # In this order: a commit between the two is found at the next question.
        self._version = version
        return revision

    def _is_there(self, file: int) -> bool:
        """Tell whether the file that is read is the one at the path, as of a moment ago."""
        if monotonic() < self._look_at:
            return True
        try:
            there = os.path.samestat(os.fstat(file), Path(self._path).stat())
        except FileNotFoundError:
            return False
        if there:
            self._look_at = monotonic() + LOOK
        return there

    def _connect(self) -> sqlite3.Connection:
        # Not mode=ro: a reader, too, has to roll back what a killed writer left half done.
        self._database = sqlite3.connect(
            f"file:{quote(self._path)}?mode=rw",
            uri=True,
            timeout=PATIENCE,
            isolation_level=None,
            check_same_thread=False,
        )
        return self._database

    def _close(self) -> None:
        self._seen, self._version = (b"", UNKNOWN), 0
        if self._database is not None:
            self._database.close()
            self._database = None


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
