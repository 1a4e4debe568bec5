"""What the log leaves out."""

import logging
import re
from typing import Final

_PART: Final = r"""[^\s/?#&"'<>]+"""
_SECRET: Final = re.compile(rf"(calendars(?:/|%(?:25)*2[Ff])){_PART}(?:/{_PART}\.ics)?")
_MASKED: Final = r"\1…"


class Masking(logging.Formatter):
    """Leaves out the secrets in the addresses of personal calendars, wherever a line has one.

    And what the calendar is called, where the address of its feed says so.

    In the message, its arguments and the traceback alike: who can read a log is not to read or
    change anyone's calendar.
    """

    def format(self, record: logging.LogRecord) -> str:
        """Return the line, masked."""
        return _SECRET.sub(_MASKED, super().format(record))


class WithoutTraceback(logging.Filter):
    """Lets a record through without its traceback, where the line says all and anyone can cause it."""

    def filter(self, record: logging.LogRecord) -> bool:
        """Take the traceback off."""
        record.exc_info = None
        record.exc_text = None
        return True
