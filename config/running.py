"""Runs a command, and says in words what its operator has to mend.

A wrong setting, a full disk or a database that is away is no fault of the code: where it stands in
the code helps nobody. `--traceback` shows that, too.
"""

import errno
import sys
from typing import Final

from django.core.exceptions import ImproperlyConfigured
from django.core.management import execute_from_command_line
from django.db import Error

INTERRUPTED: Final = 130
"""What a shell says of a command that Ctrl-C ended."""

_SQLITE: Final = {
    "SQLITE_FULL": "the disk is full: free some space",
    "SQLITE_IOERR": "the disk fails, or is full",
    "SQLITE_CANTOPEN": (
        "its file cannot be opened or made: its folder must be there, and both belong to the user "
        "who runs Lectern"
    ),
    "SQLITE_READONLY": "its file cannot be written: give it to the user who runs Lectern",
    "SQLITE_PERM": "its file cannot be written: give it to the user who runs Lectern",
    "SQLITE_BUSY": "another program holds it for long: end that, or try again later",
    "SQLITE_NOTADB": "its file is damaged, or none of SQLite: put a backup back (make restore FILE=…)",
    "SQLITE_CORRUPT": "its file is damaged: put a backup back (make restore FILE=…)",
}
_SQLITE_LACKS: Final = ("no such table", "no such column")

_POSTGRESQL_OPERATORS: Final = ("08", "25006", "28", "3D", "42501", "53", "57P", "58")
"""How codes begin that an operator causes: away, refused, full (PostgreSQL, appendix A)."""

_POSTGRESQL_LACKS: Final = ("42P01", "42703")

_AWAY: Final = {"OperationalError", "InterfaceError"}
"""Errors of a driver that lost the database, or did not find it."""

_LACKS: Final = "it was not prepared for this version: run `.venv/bin/python manage.py prepare`"

_SYSTEM: Final = {
    errno.ENOSPC: "free some space",
    errno.EDQUOT: "free some space",
    errno.EACCES: "give it to the user who runs Lectern",
    errno.EPERM: "give it to the user who runs Lectern",
    errno.EROFS: "put DATA_DIR where it can be written",
}


def main(arguments: list[str]) -> None:
    """Run the command that the arguments name.

    Raises:
        SystemExit: It failed; with the words, where an operator can mend it.
    """
    try:
        execute_from_command_line(arguments)
    except KeyboardInterrupt:
        sys.exit(INTERRUPTED)
    except Exception as error:
        words = words_for(error)
        if not words or "--traceback" in arguments:
            raise
        sys.exit(words)


def words_for(error: BaseException) -> str:
    """Return what is wrong and what mends it; nothing for what is a fault of the code."""
    if isinstance(error, ImproperlyConfigured):
        return str(error)
    # Django's errors of databases are made of the driver's; backups talk to the driver itself.
    cause = error.__cause__ if isinstance(error, Error) and error.__cause__ else error
    if name := getattr(cause, "sqlite_errorname", ""):
        reason = _of_sqlite(name, str(cause))
    elif hasattr(cause, "sqlstate"):
        reason = _of_postgresql(cause.sqlstate or "", cause)
    elif isinstance(error, OSError) and error.strerror:
        advice = _SYSTEM.get(error.errno or 0, "")
        # Without advice it may be a fault of the code after all.
        ending = f"; {advice}" if advice else " (--traceback says where)"
        place = error.filename or "Lectern cannot go on"
        return f"{place}: {error.strerror}{ending}."
    else:
        return ""
    return f"The database cannot be used: {reason}." if reason else ""


def _of_sqlite(name: str, said: str) -> str:
    if said.startswith(_SQLITE_LACKS):
        return _LACKS
    # SQLITE_IOERR_WRITE and the like are kinds of SQLITE_IOERR.
    return next((words for kind, words in _SQLITE.items() if name.startswith(kind)), "")


def _of_postgresql(state: str, error: BaseException) -> str:
    if state in _POSTGRESQL_LACKS:
        return _LACKS
    said = " ".join(str(error).split()).rstrip(".")
    if state:
        return said if state.startswith(_POSTGRESQL_OPERATORS) else ""
    # Who never reached it has no code, nor has what the driver itself refuses of the code's.
    if not said or not any(kind.__name__ in _AWAY for kind in type(error).__mro__):
        return ""
    end = "" if said.endswith("?") else "."
    return f"{said}{end} Look whether it runs, and whether DATABASE_URL is right"
