"""From a form to the one preview that all moves have, and from there to what is published."""

from __future__ import annotations

from http import HTTPStatus
from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect, QueryDict
from django.template.response import TemplateResponse
from django.urls import reverse

from courses.admin.visit import visit_of
from courses.models import Course
from courses.permissions import Action
from schedule.admin.board import day_forms, edition_forms, lecture_forms, outline_forms
from schedule.admin.board.access import may_do
from schedule.admin.board.dates_form import DatesForm
from schedule.admin.board.deadline_forms import ExtendForm
from schedule.admin.board.form import MoveForm
from schedule.admin.board.reading import read_board
from schedule.admin.board.shown import shown_preview
from schedule.admin.publishing import account_of, published_words, review_url
from schedule.admin.review import MAX_NOTE
from schedule.moves import Move, MoveError, Need
from schedule.planning import Applied, Preview, PreviewOutdatedError, apply, preview
from schedule.publishing import Proposal

FORMS: dict[str, type[MoveForm]] = {
    "no-class": day_forms.NoClassForm,
    "insert": outline_forms.InsertForm,
    "move": outline_forms.MoveLectureForm,
    "swap": outline_forms.SwapForm,
    "pin": lecture_forms.PinForm,
    "unpin": lecture_forms.UnpinForm,
    "cancel": lecture_forms.CancelForm,
    "restore": lecture_forms.RestoreForm,
    "make-up": lecture_forms.MakeUpForm,
    "room": day_forms.RoomForm,
    "follow": day_forms.FollowForm,
    "extend": ExtendForm,
    "dates": DatesForm,
    "put-back": edition_forms.PutBackForm,
    "discard": edition_forms.DiscardForm,
}
"""By the part of the address that names the move."""

STALE = "The course changed since this preview was drawn. Nothing was done: this is what it would do now."
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


def show_form(
    request: HttpRequest, pk: UUID, slug: str, *, context: dict[str, Any]
) -> HttpResponse:
    """Show the form of a move, with what the address gives filled in.

    Raises:
        Http404: The course is not visible, or there is no such move.
        PermissionDenied: The move is not for this account.
    """
    course, kind = _find(request, pk, slug)
    given = {
        name: values if kind.base_fields.get(name).__class__ is forms.MultipleChoiceField else value
        for name, values in request.GET.lists()
        for value in values[-1:]
    }
    form = kind(None, proposal=_read(course), allowed=_allowed(request, course), given=given)
    return _page(request, course, slug, form, context)


def show_preview(
    request: HttpRequest, pk: UUID, slug: str, *, context: dict[str, Any]
) -> HttpResponse:
    """Show what a move would do; posted with the token of what was shown, do it.

    Raises:
        Http404: The course is not visible, or there is no such move.
        PermissionDenied: The move is not for this account.
    """
    course, kind = _find(request, pk, slug)
    data = request.POST if request.method == "POST" else request.GET
    form = kind(data, proposal=_read(course), allowed=_allowed(request, course))
    if not form.is_valid():
        return _page(request, course, slug, form, context)
    move, plan_from = form.move(), form.plan_day()
    _require(request, course, move)
    if "token" in request.POST:
        return _apply(request, course, slug, form, context)
    try:
        drawn = preview(course, move, plan_from=plan_from)
    except MoveError as fault:
        form.tell(fault)
        return _page(request, course, slug, form, context)
    return _preview_page(request, course, slug, form, drawn, context)


def _find(request: HttpRequest, pk: UUID, slug: str) -> tuple[Course, type[MoveForm]]:
    course = visit_of(request).course(Action.SEE, str(pk))
    kind = FORMS.get(slug)
    if kind is None:
        message = "There is no such move."
        raise Http404(message)
    if not may_do(visit_of(request).rights, kind.needs, course):
        raise PermissionDenied
    return course, kind


