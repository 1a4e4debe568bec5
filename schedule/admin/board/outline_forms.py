"""Forms of moves of the outline: another order, and a lecture more."""

from __future__ import annotations

from collections.abc import Iterable

from django import forms

from courses.admin.fields import DayField
from schedule.admin.board.fields import lecture_choices, words_field
from schedule.admin.board.form import MoveForm, lecture_field
from schedule.moves import InsertLecture, Move, MoveLecture, Step, SwapLectures

END = "end"


class InsertForm(MoveForm):
    """A lecture more."""

    heading = "Insert a lecture"
    intro = "A guest, or one lecture more. It takes a class day; what stands after it moves later."
    replans = True
    title = words_field("Title")
    lecturer = words_field("Who gives it", required=False)
    before = forms.ChoiceField(label="Before", required=False)
    on = DayField(
        required=False,
        label="On the day",
        help_text="Holds it on this day. Empty: its day follows from its place.",
    )
    numbered = forms.BooleanField(
        required=False, label="Number it: the lectures after it count one more"
    )

    def offer(self) -> None:
        """Offer the places."""
        follows = [("", "where the day says, or at the end")]
        self.choices("before", follows + lecture_choices(self.proposal))

    def also(self) -> Iterable[str]:
        """Return the lecture that it goes before."""
        return (self.cleaned_data["before"],)

    def move(self) -> Move:
        """Return the new lecture."""
        data = self.cleaned_data
        return InsertLecture(
            title=data["title"],
            lecturer=data["lecturer"],
            before=data["before"],
            on=data["on"],
            numbered=data["numbered"],
        )


class OrderForm(MoveForm):
    """What changes the order, with or without the numbers."""

    renumber = forms.BooleanField(
        required=False,
        initial=True,
        label="Number them anew",
        help_text="Else each keeps its number, and the numbers are out of order.",
    )


class MoveLectureForm(OrderForm):
    """A lecture to another place."""

    heading = "Move a lecture"
    intro = "The lectures between its old place and its new one move by one class."
    lectures = ("lecture",)
    replans = True
    lecture = lecture_field()
    to = forms.ChoiceField(label="To")

    def offer(self) -> None:
        """Offer the places."""
        super().offer()
        steps = [(Step.UP.value, "one place up"), (Step.DOWN.value, "one place down")]
        before = [(key, f"before {words}") for key, words in lecture_choices(self.proposal)]
        self.choices("to", [*steps, *before, (END, "the end")])

    def move(self) -> Move:
        """Return the move."""
        data = self.cleaned_data
        to: str = data["to"]
        place = Step(to) if to in set(Step) else "" if to == END else to
        return MoveLecture(data["lecture"], place, renumber=data["renumber"])

    def also(self) -> Iterable[str]:
        """Return the lecture that it goes before, or past."""
        to, lecture = self.cleaned_data["to"], self.cleaned_data["lecture"]
        if to not in set(Step):
            return (to,)
        keys = [
            each.key
            for each in self.proposal.course_value.lectures
            if each.key in self.proposal.derivation.plan.placements and not each.merged_into
        ]
        if lecture not in keys:
            return ()
        there = keys.index(lecture) + (-1 if to == Step.UP.value else 1)
        return keys[there : there + 1] if there >= 0 else ()


class SwapForm(OrderForm):
    """Two lectures in each other's place."""

    heading = "Swap two lectures"
    intro = "Each takes the other's day. Nothing else moves."
    lectures = ("lecture", "other")
    replans = True
    lecture = lecture_field()
    other = lecture_field("With")

    def move(self) -> Move:
        """Return the swap."""
        data = self.cleaned_data
        return SwapLectures(data["lecture"], data["other"], renumber=data["renumber"])
