"""Filling: lectures without a settled time go into the next slots that are free."""

from collections.abc import Iterable, Sequence

from courses import content
from schedule.engine.barriers import Barrier
from schedule.engine.conflict import Code, Conflict, conflict
from schedule.engine.placement import Placement, in_slot
from schedule.engine.slot import Slot
from schedule.engine.words import name_of


def fill(
    waiting: Iterable[tuple[int, content.Lecture]],
    free: Sequence[Slot],
    barriers: Sequence[Barrier],
) -> tuple[dict[str, Placement], list[Conflict]]:
    """Put lectures into the next free slots, strictly between the barriers around them.

    Args:
        waiting: The lectures with their places in the outline, in its order.
        free: The slots to be had, by start.
        barriers: In the order of the outline, which is that of their times.
    """
    placements: dict[str, Placement] = {}
    conflicts = []
    slot, passed = 0, 0
    for index, lecture in waiting:
        while passed < len(barriers) and barriers[passed].index < index:
            passed += 1
        after = barriers[passed - 1] if passed else None
        before = barriers[passed] if passed < len(barriers) else None
        while after and slot < len(free) and free[slot].start <= after.at:
            slot += 1
        if slot < len(free) and (before is None or free[slot].start < before.at):
            placements[lecture.key] = in_slot(free[slot])
            slot += 1
        else:
            conflicts.append(_does_not_fit(lecture, before))
    return placements, conflicts


def _does_not_fit(lecture: content.Lecture, before: Barrier | None) -> Conflict:
    name = name_of(lecture)
    mends = (
        f"Hold a make-up class: pin {name} to a date with a time of its own.",
        f"Merge {name} into another lecture.",
        f"Drop {name}: cancel it, or take it out of the outline.",
    )
    if before is None:
        reason = f"There is no class day left for {name}."
        return conflict(Code.NO_SLOT_LEFT, lecture.key, reason, *mends)
    other = name_of(before.lecture)
    if before.was_held:
        return conflict(
            Code.NO_SLOT_BEFORE_HELD,
            lecture.key,
            f"{name} stands in the outline before {other}, which was already held.",
            f"Move {name} in the outline, after what was held.",
            "Plan with an earlier day as the horizon, so that what follows moves too.",
            *mends,
        )
    return conflict(
        Code.NO_SLOT_BEFORE_PIN,
        lecture.key,
        f"There is no class day left for {name} before {other}, which is pinned.",
        f"Pin {other} to a later date.",
        *mends,
    )
