"""What one process of a site does at a time, whoever else is started meanwhile."""

import fcntl
import os
import socket
import sys
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
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
    with in_folder(settings.DATA_DIR, say=say), _in_postgresql(say=say):
        yield


@contextmanager
def _in_postgresql(*, say: Callable[[str], object]) -> Iterator[None]:
    """Keep other machines out by a lock of a transaction, which a pool leaves whole (pgbouncer)."""
    if connection.vendor != "postgresql":
        yield
        return
    # A connection of its own: what is prepared has transactions of its own.
    with closing(connection.copy()) as apart:
        apart.set_autocommit(False)
        with apart.cursor() as cursor:
            cursor.execute(f"SELECT pg_try_advisory_xact_lock({_LOCK})")
            if not cursor.fetchone()[0]:
                say("Waiting for another command of Lectern that changes this database …")
                cursor.execute(f"SELECT pg_advisory_xact_lock({_LOCK})")
        yield


def is_serving(host: str, port: int) -> bool:
    """Tell whether another process serves at an address or is about to; else this one is.

    Its server takes the address only when it is prepared, and would share it with another. The
    mark is a name that Linux keeps for each network beside its ports (unix(7), "abstract"), so that
    containers with one DATA_DIR do not meet. It stays while this process lives, whatever program it
    becomes.
    """
    if sys.platform != "linux":
        return False
    mark = socket.socket(socket.AF_UNIX)
    try:
        mark.bind(f"\0lectern serves {host} {port}")
    except OSError:
        mark.close()
        return True
    mark.set_inheritable(True)
    mark.detach()
    return False
