"""What this very code is: an id that changes when an answer could look different for the same data."""

import hashlib
from pathlib import Path

from config import __version__

SOURCES = ("config", "courses", "schedule", "templates", "static", "locale")


def build_id(root: Path, sources: tuple[str, ...] = SOURCES) -> str:
    """Return the version and a hash of the sources and pinned packages, the same on every machine.

    Every ETag holds it. Times of files are left out: two servers of one version must agree.
    """
    digest = hashlib.blake2b(digest_size=5)
    for path in [root / "requirements/runtime.txt", *_files(root, sources)]:
        digest.update(path.relative_to(root).as_posix().encode() + b"\0")
        digest.update(path.read_bytes() + b"\0")
    return f"{__version__}-{digest.hexdigest()}"


def _files(root: Path, folders: tuple[str, ...]) -> list[Path]:
    """Return all files but compiled ones, in a fixed order."""
    found = (path for folder in folders for path in (root / folder).rglob("*"))
    return sorted(path for path in found if path.suffix != ".pyc" and path.is_file())
