"""A batch: mails that one sender has claimed, each checked, written, handed over and recorded."""

from __future__ import annotations

import contextlib
import logging
import time
from collections import Counter
from collections.abc import Callable
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Final, Protocol

from django.conf import settings
from django.db import DatabaseError, InterfaceError, OperationalError, connection

from schedule.mailing import outbox
from schedule.mailing.clock import Clock
from schedule.mailing.letter import Letter
from schedule.mailing.outbox import Claim
from schedule.mailing.pauses import for_the_server
from schedule.mailing.post import (
    DeferredError,
    Envelope,
    Post,
    PostError,
    RefusedError,
    ServerError,
)
from schedule.mailing.said import one_line
from schedule.mailing.verdict import Say, Verdict, Why, judged, refresh
from schedule.models import Mail, MailState

log: Final = logging.getLogger(__name__)

BREAKS_IN_A_ROW: Final = 2
"""So many messages that break one after another are the server's fault."""
BETWEEN_TRIES: Final = 0.5
"""Seconds between tries to write down that a mail was taken."""
FRESH: Final = 1.0
"""Seconds after which what a mail is about is read anew before it is judged."""
INSISTING: Final = 20.0
"""Seconds for which that is tried at most."""


class Writer(Protocol):
    """What writes a letter of a mail."""

    def __call__(self, mail: Mail, *, now: datetime) -> Letter:
        """Return it, as published and chosen now."""


class Became(StrEnum):
    """What became of a mail that a sender took up, in words for a log."""

    SENT = "sent"
    REFUSED = "refused"
    DEFERRED = "put off"
    BROKEN = "broken off"
    UNWRITTEN = "not written"
    LATER = "left for later"
    VOID = "void"
    MISSED = "missed"


ANSWERED: Final = frozenset({Became.SENT, Became.REFUSED, Became.DEFERRED})
"""What a server that can be used makes of a mail."""


class Batch:
    """Sends what was claimed, one after another.

    Attributes:
        became: What became of how many.
    """

    def __init__(self, claimed: Claim, *, post: Post, write: Writer, clock: Clock) -> None:
        self.became: Counter[Became] = Counter()
        self._claimed, self._post, self._write, self._clock = claimed, post, write, clock
        self._leaps = clock.leaps
        self._broken = 0
        self._there: frozenset[int] = frozenset()
        self._read_at = float("-inf")

    @property
    def was_answered(self) -> bool:
        """Whether the server took or refused any of it, and so can be used."""
        return any(self.became[became] for became in ANSWERED)

    def run(self, *, is_over: Callable[[], bool]) -> None:
        """Send until all is done, the lease is, or `is_over` says so; what is left is given back.

        Raises:
            ServerError: The server is in trouble.
            DatabaseError: The database is.
        """
        left = list(reversed(self._claimed.mails))
        try:
            while left and not is_over() and self._has_time():
                self._read(left)
                became = self._take_up(left[-1])
                if became is None:
                    return
                self.became[became] += 1
                left.pop()
        finally:
            # Where the database is in trouble the lease ends by itself.
            with contextlib.suppress(DatabaseError):
                outbox.give_back(self._claimed, left)

    def _read(self, left: list[Mail]) -> None:
        """Read what the mails are about that are left, if that was not just done."""
        if self._clock.passed() - self._read_at > FRESH:
            self._there = refresh(left, state=MailState.WAITING, claimed_by=self._claimed.by)
            self._read_at = self._clock.passed()

    def _has_time(self) -> bool:
        """Tell whether nobody else takes a mail amid a message that is begun now."""
        longest = timedelta(seconds=settings.EMAIL_TIMEOUT)
        now = self._clock.now()
        return self._clock.leaps == self._leaps and self._claimed.outlasts(longest, now=now)

    def _take_up(self, mail: Mail) -> Became | None:
        """Do what is to be done with a mail; None where there is no time to send it any more."""
        now = self._clock.now()
        is_there = mail.pk in self._there
        try:
            found = judged(mail, now=now) if is_there else Verdict(Say.VOID, Why.ENDED)
            if not found.goes:
                return _leave(mail, found, now)
            letter = self._write(mail, now=now)
            envelope = Envelope.of(letter.message)
        except DatabaseError:
            raise
        except Exception as error:
            # Whatever is wrong with one, others are to go.
            log.exception("Mail %s cannot be written.", mail.pk)
            outbox.put_off(mail, one_line(f"It cannot be written: {error!r}"), now=now)
            return Became.UNWRITTEN
        return self._hand_over(mail, letter, envelope) if self._has_time() else None

    def _hand_over(self, mail: Mail, letter: Letter, envelope: Envelope) -> Became:
        try:
            self._post.send(envelope)
        except PostError as error:
            return self._failed(mail, error)
        self._broken = 0
        if not _insist(lambda: outbox.sent(mail, letter, now=self._clock.now())):
            log.warning("Mail %s was sent by another sender as well, or ended meanwhile.", mail.pk)
        return Became.SENT

    def _failed(self, mail: Mail, error: PostError) -> Became:
        now, said = self._clock.now(), str(error)
        match error:
            case ServerError():
                outbox.delay(mail, until=now + for_the_server(1))
                raise error
            case RefusedError():
                outbox.refused(mail, said, now=now)
                self._broken = 0
                return Became.REFUSED
            case DeferredError():
                outbox.put_off(mail, said, now=now)
                self._broken = 0
                return Became.DEFERRED
        outbox.put_off(mail, said, now=now)
        self._broken += 1
        if self._broken >= BREAKS_IN_A_ROW:
            raise ServerError(said) from error
        return Became.BROKEN


def _leave(mail: Mail, found: Verdict, now: datetime) -> Became:
    if found.says is Say.LATER and found.until:
        outbox.delay(mail, until=found.until)
        return Became.LATER
    state = MailState.MISSED if found.says is Say.MISSED else MailState.VOID
    outbox.drop(mail, state, found.why, now=now, told=found.told)
    return Became.MISSED if found.says is Say.MISSED else Became.VOID


def _insist(record: Callable[[], bool]) -> bool:
    """Write down what the server has taken, also where the database is away or busy for a moment.

    Nothing else is sent before: whatever ends this process, one mail at most is sent twice.

    Raises:
        DatabaseError: It could not be done in time.
    """
    end = time.monotonic() + INSISTING
    while True:
        try:
            return record()
        except (OperationalError, InterfaceError):
            if time.monotonic() > end:
                raise
            log.warning("A mail was sent, and the database does not take that: trying again.")
            connection.close()
            time.sleep(BETWEEN_TRIES)
