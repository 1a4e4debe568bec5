"""Finished answers, kept in memory as they are sent: plain and compressed.

Nothing here knows of requests or frameworks: what stands before Django can use it too.
"""

from __future__ import annotations

import gzip
import re
from collections import OrderedDict
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from threading import Lock
from typing import Final, Self

Headers = tuple[tuple[str, str], ...]

GZIP: Final = "gzip"
WORTH_PACKING: Final = 1_024
"""Bytes. What is shorter fits into one packet anyway."""
LEVEL: Final = 6
LARGEST_PART: Final = 8
"""No answer takes more than one part in so many of the memory."""
OVERHEAD: Final = 1_000
"""Bytes that Python needs for an answer besides its texts, generously."""

_TAG: Final = re.compile(r'(?:W/)?("[^"]*")')


@dataclass(frozen=True, slots=True)
class Representation:
    """An answer in one coding, with the entity tag of just these bytes.

    Attributes:
        etag: Quoted and strong: each coding has its own (RFC 9110, section 8.8.3.3).
        encoding: `gzip`, or empty.
        body: What is sent.
    """

    etag: str
    encoding: str
    body: bytes


@dataclass(frozen=True, slots=True)
class Kept:
    """A finished answer: the headers that are its own, and its body.

    Attributes:
        key: Tells it from every other answer; it becomes the entity tag.
        headers: Its type, a file's name. Not those that depend on who asks.
        plain: The body.
        packed: The same compressed; empty where that saves nothing.
    """

    key: str
    headers: Headers
    plain: bytes
    packed: bytes

    @classmethod
    def of(cls, key: str, headers: Headers, body: bytes) -> Self:
        """Return an answer, compressed where it is long enough."""
        # Without the time of compression, which would make every answer another one.
        packed = gzip.compress(body, LEVEL, mtime=0) if len(body) >= WORTH_PACKING else b""
        return cls(key, headers, body, packed if len(packed) < len(body) else b"")

    @property
    def size(self) -> int:
        """What it takes of the memory, in bytes."""
        texts = len(self.key) + sum(len(name) + len(value) for name, value in self.headers)
        return len(self.plain) + len(self.packed) + texts + OVERHEAD

    def representation(self, *, packed: bool) -> Representation:
        """Return the answer as it is sent, compressed if that is wanted and worth it."""
        if packed and self.packed:
            return Representation(etag_of(self.key, GZIP), GZIP, self.packed)
        return Representation(etag_of(self.key), "", self.plain)


class Shelf:
    """Answers by key, bounded in bytes: what was not asked for longest goes first.

    Any thread may use it.
    """

    def __init__(self, limit: int) -> None:
        """Keep at most so many bytes."""
        self.limit = limit
        self.size = 0
        self._answers: OrderedDict[str, Kept] = OrderedDict()
        self._lock = Lock()

    def __len__(self) -> int:
        return len(self._answers)

    def get(self, key: str) -> Kept | None:
        """Return an answer, and count it as just used."""
        with self._lock:
            kept = self._answers.get(key)
            if kept is not None:
                self._answers.move_to_end(key)
            return kept

    def put(self, kept: Kept) -> None:
        """Keep an answer, unless it alone would push out too many others."""
        if kept.size > self.limit // LARGEST_PART:
            return
        with self._lock:
            if kept.key in self._answers:
                self.size -= self._answers.pop(kept.key).size
            self._answers[kept.key] = kept
            self.size += kept.size
            while self.size > self.limit:
                _, oldest = self._answers.popitem(last=False)
                self.size -= oldest.size

    def clear(self) -> None:
        """Forget everything."""
        with self._lock:
            self._answers.clear()
            self.size = 0


def etag_of(key: str, encoding: str = "") -> str:
    """Return the entity tag of an answer in a coding, quoted."""
    return f'"{key}-{encoding}"' if encoding else f'"{key}"'


def held_by(reader: str, key: str, *, accept: str) -> str:
    """Return the tag of the representation that a reader has and would still take; else nothing.

    Which of them is sent is ours to choose, so one that the reader has is the best choice.

    Args:
        reader: The header If-None-Match (RFC 9110, section 13.1.2), compared weakly.
        key: Of the answer.
        accept: The header Accept-Encoding.
    """
    if not reader:
        return ""
    tags = (etag_of(key, GZIP), etag_of(key)) if accepts_gzip(accept) else (etag_of(key),)
    if reader.strip() == "*":
        return tags[-1]
    has = set(_TAG.findall(reader))
    return next((tag for tag in tags if tag in has), "")


@lru_cache(maxsize=256)
def accepts_gzip(header: str) -> bool:
    """Tell whether gzip is what an Accept-Encoding header likes best (RFC 9110, section 12.5.3)."""
    weights = dict(_weights(header.lower().split(",")))
    weight = weights.get(GZIP, weights.get("x-gzip", weights.get("*", 0)))
    return weight > 0 and weight >= weights.get("identity", 0)


def _weights(parts: Iterable[str]) -> Iterable[tuple[str, float]]:
    """Yield each coding with its weight; one that cannot be read counts as zero."""
    for part in parts:
        coding, _, parameter = part.partition(";")
        name, _, value = parameter.strip().partition("=")
        try:
            yield coding.strip(), float(value) if name.strip() == "q" else 1.0
        except ValueError:
            yield coding.strip(), 0.0
