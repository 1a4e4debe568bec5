"""The sender: plans what is to go, sends what is due, keeps house, again and again."""

from __future__ import annotations

import logging
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from django.conf import settings
from django.db import (
    DatabaseError,
    InterfaceError,
    OperationalError,
    close_old_connections,
    connection,
)

from schedule.mailing import outbox
from schedule.mailing.batch import Batch, Became
from schedule.mailing.clock import Clock
from schedule.mailing.desk import Writer
from schedule.mailing.dialogue import ServerError
from schedule.mailing.ending import Ending
from schedule.mailing.pauses import for_the_server
from schedule.mailing.post import Post
from schedule.mailing.pulse import Pulse

log: Final = logging.getLogger(__name__)

AT_ONCE: Final = 50
"""How many mails are claimed at once: few, as what a killed sender held waits for its lease to end."""
LONGEST: Final = 5.0
"""Seconds after which those that are left are given back: somebody may wait for a confirmation."""
IDLE: Final = 2.0
"""Seconds between two looks at what is due."""
HOUSEKEEPING: Final = 3_600.0
"""Seconds between two rounds of housekeeping."""


@dataclass(frozen=True, slots=True)
class Work:
    """What a sender does besides sending.

    Attributes:
        plan: Puts some of what is to go into the ledger; tells how much there was to do.
        write: Writes a letter.
        keep_house: Erases what is over.
    """

    plan: Callable[[datetime], int]
    write: Writer
    keep_house: Callable[[datetime], object]


class Sender:
    """One of any number of senders, each a process of its own.

    Attributes:
        became: What became of how many mails.
        trouble: Why the server could not be used when it was last tried; empty where it could.
    """

    def __init__(self, work: Work, *, clock: Clock | None = None) -> None:
        self.became: Counter[Became] = Counter()
        self.trouble = ""
        self._work, self._clock = work, clock or Clock()
        self._post, self._pulse = Post(), Pulse(self._clock.passed)
        self._failed = 0
        self._rests_until = self._keeps_house_at = self._clock.passed()

    def run(self, ending: Ending) -> None:
        """Work until told to end; then what was claimed is given back."""
        try:
            while not ending.is_asked:
                is_busy = self._safely(lambda: self.round(is_over=lambda: ending.is_asked))
                ending.wait(0 if is_busy else IDLE)
        finally:
            self._post.close()

    def run_once(self) -> None:
        """Work until nothing is left to do now, or the server is in trouble."""
        try:
            while self.round() and not self.trouble:
                pass
        finally:
            self._post.close()

    def round(self, *, is_over: Callable[[], bool] = lambda: False) -> bool:
        """Plan some and send some; tell whether there may be more to do at once."""
        close_old_connections()
        now = self._clock.now()
        self._pulse.beat(now)
        if self._clock.passed() >= self._keeps_house_at:
            self._keeps_house_at = self._clock.passed() + HOUSEKEEPING
            self._apart(self._work.keep_house, now)
        planned = self._apart(self._work.plan, now)
        return self._send(now, is_over) or bool(planned)

    def _send(self, now: datetime, is_over: Callable[[], bool]) -> bool:
        """Send a batch of what is due; tell whether there was any."""
        if self._clock.passed() < self._rests_until:
            return False
        if not outbox.is_due(now):
            # Nobody knows when it is needed again, nor is anybody kept waiting by a server in trouble.
            self._post.close()
            self._recover()
            return False
        try:
            # Before anything is claimed: what cannot be sent is not taken from others.
            self._post.open()
            return self._send_batch(is_over)
        except ServerError as error:
            self._rest(str(error))
            return False

    def _send_batch(self, is_over: Callable[[], bool]) -> bool:
        longest = timedelta(seconds=settings.EMAIL_TIMEOUT)
        claimed = outbox.claim(
            AT_ONCE,
            now=self._clock.now(),
            # After a leap of the clock another sender may be amid a message whose lease looks over.
            taking_over=not self._clock.has_leapt_within(longest),
        )
        if claimed is None:
            return False
        batch = Batch(claimed, post=self._post, write=self._work.write, clock=self._clock)
        ends = self._clock.passed() + LONGEST
        try:
            batch.run(is_over=lambda: is_over() or self._beat() or self._clock.passed() > ends)
        finally:
            self.became += batch.became
            if batch.was_answered:
                self._recover()
            log.info("Mail: %s.", said(batch.became) or "none went")
        return True

    def _beat(self) -> bool:
        """Keep the pulse amid a batch, which may take long; always false."""
        self._pulse.beat(self._clock.now())
        return False

    def _rest(self, why: str) -> None:
        """Leave the server alone for a while, longer each time, and say why."""
        self._post.close()
        self._failed += 1
        pause = for_the_server(self._failed)
        self._rests_until = self._clock.passed() + pause.total_seconds()
        self.trouble = why
        self._pulse.sicken(why, self._clock.now())
        log.warning("The mail server cannot be used: %s. Next try in %s.", why, pause)

    def _recover(self) -> None:
        self._failed, self.trouble = 0, ""
        self._pulse.recover()

    def _apart(self, work: Callable[[datetime], object], now: datetime) -> object:
        """Do a part of the work whose faults are to keep no mail from going."""
        try:
            return work(now)
        except (OperationalError, InterfaceError):
            raise
        except Exception:
            log.exception("Mail that is due is sent all the same.")
            return None

    def _safely(self, work: Callable[[], bool]) -> bool:
        """Outlive a database that is away for a while."""
        try:
            return work()
        except DatabaseError:
            log.exception("The database cannot be used: trying again.")
            connection.close()
            return False


def said(became: Counter[Became]) -> str:
    """Return what became of how many mails, in words."""
    return ", ".join(f"{count} {word}" for word, count in sorted(became.items()))
