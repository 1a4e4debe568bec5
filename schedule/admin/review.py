"""Review and publish: what publishing a course would do, as a table, and the button that does it."""

from __future__ import annotations

from datetime import date, datetime
from http import HTTPStatus
from typing import Any

import pydantic
from django import forms
from django.contrib import messages
from django.contrib.admin.widgets import AdminTextInputWidget
from django.db.models import Model
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import reverse

from courses.admin.fields import DayField
from courses.admin.visit import visit_of
from courses.models import Course, NoClassDay
from courses.models.base import item_models
from courses.permissions import Action
from schedule.admin.diff import Trouble, rows_of, troubles_of
from schedule.admin.publishing import (
    account_of,
    count_words,
    faults_of,
    published_words,
    review_url,
)
from schedule.admin.reach import reach_words
from schedule.drafting.editing import past_day_of, start_of
from schedule.models import Edition
from schedule.planning.audience import audience_of
from schedule.publishing import CourseChangedError, Proposal, propose, publish

STALE = (
    "The course changed since this table was drawn. Nothing was published: "
    "this is what publishing would do now."
)
MAX_NOTE = 1_000


class HorizonForm(forms.Form):
    """From which day on the course is planned anew."""

    horizon: forms.DateField = DayField(
        required=False,
        label="Plan anew from",
        help_text="Empty: from now. What was published for an earlier time stays where it was.",
    )


class PublishForm(HorizonForm):
    """What is published, and what students are told of it."""

    horizon = forms.DateField(required=False, widget=forms.HiddenInput)
    token = forms.CharField(widget=forms.HiddenInput)
    note = forms.CharField(
        required=False,
        max_length=MAX_NOTE,
        widget=AdminTextInputWidget,
        label="Note for students",
        help_text="Shown in the list of changes. May be left empty.",
    )


def review(request: HttpRequest, pk: str, *, context: dict[str, Any]) -> HttpResponse:
    """Show what publishing a course would do; posted with its token, do it.

    Raises:
        Http404: The course is not visible.
        PermissionDenied: It is not to be published by this account.
    """
    course = visit_of(request).course(Action.PUBLISH, pk)
    if request.method == "POST":
        return _publish(request, course, context)
    asked = HorizonForm(request.GET or None)
    day = asked.cleaned_data["horizon"] if asked.is_bound and asked.is_valid() else None
    day = day or (None if asked.is_bound else past_day_of(course))
    if asked.is_bound and not asked.is_valid():
        return _show(request, course, None, context | {"asked": asked})
    return _show(request, course, _propose(course, day), context | {"day": day})


def _publish(request: HttpRequest, course: Course, context: dict[str, Any]) -> HttpResponse:
    form = PublishForm(request.POST)
    day = form.cleaned_data["horizon"] if form.is_valid() else None
    context |= {"day": day, "form": form}
    if not form.is_valid():
        return _show(request, course, _propose(course, day), context)
    try:
        edition = publish(
            course,
            by=account_of(request),
            note=form.cleaned_data["note"],
            horizon=_horizon(course, day),
            token=form.cleaned_data["token"],
        )
    except CourseChangedError as error:
        context |= {"stale": STALE}
        return _show(request, course, error.proposal, context, status=HTTPStatus.CONFLICT)
    _tell(request, course, edition)
    return HttpResponseRedirect(reverse("admin:courses_course_change", args=[course.pk]))


def _tell(request: HttpRequest, course: Course, edition: Edition | None) -> None:
    if edition is None:
        messages.info(request, f"{course.number}: there was nothing to publish.")
    else:
        messages.success(request, published_words(course, edition))


def _horizon(course: Course, day: date | None) -> datetime | None:
    return start_of(day, course) if day else None


def _propose(course: Course, day: date | None) -> Proposal | tuple[str, ...]:
    try:
        return propose(course, horizon=_horizon(course, day))
    except pydantic.ValidationError as error:
        return faults_of(error)


def _show(
    request: HttpRequest,
    course: Course,
    found: Proposal | tuple[str, ...] | None,
    context: dict[str, Any],
    *,
    status: int = HTTPStatus.OK,
) -> HttpResponse:
    day = context.get("day")
    proposal = found if isinstance(found, Proposal) else None
    filled = context.get("form")
    note = filled["note"].value() if filled else request.GET.get("note", "")
    token = proposal.token if proposal else ""
    form = PublishForm(initial={"horizon": day, "token": token, "note": note}, label_suffix="")
    if filled is not None and "note" in filled.errors:
        form = filled
    context = {
        **context,
        "title": f"Review and publish {course.number}",
        "course": course,
        "opts": Course._meta,
        "proposal": proposal,
        "faults": found if isinstance(found, tuple) else (),
        "rows": rows_of(proposal) if proposal else [],
        "summary": count_words(proposal) if proposal else "",
        "conflicts": _linked(proposal) if proposal else (),
        "asked": context.get("asked") or HorizonForm(initial={"horizon": day}),
        "form": form,
        "reach": _reach(course, proposal),
        "may_discard": proposal is not None
        and course.is_published
        and visit_of(request).rights.may(Action.UNDO, course),
        "address": review_url(course),
    }
    return TemplateResponse(request, "admin/review.html", context, status=status)


def _reach(course: Course, proposal: Proposal | None) -> str:
    if proposal is None or proposal.is_empty:
        return ""
    return reach_words(proposal, audience_of(course, now=proposal.now))


def _linked(proposal: Proposal) -> tuple[Trouble, ...]:
    """Return each conflict with the name of its item and the address of that one's form."""
    course, conflicts = proposal.course, proposal.conflicts
    addresses: dict[str, str] = {}
    keys = {conflict.key for conflict in conflicts}
    models: tuple[type[Model], ...] = (*item_models(), NoClassDay) if keys else ()
    for model in models:
        rows = model._default_manager.filter(course=course, key__in=keys)
        name = f"admin:courses_{model._meta.model_name}_change"
        for key, pk in rows.values_list("key", "pk"):
            addresses[key] = reverse(name, args=[pk])
    return troubles_of(conflicts, proposal, addresses)
