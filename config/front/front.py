"""Finished answers to public questions, before Django is entered.

An answer that a view made is given again, to whoever asks the same, while the database has the same
revision of the site and the day on which it holds is not over. A view that says nothing of its
answer (`schedule.http.kept.Offer`) is asked every time. The bytes and headers are the view's own.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from time import time
from typing import Any, Final, Self

from config.front.watching import UNKNOWN, Watch
from schedule.http.kept import (
    OFFER,
    OVERHEAD,
    Headers,
    Memory,
    Offer,
    held_by,
)

Environ = dict[str, Any]
StartResponse = Callable[..., Any]
Application = Callable[[Environ, StartResponse], Iterable[bytes]]

METHODS: Final = frozenset({"GET", "HEAD"})
ASIDE: Final = frozenset(
    {"HTTP_IF_MATCH", "HTTP_IF_UNMODIFIED_SINCE", "HTTP_AUTHORIZATION", "HTTP_RANGE"}
)
"""A request with one of these headers asks for more than a page: Django answers it."""

QUESTION: Final = (
    "wsgi.url_scheme",
    "HTTP_HOST",
    "SERVER_PORT",
    "HTTP_X_FORWARDED_PROTO",
    "HTTP_X_FORWARDED_HOST",
    "SCRIPT_NAME",
    "PATH_INFO",
    "QUERY_STRING",
    "HTTP_ACCEPT_LANGUAGE",
)
"""What tells one question from another; host and scheme also whether Django takes it at all."""

WISHES: Final = ("REQUEST_METHOD", "HTTP_ACCEPT_ENCODING", "HTTP_IF_NONE_MATCH")
"""What decides the form in which an answer is sent: whole or as a 304, and in which coding."""

FORMS: Final = 16
"""How many forms of an answer are kept ready: programs send the same few combinations."""

LONGEST: Final = 2_000
"""Characters; a longer question is not kept, as no program of a reader asks one."""

OWN: Final = frozenset({"etag", "content-length", "content-encoding"})
"""Headers that differ between the codings of an answer; the others are the same in each."""

Key = tuple[str | None, ...]


@dataclass(frozen=True, slots=True)
class Answer:
    """What a WSGI server is given."""

    status: str
    headers: list[tuple[str, str]]
    body: list[bytes]


@dataclass(frozen=True, slots=True)
class Entry:
    """An answer with the conditions on which it holds.

    Attributes:
        offer: What the view said of it.
        revision: Of the site, before the view was asked.
        headers: Those of every coding of the answer, as all of Django left them.
        brief: Those of a 304, which has no type and no name of a file.
        ready: The answers that were given, by what was wished.
    """

    offer: Offer
    revision: str
    headers: Headers
    brief: Headers
    ready: dict[Key, Answer] = field(default_factory=dict, compare=False)

    @classmethod
    def of(cls, offer: Offer, revision: str, sent: Headers) -> Self:
        """Return the entry of an answer that was sent with some headers, whole or as a 304."""
        kept = offer.kept.headers if offer.kept else ()
        own = {name for name, _ in kept}
        common = tuple(each for each in sent if each[0].lower() not in OWN)
        there = {name for name, _ in common}
        headers = (*common, *(each for each in kept if each[0] not in there))
        return cls(offer, revision, headers, tuple(each for each in common if each[0] not in own))

    @property
    def size(self) -> int:
        """What it takes of the memory, in bytes; a body that others have too counts again."""
        kept = self.offer.kept.size if self.offer.kept else OVERHEAD
        texts = 2 * sum(len(name) + len(value) for name, value in self.headers)
        return kept + texts + LONGEST + FORMS * OVERHEAD

    def holds(self, revision: str, environ: Environ) -> bool:
        """Tell whether it still answers the question that it was made for."""
        return (
            self.revision == revision
            and time() < self.offer.until
            and not (self.offer.cookies_matter and environ.get("HTTP_COOKIE"))
        )

    def answer(self, environ: Environ) -> Answer | None:
        """Return a 304 or the whole answer; None if the reader wants it whole and it is not."""
        wishes = tuple(map(environ.get, WISHES))
        answer = self.ready.get(wishes)
        if answer is None and (answer := self._formed(environ)) and _length(wishes) <= OVERHEAD:
            if len(self.ready) >= FORMS:
                self.ready.clear()
            self.ready[wishes] = answer
        return answer

    def _formed(self, environ: Environ) -> Answer | None:
        accept = environ.get("HTTP_ACCEPT_ENCODING", "")
        reader = environ.get("HTTP_IF_NONE_MATCH", "")
        if etag := held_by(reader, self.offer.key, accept=accept):
            return Answer("304 Not Modified", [*self.brief, ("ETag", etag)], [])
        if self.offer.kept is None:
            return None
        found = self.offer.kept.representation(accept)
        headers = [*self.headers, ("ETag", found.etag), ("Content-Length", str(len(found.body)))]
        if found.encoding:
            headers.append(("Content-Encoding", found.encoding))
        body = [] if environ["REQUEST_METHOD"] == "HEAD" else [found.body]
        return Answer("200 OK", headers, body)


class Front:
    """A WSGI application that stands before another one."""

    def __init__(self, application: Application, watch: Watch, *, limit: int) -> None:
        """Stand before an application, and keep at most so many bytes of its answers."""
        self._application = application
        self._watch = watch
        self._memory: Memory[Key, Entry] = Memory(limit)

    def __call__(self, environ: Environ, start_response: StartResponse) -> Iterable[bytes]:
        """Answer from memory, or let the application answer."""
        if environ["REQUEST_METHOD"] not in METHODS or not environ.keys().isdisjoint(ASIDE):
            return self._application(environ, _without_length(start_response))
        revision = self._watch.revision()
        if revision == UNKNOWN:
            return self._application(environ, _without_length(start_response))
        key = _key(environ)
        entry = self._memory.get(key)
        if entry is not None and entry.holds(revision, environ):
            answer = entry.answer(environ)
            if answer is not None:
                if entry.offer.given:
                    entry.offer.given(environ.get("HTTP_USER_AGENT", ""))
                start_response(answer.status, answer.headers)
                return answer.body
        return self._ask(key, revision, environ, start_response)

    def _ask(
        self, key: Key, revision: str, environ: Environ, start_response: StartResponse
    ) -> Iterable[bytes]:
        """Let the application answer, and keep what it offers."""
        sent: list[Any] = []

        def start(status: str, headers: list[tuple[str, str]], *rest: Any) -> Any:
            sent[:] = [status, headers]
            return start_response(status, headers, *rest)

        body = self._application(environ, _without_length(start))
        offer = environ.get(OFFER)
        if isinstance(offer, Offer) and sent and _may_keep(offer, environ, *sent):
            self._memory.put(key, Entry.of(offer, revision, tuple(sent[1])))
        return body


def _key(environ: Environ) -> Key:
    return tuple(map(environ.get, QUESTION))


def _length(words: Key) -> int:
    """Return how many characters they have together: anyone may send as many as the server takes."""
    return sum(len(word) for word in words if word)


def _without_length(start_response: StartResponse) -> StartResponse:
    """Leave out of a 304 that its length is 0: it would be the whole answer's (RFC 9110, 8.6)."""

    def start(status: str, headers: list[tuple[str, str]], *rest: Any) -> Any:
        if status.startswith("304"):
            headers = [each for each in headers if each[0] != "Content-Length"]
        return start_response(status, headers, *rest)

    return start


def _may_keep(
    offer: Offer, environ: Environ, status: str, headers: Iterable[tuple[str, str]]
) -> bool:
    """Tell whether the question is short enough to keep, and the answer the same for everyone."""
    if offer.cookies_matter and environ.get("HTTP_COOKIE"):
        return False
    if _length(_key(environ)) > LONGEST:
        return False
    names = {name.lower() for name, _ in headers}
    return status[:3] in {"200", "304"} and "set-cookie" not in names
