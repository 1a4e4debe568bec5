"""Backups of SQLite, through SQLite's own backup interface (https://sqlite.org/backup.html)."""

import gzip
import shutil
import sqlite3
import tempfile
import zlib
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from django.db import connection

from config.backup.errors import BackupError, Migration, refuse_newer
from config.backup.naming import free_name
from config.database import SQLITE_TIMEOUT

SUFFIX = ".sqlite3.gz"
MAGIC = b"SQLite format 3\0"
DAMAGED = {sqlite3.SQLITE_NOTADB, sqlite3.SQLITE_CORRUPT}
NO_TEXT = UnicodeDecodeError
"""Raised for an error that names what is damaged, where the name is damaged, too."""


def save(path: Path) -> None:
    """Write the database as it is at one moment; who writes meanwhile waits for the copy to end.

    The folder is the caller's, for this alone.
    """
    connection.ensure_connection()
    plain = path.with_name("copy.sqlite3")
    with closing(sqlite3.connect(plain)) as copy:
        connection.connection.backup(copy)
        # One file, with no journal beside it.
        copy.execute("PRAGMA journal_mode=DELETE")
    with plain.open("rb") as source, gzip.open(path, "wb") as target:
        shutil.copyfileobj(source, target)


def verify(path: Path, *, known_migrations: set[Migration]) -> None:
    """Open the backup as `restore` would.

    Raises:
        BackupError: The file is damaged, no backup of Lectern on SQLite, or of a newer one.
    """
    with _opened(path, known_migrations):
        pass


def restore(path: Path, *, known_migrations: set[Migration]) -> None:
    """Copy the backup into the live file in one transaction, which other processes see as any other.

    Raises:
        BackupError: As `verify` does.
    """
    with _opened(path, known_migrations) as source:
        connection.close()
        with closing(sqlite3.connect(_live(), timeout=SQLITE_TIMEOUT)) as target:
            source.backup(target)


def set_aside() -> Path | None:
    """Move a live file that is damaged out of the way; return where it is now.

    Its journals go with it: they belong to no other file.

    Raises:
        sqlite3.Error: It cannot be read for another reason, as while someone holds it: it stays.
    """
    connection.close()
    live = _live()
    try:
        with closing(sqlite3.connect(live, timeout=SQLITE_TIMEOUT)) as database:
            database.execute("SELECT count(*) FROM sqlite_master")
    except (sqlite3.DatabaseError, NO_TEXT) as error:
        if not isinstance(error, NO_TEXT) and error.sqlite_errorcode & 0xFF not in DAMAGED:
            raise
        aside = free_name(live.parent, f"{live.name}.damaged")
        for ending in ("", "-wal", "-shm", "-journal"):
            part = live.with_name(live.name + ending)
            if part.exists():
                part.rename(aside.with_name(aside.name + ending))
        return aside
    return None


@contextmanager
def _opened(path: Path, known_migrations: set[Migration]) -> Iterator[sqlite3.Connection]:
    """Give the backup as a database that has proven whole."""
    with tempfile.TemporaryDirectory() as folder:
        plain = Path(folder) / "copy.sqlite3"
        _unpack(path, plain)
        with closing(sqlite3.connect(plain)) as source:
            refuse_newer(_check(source, path), known_migrations)
            yield source


def _live() -> Path:
    return Path(connection.settings_dict["NAME"])


def _unpack(path: Path, plain: Path) -> None:
    try:
        with gzip.open(path, "rb") as source, plain.open("wb") as target:
            start = source.read(len(MAGIC))
            # What is none may be very large once it is unpacked.
            if start != MAGIC:
                message = f"{path} holds no SQLite database."
                raise BackupError(message)
            target.write(start)
            shutil.copyfileobj(source, target)
    except (gzip.BadGzipFile, EOFError, zlib.error) as error:
        message = f"{path} is damaged or no backup of a SQLite database ({error})."
        raise BackupError(message) from error


def _check(source: sqlite3.Connection, path: Path) -> list[Migration]:
    """Return the migrations that the backup has, once it has proven whole."""
    try:
        faults = [row[0] for row in source.execute("PRAGMA integrity_check")]
        dangling = source.execute("PRAGMA foreign_key_check").fetchone()
        if faults == ["ok"] and dangling is None:
            return source.execute("SELECT app, name FROM django_migrations").fetchall()
        reason = faults[0] if faults != ["ok"] else f"a row of {dangling[0]} points nowhere"
    except (sqlite3.DatabaseError, NO_TEXT) as error:
        reason = str(error)
    message = f"{path} is damaged or no backup of Lectern: {reason}."
    raise BackupError(message)
