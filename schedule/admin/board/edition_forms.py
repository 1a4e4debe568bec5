"""Forms of moves back: to what an edition said."""

from __future__ import annotations

from django import forms

from schedule.admin.board.form import MoveForm
from schedule.moves import Discard, Move, Need, PutBack


class PutBackForm(MoveForm):
    """An edition once more."""

    heading = "Put back an edition"
    intro = "The course as it was published then, as a new edition. Calendars follow it."
    needs = Need.UNDO
    edition = forms.IntegerField(min_value=1, label="Edition")

    def move(self) -> Move:
        """Return the move."""
        return PutBack(self.cleaned_data["edition"])


class DiscardForm(MoveForm):
    """What is published, and nothing else."""

    heading = "Discard what is not published"
    intro = "What is written becomes what is published."
    needs = Need.UNDO
    deed = "Discard"

    def move(self) -> Move:
        """Return the move."""
        return Discard()
