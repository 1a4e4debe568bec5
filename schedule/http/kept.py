"""Finished answers, kept in memory as they are sent: plain and compressed.

Nothing here knows of requests or frameworks: what stands before Django can use it too.
"""

from __future__ import annotations

import gzip
import re
from collections import OrderedDict
from collections.abc import Callable, Hashable, Iterable
from dataclasses import dataclass
from functools import lru_cache
from threading import Lock
from typing import Final, Generic, Protocol, Self, TypeVar

import brotli

Headers = tuple[tuple[str, str], ...]

OFFER: Final = "lectern.offer"
"""Where in a request's environment a view leaves what it offers to keep."""

PLAIN: Final = ""
GZIP: Final = "gzip"
BROTLI: Final = "br"
WORTH_PACKING: Final = 1_024
"""Bytes. What is shorter fits into one packet anyway."""
GZIP_LEVEL: Final = 6
BROTLI_LEVEL: Final = 5
LARGEST_PART: Final = 8
"""No answer takes more than one part in so many of the memory."""
OVERHEAD: Final = 1_000
"""Bytes that Python needs for an answer besides its texts, generously."""

_TAG: Final = re.compile(r'(W/)?("[^"]*")')


@dataclass(frozen=True, slots=True)
class Representation:
    """An answer in one coding, with the entity tag of just these bytes.

    Attributes:
        etag: Quoted and strong: each coding has its own (RFC 9110, section 8.8.3.3).
        encoding: `br`, `gzip`, or empty.
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
        bodies: The body by coding: always plain, compressed where that saves something.
    """

    key: str
    headers: Headers
    bodies: dict[str, bytes]

    @classmethod
    def of(cls, key: str, headers: Headers, body: bytes) -> Self:
        """Return an answer, compressed where it is long enough."""
        bodies = {PLAIN: body}
        if len(body) >= WORTH_PACKING:
            packed = {coding: pack(body) for coding, pack in _PACK.items()}
            bodies |= {coding: each for coding, each in packed.items() if len(each) < len(body)}
        return cls(key, headers, bodies)

    @property
    def size(self) -> int:
        """What it takes of the memory, in bytes."""
        texts = len(self.key) + sum(len(name) + len(value) for name, value in self.headers)
        return sum(map(len, self.bodies.values())) + texts + OVERHEAD

    def representation(self, accept: str) -> Representation:
        """Return the answer in the coding that an Accept-Encoding header likes best."""
        coding = next(each for each in accepted(accept) if each in self.bodies)
        return Representation(etag_of(self.key, coding), coding, self.bodies[coding])


@dataclass(frozen=True, slots=True)
class Offer:
    """What a view says of its answer to whoever stands before it and can keep it.

    Attributes:
        key: Of the answer.
        kept: The answer; None where the reader had it, so that it was not made.
        until: When it will not be the answer any more, in seconds since 1970, though nothing
            changes but the time.
        cookies_matter: Whether it is the answer only for those who send no cookie.
        given: Told each time it is given without the view, by what the reader's program says of
            itself (User-Agent).
    """

    key: str
    kept: Kept | None
    until: float
    cookies_matter: bool
    given: Callable[[str], None] | None = None


class Sized(Protocol):
    """What knows how many bytes of memory it takes."""

    @property
    def size(self) -> int:
        """Bytes."""


Key = TypeVar("Key", bound=Hashable)
Value = TypeVar("Value", bound=Sized)


class Memory(Generic[Key, Value]):
    """Values by key, bounded in bytes: what was not asked for longest goes first.

    Any thread may use it.
    """

    def __init__(self, limit: int) -> None:
        """Keep at most so many bytes."""
        self.limit = limit
        self.size = 0
        self._values: OrderedDict[Key, Value] = OrderedDict()
        self._lock = Lock()

    def __len__(self) -> int:
        return len(self._values)

    def get(self, key: Key) -> Value | None:
        """Return a value, and count it as just used."""
        with self._lock:
            value = self._values.get(key)
            if value is not None:
                self._values.move_to_end(key)
            return value

    def put(self, key: Key, value: Value) -> None:
        """Keep a value, unless it alone would push out too many others."""
        if value.size > self.limit // LARGEST_PART:
            return
        with self._lock:
            if key in self._values:
                self.size -= self._values.pop(key).size
            self._values[key] = value
            self.size += value.size
            while self.size > self.limit:
                _, oldest = self._values.popitem(last=False)
                self.size -= oldest.size

    def clear(self) -> None:
        """Forget everything."""
        with self._lock:
            self._values.clear()
            self.size = 0


def etag_of(key: str, coding: str = PLAIN) -> str:
    """Return the entity tag of an answer in a coding, quoted."""
    return f'"{key}-{coding}"' if coding else f'"{key}"'


def held_by(reader: str, key: str, *, accept: str, weakly: bool = True) -> str:
    """Return the tag of the representation that a reader has and would still take; else nothing.

    Which of them is sent is ours to choose, so one that the reader has is the best choice.

    Args:
        reader: The header If-None-Match or If-Match (RFC 9110, sections 13.1.1 and 13.1.2).
        key: Of the answer.
        accept: The header Accept-Encoding.
        weakly: Whether a weak tag says that the reader has it, as in If-None-Match.
    """
    if not reader:
        return ""
    tags = [etag_of(key, coding) for coding in accepted(accept)]
    if reader.strip() == "*":
        return tags[-1]
    has = {tag for weak, tag in _TAG.findall(reader) if weakly or not weak}
    return next((tag for tag in tags if tag in has), "")


@lru_cache(maxsize=256)
def accepted(header: str) -> tuple[str, ...]:
    """Return what an answer may be sent in, best first: the plain one always, as a last resort.

    Args:
        header: Accept-Encoding (RFC 9110, section 12.5.3). Among codings of equal weight, the one
            that packs best comes first; one with less weight than the plain answer is left out.
    """
    weights = dict(_weights(header.lower().split(",")))
    plain = weights.get("identity", 0)
    liked = {coding: _weight(weights, coding) for coding in _PACK}
    codings = [coding for coding, weight in liked.items() if weight > 0 and weight >= plain]
    return (*sorted(codings, key=lambda coding: -liked[coding]), PLAIN)


def _weight(weights: dict[str, float], coding: str) -> float:
    return weights.get(coding, weights.get(f"x-{coding}", weights.get("*", 0)))


def _weights(parts: Iterable[str]) -> Iterable[tuple[str, float]]:
    """Yield each coding with its weight; one that cannot be read counts as zero."""
    for part in parts:
        coding, _, parameter = part.partition(";")
        name, _, value = parameter.strip().partition("=")
        try:
            yield coding.strip(), float(value) if name.strip() == "q" else 1.0
        except ValueError:
            yield coding.strip(), 0.0


def _gzip(body: bytes) -> bytes:
    # Without the time of compression, which would make every answer another one.
    return gzip.compress(body, GZIP_LEVEL, mtime=0)


def _brotli(body: bytes) -> bytes:
    packed: bytes = brotli.compress(body, mode=brotli.MODE_TEXT, quality=BROTLI_LEVEL)
    return packed


_PACK: Final[dict[str, Callable[[bytes], bytes]]] = {BROTLI: _brotli, GZIP: _gzip}
