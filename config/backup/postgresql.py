"""Backups of PostgreSQL: a zip file of tables in COPY's text format, and a manifest.

Tables are not described in it but made anew by the migrations that the backup names, so that a
backup of an older Lectern can be put back, and brought up to date by `migrate`.
"""

import json
import lzma
import struct
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any, Self

import psycopg
from django.db import DataError, IntegrityError, ProgrammingError, connection, transaction
from django.db.migrations.executor import MigrationExecutor
from psycopg import sql
from pydantic import TypeAdapter, ValidationError

from config import __version__
from config.backup.errors import BackupError, Migration, refuse_newer

SUFFIX = ".postgresql.zip"
FORMAT = "lectern-postgresql-1"
MANIFEST = "manifest.json"
LARGEST_MANIFEST = 1 << 24
CHUNK = 1 << 16

FAULTS = (
    *(zipfile.BadZipFile, zlib.error, lzma.LZMAError, EOFError),
    # A compression that zipfile does not know, an encrypted part, a place or a name that cannot be.
    *(RuntimeError, ValueError, struct.error, OSError),
)
"""What zipfile raises of a file that was not written by it."""

NOT_TAKEN = (
    *(DataError, IntegrityError, ProgrammingError),
    # Rows go past Django, and so do the errors of psycopg.
    *(psycopg.DataError, psycopg.IntegrityError, psycopg.ProgrammingError),
)
"""What the database says of tables or rows that are not ours."""

COLUMNS = """
    SELECT c.relname, array_agg(a.attname::text ORDER BY a.attnum)
    FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid
    WHERE c.relnamespace = current_schema()::regnamespace AND c.relkind = 'r'
      AND a.attnum > 0 AND NOT a.attisdropped AND a.attgenerated = ''
    GROUP BY c.relname ORDER BY c.relname
"""
SEQUENCES = """
    SELECT relname FROM pg_class
    WHERE relnamespace = current_schema()::regnamespace AND relkind = 'S' ORDER BY relname
"""


@dataclass(frozen=True, kw_only=True)
class Manifest:
    """What a backup holds: tables with their columns, sequences as (last value, was it used)."""

    migrations: list[Migration]
    tables: dict[str, list[str]]
    sequences: dict[str, tuple[int, bool]]
    format: str = FORMAT
    version: str = __version__

    @classmethod
    def of_database(cls, cursor: Any) -> Self:
        """Return the manifest of the database as this transaction sees it."""
        cursor.execute(COLUMNS)
        tables = dict(cursor.fetchall())
        cursor.execute(SEQUENCES)
        names = [name for (name,) in cursor.fetchall()]
        cursor.execute("SELECT app, name FROM django_migrations ORDER BY id")
        return cls(
            migrations=cursor.fetchall(),
            tables=tables,
            sequences={name: _sequence(cursor, name) for name in names},
        )


MANIFESTS = TypeAdapter(Manifest)


def save(path: Path) -> None:
    """Write the database as it is at one moment; nobody waits for it."""
    with transaction.atomic(durable=True), connection.cursor() as cursor:
        cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")
        manifest = Manifest.of_database(cursor)
        with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
            archive.writestr(MANIFEST, json.dumps(asdict(manifest), indent=1))
            for table, columns in manifest.tables.items():
                copy = sql.SQL("COPY {} ({}) TO STDOUT").format(*_names(table, columns))
                with (
                    archive.open(f"{table}.copy", "w", force_zip64=True) as member,
                    cursor.copy(copy) as rows,
                ):
                    for chunk in rows:
                        member.write(chunk)


def verify(path: Path, *, known_migrations: set[Migration]) -> None:
    """Open the backup as `restore` would.

    Raises:
        BackupError: The file is damaged, no backup of Lectern on PostgreSQL, or of a newer one.
    """
    with _opened(path, known_migrations):
        pass


