"""What a request for a move asks: which move, of which course, and where that stands."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, QueryDict
from django.urls import reverse

from courses.admin.visit import visit_of
from courses.models import Course
from courses.permissions import Action
from schedule.admin.board import day_forms, edition_forms, lecture_forms, outline_forms
from schedule.admin.board.access import may_do
from schedule.admin.board.dates_form import DatesForm
from schedule.admin.board.deadline_forms import ExtendForm
from schedule.admin.board.form import MoveForm
from schedule.moves import Move, Need
from schedule.planning import Outlook, look

FORMS: Mapping[str, type[MoveForm]] = {
    "no-class": day_forms.NoClassForm,
    "hold": day_forms.HoldForm,
    "insert": outline_forms.InsertForm,
    "move": outline_forms.MoveLectureForm,
    "swap": outline_forms.SwapForm,
    "merge": lecture_forms.MergeForm,
    "unmerge": lecture_forms.UnmergeForm,
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


@dataclass(frozen=True)
class Asked:
    """A request for a move, of an account that may make it.

    Attributes:
        request: The request.
        course: The course.
        slug: What its address calls the move.
        kind: The move's form.
        outlook: Where the course stands: read once, for the form and for the preview.
        context: What every page of the admin is given.
    """

    request: HttpRequest
    course: Course
    slug: str
    kind: type[MoveForm]
    outlook: Outlook
    context: Mapping[str, Any]

    def form(self, data: QueryDict | None, *, given: Mapping[str, Any] | None = None) -> MoveForm:
        """Return the move's form, filled, or empty but for what is given."""
        rights = visit_of(self.request).rights
        allowed = frozenset(need for need in Need if may_do(rights, need, self.course))
        return self.kind(data, proposal=self.outlook.proposal, allowed=allowed, given=given)

    def require(self, move: Move) -> None:
        """Look again: what is filled in may need more than the form does.

        Raises:
            PermissionDenied: The move is not for this account.
        """
        if not may_do(visit_of(self.request).rights, move.needs, self.course):
            raise PermissionDenied

    def address(self, view: str) -> str:
        """Return the address of the move's form (`move`) or of its preview (`preview`)."""
        return reverse(f"admin:courses_course_{view}", args=[self.course.pk, self.slug])


def ask(request: HttpRequest, pk: UUID, slug: str, *, context: Mapping[str, Any]) -> Asked:
    """Return what a request asks.

    Raises:
        Http404: The course is not visible, or there is no such move.
        PermissionDenied: The move is not for this account.
        pydantic.ValidationError: The course contradicts itself, so that nothing can be planned.
    """
    course = visit_of(request).course(Action.SEE, str(pk))
    kind = FORMS.get(slug)
    if kind is None:
        message = "There is no such move."
        raise Http404(message)
    if not may_do(visit_of(request).rights, kind.needs, course):
        raise PermissionDenied
    return Asked(request, course, slug, kind, look(course), context)
