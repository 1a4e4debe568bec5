"""Forms of moves of one lecture: pinned, cancelled, merged, made up for."""

from __future__ import annotations

from django import forms

from courses.admin.fields import DayField
from schedule.admin.board.fields import ClockField, lecture_choices, words_field
from schedule.admin.board.form import MoveForm, lecture_field
from schedule.moves import (
    CancelLecture,
    MakeUpClass,
    MergeLecture,
    Move,
    PinLecture,
    RestoreLecture,
    UnmergeLecture,
    UnpinLecture,
)


class PinForm(MoveForm):
    """A lecture held on a day."""

    heading = "Pin a lecture to a day"
    intro = "It stays on this class day, whatever moves around it."
    lectures = ("lecture",)
    replans = True
    lecture = lecture_field()
    on = DayField(label="Class day")

    def move(self) -> Move:
        """Return the pin."""
        return PinLecture(self.cleaned_data["lecture"], self.cleaned_data["on"])


class OneLectureForm(MoveForm):
    """A form that asks for a lecture alone."""

    lectures = ("lecture",)
    replans = True
    lecture = lecture_field()


class UnpinForm(OneLectureForm):
    """A lecture that is free again."""

    heading = "Take a pin away"
    intro = "The lecture's day follows from the order again."

    def move(self) -> Move:
        """Return the move."""
        return UnpinLecture(self.cleaned_data["lecture"])


class CancelForm(OneLectureForm):
    """A lecture that is not held."""

    heading = "Cancel a lecture"
    intro = (
        "It stays on the page, struck. Its class day is free for the next lecture; to leave that "
        "empty, say that there is no class on the day."
    )
    reason = words_field("Why", required=False, help_text="Students read it.")

    def move(self) -> Move:
        """Return the cancellation."""
        return CancelLecture(self.cleaned_data["lecture"], self.cleaned_data["reason"])


class RestoreForm(OneLectureForm):
    """A lecture that is held after all."""

    heading = "Restore a lecture"
    intro = "It has a class day again; what stands after it moves later."

    def move(self) -> Move:
        """Return the move."""
        return RestoreLecture(self.cleaned_data["lecture"])


class MergeForm(MoveForm):
    """Two lectures in one class."""

    heading = "Hold two lectures together"
    intro = (
        "One class for both: what stands after the first moves up by a class. To leave the day of "
        "the first empty instead, say that there is no class on it."
    )
    lectures = ("lecture",)
    lecture = lecture_field()
    into = forms.ChoiceField(label="Together with", required=False)

    def offer(self) -> None:
        """Offer the lectures."""
        super().offer()
        self.choices("into", [("", "the next one"), *lecture_choices(self.proposal)])

    def move(self) -> Move:
        """Return the move."""
        return MergeLecture(self.cleaned_data["lecture"], self.cleaned_data["into"])


class UnmergeForm(OneLectureForm):
    """A lecture that is held by itself again."""

    heading = "Hold a lecture by itself again"
    intro = "It has a class day of its own again; what stands after it moves later."

    def move(self) -> Move:
        """Return the move."""
        return UnmergeLecture(self.cleaned_data["lecture"])


class MakeUpForm(MoveForm):
    """A lecture at a time of its own."""

    heading = "Make-up class"
    intro = "A lecture on a day, at a time and in a room of its own, as on a Saturday."
    lectures = ("lecture",)
    replans = True
    lecture = lecture_field()
    on = DayField()
    start = ClockField(label="Begins")
    end = ClockField(label="Ends", required=False)
    room = words_field("Room", required=False)

    def move(self) -> Move:
        """Return the make-up class."""
        data = self.cleaned_data
        return MakeUpClass(data["lecture"], data["on"], data["start"], data["end"], data["room"])