def restore(path: Path, *, known_migrations: set[Migration]) -> None:
    """Replace all tables in one transaction; other processes wait for its end.

    Raises:
        BackupError: As `verify` does.
    """
    with _opened(path, known_migrations) as (archive, manifest):
        try:
            with transaction.atomic(durable=True), connection.cursor() as cursor:
                _empty(cursor, manifest)
                _fill(cursor, manifest, archive)
        except NOT_TAKEN as error:
            message = f"{path} holds what the database does not take ({_first_line(error)})."
            raise BackupError(message) from error


@contextmanager
def _opened(
    path: Path, known_migrations: set[Migration]
) -> Iterator[tuple[zipfile.ZipFile, Manifest]]:
    """Give the backup once it has proven whole."""
    with ExitStack() as open_files:
        file = open_files.enter_context(path.open("rb"))
        try:
            archive = open_files.enter_context(zipfile.ZipFile(file))
            manifest = _check(archive, path)
        except FAULTS as error:
            message = f"{path} is damaged or no backup of a PostgreSQL database ({error})."
            raise BackupError(message) from error
        refuse_newer(manifest.migrations, known_migrations)
        yield archive, manifest


def _check(archive: zipfile.ZipFile, path: Path) -> Manifest:
    """Return the manifest, once every part has proven whole."""
    no_backup = f"{path} is no whole backup of Lectern on PostgreSQL, or one in an unknown format."
    if MANIFEST not in archive.namelist():
        raise BackupError(no_backup)
    if archive.getinfo(MANIFEST).file_size > LARGEST_MANIFEST:
        raise BackupError(no_backup)
    try:
        manifest = MANIFESTS.validate_json(archive.read(MANIFEST))
    except ValidationError as error:
        raise BackupError(no_backup) from error
    parts = {f"{table}.copy" for table in manifest.tables}
    if manifest.format != FORMAT or {MANIFEST, *parts} != set(archive.namelist()):
        raise BackupError(no_backup)
    if broken := archive.testzip():
        message = f"{path} is damaged: its part {broken} is not what was written."
        raise BackupError(message)
    return manifest


def _empty(cursor: Any, manifest: Manifest) -> None:
    """Make all tables anew, empty, as the backup's migrations leave them."""
    cursor.execute(COLUMNS)
    for table in {name for name, _columns in cursor.fetchall()}:
        cursor.execute(sql.SQL("DROP TABLE {} CASCADE").format(sql.Identifier(table)))
    # A migration that alters a table it has written to fails while checks are put off.
    cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
    executor = MigrationExecutor(connection)
    executor.recorder.ensure_schema()
    executor.migrate(manifest.migrations)
    tables = sql.SQL(", ").join(map(sql.Identifier, manifest.tables))
    cursor.execute(sql.SQL("TRUNCATE {}").format(tables))


def _fill(cursor: Any, manifest: Manifest, archive: zipfile.ZipFile) -> None:
    """Copy the rows in, and set each sequence to where it was."""
    cursor.execute("SET CONSTRAINTS ALL DEFERRED")
    for table, columns in manifest.tables.items():
        copy = sql.SQL("COPY {} ({}) FROM STDIN").format(*_names(table, columns))
        with archive.open(f"{table}.copy") as member, cursor.copy(copy) as rows:
            while chunk := member.read(CHUNK):
                rows.write(chunk)
    for name, (value, used) in manifest.sequences.items():
        cursor.execute("SELECT setval(quote_ident(%s)::regclass, %s, %s)", [name, value, used])
    cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")


def _names(table: str, columns: list[str]) -> tuple[sql.Composable, sql.Composable]:
    return sql.Identifier(table), sql.SQL(", ").join(map(sql.Identifier, columns))


def _sequence(cursor: Any, name: str) -> tuple[int, bool]:
    query = sql.SQL("SELECT last_value, is_called FROM {}").format(sql.Identifier(name))
    cursor.execute(query)
    value, used = cursor.fetchone()
    return value, used


def _first_line(error: Exception) -> str:
    return str(error).partition("\n")[0].rstrip(".")
