"""Faults: what is wrong in a value that is made of many, and where in it."""

from collections.abc import Iterable
from itertools import islice
from typing import NamedTuple

MAX_FAULTS = 100
MAX_SHOWN = 60

Path = tuple[str | int, ...]
"""The way to a field: names of fields, and positions in lists counted from 0."""


class Fault(NamedTuple):
    """One thing that is wrong, and the way to it from the value that was checked."""

    path: Path
    message: str


class ContentError(ValueError):
    """A value whose fields are right each by itself, but not together."""

    def __init__(self, *faults: Fault) -> None:
        """Take every fault that was found."""
        self.faults = faults
        super().__init__("; ".join(message for _, message in faults))


def raise_faults(faults: Iterable[Fault]) -> None:
    """Refuse a value that has faults.

    Raises:
        ContentError: There is at least one. It names the first hundred.
    """
    if found := tuple(islice(faults, MAX_FAULTS)):
        raise ContentError(*found)


def shown(value: object) -> str:
    """Return a value as a message quotes it: escaped, and cut where it is long."""
    return repr(clipped(str(value)))


def clipped(text: str) -> str:
    """Return a text that somebody sent as a message repeats it: cut where it is long."""
    return text if len(text) <= MAX_SHOWN else f"{text[:MAX_SHOWN]}…"
