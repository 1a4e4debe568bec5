"""Forms of moves of days and meetings."""

from __future__ import annotations

from django import forms

from courses import content
from schedule.admin.board.fields import DayField, meeting_choices, words_field
from schedule.admin.board.form import MoveForm
from schedule.moves import ChangeRoom, FollowWeekday, Move, Need, NoClass, Then


class NoClassForm(MoveForm):
    """No class on a day."""

    heading = "No class on a day"
    intro = "Snow, a power cut, nobody there to teach. Choose what becomes of the day's lecture."
    on = DayField(label="Day")
    title = words_field("Why", help_text="Students read it: Snow day.")
    then = forms.ChoiceField(
        label="Its lecture",
        initial=Then.PUSH.value,
        widget=forms.RadioSelect,
        choices=[
            (Then.PUSH.value, "moves to the next class day, and all that follows moves later"),
            (Then.MERGE.value, "is held together with the next lecture; nothing else moves"),
            (Then.CANCEL.value, "is cancelled; nothing else moves"),
        ],
    )

    def move(self) -> Move:
        """Return the no-class day."""
        data = self.cleaned_data
        return NoClass(data["on"], data["title"], Then(data["then"]))


class RoomForm(MoveForm):
    """Another room."""

    heading = "Another room"
    meeting = forms.ChoiceField(label="Of")
    on = DayField()
    room = words_field("Room")
    from_on = forms.ChoiceField(
        label="How long",
        initial="",
        required=False,
        widget=forms.RadioSelect,
        choices=[("", "on this day only"), ("on", "from this day on")],
    )
    reason = words_field(
        "Why", required=False, help_text="Students read it. Of one day; may be left empty."
    )

    def offer(self) -> None:
        """Offer the meetings, and to change one for good to who may."""
        self.choices("meeting", meeting_choices(self.proposal))
        if Need.MEETINGS not in self.allowed:
            widget = self.fields["from_on"].widget
            assert isinstance(widget, forms.RadioSelect)  # noqa: S101 - it is written above
            widget.choices = [choice for choice in widget.choices if not choice[0]]

    def move(self) -> Move:
        """Return the change."""
        data = self.cleaned_data
        return ChangeRoom(
            data["meeting"],
            data["on"],
            data["room"],
            from_on=bool(data["from_on"]),
            reason=data["reason"],
        )


class FollowForm(MoveForm):
    """A day swap."""

    heading = "A day follows another weekday"
    intro = "In all courses of the term: the classes of that weekday meet, and not the day's own."
    needs = Need.TERM
    on = DayField()
    weekday = forms.ChoiceField(
        label="Follows the schedule of a",
        choices=[(day.value, day.name.capitalize()) for day in content.Weekday],
    )

    def move(self) -> Move:
        """Return the swap."""
        data = self.cleaned_data
        return FollowWeekday(data["on"], content.Weekday(data["weekday"]))
