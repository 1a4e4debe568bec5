"""The post: one connection to the mail server, which takes many messages, each in a bounded time."""

from __future__ import annotations

import contextlib
import smtplib
import time
from collections.abc import Callable
from typing import Final

from django.conf import settings

from schedule.mailing.connecting import TimeLimit, connected
from schedule.mailing.dialogue import (
    CLOSING,
    PIPELINING,
    TAKEN,
    BrokenError,
    DeferredError,
    Envelope,
    PostError,
    RefusedError,
    ServerError,
    announce,
    announcement,
    hand_over,
    takes_at_once,
)
from schedule.mailing.said import reason

GOOD_BYE: Final = 1.0
"""Seconds for ending a connection politely."""
STEP_BY_STEP: Final = 3_600.0
"""Seconds for which a server that fell silent amid commands is told them one by one."""

Lines = tuple[bytes, ...]
Meanwhile = Callable[[], Envelope | None]


def nothing() -> None:
    """Do nothing, and have nothing to send next."""


class Post:
    """Hands messages to the server that the settings name, over one connection while it lasts.

    Opening it takes at most `EMAIL_TIMEOUT` seconds, and so does each message, however slowly the
    server speaks: it is cut off then. Django's backend knows neither, nor at which step a message
    failed, which decides whose fault it was.
    """

    def __init__(self) -> None:
        self._smtp: smtplib.SMTP | None = None
        self._was_of_use = False
        self._said: Lines | None = None
        self._hurries_at = float("-inf")

    def open(self) -> None:
        """Open the connection where there is none.

        Raises:
            ServerError: There is none to be had.
        """
        self._connection(TimeLimit(settings.EMAIL_TIMEOUT))

    def send(self, envelope: Envelope, *, meanwhile: Meanwhile = nothing) -> None:
        """Hand over a message. The server has taken it if this returns.

        Args:
            envelope: The message.
            meanwhile: What to do while the server works on it, which is most of the time. It may be
                done again, or not at all, and raises nothing. It gives the message that most likely
                comes next, if there is one: a server that takes several commands at once is told of
                it, and hears the text only when that is sent.

        Raises:
            PostError: It has not, or nobody knows; the kind says why.
        """
        limit = TimeLimit(settings.EMAIL_TIMEOUT)
        was_of_use = self._was_of_use
        try:
            self._send(envelope, limit, meanwhile)
        except ServerError:
            if not was_of_use:
                raise
            # It may have been closed since it was used, or have had its share of messages.
            self._send(envelope, limit, meanwhile)
        self._was_of_use = True

    def close(self) -> None:
        """End the connection."""
        smtp = self._smtp
        # One that waits for a text would take the good-bye for that.
        if smtp and not self._said:
            with contextlib.suppress(OSError, smtplib.SMTPException):
                TimeLimit(GOOD_BYE).on(smtp)
                smtp.quit()
        self._cut()

    def _send(self, envelope: Envelope, limit: TimeLimit, meanwhile: Meanwhile) -> None:
        smtp = self._connection(limit)
        try:
            lines = announcement(smtp, envelope)
            if self._said not in {None, lines}:
                # It waits for the text of another, and nothing but an end takes that back.
                self._cut()
                smtp = self._connection(limit)
            self._announce(smtp, lines, limit)
            hand_over(smtp, envelope, limit, lambda: self._say(smtp, meanwhile()))
        except (RefusedError, DeferredError):
            self._start_anew(smtp)
            raise
        except PostError:
            self._cut()
            raise
        except (OSError, ValueError, smtplib.SMTPException) as error:
            # A ValueError is of what cannot be a command.
            self._cut()
            raise BrokenError(reason(error)) from error

    def _announce(self, smtp: smtplib.SMTP, lines: Lines, limit: TimeLimit) -> None:
        is_said, self._said = self._said is not None, None
        try:
            announce(smtp, lines, limit, is_said=is_said)
        except Exception:
            if limit.is_over:
                # It may offer to take several at once, and lose all but the first.
                self._hurries_at = time.monotonic() + STEP_BY_STEP
            raise

    def _say(self, smtp: smtplib.SMTP, coming: Envelope | None) -> None:
        """Announce what comes next right after a text, before that is answered (RFC 2920, 3.1).

        So the server works on it while the answer is written down. What goes wrong is heard in its
        own turn: smtplib would close the connection, and the answer to the text would be lost.
        """
        if coming and smtp.sock and takes_at_once(smtp):
            with contextlib.suppress(OSError, ValueError):
                self._said = announcement(smtp, coming)
                smtp.sock.sendall(b"".join(self._said))

    def _connection(self, limit: TimeLimit) -> smtplib.SMTP:
        if self._smtp is None:
            try:
                self._smtp = connected(limit.remaining)
            except (OSError, smtplib.SMTPException) as error:
                raise ServerError(reason(error)) from error
            if time.monotonic() < self._hurries_at:
                self._smtp.esmtp_features.pop(PIPELINING, None)
        return self._smtp

    def _start_anew(self, smtp: smtplib.SMTP) -> None:
        """Have the server forget what it refused, so that the next message finds it ready.

        One that was told of the next already has begun anew by that.
        """
        if self._said:
            return
        try:
            code, _ = smtp.rset()
        except (OSError, smtplib.SMTPException):
            code = CLOSING
        if code not in TAKEN:
            self._cut()

    def _cut(self) -> None:
        smtp, self._smtp, self._was_of_use, self._said = self._smtp, None, False, None
        if smtp:
            smtp.close()
