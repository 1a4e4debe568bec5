"""The desk: where the mails of a claim are judged and written, one ahead of what is being sent."""

from __future__ import annotations

import contextlib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final, Protocol

from django.db import DatabaseError

from schedule.mailing.clock import Clock
from schedule.mailing.digest import CourseDifference
from schedule.mailing.letter import Letter
from schedule.mailing.outbox import Claim
from schedule.mailing.verdict import Say, Verdict, Why, judged, refresh
from schedule.models import Mail, MailState

FRESH: Final = 1.0
"""Seconds for which what was read of a mail holds; what is judged by older is not begun."""


class Writer(Protocol):
    """What writes a letter of a mail."""

    def __call__(self, mail: Mail, *, now: datetime, news: Sequence[CourseDifference]) -> Letter:
        """Return it, as published and chosen now; `news` is what a notice was judged to tell."""


@dataclass(frozen=True, slots=True)
class Draft:
    """A mail that is ready to go, or why it does not.

    Attributes:
        mail: Its row.
        found: What is to become of it.
        letter: As it was written; None where it does not go.
        error: Why it could not be judged or written; None where it could.
    """

    mail: Mail
    found: Verdict
    letter: Letter | None = None
    error: Exception | None = None


class Desk:
    """Judges and writes mails of a claim, by what was read of all that are left a moment ago.

    Nothing is written down here.
    """

    def __init__(self, claimed: Claim, *, write: Writer, clock: Clock) -> None:
        self._claimed, self._write, self._clock = claimed, write, clock
        self._there: frozenset[int] = frozenset()
        self._read_at = float("-inf")
        self._ahead: Draft | None = None

    def draft(self, left: Sequence[Mail]) -> Draft:
        """Return the last of those that are left, which are read anew if that was not just done.

        Raises:
            DatabaseError: The database is in trouble.
        """
        ahead, self._ahead = self._ahead, None
        if not self._is_fresh:
            self._there = refresh(left, state=MailState.WAITING, claimed_by=self._claimed.by)
            self._read_at = self._clock.passed()
        elif ahead and ahead.mail is left[-1]:
            return ahead
        return self._drafted(left[-1])

    def look_ahead(self, mail: Mail) -> Letter | None:
        """Judge and write the one that comes next, unless what was read is too old for that.

        Where the database is in trouble, it is left to whoever asks for the draft. Returns None
        where it does not go.
        """
        if self._is_fresh:
            with contextlib.suppress(DatabaseError):
                self._ahead = self._drafted(mail)
        return self._ahead.letter if self._ahead else None

    @property
    def _is_fresh(self) -> bool:
        return self._clock.passed() - self._read_at <= FRESH

    def _drafted(self, mail: Mail) -> Draft:
        now = self._clock.now()
        found = Verdict(Say.VOID, Why.ENDED)
        try:
            if mail.pk in self._there:
                found = judged(mail, now=now)
            if not found.goes:
                return Draft(mail, found)
            return Draft(mail, found, self._write(mail, now=now, news=found.news))
        except DatabaseError:
            raise
        except Exception as error:  # noqa: BLE001  whatever is wrong with one, others are to go
            return Draft(mail, found, error=error)
