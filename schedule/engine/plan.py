"""The plan: the ordered lectures on the slots, and what could not be done as written.

What was held and what is pinned are barriers: the lectures between two of them in the outline stand
between them in time, each in the next slot that is free. The cost grows with the number of slots
and lectures, not with their product.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime

from courses import content
from schedule.engine.barriers import find_barriers
from schedule.engine.board import Board
from schedule.engine.conflict import Conflict
from schedule.engine.entry import Entry
from schedule.engine.exams import place_exams
from schedule.engine.filling import fill
from schedule.engine.held import hold, was_published
from schedule.engine.outline import merge_conflicts, number_conflicts, target_of
from schedule.engine.pins import Pinned, honour
from schedule.engine.placement import Basis, Placement
from schedule.engine.slot import Slot
from schedule.engine.words import name_of


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
    standing = [item for item in course.lectures if not item.cancelled and not item.merged_into]
    held, held_conflicts = hold(standing, published, board=board, horizon=horizon)
    exams, exam_conflicts = place_exams(course.exams, published, board=board, horizon=horizon)
    pinned = honour(
        [lecture for lecture in standing if lecture.key not in held], _names(course), board=board
    )
    barriers, order_conflicts = find_barriers(standing, held, pinned)
    free = board.free(board.slots, since=horizon if was_published(published) else None)
    settled = held.keys() | pinned.keys()
    waiting = [pair for pair in enumerate(standing) if pair[1].key not in settled]
    filled, unfit = fill(waiting, free, barriers)
    placements = held | _placed(pinned) | filled
    used = {placement.start for placement in filled.values()}
    return Plan(
        placements=placements | _merged_placements(course, placements),
        exams=exams,
        slots=tuple(board.slots),
        spare=tuple(slot for slot in free if slot.start not in used),
        last_class=_last_class(board, placements),
        conflicts=(
            *held_conflicts,
            *exam_conflicts,
            *(found for pin in pinned.values() for found in pin.conflicts),
            *order_conflicts,
            *unfit,
            *merge_conflicts(course.lectures),
            *number_conflicts(course.lectures),
        ),
    )


def _names(course: content.Course) -> dict[str, str]:
    names = {exam.key: exam.title for exam in course.exams}
    return names | {lecture.key: name_of(lecture) for lecture in course.lectures}


def _placed(pinned: Mapping[str, Pinned]) -> dict[str, Placement]:
    return {key: pin.placement for key, pin in pinned.items() if pin.placement}


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
