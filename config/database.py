"""One `DATABASES["default"]` from a URL: SQLite as the embedded default, PostgreSQL for a department."""

import sqlite3
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

import dj_database_url
from django.core.exceptions import ImproperlyConfigured

Version = tuple[int, int, int]

# A writer that waits longer than this many seconds for another one says "database is locked".
SQLITE_TIMEOUT = 20
POSTGRES_CONNECT_TIMEOUT = 10
POSTGRES_CONNECTION_AGE = 600


def database(url: str, *, default: Path) -> dict[str, Any]:
    """Return Django's settings of the database at `url`; without one, of the SQLite file `default`.

    Raises:
        ImproperlyConfigured: when the URL names neither SQLite nor PostgreSQL, or no database.
    """
    if not url:
        return sqlite(default)
    try:
        parts = urlsplit(url)
        if "\0" in unquote(url):
            raise _refused()
        if parts.scheme == "sqlite" and parts.path.strip("/") and not parts.netloc:
            # As everywhere: three slashes start a relative path, four an absolute one.
            return sqlite(Path(unquote(parts.path[1:])))
        if parts.scheme in {"postgres", "postgresql"} and parts.path.strip("/"):
            return postgres(url)
    except ValueError:
        pass  # what it says may hold a part of the password
    raise _refused()


def _refused() -> ImproperlyConfigured:
    return ImproperlyConfigured(
        "DATABASE_URL names no database that Lectern can use: write sqlite:////absolute/path.sqlite3 "
        "or postgresql://user:password@host:5432/name; %-encode what is special in a password."
    )


def sqlite(path: Path) -> dict[str, Any]:
    """Return the settings of a SQLite file; write locks are taken at BEGIN, so none is refused midway."""
    mode = "WAL" if wal_is_safe(sqlite3.sqlite_version_info[:3]) else "DELETE"
    return {
        "ENGINE": "config.sqlite3",
        "NAME": path,
        "CONN_MAX_AGE": None,
        "CONN_HEALTH_CHECKS": True,
        "OPTIONS": {
            "transaction_mode": "IMMEDIATE",
            "timeout": SQLITE_TIMEOUT,
            "init_command": f"PRAGMA journal_mode={mode}; PRAGMA synchronous=FULL; PRAGMA foreign_keys=ON",
        },
    }


def wal_is_safe(version: Version) -> bool:
    """Say whether this SQLite is free of the WAL-reset fault, which can damage a database.

    It is mended in 3.51.3 and, for the older lines, in 3.50.7 and 3.44.6.
    """
    mended: tuple[Version, ...] = ((3, 50, 7), (3, 44, 6))
    return version >= (3, 51, 3) or any(fix <= version < (fix[0], fix[1] + 1, 0) for fix in mended)


def postgres(url: str) -> dict[str, Any]:
    """Return the settings of a PostgreSQL database; connections are kept, and checked before use."""
    settings: dict[str, Any] = dict(
        dj_database_url.parse(url, conn_max_age=POSTGRES_CONNECTION_AGE, conn_health_checks=True)
    )
    settings["OPTIONS"] = {
        "connect_timeout": POSTGRES_CONNECT_TIMEOUT,
        **settings.get("OPTIONS", {}),
    }
    return settings
