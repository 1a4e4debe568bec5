"""How long to wait before trying again: longer each time, up to a limit."""

from __future__ import annotations

from datetime import timedelta
from typing import Final

MAIL_FIRST: Final = timedelta(minutes=1)
MAIL_LONGEST: Final = timedelta(hours=1)
SERVER_FIRST: Final = timedelta(seconds=2)
SERVER_LONGEST: Final = timedelta(minutes=5)
GIVEN_UP_AFTER: Final = 110
"""How often a mail is tried: for more than four days, as RFC 5321, section 4.5.4.1, asks for."""


def before_next_try(tried: int) -> timedelta:
    """Return how long a mail that was tried so often waits: 1, 2, 4, 8 … minutes, an hour at most."""
    return _doubled(MAIL_FIRST, tried, MAIL_LONGEST)


def for_the_server(failed: int) -> timedelta:
    """Return how long a server that failed so often in a row is left alone: five minutes at most."""
    return _doubled(SERVER_FIRST, failed, SERVER_LONGEST)


def _doubled(first: timedelta, times: int, longest: timedelta) -> timedelta:
    # Beyond that the limit has long been reached, and a timedelta has one too.
    return min(first * (1 << min(times - 1, 16)), longest)
