"""What can be wrong with a backup."""

from collections.abc import Iterable

Migration = tuple[str, str]


class BackupError(Exception):
    """There is nothing to save, or the file cannot be put back; the message says what to do."""


def refuse_newer(migrations: Iterable[Migration], known: set[Migration]) -> None:
    """Refuse a backup that was made by a version of Lectern with migrations that this one lacks.

    Raises:
        BackupError: It was.
    """
    if unknown := sorted(set(migrations) - known):
        app, name = unknown[0]
        message = (
            f"The backup was made by a newer Lectern (it has the migration {app}.{name}): "
            "update this one first."
        )
        raise BackupError(message)
