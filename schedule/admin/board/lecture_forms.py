"""Forms of moves of one lecture: pinned, cancelled, made up for."""

from __future__ import annotations

from schedule.admin.board.fields import ClockField, DayField, words_field
from schedule.admin.board.form import MoveForm, lecture_field
from schedule.moves import (
    CancelLecture,
    MakeUpClass,
    Move,
    PinLecture,
    RestoreLecture,
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
    intro = "It has a class day of its own again; what stands after it moves later."

    def move(self) -> Move:
        """Return the move."""
        return RestoreLecture(self.cleaned_data["lecture"])


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
