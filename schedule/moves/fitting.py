"""Whether what a move is about has a class day once it is made."""

from typing import Final

from schedule.engine.conflict import Code, Conflict
from schedule.engine.derive import Derivation
from schedule.moves.base import Move
from schedule.moves.errors import refuse
from schedule.moves.standing import Standing

UNFIT: Final = frozenset({Code.NO_SLOT_LEFT, Code.NO_SLOT_BEFORE_PIN, Code.NO_SLOT_BEFORE_HELD})
"""Conflicts of a lecture for which there is no class day."""


def check_fits(move: Move, standing: Standing, after: Derivation) -> None:
    """Refuse a move that leaves no class day for the very lectures it is about.

    Other lectures for which it leaves none are conflicts of the preview: whoever moves decides.

    Args:
        move: The move.
        standing: Before it.
        after: What follows from what is written after it.

    Raises:
        MoveError: At the field to choose otherwise.
    """
    fields = move.about(standing)
    for found in unfit(after):
        if field := fields.get(found.key):
            refuse(field, " ".join([found.reason, *found.mends]))


def unfit(derivation: Derivation) -> list[Conflict]:
    """Return the conflicts of lectures for which there is no class day."""
    return [found for found in derivation.conflicts if found.code in UNFIT]
