"""Forms of moves of days and meetings."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date

from django import forms
from django.core.exceptions import ValidationError

from courses import content
from courses.admin.fields import DayField
from schedule.admin.board.fields import meeting_choices, titled, words_field
from schedule.admin.board.form import MoveForm
from schedule.engine.words import name_of
from schedule.moves import ChangeRoom, FollowWeekday, HoldClass, Move, Need, NoClass, Then


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


class HoldForm(MoveForm):
    """Class after all."""

    heading = "Hold class after all"
    intro = (
        "The day is not called off any more: lectures take their class days in their order again, "
        "and those that had moved later move back."
    )
    needs = Need.REMOVAL
    on = DayField(label="Day")
    again = forms.MultipleChoiceField(
        required=False,
        label="Held again",
        widget=forms.CheckboxSelectMultiple,
        help_text="Lectures that are cancelled, or held together with another. Those that seem to "
        "be so because of this day are ticked.",
    )

    def offer(self) -> None:
        """Offer the lectures that have no class of their own, and tick those of the day."""
        lectures = {each.key: each for each in self.proposal.course_value.lectures}
        offered = [
            (lecture.key, f"{titled(lecture)} ({_state(lecture, lectures)})")
            for lecture in lectures.values()
            if lecture.cancelled or lecture.merged_into
        ]
        if not offered:
            del self.fields["again"]
            return
        self.choices("again", offered)
        self.initial.setdefault("again", list(self._of_the_day()))

    def _of_the_day(self) -> Iterator[str]:
        """Yield the lectures that are cancelled on the day, or merged into the first one after."""
        try:
            day: date = self.fields["on"].clean(self.initial.get("on"))
        except ValidationError:
            return
        entries = {each.key: each for each in self.proposal.derivation.entries}
        places = self.proposal.derivation.plan.placements
        own = [(place.day, key) for key, place in places.items() if not place.together_with]
        _, after = min((each for each in own if each[0] > day), default=(day, ""))
        for lecture in self.proposal.course_value.lectures:
            entry = entries.get(lecture.key)
            if lecture.cancelled and entry and entry.day == day:
                yield lecture.key
            if after and lecture.merged_into == after:
                yield lecture.key

    def move(self) -> Move:
        """Return the move."""
        data = self.cleaned_data
        return HoldClass(data["on"], tuple(data.get("again", ())))


def _state(lecture: content.Lecture, lectures: Mapping[str, content.Lecture]) -> str:
    if lecture.cancelled:
        return "cancelled"
    return f"together with {name_of(lectures[lecture.merged_into])}"


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
