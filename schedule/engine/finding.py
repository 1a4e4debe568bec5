"""Findings: what is probably not meant, each with where, why, and what would mend it."""

import hashlib
import json
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from schedule.engine.conflict import Code, Severity

COURSE: Final = "course"
"""Where a finding is that concerns the course as a whole."""


class LintCode(StrEnum):
    """What the linter finds beyond the plan's conflicts, which it reports by their own codes.

    Coursework:
        DUE_WITHOUT_RELEASE: Coursework has a deadline, and nothing says when it comes out.
        DUE_ON_WEEKEND: A deadline is on a Saturday or Sunday on which nothing meets.
        DEADLINES_PILE_UP: Several deadlines are within 48 hours, or of sister courses on one day.
        DUE_BEFORE_LECTURE: Coursework is due before a lecture that it builds on is held.
        NEEDS_NO_CLASS: Coursework builds on a lecture that has no class.

    Days and times:
        TOO_FEW_CLASS_DAYS: The term has fewer class days than the course has lectures.
        SLOTS_AT_ONCE: Two lecture meetings start at the very same time; they count as one slot.
        MEETING_NEVER_MEETS: A meeting falls on no day of the term.
        SWAP_OUTSIDE_TERM: A day that follows another weekday's schedule is not in the term.
        LOCAL_TIME_SKIPPED: A change of clocks skips a local time.
        LOCAL_TIME_REPEATED: A local time comes twice on the day clocks change.

    Materials:
        WITHOUT_SLIDES: A lecture was held a week ago and has neither slides nor notes.
        NOT_AN_ADDRESS: A link cannot lead anywhere.
    """

    DUE_WITHOUT_RELEASE = "due-without-release"
    DUE_ON_WEEKEND = "due-on-weekend"
    DEADLINES_PILE_UP = "deadlines-pile-up"
    DUE_BEFORE_LECTURE = "due-before-lecture"
    NEEDS_NO_CLASS = "needs-no-class"
    TOO_FEW_CLASS_DAYS = "too-few-class-days"
    SLOTS_AT_ONCE = "slots-at-once"
    MEETING_NEVER_MEETS = "meeting-never-meets"
    SWAP_OUTSIDE_TERM = "swap-outside-term"
    LOCAL_TIME_SKIPPED = "local-time-skipped"
    LOCAL_TIME_REPEATED = "local-time-repeated"
    WITHOUT_SLIDES = "without-slides"
    NOT_AN_ADDRESS = "not-an-address"


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that is probably not meant.

    Attributes:
        code: A stable name, one of `LintCode` or of the conflicts' `Code`.
        key: The item it concerns; the course's slug where that is the course as a whole.
        where: Where the item stands in the course's file, or the term's: `labs/lab-1`.
        reason: What is wrong, in a sentence.
        mend: What would mend it.
        severity: Whether it needs a decision, or only a look.
        facts: What it rests on, besides code and key. They are what is accepted: with other facts
            it is another finding, with other words for the same facts it is the same.
    """

    code: str
    key: str
    where: str
    reason: str
    mend: str
    severity: Severity = Severity.WARNING
    facts: tuple[str, ...] = ()

    @property
    def is_blocking(self) -> bool:
        """Whether it needs a decision before the plan is right, so that it cannot be accepted."""
        return self.severity is Severity.BLOCKING

    @property
    def is_conflict(self) -> bool:
        """Whether it is what the plan could not do, rather than what the linter alone tells."""
        return self.code in set(Code)

    @property
    def fingerprint(self) -> str:
        """What tells it from every other finding of its course, also of the same item."""
        text = json.dumps([self.code, self.key, *self.facts])
        return hashlib.sha256(text.encode()).hexdigest()[:32]
