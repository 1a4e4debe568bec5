"""The pages of a move: its form, and what it would do."""

from __future__ import annotations

from collections.abc import Iterator
from http import HTTPStatus
from typing import Any
from urllib.parse import urlencode

from django import forms
from django.http import HttpResponse, QueryDict
from django.template.response import TemplateResponse

from courses.models import Course
from schedule.admin.board.asking import Asked
from schedule.admin.board.form import MoveForm
from schedule.admin.board.shown import shown_preview
from schedule.admin.review import MAX_NOTE
from schedule.planning import Preview

OWN = frozenset({"csrfmiddlewaretoken", "token", "note"})
"""What the preview's form sends beside the move's fields."""


class ApplyForm(forms.Form):
    """What applying takes beside the move."""

    token = forms.CharField(widget=forms.HiddenInput)
    note = forms.CharField(
        required=False,
        max_length=MAX_NOTE,
        widget=forms.TextInput(attrs={"class": "vTextField"}),
        label="Note for students",
        help_text="Shown in the list of changes. May be left empty.",
    )

    def anew(self, token: str) -> ApplyForm:
        """Return the form of a fresh preview, with the note that was written, and what is wrong."""
        if "note" in self.errors:
            return self
        initial = {"token": token, "note": self["note"].value()}
        return ApplyForm(initial=initial, label_suffix="")


def form_page(
    asked: Asked, form: MoveForm, *, stale: str = "", status: int = HTTPStatus.OK
) -> HttpResponse:
    """Return the page of a move's form."""
    context = _frame(asked) | {
        "title": f"{form.heading}, {asked.course.number}",
        "form": form,
        "stale": stale,
    }
    return TemplateResponse(asked.request, form.template, context, status=status)


def preview_page(
    asked: Asked,
    form: MoveForm,
    drawn: Preview,
    *,
    sent: ApplyForm | None = None,
    stale: str = "",
) -> HttpResponse:
    """Return the page of what a move would do.

    Args:
        asked: The request.
        form: The move as it was filled in.
        drawn: What it would do.
        sent: What was sent to apply it, where that was not done.
        stale: Then why, if the course is not what it was.
    """
    filled = _filled(form.data)
    context = _frame(asked) | {
        "title": f"{drawn.summary}?",
        "preview": drawn,
        "shown": shown_preview(drawn),
        "deed": form.deed or ("Publish" if drawn.publishes else "Save, not published yet"),
        "filled": filled,
        "form": (sent or _kept(asked)).anew(drawn.token),
        "stale": stale,
        "back": f"{asked.address('move')}?{urlencode([*filled, *_not_ticked(form)])}",
    }
    status = HTTPStatus.CONFLICT if stale else HTTPStatus.OK
    return TemplateResponse(asked.request, "admin/board_preview.html", context, status=status)


def _frame(asked: Asked) -> dict[str, Any]:
    return {
        **asked.context,
        "course": asked.course,
        "opts": Course._meta,
        "address": asked.address("preview"),
    }


def _kept(asked: Asked) -> ApplyForm:
    """Return an empty form, but for the note of who had to sign in again meanwhile."""
    return ApplyForm(initial={"note": asked.request.GET.get("note", "")}, label_suffix="")


def _filled(data: Any) -> list[tuple[str, str]]:
    """Return what was filled in, field by field."""
    assert isinstance(data, QueryDict)  # noqa: S101 - the form is of a request
    return [
        (name, value)
        for name, values in data.lists()
        for value in values
        if value
        if name not in OWN
    ]


def _not_ticked(form: MoveForm) -> Iterator[tuple[str, str]]:
    """Yield what a browser does not send: else it would be ticked again, as in an empty form."""
    for name, field in form.fields.items():
        is_ticked = isinstance(field, forms.BooleanField | forms.MultipleChoiceField)
        if is_ticked and name not in form.data:
            yield name, ""
