"""Pins: lectures that must be on a date."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, time

from courses import content
from schedule.engine.board import Board
from schedule.engine.conflict import Code, Conflict, conflict
from schedule.engine.localtime import Span, changed, instant, span
from schedule.engine.placement import Basis, Placement
from schedule.engine.slot import Slot
from schedule.engine.words import day_in_words, name_of


@dataclass(frozen=True, slots=True)
class Pinned:
    """What became of a pin: the placement, if it could be honoured, and its place in the order."""

    at: datetime
    placement: Placement | None
    conflicts: tuple[Conflict, ...] = ()


def honour(
    lectures: Sequence[content.Lecture], names: Mapping[str, str], *, board: Board
) -> dict[str, Pinned]:
    """Return what became of each lecture's pin, with the honoured ones claimed on the board.

    Pins with a time of their own choose first, so that the others take what is left of the day.
    `names` says what lectures and exams are called.
    """
    pinned: dict[str, Pinned] = {}
    for lecture in sorted(lectures, key=_has_no_time):
        if lecture.pin:
            pinned[lecture.key] = _honour_one(lecture, lecture.pin, board, names)
    return pinned


def _has_no_time(lecture: content.Lecture) -> bool:
    return lecture.pin is None or lecture.pin.start is None


def _honour_one(
    lecture: content.Lecture, pin: content.Pin, board: Board, names: Mapping[str, str]
) -> Pinned:
    at = _place_in_order(pin, board)
    if no_class := board.no_class_on(pin.day):
        return Pinned(at, None, (_on_no_class_day(lecture, pin, no_class),))
    placement = _in_a_slot(pin, board) if pin.start is None else _at_own_time(pin, board)
    if placement is None:
        return Pinned(at, None, (_without_time(lecture, pin),))
    times = placement.span
    assert times is not None  # noqa: S101 - a pin is placed with a start
    if taken_by := board.claimant(placement.day, times):
        reason = names.get(taken_by, taken_by)
        return Pinned(at, None, (_taken(lecture, pin, reason),))
    board.claim(placement.day, times, lecture.key)
    return Pinned(times.start, placement, _outside_term(lecture, pin, board))


def _place_in_order(pin: content.Pin, board: Board) -> datetime:
    """Return where a pin stands in the order even if it cannot be honoured."""
    if pin.start is not None:
        return instant(pin.day, pin.start, board.zone).at
    if pattern := board.pattern_on(pin.day):
        return pattern[0].start
    return instant(pin.day, time.min, board.zone).at


def _in_a_slot(pin: content.Pin, board: Board) -> Placement | None:
    """Return the day's first slot that is free, or else its last, for the caller to see."""
    slots = board.slots_on(pin.day)
    if not slots:
        return None
    slot = next((slot for slot in slots if board.is_free(slot)), slots[-1])
    return _placed(pin, slot.span, slot)


def _at_own_time(pin: content.Pin, board: Board) -> Placement:
    assert pin.start is not None  # noqa: S101 - the caller has looked
    own = span(pin.day, pin.start, pin.end, board.zone)
    for slot in board.slots_on(pin.day):
        if slot.span.overlaps(own):
            return _placed(pin, changed(slot.span, pin.day, pin.start, pin.end, board.zone), slot)
    return _placed(pin, own, None)


def _placed(pin: content.Pin, times: Span, slot: Slot | None) -> Placement:
    return Placement(
        day=pin.day,
        start=times.start,
        end=times.end,
        room=pin.room or (slot.room if slot else ""),
        basis=Basis.PINNED,
        reason=slot.reason if slot else "",
    )


def _on_no_class_day(
    lecture: content.Lecture, pin: content.Pin, no_class: content.NoClassDay
) -> Conflict:
    return conflict(
        Code.PIN_ON_NO_CLASS_DAY,
        lecture.key,
        f"{name_of(lecture)} is pinned to {day_in_words(pin.day)}, a day without class "
        f"({no_class.title}).",
        "Pin it to another date.",
        "Take the pin away, so that its date follows from the order.",
    )


def _without_time(lecture: content.Lecture, pin: content.Pin) -> Conflict:
    return conflict(
        Code.PIN_WITHOUT_TIME,
        lecture.key,
        f"{name_of(lecture)} is pinned to {day_in_words(pin.day)}, when no lecture meets, "
        "and the pin has no time.",
        "Give the pin a start (and an end and a room), as a make-up class.",
        "Pin it to a day on which the lecture meets.",
    )


def _taken(lecture: content.Lecture, pin: content.Pin, by: str) -> Conflict:
    return conflict(
        Code.PIN_SLOT_TAKEN,
        lecture.key,
        f"{name_of(lecture)} is pinned to {day_in_words(pin.day)}, when {by} already stands.",
        "Pin one of them to another date.",
        "Give the pin a time of its own, as a make-up class.",
        "Merge one into the other.",
    )


def _outside_term(lecture: content.Lecture, pin: content.Pin, board: Board) -> tuple[Conflict, ...]:
    if board.first_day <= pin.day <= board.last_day:
        return ()
    return (
        conflict(
            Code.PIN_OUTSIDE_TERM,
            lecture.key,
            f"{name_of(lecture)} is pinned to {day_in_words(pin.day)}, which is not in the term.",
            "Check whether the date is right.",
        ),
    )
