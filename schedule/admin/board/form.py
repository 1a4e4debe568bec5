"""What the forms of all moves share."""

from __future__ import annotations

from abc import ABCMeta, abstractmethod
from collections.abc import Container, Iterable
from datetime import date
from typing import Any, ClassVar

from django import forms
from django.forms.forms import DeclarativeFieldsMetaclass
from django.http import QueryDict

from courses.admin.fields import DayField
from schedule.admin.board.fields import Choices, lecture_choices
from schedule.moves import Move, MoveError, Need
from schedule.publishing import Proposal


class AbstractForms(ABCMeta, DeclarativeFieldsMetaclass):
    """The kind of forms that cannot be made before a subclass says what they leave open."""


class MoveForm(forms.Form, metaclass=AbstractForms):
    """A form that makes a move: a subclass says which.

    Attributes:
        heading: What the page is called.
        intro: What it does, in a sentence.
        needs: What the right to make it depends on, as far as it is known before it is filled.
        lectures: The fields that name lectures.
        replans: Whether what was held of them, or on its day, is planned anew.
        deed: What the button of its preview says, where it is not that it is published or saved.
    """

    heading: ClassVar[str]
    intro: ClassVar[str] = ""
    needs: ClassVar[Need] = Need.ITEMS
    lectures: ClassVar[tuple[str, ...]] = ()
    replans: ClassVar[bool] = False
    deed: ClassVar[str] = ""
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
        if data is None:
            self._put_cursor()

    def _put_cursor(self) -> None:
        """Begin at the first field that has to be filled in, where it is one to write in."""
        left = (bound for bound in self if bound.field.required and not bound.value())
        first = next(left, None)
        if first is not None and isinstance(first.field.widget, forms.widgets.Input):
            first.field.widget.attrs["autofocus"] = True

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

    @abstractmethod
    def move(self) -> Move:
        """Return the move that was filled in."""

    def tell(self, error: MoveError) -> None:
        """Say at the field that is wrong why the move cannot be made."""
        self.add_error(error.field if error.field in self.fields else None, error.message)

    def plan_day(self) -> date | None:
        """Return the day to plan from: the one that was filled in, or the earliest it is about.

        To move a lecture that was held, or onto a day that is over, is to plan that day anew.
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
