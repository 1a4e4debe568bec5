"""What a mail server says, as one line."""

from __future__ import annotations

import re
import smtplib
import ssl
from typing import Final

from courses.models.base import LINE

HUNG_UP: Final = "Connection unexpectedly closed"
"""As smtplib says it."""

_NOT_TEXT: Final = re.compile(r"[\x00-\x1f\x7f-\x9f\s]+")


def reply(code: int, words: bytes | str) -> str:
    """Return a reply (RFC 5321, section 4.2), however many lines it has, as one that fits a column."""
    text = words.decode("utf-8", "replace") if isinstance(words, bytes) else words
    return one_line(f"{code} {text}")


def one_line(text: str) -> str:
    """Return words without line breaks and control characters, cut to a column."""
    line = _NOT_TEXT.sub(" ", text).strip()
    return line if len(line) <= LINE else f"{line[: LINE - 1]}…"


def reason(error: BaseException) -> str:
    """Return why something went wrong with a server, in its words or the system's."""
    if isinstance(error, smtplib.SMTPResponseException):
        return reply(error.smtp_code, error.smtp_error)
    if isinstance(error, ssl.SSLCertVerificationError):
        return one_line(error.verify_message or str(error))
    # smtplib wraps what went wrong on the line.
    cause = error.__context__
    if isinstance(error, TimeoutError) or isinstance(cause, TimeoutError):
        return "no answer in time"
    # Whether a server that hangs up ends the connection or resets it depends on what was under way.
    if isinstance(error, smtplib.SMTPServerDisconnected) and isinstance(cause, ConnectionError):
        return HUNG_UP
    if isinstance(error, OSError) and error.strerror:
        return one_line(error.strerror)
    return one_line(str(error) or type(error).__name__)
