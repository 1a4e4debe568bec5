"""Whether what a move is about has a class day once it is made."""

from typing import Final

from schedule.engine.conflict import Code, Conflict
from schedule.engine.derive import Derivation
from schedule.moves.base import Move
from schedule.moves.errors import refuse
from schedule.moves.standing import Standing

UNFIT: Final = frozenset({Code.NO_SLOT_LEFT, Code.NO_SLOT_BEFORE_PIN, Code.NO_SLOT_BEFORE_HELD})
"""Conflicts of a lecture for which there is no class day."""

IN_VAIN: Final = UNFIT | {
    Code.PIN_ON_NO_CLASS_DAY,
    Code.PIN_WITHOUT_TIME,
    Code.PIN_SLOT_TAKEN,
    Code.PIN_IN_PAST,
}
"""Conflicts with which a lecture is not where a move wants it."""


def check_fits(move: Move, standing: Standing, after: Derivation) -> None:
    """Refuse a move that comes to nothing for the very lectures it is about.

    What it does to other lectures is for the preview to tell, and for whoever moves to decide.

    Args:
        move: The move.
        standing: Before it.
        after: What follows from what is written after it.

    Raises:
        MoveError: At the field to choose otherwise.
    """
    fields = move.about(standing)
    known = {(found.code, found.key) for found in standing.derivation.conflicts}
    for found in after.conflicts:
        if (found.code, found.key) in known or found.code not in IN_VAIN:
            continue
        field = fields.get(found.key)
        if found.code == Code.PIN_SLOT_TAKEN:
            # Of two pins to one time, it is the later in the outline that is told.
            field = field or next(iter(fields.values()), None)
        if field is not None:
            refuse(field, " ".join([found.reason, *found.mends]))


def unfit(derivation: Derivation) -> list[Conflict]:
    """Return the conflicts of lectures for which there is no class day."""
    return [found for found in derivation.conflicts if found.code in UNFIT]
