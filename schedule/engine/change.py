"""Changes: the difference between what is published and what should stand."""

from dataclasses import dataclass
from enum import StrEnum

from schedule.engine.entry import Entry


class ChangeKind(StrEnum):
    """What happened to an entry, by the most important thing that did."""

    ADDED = "added"
    RESTORED = "restored"
    REMOVED = "removed"
    CANCELLED = "cancelled"
    EXTENDED = "extended"
    MOVED = "moved"
    RELOCATED = "relocated"
    RENAMED = "renamed"
    DETAILS = "details"
    MATERIALS = "materials"


MINOR_KINDS = frozenset({ChangeKind.MATERIALS})
"""Changes that are recorded and raise SEQUENCE, but are not announced."""


@dataclass(frozen=True, slots=True)
class EntryChange:
    """One difference: the entry before (None: new) and after (None never: removal has a status)."""

    kind: ChangeKind
    before: Entry | None
    after: Entry

    @property
    def key(self) -> str:
        """The key of the item that changed."""
        return self.after.key

    @property
    def is_minor(self) -> bool:
        """Whether it is recorded only, not announced."""
        return self.kind in MINOR_KINDS
