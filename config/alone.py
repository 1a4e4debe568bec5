"""What one process of a site does at a time, whoever else is started meanwhile."""

import fcntl
import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from django.conf import settings
from django.db import connection

_LOCK = "hashtext('lectern prepares')"


@contextmanager
def in_folder(folder: Path, *, say: Callable[[str], object] = str) -> Iterator[None]:
    """Write into a folder alone; wait for another who does. Who is killed lets go of it at once."""
    handle = os.open(folder, os.O_RDONLY)
    try:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            say(f"Waiting for another command of Lectern that writes into {folder} …")
            fcntl.flock(handle, fcntl.LOCK_EX)
        yield
    finally:
        os.close(handle)


@contextmanager
def preparing(*, say: Callable[[str], object]) -> Iterator[None]:
    """Change the whole database or the static files alone; on PostgreSQL of all machines."""
    with in_folder(settings.DATA_DIR, say=say):
        _ask_postgresql("pg_advisory_lock")
        yield
        # Where something failed, the session ends, and the lock with it.
        _ask_postgresql("pg_advisory_unlock")


def is_serving(port: int) -> bool:
    """Tell whether another of this site serves on a port or is about to; else this process is.

    Its server takes the port only when it is prepared, and would share it with another. The mark
    stays while this process lives, whatever program it becomes.
    """
    mark = os.open(settings.DATA_DIR / f".serving-{port}", os.O_RDONLY | os.O_CREAT, 0o600)
    os.set_inheritable(mark, True)
    try:
        fcntl.flock(mark, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        os.close(mark)
        return True
    return False


def _ask_postgresql(function: str) -> None:
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute(f"SELECT {function}({_LOCK})")
