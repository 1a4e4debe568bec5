"""Derive: from what is written and what is published to what should be, in one step."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from courses import content
from schedule.engine.change import EntryChange
from schedule.engine.checks import check_entries, unique
from schedule.engine.conflict import Conflict
from schedule.engine.diff import diff
from schedule.engine.entries import entries
from schedule.engine.entry import Entry
from schedule.engine.plan import Plan, plan


@dataclass(frozen=True, slots=True)
class Derivation:
    """What should stand, how it differs from what is published, and what could not be done.

    Attributes:
        entries: What the calendar should say; no two have one key.
        changes: What must change in the published calendar for that, by day, start and key.
        conflicts: What could not be done as written, the blocking ones first.
        plan: Which lecture stands in which slot.
    """

    entries: tuple[Entry, ...]
    changes: tuple[EntryChange, ...]
    conflicts: tuple[Conflict, ...]
    plan: Plan

    @property
    def is_blocked(self) -> bool:
        """Whether a conflict needs a decision."""
        return any(conflict.is_blocking for conflict in self.conflicts)


def derive(
    term: content.Term,
    course: content.Course,
    *,
    published: Mapping[str, Entry],
    horizon: datetime,
) -> Derivation:
    """Derive the calendar of a course.

    Args:
        term: The course's term.
        course: What is written.
        published: All entries as published, by key, the removed ones too; empty at first.
        horizon: An aware instant; what was published for a time before it stays where it was.
    """
    planned = plan(term, course, published=published, horizon=horizon)
    found, date_conflicts = entries(term, course, planned, published=published, horizon=horizon)
    wanted, key_conflicts = unique(found)
    conflicts = [
        *key_conflicts,
        *planned.conflicts,
        *date_conflicts,
        *check_entries(term, course, tuple(wanted.values())),
    ]
    return Derivation(
        entries=tuple(wanted.values()),
        changes=diff(published, wanted.values()),
        conflicts=tuple(sorted(conflicts, key=lambda conflict: not conflict.is_blocking)),
        plan=planned,
    )
