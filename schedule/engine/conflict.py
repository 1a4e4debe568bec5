"""Conflicts: what the plan could not do as written, each with what would mend it."""

from dataclasses import dataclass
from enum import StrEnum


class Severity(StrEnum):
    """Whether a conflict needs a decision before the plan is right, or only a look."""

    BLOCKING = "blocking"
    WARNING = "warning"


@dataclass(frozen=True, slots=True)
class Conflict:
    """One thing the plan could not do as written.

    Attributes:
        code: A stable name, like `no-slot-left`.
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
