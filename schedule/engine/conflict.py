"""Conflicts: what the plan could not do as written, each with what would mend it."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Final


class Severity(StrEnum):
    """Whether a conflict needs a decision before the plan is right, or only a look."""

    BLOCKING = "blocking"
    WARNING = "warning"


class Code(StrEnum):
    """The stable names of all conflicts.

    Lectures and slots:
        NO_SLOT_LEFT: There are more lectures than slots.
        NO_SLOT_BEFORE_PIN: There are more lectures before a pinned one than slots.
        NO_SLOT_BEFORE_HELD: A lecture stands in the outline before one that was already held.
        HELD_OUT_OF_ORDER: A lecture was held before one that precedes it in the outline.

    Pins:
        PIN_ON_NO_CLASS_DAY: The pin's date is a day without class.
        PIN_WITHOUT_TIME: The pin's date has no slot, and the pin no time of its own.
        PIN_SLOT_TAKEN: Another lecture or an exam already has the pin's time.
        PIN_OUT_OF_ORDER: The pin's date contradicts the order of the outline.
        PIN_IN_PAST: The lecture was already held at another date or time.
        PIN_OUTSIDE_TERM: The pin's date is not in the term.
        PIN_ON_MERGED: The lecture is merged into another, its pin has no effect.

    Merging and numbering:
        MERGE_CYCLE: Lectures are merged into each other.
        MERGE_INTO_CANCELLED: The lecture it is merged into is cancelled.
        NUMBER_GAP: A number is left out.
        NUMBER_TWICE: Two lectures have one number.
        NUMBER_OUT_OF_ORDER: A number is smaller than one before it.

    Coursework:
        ANCHOR_CANCELLED: A date is anchored to a cancelled lecture.
        ANCHOR_WITHOUT_DATE: A date is anchored to what has no date.
        DATE_HELD: An anchored date is past, and stays as it was published.
        EXTENSION_BEFORE_FIRST: An extension is before the first date.
        DUE_BEFORE_RELEASE: Coursework is due before it comes out.
        DUE_ON_NO_CLASS_DAY: Coursework is due on a day without class.

    Exams, meetings and keys:
        EXAM_WITHOUT_SLOT: An exam should take the slot of a day that has none.
        EXAM_SLOT_TAKEN: An exam should take a slot in which a lecture was held.
        EXAM_ON_NO_CLASS_DAY: An exam is on a day without class.
        EXCEPTION_OFF_PATTERN: A meeting's exception is for a day on which it does not meet.
        KEY_TAKEN: Two items that would be published have one key.
    """

    NO_SLOT_LEFT = "no-slot-left"
    NO_SLOT_BEFORE_PIN = "no-slot-before-pin"
    NO_SLOT_BEFORE_HELD = "no-slot-before-held"
    HELD_OUT_OF_ORDER = "held-out-of-order"
    PIN_ON_NO_CLASS_DAY = "pin-on-no-class-day"
    PIN_WITHOUT_TIME = "pin-without-time"
    PIN_SLOT_TAKEN = "pin-slot-taken"
    PIN_OUT_OF_ORDER = "pin-out-of-order"
    PIN_IN_PAST = "pin-in-past"
    PIN_OUTSIDE_TERM = "pin-outside-term"
    PIN_ON_MERGED = "pin-on-merged"
    MERGE_CYCLE = "merge-cycle"
    MERGE_INTO_CANCELLED = "merge-into-cancelled"
    NUMBER_GAP = "number-gap"
    NUMBER_TWICE = "number-twice"
    NUMBER_OUT_OF_ORDER = "number-out-of-order"
    ANCHOR_CANCELLED = "anchor-cancelled"
    ANCHOR_WITHOUT_DATE = "anchor-without-date"
    DATE_HELD = "date-held"
    EXTENSION_BEFORE_FIRST = "extension-before-first"
    DUE_BEFORE_RELEASE = "due-before-release"
    DUE_ON_NO_CLASS_DAY = "due-on-no-class-day"
    EXAM_WITHOUT_SLOT = "exam-without-slot"
    EXAM_SLOT_TAKEN = "exam-slot-taken"
    EXAM_ON_NO_CLASS_DAY = "exam-on-no-class-day"
    EXCEPTION_OFF_PATTERN = "exception-off-pattern"
    KEY_TAKEN = "key-taken"


BLOCKING: Final = frozenset(
    {
        Code.NO_SLOT_LEFT,
        Code.NO_SLOT_BEFORE_PIN,
        Code.NO_SLOT_BEFORE_HELD,
        Code.PIN_ON_NO_CLASS_DAY,
        Code.PIN_WITHOUT_TIME,
        Code.PIN_SLOT_TAKEN,
        Code.MERGE_CYCLE,
        Code.MERGE_INTO_CANCELLED,
        Code.ANCHOR_CANCELLED,
        Code.EXTENSION_BEFORE_FIRST,
        Code.KEY_TAKEN,
    }
)
"""Conflicts that need a decision; the others are warnings."""


@dataclass(frozen=True, slots=True)
class Conflict:
    """One thing the plan could not do as written.

    Attributes:
        code: A stable name, one of `Code`, like `no-slot-left`.
        severity: Blocking or warning.
        key: The item it concerns.
        reason: What is wrong, in a sentence.
        mends: What would mend it, each a sentence in the imperative.
    """

    code: str
    severity: Severity
    key: str
    reason: str
    mends: tuple[str, ...]

    @property
    def is_blocking(self) -> bool:
        """Whether it needs a decision."""
        return self.severity is Severity.BLOCKING


def conflict(code: Code, key: str, reason: str, *mends: str) -> Conflict:
    """Return a conflict with the severity that its code has."""
    severity = Severity.BLOCKING if code in BLOCKING else Severity.WARNING
    return Conflict(code.value, severity, key, reason, mends)
