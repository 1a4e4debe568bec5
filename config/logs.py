"""What the log leaves out."""

import logging
import re
from typing import Final

_PART: Final = r"""[^\s/?#&"'<>]+"""
_SLASH: Final = "(?:/|%(?:25)*2[Ff])"
# The id of a row and a signature, as `schedule.mailing.links` writes them.
_SIGNED: Final = r"[0-9a-f]{32}\.[\w-]+"
_UUID: Final = r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}"
_NAME: Final = r"[\w.!#$%+~-]"
_CALENDAR: Final = re.compile(rf"(calendars{_SLASH}){_PART}(?:/{_PART}\.ics)?")
_MAIL: Final = re.compile(rf"(mail{_SLASH}(?:confirm{_SLASH})?){_SIGNED}")
_MAILBOX: Final = re.compile(rf"(?<![\w.+-])(?!{_UUID}@){_NAME}+@(?=[\w\[])")
_MASKED: Final = r"\1…"


class Masking(logging.Formatter):
    """Leaves out the secrets in addresses of ours, and whose mailbox it is, wherever they stand.

    Those of personal calendars, and what the calendar is called, where the address of its feed
    says so; those of mail's pages; of a mail address all before the @, but not of the id of a
    message, which names nobody. In the message, its arguments and the traceback alike: who can
    read a log is not to read or change what anyone gets.
    """

    def format(self, record: logging.LogRecord) -> str:
        """Return the line, masked."""
        line = _CALENDAR.sub(_MASKED, super().format(record))
        return _MAILBOX.sub("…@", _MAIL.sub(_MASKED, line))


class WithoutTraceback(logging.Filter):
    """Lets a record through without its traceback, where the line says all and anyone can cause it."""

    def filter(self, record: logging.LogRecord) -> bool:
        """Take the traceback off."""
        record.exc_info = None
        record.exc_text = None
        return True