def _require(request: HttpRequest, course: Course, move: Move) -> None:
    """Look again: what is filled in may need more than the form does."""
    if not may_do(visit_of(request).rights, move.needs, course):
        raise PermissionDenied


def _allowed(request: HttpRequest, course: Course) -> frozenset[Need]:
    rights = visit_of(request).rights
    return frozenset(need for need in Need if may_do(rights, need, course))


def _read(course: Course) -> Proposal:
    return read_board(course)[0]


def _apply(
    request: HttpRequest,
    course: Course,
    slug: str,
    form: MoveForm,
    context: dict[str, Any],
) -> HttpResponse:
    own = ApplyForm(request.POST, label_suffix="")
    move, plan_from = form.move(), form.plan_day()
    if not own.is_valid():
        drawn = preview(course, move, plan_from=plan_from)
        return _preview_page(request, course, slug, form, drawn, context | {"own": own})
    try:
        done = apply(
            course,
            move,
            by=account_of(request),
            token=own.cleaned_data["token"],
            note=own.cleaned_data["note"],
            plan_from=plan_from,
        )
    except PreviewOutdatedError as error:
        if error.preview is None:
            form.tell(error.fault or MoveError("", "It cannot be made any more."))
            return _page(
                request, course, slug, form, context, status=HTTPStatus.CONFLICT, stale=True
            )
        context |= {"stale": STALE, "own": own}
        return _preview_page(
            request, course, slug, form, error.preview, context, status=HTTPStatus.CONFLICT
        )
    _tell(request, course, done)
    return HttpResponseRedirect(reverse("admin:courses_course_board", args=[course.pk]))


def _tell(request: HttpRequest, course: Course, done: Applied) -> None:
    if done.edition is not None:
        messages.success(request, published_words(course, done.edition))
    elif done.preview.publishes:
        messages.info(request, f"{done.preview.summary}: done. No reader sees a difference.")
    else:
        messages.warning(request, f"{done.preview.summary}: saved, and not published yet.")
    for other, outcome in done.others:
        words = "published too" if not hasattr(outcome, "needs_review") else "waits to be published"
        messages.info(request, f"{other.number}: {words}.")


def _page(  # noqa: PLR0913 - what a page is made of
    request: HttpRequest,
    course: Course,
    slug: str,
    form: MoveForm,
    context: dict[str, Any],
    *,
    status: int = HTTPStatus.OK,
    stale: bool = False,
) -> HttpResponse:
    context = {
        **context,
        "title": f"{form.heading}, {course.number}",
        "course": course,
        "opts": Course._meta,
        "form": form,
        "stale": "Nothing was done." if stale else "",
        "board_url": reverse("admin:courses_course_board", args=[course.pk]),
        "address": reverse("admin:courses_course_preview", args=[course.pk, slug]),
    }
    return TemplateResponse(request, form.template, context, status=status)


def _preview_page(  # noqa: PLR0913 - what a page is made of
    request: HttpRequest,
    course: Course,
    slug: str,
    form: MoveForm,
    drawn: Preview,
    context: dict[str, Any],
    *,
    status: int = HTTPStatus.OK,
) -> HttpResponse:
    filled = _filled(form.data)
    own = context.get("own")
    note = own["note"].value() if own else ""
    asked = ApplyForm(initial={"token": drawn.token, "note": note}, label_suffix="")
    if own is not None and own.errors:
        asked = own
    context = {
        **context,
        "title": f"{drawn.summary}?",
        "course": course,
        "opts": Course._meta,
        "preview": drawn,
        "shown": shown_preview(drawn),
        "filled": filled,
        "form": asked,
        "address": reverse("admin:courses_course_preview", args=[course.pk, slug]),
        "back": f"{reverse('admin:courses_course_move', args=[course.pk, slug])}?{urlencode(filled)}",
        "board_url": reverse("admin:courses_course_board", args=[course.pk]),
        "review_url": review_url(course),
    }
    return TemplateResponse(request, "admin/board_preview.html", context, status=status)


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
