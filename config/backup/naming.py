"""Names that nothing has yet."""

from itertools import count
from pathlib import Path


def free_name(folder: Path, stem: str, suffix: str = "") -> Path:
    """Return a name that no file has, also where two are made in one second."""
    names = (f"{stem}{f'-{number}' if number > 1 else ''}{suffix}" for number in count(1))
    return next(path for name in names if not (path := folder / name).exists())
