"""Exams: when they are, and which slots they take."""

from collections.abc import Iterable, Mapping
from datetime import datetime

from courses import content
from schedule.engine.board import Board
from schedule.engine.conflict import Code, Conflict, conflict
from schedule.engine.entry import Entry, Kind, Status
from schedule.engine.localtime import Span, span
from schedule.engine.placement import Basis, Placement
from schedule.engine.slot import Slot
from schedule.engine.words import day_in_words


def place_exams(
    exams: Iterable[content.Exam],
    published: Mapping[str, Entry],
    *,
    board: Board,
    horizon: datetime,
) -> tuple[dict[str, Placement], list[Conflict]]:
    """Return when the exams are, with the slots they take claimed on the board.

    An exam that takes the slot of its day, and has no start of its own, has the slot's times; one
    that is past keeps those it was published with.
    """
    placements = {}
    conflicts: list[Conflict] = []
    for exam in exams:
        own = span(exam.day, exam.start, exam.end, board.zone) if exam.start else None
        slots = _slots_for(exam, own, board) if exam.takes_slot else []
        conflicts += _conflicts_of(exam, slots, board)
        times = own or _past_times(exam, published, horizon) or (slots[0].span if slots else None)
        placements[exam.key] = Placement(
            day=exam.day,
            start=times.start if times else None,
            end=times.end if times else None,
            room=exam.room or (slots[0].room if slots and own is None else ""),
            basis=Basis.EXAM,
        )
        for slot in slots:
            board.claim(slot.day, slot.span, exam.key)
        if exam.takes_slot and own:
            board.claim(exam.day, own, exam.key)
    return placements, conflicts


def _slots_for(exam: content.Exam, own: Span | None, board: Board) -> list[Slot]:
    """Return the slots at the exam's time, or else the first of its day."""
    slots = board.slots_on(exam.day)
    at_its_time = [slot for slot in slots if own and slot.span.overlaps(own)]
    return at_its_time or slots[:1]


def _past_times(
    exam: content.Exam, published: Mapping[str, Entry], horizon: datetime
) -> Span | None:
    entry = published.get(exam.key)
    if (
        entry is None
        or entry.kind is not Kind.EXAM
        or entry.status is Status.REMOVED
        or entry.day != exam.day
        or entry.start is None
        or entry.start >= horizon
    ):
        return None
    return Span(entry.start, entry.end)


def _conflicts_of(exam: content.Exam, slots: list[Slot], board: Board) -> list[Conflict]:
    found = []
    day = day_in_words(exam.day)
    if no_class := board.no_class_on(exam.day):
        found.append(
            conflict(
                Code.EXAM_ON_NO_CLASS_DAY,
                exam.key,
                f"{exam.title} is on {day}, a day without class ({no_class.title}).",
                "Check whether the date is right.",
            )
        )
    elif exam.takes_slot and not slots:
        found.append(
            conflict(
                Code.EXAM_WITHOUT_SLOT,
                exam.key,
                f"{exam.title} should take the lecture's slot on {day}, which has none.",
                "Choose a day on which the lecture meets.",
                "Give the exam its own start, and let it take no slot.",
            )
        )
    if any(not board.is_free(slot) for slot in slots):
        found.append(
            conflict(
                Code.EXAM_SLOT_TAKEN,
                exam.key,
                f"{exam.title} should take the lecture's slot on {day}, in which a lecture was "
                "held or another exam stands.",
                "Choose another day.",
                f"Plan with {day} or an earlier day as the horizon, so that the lecture moves.",
            )
        )
    return found
