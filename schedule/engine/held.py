"""What the past holds: lectures that were published for a time before the horizon."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime

from courses import content
from schedule.engine.board import Board
from schedule.engine.conflict import Code, Conflict, conflict
from schedule.engine.entry import Entry, Kind, Status
from schedule.engine.localtime import Span, instant
from schedule.engine.placement import Placement, as_published
from schedule.engine.slot import SlotState
from schedule.engine.words import day_in_words, name_of


def was_published(published: Mapping[str, Entry]) -> bool:
    """Tell whether a plan of the course stands, so that there is a past to hold."""
    return any(
        entry.kind is Kind.LECTURE and entry.status is not Status.REMOVED
        for entry in published.values()
    )


def hold(
    lectures: Sequence[content.Lecture],
    published: Mapping[str, Entry],
    *,
    board: Board,
    horizon: datetime,
) -> tuple[dict[str, Placement], list[Conflict]]:
    """Return where the past holds lectures, claimed on the board, and pins it overrules.

    A lecture published for a day that turned out to be a no-class day, or for a slot that was not
    held, was not held. Where two were published for one time (one no longer fitted, or was merged)
    the other one was held. A cancelled lecture that is to be held after all goes back to its date,
    if that is still free and no pin says otherwise.
    """
    held: dict[str, Placement] = {}
    conflicts: list[Conflict] = []
    for lecture, entry in _candidates(lectures, published):
        if entry.start is None or entry.start >= horizon:
            continue
        times = Span(entry.start, entry.end)
        agrees = _agrees(lecture.pin, entry, board)
        if entry.status is Status.CANCELLED and not agrees:
            continue
        if not _took_place(entry, times, board) or board.claimant(entry.day, times):
            continue
        board.claim(entry.day, times, lecture.key)
        held[lecture.key] = as_published(entry)
        if not agrees:
            conflicts.append(_pin_in_past(lecture, entry))
    return held, conflicts


def _candidates(
    lectures: Sequence[content.Lecture], published: Mapping[str, Entry]
) -> Iterator[tuple[content.Lecture, Entry]]:
    """Yield lectures with their published entries, those with the better claim first."""
    found = [
        (lecture, entry)
        for lecture in lectures
        if (entry := published.get(lecture.key))
        and entry.kind is Kind.LECTURE
        and entry.status is not Status.REMOVED
    ]
    yield from sorted(
        found,
        key=lambda pair: (pair[1].status is Status.CANCELLED, bool(pair[1].together_with)),
    )


def _took_place(entry: Entry, times: Span, board: Board) -> bool:
    if board.no_class_on(entry.day):
        return False
    missed = [slot for slot in board.pattern_on(entry.day) if slot.state is SlotState.NOT_HELD]
    return not any(slot.span.overlaps(times) for slot in missed)


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
