"""What the numbers were measured on."""

import os
import platform
import sqlite3
from importlib.metadata import version


def machine() -> str:
    """Return one line that names cores, memory and versions."""
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 2**30
    return (
        f"{cores()}, {memory:.0f} GiB; {platform.system()}, "
        f"Python {platform.python_version()}, Django {version('django')}, "
        f"SQLite {sqlite3.sqlite_version}, icalendar {version('icalendar')}."
    )


def cores() -> str:
    """Return how many cores of what architecture there are."""
    return f"{os.cpu_count()} cores ({platform.machine()})"
