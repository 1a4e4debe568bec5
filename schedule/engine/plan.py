"""The plan: the ordered lectures on the slots, and what could not be done as written.

What was held and what is pinned are barriers: the lectures between two of them in the outline stand
between them in time, each in the next slot that is free. The cost grows with the number of slots
and lectures, not with their product.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime

from courses import content
from schedule.engine.board import Board
from schedule.engine.conflict import Code, Conflict, conflict
from schedule.engine.entry import Entry
from schedule.engine.exams import place_exams
from schedule.engine.held import hold, was_published
from schedule.engine.order import agreeing
from schedule.engine.outline import merge_conflicts, number_conflicts, target_of
from schedule.engine.pins import Pinned, honour
from schedule.engine.placement import Basis, Placement, in_slot
from schedule.engine.slot import Slot
from schedule.engine.words import day_in_words, name_of


@dataclass(frozen=True, slots=True)
class Plan:
    """Which lecture stands when, and the conflicts found.

    Attributes:
        placements: By lecture key. A cancelled lecture has none, one that does not fit neither.
        exams: By exam key.
        slots: The lecture slots that are held, by start.
        spare: Those of them that nothing takes and that the plan could still use.
        last_class: The day of the last class, by the pattern or of a later make-up class.
        conflicts: What could not be done as written.
    """

    placements: dict[str, Placement]
    exams: dict[str, Placement]
    slots: tuple[Slot, ...]
    spare: tuple[Slot, ...]
    last_class: date | None
    conflicts: tuple[Conflict, ...]


@dataclass(frozen=True, slots=True)
class Barrier:
    """A lecture whose time is settled, so that others must stand before or after it."""

    index: int
    at: datetime
    lecture: content.Lecture
    was_held: bool


def plan(
    term: content.Term,
    course: content.Course,
    *,
    published: Mapping[str, Entry],
    horizon: datetime,
) -> Plan:
    """Plan a course's lectures.

    Args:
        term: The course's term.
        course: What is written.
        published: All entries as published, by key.
        horizon: An aware instant; what was published for a time before it stays, and nothing new
            is planned before it. A course of which no lecture is published has no past.
    """
    board = Board.of(term, course)
    since = horizon if was_published(published) else None
    standing = [item for item in course.lectures if not item.cancelled and not item.merged_into]
    held, conflicts = hold(standing, published, board=board, horizon=horizon)
    exams, exam_conflicts = place_exams(course.exams, published, board=board, horizon=horizon)
    names = {exam.key: exam.title for exam in course.exams}
    names |= {lecture.key: name_of(lecture) for lecture in standing}
    pinned = honour(
        [lecture for lecture in standing if lecture.key not in held], names, board=board
    )
    barriers, order_conflicts = _barriers(standing, held, pinned)
    free = board.free(board.slots, since=since)
    fixed = held | {key: pin.placement for key, pin in pinned.items() if pin.placement}
    waiting = [
        (index, lecture)
        for index, lecture in enumerate(standing)
        if lecture.key not in held and lecture.key not in pinned
    ]
    planned, unplanned = _fill(waiting, free, barriers)
    placements = fixed | planned
    used = {placement.start for placement in planned.values()}
    return Plan(
        placements=placements | _merged_placements(course, placements),
        exams=exams,
        slots=tuple(board.slots),
        spare=tuple(slot for slot in free if slot.start not in used),
        last_class=_last_class(board, placements),
        conflicts=(
            *conflicts,
            *exam_conflicts,
            *(found for pin in pinned.values() for found in pin.conflicts),
            *order_conflicts,
            *unplanned,
            *merge_conflicts(course.lectures),
            *number_conflicts(course.lectures),
        ),
    )


def _barriers(
    standing: list[content.Lecture],
    held: dict[str, Placement],
    pinned: dict[str, Pinned],
) -> tuple[list[Barrier], list[Conflict]]:
    """Return the settled lectures that agree with the outline's order, and the others' conflicts.

    A pin that cannot be honoured is a barrier all the same.
    """
    settled = []
    for index, lecture in enumerate(standing):
        if placement := held.get(lecture.key):
            assert placement.start is not None  # noqa: S101 - what was held had a start
            settled.append(Barrier(index, placement.start, lecture, was_held=True))
        elif pin := pinned.get(lecture.key):
            settled.append(Barrier(index, pin.at, lecture, was_held=False))
    chosen = agreeing([barrier.at for barrier in settled])
    agreed = set(chosen)
    others = [barrier for place, barrier in enumerate(settled) if place not in agreed]
    return [settled[place] for place in chosen], [_out_of_order(barrier) for barrier in others]


def _out_of_order(barrier: Barrier) -> Conflict:
    name, lecture = name_of(barrier.lecture), barrier.lecture
    if lecture.pin:
        return conflict(
            Code.PIN_OUT_OF_ORDER,
            lecture.key,
            f"{name} is pinned to {day_in_words(lecture.pin.day)}, which contradicts its place "
            "in the outline.",
            "Move it in the outline to where its date is.",
            "Pin it to another date.",
        )
    return conflict(
        Code.HELD_OUT_OF_ORDER,
        lecture.key,
        f"{name} was held at a time that contradicts its place in the outline.",
        "Move it in the outline to where it was held.",
    )


def _fill(
    waiting: list[tuple[int, content.Lecture]], free: list[Slot], barriers: list[Barrier]
) -> tuple[dict[str, Placement], list[Conflict]]:
    """Put lectures into the next free slots, strictly between the barriers around them."""
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


def _merged_placements(
    course: content.Course, placements: dict[str, Placement]
) -> dict[str, Placement]:
    """Return the placements of the lectures that are held together with another."""
    by_key = {lecture.key: lecture for lecture in course.lectures}
    merged = {}
    for lecture in course.lectures:
        if not lecture.merged_into:
            continue
        target = target_of(lecture, by_key)
        if target and (placement := placements.get(target.key)):
            merged[lecture.key] = replace(placement, basis=Basis.MERGED, together_with=target.key)
    return merged


def _last_class(board: Board, placements: dict[str, Placement]) -> date | None:
    days = [placement.day for placement in placements.values()]
    if board.slots:
        days.append(board.slots[-1].day)
    return max(days, default=None)
