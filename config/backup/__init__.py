"""Consistent copies of the database, made while it is used, and put back whole.

A backup of SQLite is a database file, compressed; one of PostgreSQL holds each table as COPY writes
it, with the state of its sequences. Either reproduces every row under its old id, and the ids that
would come next. Lectern's own code makes both: a machine's `pg_dump` may be older than the server.
"""

from datetime import datetime
from itertools import count
from pathlib import Path
from types import ModuleType

from django.db import connection
from django.db.migrations.loader import MigrationLoader

from config.backup import postgresql, sqlite
from config.backup.errors import BackupError, Migration

__all__ = ["BackupError", "keep_present", "restore", "save", "verify"]


def save(folder: Path, *, now: datetime) -> Path:
    """Write a backup into the folder, named for the time, and return its path.

    It is readable by its owner alone: it holds the hashes of passwords.
    """
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    path = _free_name(folder, f"lectern-{now:%Y%m%d-%H%M%S}", _kind().SUFFIX)
    part = path.with_name(f".{path.name}.part")
    try:
        part.touch(mode=0o600)
        _kind().save(part)
        part.rename(path)
    finally:
        part.unlink(missing_ok=True)
    return path


def verify(path: Path) -> None:
    """Prove that the backup is whole, and that this Lectern can put it back.

    Raises:
        BackupError: It is not, or it was made by a newer Lectern or on the other kind of database.
    """
    _kind().verify(path, known_migrations=_known_migrations())


def keep_present(folder: Path, *, now: datetime) -> Path | None:
    """Save what the database holds before it is replaced; return where, or None if it is empty.

    A SQLite file that cannot be read is moved aside as it is.
    """
    if connection.vendor == "sqlite" and (aside := sqlite.set_aside()):
        return aside
    if "django_migrations" not in connection.introspection.table_names():
        return None
    return save(folder, now=now)


def restore(path: Path) -> None:
    """Replace what the database holds by the backup; afterwards it needs the newest migrations.

    Raises:
        BackupError: As `verify` does; nothing was changed then.
    """
    _kind().restore(path, known_migrations=_known_migrations())


def _kind() -> ModuleType:
    return sqlite if connection.vendor == "sqlite" else postgresql


def _known_migrations() -> set[Migration]:
    return set(MigrationLoader(None).disk_migrations)


def _free_name(folder: Path, stem: str, suffix: str) -> Path:
    """Return a name that no backup has, also where two are made in one second."""
    names = (f"{stem}{f'-{number}' if number > 1 else ''}{suffix}" for number in count(1))
    return next(path for name in names if not (path := folder / name).exists())
