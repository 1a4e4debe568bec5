"""Consistent copies of the database, made while it is used, and put back whole.

A backup of SQLite is a database file, compressed; one of PostgreSQL holds each table as COPY writes
it, with the state of its sequences. Either reproduces every row under its old id, and the ids that
would come next. Lectern's own code makes both: a machine's `pg_dump` may be older than the server.
"""

import shutil
from datetime import datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from types import ModuleType

from django.db import connection
from django.db.migrations.loader import MigrationLoader

from config.alone import in_folder
from config.backup import postgresql, sqlite
from config.backup.errors import BackupError, Migration
from config.backup.naming import free_name

__all__ = ["BackupError", "keep_present", "restore", "save", "verify"]


def save(folder: Path, *, now: datetime) -> Path:
    """Write a backup into the folder, named for the time, and return its path.

    It is readable by its owner alone: it holds the hashes of passwords.

    Raises:
        BackupError: There is nothing to save.
    """
    if not _is_there():
        message = (
            "The database is empty, there is nothing to save. Is it the right one? "
            "DATA_DIR and DATABASE_URL say which it is (docs/settings.md)."
        )
        raise BackupError(message)
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    with in_folder(folder):
        # What a killed one left: no other writes here now.
        for left in folder.glob(".*.part"):
            shutil.rmtree(left)
        path = free_name(folder, f"lectern-{now:%Y%m%d-%H%M%S}", _kind().SUFFIX)
        with TemporaryDirectory(prefix=".", suffix=".part", dir=folder) as part:
            whole = Path(part) / path.name
            whole.touch(mode=0o600)
            _kind().save(whole)
            whole.rename(path)
    return path


def verify(path: Path) -> None:
    """Prove that the backup is whole, and that this Lectern can put it back.

    Raises:
        BackupError: It is not, or it was made by a newer Lectern or on the other kind of database.
    """
    _kind().verify(path, known_migrations=_known_migrations())


def keep_present(folder: Path, *, now: datetime) -> Path | None:
    """Save what the database holds before it is replaced; return where, or None if it is empty.

    A SQLite file that is damaged is moved aside as it is.
    """
    if connection.vendor == "sqlite" and (aside := sqlite.set_aside()):
        return aside
    return save(folder, now=now) if _is_there() else None


def restore(path: Path) -> None:
    """Replace what the database holds by the backup; afterwards it needs the newest migrations.

    Raises:
        BackupError: As `verify` does; nothing was changed then.
    """
    _kind().restore(path, known_migrations=_known_migrations())


def _is_there() -> bool:
    return "django_migrations" in connection.introspection.table_names()


def _kind() -> ModuleType:
    return sqlite if connection.vendor == "sqlite" else postgresql


def _known_migrations() -> set[Migration]:
    return set(MigrationLoader(None).disk_migrations)
