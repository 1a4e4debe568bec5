"""Checks over many items at once. Each returns what it found wrong, with the way to it."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import time
from difflib import get_close_matches
from typing import Protocol

from courses.content.faults import ContentError, Fault, Path, shown

MAX_NAMED = 12


class Keyed(Protocol):
    """Anything with a key."""

    @property
    def key(self) -> str:
        """The item's key in its course or term."""


def find_doubles(keys: Iterable[tuple[Path, str]]) -> Iterator[Fault]:
    """Find keys that stand twice.

    Args:
        keys: Pairs of the way to a key and the key.

    Yields:
        A fault for each use after the first.
    """
    seen: set[str] = set()
    for path, key in keys:
        if key in seen:
            yield Fault(path, f"{shown(key)} is used more than once as a key")
        seen.add(key)


def find_dangling(
    references: Iterable[tuple[Path, str]], known: Iterable[str], *, what: str
) -> Iterator[Fault]:
    """Find references to what is not there.

    Args:
        references: Pairs of the way to a reference and the key it names.
        known: The keys that exist, in their order.
        what: What the key should name, for the message: "chapter".

    Yields:
        A fault for each reference that leads nowhere, with what is allowed.
    """
    allowed = list(known)
    exists = set(allowed)
    for path, target in references:
        if target not in exists:
            yield Fault(path, f"there is no {what} {shown(target)}; {_offer(target, allowed)}")


def _offer(target: str, allowed: list[str]) -> str:
    if not allowed:
        return "there is none at all"
    if close := get_close_matches(target, allowed, n=1):
        return f"did you mean {close[0]}?"
    more = f" and {len(allowed) - MAX_NAMED} more" if len(allowed) > MAX_NAMED else ""
    return f"there are {', '.join(allowed[:MAX_NAMED])}{more}"


def find_circles(references: Iterable[tuple[Path, str, str]]) -> Iterator[Fault]:
    """Find items that name each other in a circle.

    Args:
        references: The way to a reference, the key that refers and the key it names.

    Yields:
        A fault for each reference that comes back to where it stands.
    """
    references = list(references)
    target_of: Mapping[str, str] = {source: target for _, source, target in references}
    for path, source, target in references:
        passed = {source}
        while target in target_of and target not in passed:
            passed.add(target)
            target = target_of[target]  # noqa: PLW2901 - follows the chain
        if target == source:
            yield Fault(path, f"{shown(source)} is merged into itself, by way of others")


def check_span(start: time | None, end: time | None, *, of: str = "") -> None:
    """Refuse an end that is not after the start, on one local day.

    Args:
        start: The start, if one is known.
        end: The end, if one is known.
        of: What the span is of, where an end without a start makes no sense: "a pin".

    Raises:
        ContentError: At the field `end`.
    """
    if end is None:
        return
    if start is None:
        if of:
            raise ContentError(Fault(("end",), f"{of} with an end needs a start"))
        return
    if end <= start:
        msg = f"end {end:%H:%M} is not after start {start:%H:%M}"
        raise ContentError(Fault(("end",), msg))
