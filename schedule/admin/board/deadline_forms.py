"""The form that extends deadlines."""

from __future__ import annotations

from django import forms

from courses import content
from courses.admin.fields import DayField
from schedule.admin.board.fields import ClockField, deadline_choices
from schedule.admin.board.form import MoveForm
from schedule.moves import ExtendDeadlines, Move


class ExtendForm(MoveForm):
    """Deadlines that are due later."""

    heading = "Extend deadlines"
    intro = "The first date is kept, and shown struck beside the new one."
    keys = forms.MultipleChoiceField(
        required=False, label="Deadlines", widget=forms.CheckboxSelectMultiple
    )
    first = DayField(required=False, label="Or all due from")
    last = DayField(required=False, label="to")
    by_days = forms.IntegerField(
        required=False, min_value=1, label="By days", help_text="Each at its own time."
    )
    to = DayField(required=False, label="Or to the date")
    to_at = ClockField(required=False, label="at", help_text="Empty: each at its own time.")

    def offer(self) -> None:
        """Offer the deadlines."""
        self.choices("keys", deadline_choices(self.proposal))

    def clean(self) -> None:
        """Ask for the date of a time."""
        super().clean()
        if self.cleaned_data.get("to_at") and not self.cleaned_data.get("to"):
            self.add_error("to", "Give the date of this time too.")

    def move(self) -> Move:
        """Return the extension."""
        data = self.cleaned_data
        return ExtendDeadlines(
            keys=tuple(data["keys"]),
            first=None if data["keys"] else data["first"],
            last=None if data["keys"] else data["last"],
            by_days=data["by_days"],
            to=content.Fixed(data["to"], data["to_at"]) if data["to"] else None,
        )
