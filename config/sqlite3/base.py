"""A connection that is made anew when another file stands at its path, or none.

A file that was moved away or replaced goes on for whoever has it open: what is written to it is
lost, and what is put in its place is not seen.
"""

from pathlib import Path
from typing import Any, Final

from django.db.backends.sqlite3 import base

File = tuple[int, int] | None

_OPENED: Final[set[str]] = set()
"""Paths that this process has had open: each of its threads has a connection of its own."""


class DatabaseWrapper(base.DatabaseWrapper):
    """Django asks a kept connection whether it is usable, once a request."""

    _file: File = None

    def get_new_connection(self, conn_params: dict[str, Any]) -> Any:
        """Open the file, and note which it is; one that is gone is not made anew, empty."""
        path = str(self.settings_dict["NAME"])
        if path in _OPENED and self._there() is None:
            message = f"the file {path} is gone"
            raise self.Database.OperationalError(message)
        opened = super().get_new_connection(conn_params)
        self._file = self._there()
        if self._file is not None:
            _OPENED.add(path)
        return opened

    def is_usable(self) -> bool:
        """Tell whether the file at the path is the one that was opened."""
        return self._file is not None and self._file == self._there()

    def _there(self) -> File:
        try:
            found = Path(self.settings_dict["NAME"]).stat()
        except OSError:
            return None
        return found.st_dev, found.st_ino
