"""What the log leaves out."""

import logging


class WithoutTraceback(logging.Filter):
    """Lets a record through without its traceback, where the line says all and anyone can cause it."""

    def filter(self, record: logging.LogRecord) -> bool:
        """Take the traceback off."""
        record.exc_info = None
        record.exc_text = None
        return True
