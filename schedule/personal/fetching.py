"""When programs asked for personal calendars: gathered in memory, and written now and then.

A fetch costs no writing, so what is gathered since the last writing is lost with the process.
"""

from __future__ import annotations

import logging
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime
from threading import Lock, Timer
from typing import Final
from uuid import UUID

from django.conf import settings
from django.db import DatabaseError, connection, transaction

from schedule.models import CalendarFetch, PersonalCalendar
from schedule.personal.programs import Program, program_of

MOST_GATHERED: Final = 20_000
"""Calendars and programs. Beyond it, what asks next is not noted until all is written."""
BATCH: Final = 500

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Fetch:
    """That a program asked for a calendar, and was given what it was then."""

    program: Program
    at: datetime


class Fetches:
    """The last fetch of each calendar by each program, as far as it is not written yet.

    A calendar is known by the hash of its address's token: what was fetched at one that was
    replaced belongs to none, whichever process gave it.

    Any thread may use it.
    """

    def __init__(self) -> None:
        """Begin without any."""
        self._fetches: dict[tuple[str, str], Fetch] = {}
        self._lock = Lock()
        self._timer: Timer | None = None

    def __len__(self) -> int:
        return len(self._fetches)

    def note(self, token_hash: str, agent: str) -> None:
        """Remember that a program asked just now, by its User-Agent header."""
        program = program_of(agent)
        key = token_hash, program.key
        with self._lock:
            if key in self._fetches or len(self._fetches) < MOST_GATHERED:
                self._fetches[key] = Fetch(program, datetime.now(UTC))
            if self._timer is None and settings.FETCHES_WRITTEN_EVERY:
                self._timer = Timer(settings.FETCHES_WRITTEN_EVERY, self._write_in_thread)
                self._timer.daemon = True
                self._timer.start()

    def of(self, token_hash: str) -> list[Fetch]:
        """Return what is not written yet of a calendar."""
        with self._lock:
            return [fetch for (each, _), fetch in self._fetches.items() if each == token_hash]

    def clear(self) -> None:
        """Forget all that is not written."""
        with self._lock:
            self._fetches.clear()

    def write(self) -> None:
        """Write what is gathered, and begin anew; if the database is away, go on gathering."""
        with self._lock:
            gathered, self._fetches, self._timer = self._fetches, {}, None
        if not gathered:
            return
        try:
            with transaction.atomic():
                _write(gathered)
        except DatabaseError:
            log.warning("What programs fetched could not be written; it is tried again.")
            with self._lock:
                self._fetches = {**gathered, **self._fetches}

    def _write_in_thread(self) -> None:
        try:
            self.write()
        finally:
            connection.close()


FETCHES: Final = Fetches()
"""What programs asked this process for."""


def _write(gathered: dict[tuple[str, str], Fetch]) -> None:
    """Write fetches of addresses that are still there, in two queries for each batch."""
    keys = list(gathered)
    for start in range(0, len(keys), BATCH):
        batch = keys[start : start + BATCH]
        there = _hold({token_hash for token_hash, _ in batch})
        rows = [
            CalendarFetch(
                calendar_id=there[token_hash],
                program=program,
                called=gathered[token_hash, program].program.called,
                fetched_at=gathered[token_hash, program].at,
            )
            for token_hash, program in batch
            if token_hash in there
        ]
        CalendarFetch.objects.bulk_create(
            rows,
            update_conflicts=True,
            unique_fields=["calendar", "program"],
            update_fields=["called", "fetched_at"],
        )


def _hold(addresses: Iterable[str]) -> dict[str, UUID]:
    """Return the calendars that have these addresses, and keep them until this is written."""
    rows = PersonalCalendar.objects.filter(token_hash__in=list(addresses)).order_by("pk")
    return dict(rows.select_for_update(no_key=True).values_list("token_hash", "pk"))
