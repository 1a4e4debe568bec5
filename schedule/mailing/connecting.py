"""A connection to the mail server that the settings name, opened and cut within a time."""

from __future__ import annotations

import io
import smtplib
import socket
import ssl
import threading
import time
from typing import TYPE_CHECKING

from django.conf import settings
from django.core.mail.utils import DNS_NAME

if TYPE_CHECKING:
    from _typeshed import WriteableBuffer


def connected(seconds: float) -> smtplib.SMTP:
    """Return a connection that is ready for a message: greeted, encrypted and signed in as set.

    A thread of its own opens it: looking up a name, for one, knows no time limit. Where nothing
    comes of it in time, the thread is left to itself.

    Raises:
        OSError: There is no way to the server, or it did not answer in time.
        smtplib.SMTPException: The server refused.
    """
    opening = _Opening(seconds)
    opening.start()
    opening.join(seconds)
    return opening.result()


class _Opening(threading.Thread):
    def __init__(self, seconds: float) -> None:
        super().__init__(name="opening a connection for mail", daemon=True)
        self._seconds = seconds
        self._smtp: smtplib.SMTP | None = None
        self._error: Exception | None = None
        self._is_left = False
        self._lock = threading.Lock()

    def run(self) -> None:
        try:
            smtp = _opened(self._seconds)
        except Exception as error:  # noqa: BLE001  handed to whoever waits
            self._error = error
            return
        with self._lock:
            self._smtp = smtp
            if self._is_left:
                smtp.close()

    def result(self) -> smtplib.SMTP:
        with self._lock:
            self._is_left = self._smtp is None
            if self._smtp is not None:
                return self._smtp
        raise self._error or TimeoutError


def _opened(seconds: float) -> smtplib.SMTP:
    name = DNS_NAME.get_fqdn()
    if settings.EMAIL_USE_SSL:
        smtp: smtplib.SMTP = smtplib.SMTP_SSL(
            settings.EMAIL_HOST,
            settings.EMAIL_PORT,
            name,
            timeout=seconds,
            context=ssl.create_default_context(),
        )
    else:
        smtp = smtplib.SMTP(settings.EMAIL_HOST, settings.EMAIL_PORT, name, timeout=seconds)
    try:
        if settings.EMAIL_USE_TLS:
            # Raises where the server does not offer it: nothing is sent in the open instead.
            smtp.starttls(context=ssl.create_default_context())
        if settings.EMAIL_HOST_USER:
            smtp.login(settings.EMAIL_HOST_USER, settings.EMAIL_HOST_PASSWORD)
        smtp.ehlo_or_helo_if_needed()
    except BaseException:
        smtp.close()
        raise
    return smtp


class TimeLimit:
    """An end that is set once, for whatever is done until then, on one connection or several."""

    def __init__(self, seconds: float) -> None:
        self._end = time.monotonic() + seconds

    @property
    def is_over(self) -> bool:
        """Whether there is no time left."""
        return time.monotonic() >= self._end

    @property
    def remaining(self) -> float:
        """Seconds, more than none.

        Raises:
            TimeoutError: There are none left.
        """
        left = self._end - time.monotonic()
        if left <= 0:
            raise TimeoutError
        return left

    def leave(self, seconds: float) -> None:
        """Put it off where less than that is left."""
        self._end = max(self._end, time.monotonic() + seconds)

    def on(self, smtp: smtplib.SMTP) -> None:
        """Hold all that follows on a connection to this end, in the place of an earlier one.

        A socket's own time limit is for each piece it waits for: a server that speaks a byte at a
        time would hold a message up for hours.
        """
        if smtp.sock is None:
            raise smtplib.SMTPServerDisconnected
        smtp.sock.settimeout(self.remaining)
        if not isinstance(smtp.file, _Answers):
            smtp.file = _Answers(_Pieces(smtp.sock))
        smtp.file.raw.limit = self


class _Pieces(io.RawIOBase):
    """What comes from a connection, piece by piece, until its time is over."""

    def __init__(self, connection: socket.socket) -> None:
        self.limit = TimeLimit(0)
        self._connection = connection

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: WriteableBuffer) -> int:
        # The limit stays set for what is sent next: of sending it bounds the whole.
        self._connection.settimeout(self.limit.remaining)
        return self._connection.recv_into(buffer)


class _Answers(io.BufferedReader):
    """The server's answers, in lines, as smtplib reads them."""

    raw: _Pieces
