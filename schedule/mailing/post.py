"""The post: one connection to the mail server, which takes many messages, each in a bounded time."""

from __future__ import annotations

import contextlib
import smtplib
from dataclasses import dataclass
from typing import Final, Self

from django.conf import settings
from django.core.mail import EmailMessage
from django.core.mail.message import sanitize_address

from schedule.mailing.connecting import TimeLimit, connected
from schedule.mailing.said import reason, reply

CLOSING: Final = 421
OF_THE_SERVER: Final = frozenset({503, 530, 535, 538})
"""Replies to a recipient or a text that are about neither: we are to sign in, or out of turn."""
FOR_GOOD: Final = 500
TAKEN: Final = frozenset({250, 251})
GOOD_BYE: Final = 1.0
"""Seconds for ending a connection politely."""


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
    def of(cls, message: EmailMessage) -> Self:
        """Return the envelope of a message to one address."""
        (address,) = message.recipients()
        # Its own way of writing bytes, which the stubs do not know.
        text: bytes = message.message().as_bytes(linesep="\r\n")  # type: ignore[call-arg]
        return cls(
            sender=sanitize_address(message.from_email, settings.DEFAULT_CHARSET),
            recipient=sanitize_address(address, settings.DEFAULT_CHARSET),
            text=text,
        )


class Post:
    """Hands messages to the server that the settings name, over one connection while it lasts.

    Opening it takes at most `EMAIL_TIMEOUT` seconds, and so does each message, however slowly the
    server speaks: it is cut off then. Django's backend knows neither, nor at which step a message
    failed, which decides whose fault it was.
    """

    def __init__(self) -> None:
        self._smtp: smtplib.SMTP | None = None
        self._was_of_use = False

    def open(self) -> None:
        """Open the connection where there is none.

        Raises:
            ServerError: There is none to be had.
        """
        self._connection(TimeLimit(settings.EMAIL_TIMEOUT))

    def send(self, envelope: Envelope) -> None:
        """Hand over a message. The server has taken it if this returns.

        Raises:
            PostError: It has not, or nobody knows; the kind says why.
        """
        limit = TimeLimit(settings.EMAIL_TIMEOUT)
        was_of_use = self._was_of_use
        try:
            self._send(envelope, limit)
        except ServerError:
            if not was_of_use:
                raise
            # It may have been closed since it was used, or have had its share of messages.
            self._send(envelope, limit)
        self._was_of_use = True

    def close(self) -> None:
        """End the connection."""
        if smtp := self._smtp:
            with contextlib.suppress(OSError, smtplib.SMTPException):
                TimeLimit(GOOD_BYE).on(smtp)
                smtp.quit()
        self._cut()

    def _send(self, envelope: Envelope, limit: TimeLimit) -> None:
        smtp = self._connection(limit)
        try:
            _begin(smtp, envelope, limit)
            _hand_over(smtp, envelope)
        except (RefusedError, DeferredError):
            self._start_anew(smtp)
            raise
        except PostError:
            self._cut()
            raise
        except (OSError, ValueError, smtplib.SMTPException) as error:
            # A ValueError is smtplib's, of what cannot be a command.
            self._cut()
            raise BrokenError(reason(error)) from error

    def _connection(self, limit: TimeLimit) -> smtplib.SMTP:
        if self._smtp is None:
            try:
                self._smtp = connected(limit.remaining)
            except (OSError, smtplib.SMTPException) as error:
                raise ServerError(reason(error)) from error
        return self._smtp

    def _start_anew(self, smtp: smtplib.SMTP) -> None:
        """Have the server forget what it refused, so that the next message finds it ready."""
        try:
            code, _ = smtp.rset()
        except (OSError, smtplib.SMTPException):
            code = CLOSING
        if code not in TAKEN:
            self._cut()

    def _cut(self) -> None:
        smtp, self._smtp, self._was_of_use = self._smtp, None, False
        if smtp:
            smtp.close()


def _begin(smtp: smtplib.SMTP, envelope: Envelope, limit: TimeLimit) -> None:
    """Say from whom it is. Whatever goes wrong here is not about the message."""
    options = [f"SIZE={len(envelope.text)}"] if smtp.has_extn("size") else []
    try:
        limit.on(smtp)
        code, words = smtp.mail(envelope.sender, options)
    except (OSError, smtplib.SMTPException) as error:
        raise ServerError(reason(error)) from error
    if code not in TAKEN:
        raise ServerError(reply(code, words))


def _hand_over(smtp: smtplib.SMTP, envelope: Envelope) -> None:
    """Say to whom it is, and send it; it is the server's once that is said after the dot."""
    _expect(*smtp.rcpt(envelope.recipient))
    try:
        answer = smtp.data(envelope.text)
    except smtplib.SMTPDataError as error:
        answer = (error.smtp_code, error.smtp_error)  # type: ignore[assignment]
    _expect(*answer)


def _expect(code: int, words: bytes | str) -> None:
    if code in TAKEN:
        return
    said = reply(code, words)
    if code in OF_THE_SERVER:
        raise ServerError(said)
    if code == CLOSING or code < 0:
        # The connection is gone; that may be about the message, so it counts like a hang-up.
        raise BrokenError(said)
    raise RefusedError(said) if code >= FOR_GOOD else DeferredError(said)
