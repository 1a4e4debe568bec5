"""Checks over many items at once."""

from collections import Counter
from collections.abc import Iterable
from typing import Protocol


class Keyed(Protocol):
    """Anything with a key."""

    @property
    def key(self) -> str:
        """The item's key in its course or term."""


def check_unique_keys(items: Iterable[Keyed]) -> None:
    """Refuse a key that stands twice.

    Raises:
        ValueError: Names each key that is used more than once.
    """
    counted = Counter(item.key for item in items)
    doubles = sorted(key for key, count in counted.items() if count > 1)
    if doubles:
        msg = f"used more than once as a key: {', '.join(doubles)}"
        raise ValueError(msg)


def check_references(
    references: Iterable[tuple[str, str]], known: Iterable[str], *, what: str
) -> None:
    """Refuse a reference to what is not there.

    Args:
        references: Pairs of the key that refers and the key it names.
        known: The keys that exist.
        what: What the key should name, for the message: "chapter".

    Raises:
        ValueError: Names the first reference that leads nowhere, and what is allowed.
    """
    allowed = set(known)
    for source, target in references:
        if target not in allowed:
            names = ", ".join(sorted(allowed)[:12]) or f"none: there is no {what}"
            msg = f"{source}: there is no {what} {target!r} (there are: {names})"
            raise ValueError(msg)
