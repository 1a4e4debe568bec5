"""The forms of the moves: each makes the move that it is of."""

from __future__ import annotations

from collections.abc import Container, Iterable
from datetime import date
from typing import Any, ClassVar

from django import forms
from django.http import QueryDict

from courses import content
from schedule.admin.board.fields import (
    Choices,
    ClockField,
    DayField,
    deadline_choices,
    lecture_choices,
    meeting_choices,
    words_field,
)
from schedule.moves import (
    CancelLecture,
    ChangeRoom,
    Discard,
    ExtendDeadlines,
    FollowWeekday,
    InsertLecture,
    MakeUpClass,
    Move,
    MoveError,
    MoveLecture,
    Need,
    NoClass,
    PinLecture,
    PutBack,
    RestoreLecture,
    Step,
    SwapLectures,
    Then,
    UnpinLecture,
)
from schedule.publishing import Proposal

END = "end"


class MoveForm(forms.Form):
    """A form that makes a move.

    Attributes:
        heading: What the page is called.
        intro: What it does, in a sentence.
        needs: What the right to make it depends on, as far as it is known before it is filled.
        lectures: The fields that name lectures.
        replans: Whether what was held of them, or on its day, is planned anew.
    """

    heading: ClassVar[str]
    intro: ClassVar[str] = ""
    needs: ClassVar[Need] = Need.ITEMS
    lectures: ClassVar[tuple[str, ...]] = ()
    replans: ClassVar[bool] = False
    template: ClassVar[str] = "admin/board_form.html"

    plan_from = DayField(
        required=False,
        label="Plan anew from",
        help_text="Empty: from now, or from the day it is about. What was published for an earlier "
        "time stays where it was.",
    )

    def __init__(
        self,
        data: QueryDict | None,
        *,
        proposal: Proposal,
        allowed: Container[Need],
        given: Any = None,
    ) -> None:
        """Offer what the course has.

        Args:
            data: What was filled in; None shows an empty form.
            proposal: The course as it stands.
            allowed: What the account may write.
            given: What to fill an empty form with, by field.
        """
        super().__init__(data, initial=given, label_suffix="")
        self.proposal, self.allowed = proposal, allowed
        self.order_fields([name for name in self.fields if name != "plan_from"])
        self.offer()

    def offer(self) -> None:
        """Fill the choices of the fields; a subclass says with what."""
        lectures = lecture_choices(self.proposal)
        for name in self.lectures:
            self.choices(name, lectures)

    def choices(self, name: str, choices: Choices) -> None:
        """Give choices to a field."""
        field = self.fields[name]
        assert isinstance(field, forms.ChoiceField)  # noqa: S101 - `name` is written here
        field.choices = choices

    def move(self) -> Move:
        """Return the move that was filled in."""
        raise NotImplementedError

    def tell(self, error: MoveError) -> None:
        """Say at the field that is wrong why the move cannot be made."""
        self.add_error(error.field if error.field in self.fields else None, error.message)

    def plan_day(self) -> date | None:
        """Return the day to plan from: the one that was filled in, or the earliest that it is of.

        Who moves what was held, or onto a day that is over, means to plan that anew.
        """
        named: date | None = self.cleaned_data["plan_from"]
        if named or not self.replans:
            return named
        placements = self.proposal.derivation.plan.placements
        keys = {str(self.cleaned_data.get(name)) for name in self.lectures} | set(self.also())
        days = [placements[key].day for key in keys if key in placements]
        days += [day] if (day := self.cleaned_data.get("on")) else []
        today = self.proposal.now.astimezone(self.proposal.term_value.zone).date()
        return min((day for day in days if day <= today), default=None)

    def also(self) -> Iterable[str]:
        """Return the keys of other lectures that the move is about."""
        return ()


def lecture_field(label: str = "Lecture", help_text: str = "") -> forms.ChoiceField:
    """Return a choice of the course's lectures."""
    return forms.ChoiceField(label=label, help_text=help_text)


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

    def move(self) -> Move:
        """Return the move."""
        return Discard()
