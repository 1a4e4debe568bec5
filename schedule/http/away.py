"""Whether a fault is that the database is away: it cannot be reached, or answers too late."""

from __future__ import annotations

import sqlite3
from typing import Final

from django.db import InterfaceError, OperationalError

RAISED: Final = (OperationalError, InterfaceError)
"""What such a fault raises; not all that is raised so is such a fault."""

RETRY_AFTER: Final = "30"
"""The header of that name, in seconds: a lock is gone by then, a server may be back."""

_PRIMARY: Final = 0xFF
"""The bits of SQLite's result codes that tell the kind."""


def is_away(fault: BaseException | None) -> bool:
    """Tell whether it may be over soon, and is no fault of what was asked.

    SQLite calls a missing column operational too; its code tells it from a lock or a full disk.
    """
    if not isinstance(fault, RAISED):
        return False
    code: int = getattr(fault.__cause__, "sqlite_errorcode", sqlite3.SQLITE_BUSY)
    return code & _PRIMARY != sqlite3.SQLITE_ERROR
