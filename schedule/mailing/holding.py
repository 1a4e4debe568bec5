"""One after the other: what has no row of its own to lock, and what waited for another in a ring."""

from __future__ import annotations

import functools
from collections.abc import Callable
from typing import Final, ParamSpec, TypeVar

from django.db import OperationalError, connection, transaction

SIGN_UPS: Final = "lectern.mail.sign-ups"
_ADDRESS: Final = "lectern.mail.address "
_DEADLOCK: Final = "40P01"
_TRIES: Final = 4

Given = ParamSpec("Given")
Answer = TypeVar("Answer")


def hold(name: str) -> None:
    """Let nobody else hold a name until this transaction ends; SQLite has one writer anyway."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(hashtextextended(%s, 0))", [name])


def hold_address(address: str) -> None:
    """Let nobody else change what an address has, or whether it has anything."""
    hold(_ADDRESS + address.lower())


def whole(act: Callable[Given, Answer]) -> Callable[Given, Answer]:
    """Do something as one transaction: all of it, or nothing.

    Where it and the planner or a sender waited for each other, the database may end it; then it is
    done again.
    """

    @functools.wraps(act)
    def done(*args: Given.args, **kwargs: Given.kwargs) -> Answer:
        for _ in range(_TRIES - 1):
            try:
                return once(*args, **kwargs)
            except OperationalError as error:
                if connection.in_atomic_block or not _is_deadlock(error):
                    raise
        return once(*args, **kwargs)

    once = transaction.atomic(act)
    return done


def _is_deadlock(error: OperationalError) -> bool:
    return getattr(error.__cause__, "sqlstate", "") == _DEADLOCK
