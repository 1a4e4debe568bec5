"""From a form to the one preview that all moves have, and from there to what is published."""

from __future__ import annotations

from http import HTTPStatus

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse

from courses.models import Course
from schedule.admin.board.answering import ApplyForm, form_page, preview_page
from schedule.admin.board.asking import Asked
from schedule.admin.board.form import MoveForm
from schedule.admin.publishing import account_of, published_words
from schedule.models import Edition
from schedule.moves import Discard, MoveError
from schedule.planning import Applied, PreviewOutdatedError, apply, draw

STALE = "The course changed since this preview was drawn. Nothing was done: this is what it would do now."


def show_form(asked: Asked) -> HttpResponse:
    """Show the form of a move, with what the address gives filled in."""
    several = {
        name
        for name, field in asked.kind.base_fields.items()
        if isinstance(field, forms.MultipleChoiceField)
    }
    given = {
        name: values if name in several else values[-1]
        for name, values in asked.request.GET.lists()
    }
    return form_page(asked, asked.form(None, given=given))


def show_preview(asked: Asked) -> HttpResponse:
    """Show what a move would do; posted with the token of what was shown, do it.

    Raises:
        PermissionDenied: The move as it is filled in is not for this account.
    """
    request = asked.request
    form = asked.form(request.POST if request.method == "POST" else request.GET)
    if not form.is_valid():
        return form_page(asked, form)
    asked.require(form.move())
    sent = ApplyForm(request.POST, label_suffix="") if "token" in request.POST else None
    if sent is not None and sent.is_valid():
        return _apply(asked, form, sent)
    try:
        drawn = draw(asked.outlook, form.move(), plan_from=form.plan_day())
    except MoveError as fault:
        form.tell(fault)
        return form_page(asked, form)
    return preview_page(asked, form, drawn, sent=sent)


def _apply(asked: Asked, form: MoveForm, sent: ApplyForm) -> HttpResponse:
    try:
        done = apply(
            asked.course,
            form.move(),
            by=account_of(asked.request),
            token=sent.cleaned_data["token"],
            note=sent.cleaned_data["note"],
            plan_from=form.plan_day(),
        )
    except PreviewOutdatedError as error:
        if error.preview is not None:
            return preview_page(asked, form, error.preview, sent=sent, stale=STALE)
        form.tell(error.fault or MoveError("", "It cannot be made any more."))
        return form_page(asked, form, stale="Nothing was done.", status=HTTPStatus.CONFLICT)
    _tell(asked.request, asked.course, done)
    return HttpResponseRedirect(reverse("admin:courses_course_board", args=[asked.course.pk]))


def _tell(request: HttpRequest, course: Course, done: Applied) -> None:
    if done.edition is not None:
        messages.success(request, published_words(course, done.edition))
    elif isinstance(done.preview.move, Discard):
        messages.success(request, "Discarded: what is written is what students see.")
    elif done.preview.publishes:
        messages.info(request, f"{done.preview.summary}: done. No reader sees a difference.")
    else:
        messages.warning(request, f"{done.preview.summary}: saved, and not published yet.")
    for other, outcome in done.others:
        is_published = isinstance(outcome, Edition)
        words = "published too" if is_published else "waits to be published"
        messages.info(request, f"{other.number}: {words}.")
