"""What the past holds: lectures that were published for a time before the horizon."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Final

from courses import content
from schedule.engine.board import Board
from schedule.engine.conflict import Code, Conflict, conflict
from schedule.engine.entry import Entry, Kind, Status
from schedule.engine.localtime import Span, instant
from schedule.engine.placement import Placement, as_published
from schedule.engine.slot import SlotState
from schedule.engine.words import day_in_words, name_of

_CLAIM: Final = {Status.CONFIRMED: 0, Status.CANCELLED: 1, Status.REMOVED: 2}
"""Who was held, of two that were published for one time: the one that stood."""


def was_published(published: Mapping[str, Entry]) -> bool:
    """Tell whether lectures of the course were published, so that there is a past to hold."""
    return any(entry.kind is Kind.LECTURE for entry in published.values())


def hold(
    lectures: Sequence[content.Lecture],
    published: Mapping[str, Entry],
    *,
    board: Board,
    horizon: datetime,
) -> tuple[dict[str, Placement], list[Conflict]]:
    """Return where the past holds lectures, claimed on the board, and the pins it overrules.

    A lecture published for a day that turned out to be a no-class day, or for a slot that was not
    held, was not held. Where two were published for one time (one no longer fitted, or was merged)
    the other one was held. A cancelled or removed lecture that comes back goes to its old date, if
    that is still free and no pin says otherwise.
    """
    held: dict[str, Placement] = {}
    claimed: set[datetime] = set()
    conflicts: list[Conflict] = []
    for lecture, entry in _candidates(lectures, published, board):
        if entry.start is None or entry.start >= horizon:
            continue
        times = Span(entry.start, entry.end)
        agrees = _agrees(lecture.pin, entry, board)
        if entry.status is not Status.CONFIRMED and not agrees:
            continue
        if entry.start in claimed or not _took_place(entry, times, board):
            continue
        claimed.add(entry.start)
        board.claim(entry.day, times, lecture.key)
        held[lecture.key] = as_published(entry)
        if not agrees:
            conflicts.append(_pin_in_past(lecture, entry))
    return held, conflicts


def _candidates(
    lectures: Sequence[content.Lecture], published: Mapping[str, Entry], board: Board
) -> list[tuple[content.Lecture, Entry]]:
    """Return lectures with their published entries, those with the better claim first.

    A pin that says another date than was published tells that the lecture did not fit there.
    """
    found = [
        (lecture, entry)
        for lecture in lectures
        if (entry := published.get(lecture.key)) and entry.kind is Kind.LECTURE
    ]
    return sorted(
        found,
        key=lambda pair: (
            _CLAIM[pair[1].status],
            bool(pair[1].together_with),
            not _agrees(pair[0].pin, pair[1], board),
            pair[0].pin is None,
        ),
    )


def _took_place(entry: Entry, times: Span, board: Board) -> bool:
    if board.no_class_on(entry.day):
        return False
    pattern = board.pattern_on(entry.day)
    if any(slot.is_open and slot.start == times.start for slot in pattern):
        return True
    return not any(
        slot.state is SlotState.NOT_HELD and slot.span.overlaps(times) for slot in pattern
    )


def _agrees(pin: content.Pin | None, entry: Entry, board: Board) -> bool:
    """Tell whether a pin says no other time or place than what was published."""
    if pin is None:
        return True
    return (
        pin.day == entry.day
        and (pin.start is None or instant(pin.day, pin.start, board.zone).at == entry.start)
        and (pin.end is None or instant(pin.day, pin.end, board.zone).at == entry.end)
        and pin.room in {"", entry.room}
    )


def _pin_in_past(lecture: content.Lecture, entry: Entry) -> Conflict:
    assert lecture.pin is not None  # noqa: S101 - only a pin can disagree
    return conflict(
        Code.PIN_IN_PAST,
        lecture.key,
        f"{name_of(lecture)} was held on {day_in_words(entry.day)} as published; "
        f"its pin to {day_in_words(lecture.pin.day)} has no effect.",
        "Take the pin away.",
        f"To move it all the same, plan with {day_in_words(entry.day)} or an earlier day "
        "as the horizon.",
    )
