"""A batch: mails that one sender has claimed, each checked, written, handed over and recorded."""

from __future__ import annotations

import contextlib
import logging
import time
from collections import Counter
from collections.abc import Callable
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Final

from django.conf import settings
from django.db import DatabaseError, InterfaceError, OperationalError, connection

from schedule.mailing import outbox
from schedule.mailing.clock import Clock
from schedule.mailing.desk import Desk, Draft, Writer
from schedule.mailing.dialogue import (
    DeferredError,
    Envelope,
    PostError,
    RefusedError,
    ServerError,
)
from schedule.mailing.letter import Letter
from schedule.mailing.outbox import Claim
from schedule.mailing.pauses import for_the_server
from schedule.mailing.post import Post
from schedule.mailing.said import one_line
from schedule.mailing.verdict import Say, Verdict
from schedule.models import Mail, MailState

log: Final = logging.getLogger(__name__)

BREAKS_IN_A_ROW: Final = 2
"""So many messages that break one after another are the server's fault."""
BETWEEN_TRIES: Final = 0.5
"""Seconds between tries to write down that a mail was taken."""
INSISTING: Final = 20.0
"""Seconds for which that is tried at most."""


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

    While the server works on one, the next is judged and written; it is begun only once what became
    of the first is written down.

    Attributes:
        became: What became of how many.
    """

    def __init__(self, claimed: Claim, *, post: Post, write: Writer, clock: Clock) -> None:
        self.became: Counter[Became] = Counter()
        self._claimed, self._post, self._clock = claimed, post, clock
        self._desk = Desk(claimed, write=write, clock=clock)
        self._left = list(reversed(claimed.mails))
        self._leaps = clock.leaps
        self._broken = 0

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
        try:
            while self._left and not is_over() and self._has_time():
                became = self._take_up(self._desk.draft(self._left))
                if became is None:
                    return
                self.became[became] += 1
                self._left.pop()
        finally:
            # Where the database is in trouble the lease ends by itself.
            with contextlib.suppress(DatabaseError):
                outbox.give_back(self._claimed, self._left)

    def _has_time(self) -> bool:
        """Tell whether nobody else takes a mail amid a message that is begun now."""
        longest = timedelta(seconds=settings.EMAIL_TIMEOUT)
        now = self._clock.now()
        return self._clock.leaps == self._leaps and self._claimed.outlasts(longest, now=now)

    def _take_up(self, draft: Draft) -> Became | None:
        """Do what is to be done with a mail; None where there is no time to send it any more."""
        mail, now = draft.mail, self._clock.now()
        if draft.error:
            log.error("Mail %s cannot be written.", mail.pk, exc_info=draft.error)
            outbox.put_off(mail, one_line(f"It cannot be written: {draft.error!r}"), now=now)
            return Became.UNWRITTEN
        if draft.letter is None:
            return _leave(mail, draft.found, now)
        return self._hand_over(mail, draft.letter) if self._has_time() else None

    def _hand_over(self, mail: Mail, letter: Letter) -> Became:
        try:
            self._post.send(letter.envelope, meanwhile=self._look_ahead)
        except PostError as error:
            return self._failed(mail, error)
        self._broken = 0
        if not _insist(lambda: outbox.sent(mail, letter, now=self._clock.now())):
            log.warning("Mail %s was sent by another sender as well, or ended meanwhile.", mail.pk)
        return Became.SENT

    def _look_ahead(self) -> Envelope | None:
        """Write what comes after the one that is being sent, and return it if it goes."""
        coming = self._desk.look_ahead(self._left[-2]) if len(self._left) > 1 else None
        return coming.envelope if coming else None

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
