"""What the linter finds in a course: a page of its own, and the same as a part of others."""

from __future__ import annotations

from dataclasses import dataclass, replace
from http import HTTPStatus
from typing import Any, Self

import pydantic
from django import forms
from django.contrib import messages
from django.contrib.admin.widgets import AdminTextInputWidget
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import reverse

from courses.admin.visit import visit_of
from courses.models import Course
from courses.models.base import LINE
from courses.permissions import Action
from schedule.admin.mending import mending_addresses
from schedule.admin.publishing import account_of, faults_of
from schedule.drafting.linting import Findings, NotOpenError, accept, findings_of, take_back
from schedule.engine.finding import Finding
from schedule.publishing import Proposal

NOT_OPEN = "This is not found any more, or it changed meanwhile. Below is what is found now."


class AcceptForm(forms.Form):
    """A finding that is meant, and why."""

    fingerprint = forms.CharField(max_length=32, widget=forms.HiddenInput)
    reason = forms.CharField(
        max_length=LINE,
        widget=AdminTextInputWidget(attrs={"autocomplete": "off"}),
        label="Why it is meant",
        error_messages={"required": "Say in a few words why it is meant: others will ask."},
    )


class TakeBackForm(forms.Form):
    """A finding that is to be open again."""

    fingerprint = forms.CharField(max_length=32, widget=forms.HiddenInput)


@dataclass(frozen=True)
class Line:
    """A finding with the address of what mends it, and the form to accept it."""

    finding: Finding
    address: str
    form: AcceptForm | None = None


@dataclass(frozen=True)
class Look:
    """What `admin/_findings.html` shows: the findings of a course, for one who looks at it.

    Attributes:
        found: What was found.
        lines: The open ones.
        address: Of the page of findings, where the forms are sent.
        back: The path of the page that it stands in, to come back to.
        may_write: Whether who looks may accept findings, and take that back.
    """

    found: Findings
    lines: tuple[Line, ...]
    address: str
    back: str
    may_write: bool

    @classmethod
    def of(
        cls,
        request: HttpRequest,
        course: Course,
        *,
        proposal: Proposal | None = None,
        filled: AcceptForm | None = None,
    ) -> Self:
        """Look at a course: in three queries where its proposal is there already.

        Args:
            request: Of the page that it stands in.
            course: A course that the account sees.
            proposal: What publishing the course would do; without one it is drawn.
            filled: A form that was sent and was wrong.

        Raises:
            pydantic.ValidationError: The course contradicts itself.
        """
        found = findings_of(course, proposal=proposal)
        addresses = mending_addresses(course, {each.where for each in found.open})
        may_write = visit_of(request).rights.may(Action.WRITE, course)
        return cls(
            found=found,
            lines=tuple(
                Line(
                    each,
                    addresses[each.where],
                    _form_of(each, filled) if may_write and not each.is_blocking else None,
                )
                for each in found.open
            ),
            address=findings_url(course),
            back=request.path,
            may_write=may_write,
        )

    def parted(self) -> tuple[tuple[Line, ...], Self]:
        """Return what the plan could not do, to be told where it stands, and a look at the rest."""
        conflicts = tuple(line for line in self.lines if line.finding.is_conflict)
        others = tuple(line for line in self.lines if not line.finding.is_conflict)
        return conflicts, replace(self, lines=others)


def _form_of(finding: Finding, filled: AcceptForm | None) -> AcceptForm:
    """Return the form of a finding, as it was sent if it was."""
    prefix = f"f{finding.fingerprint}"
    if filled is not None and filled.data.get("fingerprint") == finding.fingerprint:
        filled.auto_id = f"{prefix}-%s"
        return filled
    return AcceptForm(initial={"fingerprint": finding.fingerprint}, auto_id=f"{prefix}-%s")


def findings_url(course: Course) -> str:
    """Return the address of a course's page of findings."""
    return reverse("admin:courses_course_findings", args=[course.pk])


def show_findings(request: HttpRequest, pk: str, *, context: dict[str, Any]) -> HttpResponse:
    """Show what the linter finds in a course; posted, accept a finding or take that back.

    Raises:
        Http404: The course is not visible.
        PermissionDenied: Findings are not to be accepted by this account.
    """
    rights = visit_of(request).rights
    course = rights.courses_for(Action.SEE).select_related("term").filter(pk=pk).first()
    if course is None:
        message = "There is no such course."
        raise Http404(message)
    if request.method != "POST":
        return _show(request, course, context)
    if not rights.may(Action.WRITE, course):
        raise PermissionDenied
    return (
        _take_back(request, course)
        if "take_back" in request.POST
        else _accept(request, course, context)
    )


def _accept(request: HttpRequest, course: Course, context: dict[str, Any]) -> HttpResponse:
    form = AcceptForm(request.POST)
    if not form.is_valid():
        return _show(request, course, context, filled=form, status=HTTPStatus.BAD_REQUEST)
    given = form.cleaned_data
    try:
        finding = accept(
            course, given["fingerprint"], reason=given["reason"], by=account_of(request)
        )
    except NotOpenError:
        context = {**context, "stale": NOT_OPEN}
        return _show(request, course, context, status=HTTPStatus.CONFLICT)
    except pydantic.ValidationError:
        return _show(request, course, context, status=HTTPStatus.CONFLICT)
    messages.success(request, f"Accepted, and not told again unless it changes: {finding.reason}")
    return _back(request, course)


def _take_back(request: HttpRequest, course: Course) -> HttpResponse:
    form = TakeBackForm(request.POST)
    if form.is_valid() and take_back(course, form.cleaned_data["fingerprint"]):
        messages.success(request, "Taken back: it is told again if it is still found.")
    else:
        messages.info(request, "There was nothing to take back.")
    return _back(request, course)


def _back(request: HttpRequest, course: Course) -> HttpResponse:
    """Return to the page of the course that the form stood in, and nowhere else."""
    back, own = request.POST.get("back", ""), findings_url(course)
    of_course = own.removesuffix("findings/")
    is_ours = back.startswith(of_course) and back.isprintable()
    is_ours = is_ours and not any(way in back for way in ("\\", ".."))
    return HttpResponseRedirect(back if is_ours else own)


def _show(
    request: HttpRequest,
    course: Course,
    context: dict[str, Any],
    *,
    filled: AcceptForm | None = None,
    status: int = HTTPStatus.OK,
) -> HttpResponse:
    look: Look | None = None
    faults: tuple[str, ...] = ()
    try:
        look = Look.of(request, course, filled=filled)
    except pydantic.ValidationError as error:
        faults = faults_of(error)
    context = {
        **context,
        "title": f"Findings in {course.number}",
        "course": course,
        "opts": Course._meta,
        "look": look,
        "faults": faults,
    }
    return TemplateResponse(request, "admin/findings.html", context, status=status)
