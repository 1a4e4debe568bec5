"""The dialogue with a mail server about one message (RFC 5321, section 3.3), and whose fault it is."""

from __future__ import annotations

import contextlib
import re
import smtplib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Final, Self

from django.conf import settings
from django.core.mail.message import sanitize_address

from schedule.mailing.connecting import TimeLimit
from schedule.mailing.said import reason, reply

PIPELINING: Final = "pipelining"
CLOSING: Final = 421
OF_THE_SERVER: Final = frozenset({503, 530, 535, 538})
"""Replies to a recipient or a text that are about neither: we are to sign in, or out of turn."""
FOR_GOOD: Final = 500
TAKEN: Final = frozenset({250, 251})
GO_AHEAD: Final = 354
END: Final = b".\r\n"
THERE: Final = 0.1
"""Seconds for reading an answer that is there, where what was done meanwhile took all of the time."""

_PLAIN: Final = re.compile(r"[\w.+-]+@[\w.-]+", re.ASCII)
"""Most addresses; to parse one takes longer than to judge a mail."""

Answer = tuple[int, bytes]


class PostError(Exception):
    """A message was not taken; in the words of the server, or of the system, as one line."""


class RefusedError(PostError):
    """The server refused it for good (5xx)."""


class DeferredError(PostError):
    """The server refused it for now (4xx)."""


class BrokenError(PostError):
    """The server fell silent or hung up amid it: nobody knows whether it was taken."""


class ServerError(PostError):
    """The server cannot be used, which says nothing of the message; it was not taken."""


@dataclass(frozen=True, slots=True)
class Envelope:
    """A message as the server gets it (RFC 5321, section 2.3.1)."""

    sender: str
    recipient: str
    text: bytes

    @classmethod
    def of(cls, sender: str, recipient: str, text: bytes) -> Self:
        """Return the envelope of a message to one address.

        Raises:
            ValueError: An address is none.
        """
        is_plain = _PLAIN.fullmatch(recipient)
        return cls(_sender(sender), recipient if is_plain else _sanitized(recipient), text)

    @property
    def data(self) -> bytes:
        """The text as it is sent: no line of it looks like its end (RFC 5321, section 4.5.2)."""
        text = self.text if self.text.endswith(b"\r\n") else self.text + b"\r\n"
        dot = b"." if text.startswith(b".") else b""
        return dot + text.replace(b"\n.", b"\n..") + END


@lru_cache(1)
def _sender(address: str) -> str:
    return _sanitized(address)


def _sanitized(address: str) -> str:
    return sanitize_address(address, settings.DEFAULT_CHARSET)


def announcement(smtp: smtplib.SMTP, envelope: Envelope) -> tuple[bytes, ...]:
    """Return what tells the server from whom a message is, to whom, and that it comes.

    Raises:
        ValueError: An address cannot be part of a command.
    """
    size = f" SIZE={len(envelope.text)}" if smtp.has_extn("size") else ""
    return (
        _line(f"MAIL FROM:{smtplib.quoteaddr(envelope.sender)}{size}"),
        _line(f"RCPT TO:{smtplib.quoteaddr(envelope.recipient)}"),
        b"DATA\r\n",
    )


def takes_at_once(smtp: smtplib.SMTP) -> bool:
    """Tell whether the server offers to take several commands before it answers (RFC 2920)."""
    return smtp.has_extn(PIPELINING)


def announce(
    smtp: smtplib.SMTP, lines: tuple[bytes, ...], limit: TimeLimit, *, is_said: bool
) -> None:
    """Announce a message, until the server waits for it.

    Args:
        smtp: The connection.
        lines: The message's `announcement`.
        limit: When it is over.
        is_said: Whether the server was told already, and is only to be heard.

    Raises:
        PostError: It does not want it; what goes wrong before the recipient is not about the message.
        OSError: The connection broke off, likewise smtplib.SMTPException.
    """
    answers = _answers(smtp, lines, is_said=is_said)
    try:
        limit.on(smtp)
        code, words = next(answers)
    except (OSError, smtplib.SMTPException) as error:
        raise ServerError(reason(error)) from error
    if code not in TAKEN:
        raise ServerError(reply(code, words))
    try:
        _expect(TAKEN, next(answers))
    except (RefusedError, DeferredError):
        _withdraw(smtp, answers)
        raise
    _expect({GO_AHEAD}, next(answers))


def hand_over(
    smtp: smtplib.SMTP, envelope: Envelope, limit: TimeLimit, meanwhile: Callable[[], None]
) -> None:
    """Send a message that the server waits for; it is the server's if this returns.

    Args:
        smtp: The connection.
        envelope: The message.
        limit: When it is over.
        meanwhile: What to do while the server works on it. Raises nothing.

    Raises:
        PostError: The server does not want it.
        OSError: The connection broke off, likewise smtplib.SMTPException.
    """
    smtp.send(envelope.data)
    meanwhile()
    limit.leave(THERE)
    _expect(TAKEN, smtp.getreply())


def _answers(smtp: smtplib.SMTP, lines: tuple[bytes, ...], *, is_said: bool) -> Iterator[Answer]:
    """Say commands and yield the answers: all at once where the server offers that."""
    at_once = takes_at_once(smtp)
    if at_once and not is_said:
        smtp.send(b"".join(lines))
    for line in lines:
        if not at_once:
            smtp.send(line)
        yield smtp.getreply()


def _line(command: str) -> bytes:
    if "\r" in command or "\n" in command:
        msg = f"a command has one line, not {command!r}"
        raise ValueError(msg)
    return f"{command}\r\n".encode("ascii")


def _withdraw(smtp: smtplib.SMTP, answers: Iterator[Answer]) -> None:
    """Take back the DATA that went along with a recipient who was refused.

    A server that waits for a text all the same gets a lone dot, to which it says no (RFC 2920,
    section 3.1). Where that breaks off, the next command will too.
    """
    if not takes_at_once(smtp):
        return
    with contextlib.suppress(OSError, smtplib.SMTPException):
        code, _ = next(answers)
        if code == GO_AHEAD:
            smtp.send(END)
            smtp.getreply()


def _expect(wanted: set[int] | frozenset[int], answer: Answer) -> None:
    code, words = answer
    if code in wanted:
        return
    said = reply(code, words)
    if code in OF_THE_SERVER:
        raise ServerError(said)
    if code == CLOSING or code < 0:
        # The connection is gone; that may be about the message, so it counts like a hang-up.
        raise BrokenError(said)
    raise RefusedError(said) if code >= FOR_GOOD else DeferredError(said)
