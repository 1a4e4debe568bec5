"""Barriers: lectures whose time is settled, so that others must stand before or after them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from courses import content
from schedule.engine.conflict import Code, Conflict, conflict
from schedule.engine.order import agreeing
from schedule.engine.pins import Pinned
from schedule.engine.placement import Placement
from schedule.engine.words import day_in_words, name_of


@dataclass(frozen=True, slots=True)
class Barrier:
    """A lecture whose time is settled.

    Attributes:
        index: Its place in the outline.
        at: When it is, or by its pin should be. Aware, in UTC.
        lecture: The lecture.
        was_held: Whether it was held, rather than pinned.
    """

    index: int
    at: datetime
    lecture: content.Lecture
    was_held: bool


def find_barriers(
    standing: Sequence[content.Lecture],
    held: Mapping[str, Placement],
    pinned: Mapping[str, Pinned],
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
