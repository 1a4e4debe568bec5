"""What one request knows: the rights of who asks, and what was looked up or touched on the way."""

from __future__ import annotations

from typing import TYPE_CHECKING
from uuid import UUID
from weakref import WeakKeyDictionary

from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404, HttpRequest, QueryDict

from courses.admin.register import Register
from courses.permissions import Action, Rights

if TYPE_CHECKING:
    from courses.models import Course

COURSE_PARAMETER = "course"
"""The query parameter that names the course of a new item, and filters a list."""


class Visit:
    """The state of one request to the admin.

    Attributes:
        rights: Of who asks.
        touched: The primary keys of the courses that a reader may see differently after it.
        faults: What is wrong with a course as a whole after the edit; shown at its form.
    """

    def __init__(self, request: HttpRequest) -> None:
        """Read the rights of who asks."""
        self.rights = Rights.of(request.user)
        self.touched: set[UUID] = set()
        self.faults: tuple[str, ...] = ()
        self._registers: dict[UUID, Register] = {}
        self._named = self._find_named(request)
        self._course_named: Course | None = None

    def register_of(self, course: Course) -> Register:
        """Return the register of a course: one for the request."""
        return self._registers.setdefault(course.pk, Register(course))

    def course(self, action: Action, pk: UUID | str) -> Course:
        """Return a course in which this account may do this.

        Raises:
            Http404: There is no such course that this account sees.
            PermissionDenied: It sees the course, but may not do this in it.
        """
        course = self._visible_course(str(pk))
        self._require(action, course)
        return course

    def course_named(self, action: Action) -> Course | None:
        """Return the course that the address names for a new item, or None where it names none.

        Raises:
            Http404: There is no such course that this account sees.
            PermissionDenied: It sees the course, but may not do this in it.
        """
        if not self._named:
            return None
        if self._course_named is None:
            self._course_named = self._visible_course(self._named)
        self._require(action, self._course_named)
        return self._course_named

    def _require(self, action: Action, course: Course) -> None:
        if not self.rights.may(action, course):
            raise PermissionDenied

    def _visible_course(self, named: str) -> Course:
        from_all = self.rights.courses_for(Action.SEE).select_related("term", "department")
        try:
            course = from_all.filter(pk=named).first()
        except ValidationError:  # not a UUID
            course = None
        if course is None:
            msg = "There is no such course."
            raise Http404(msg)
        return course

    @staticmethod
    def _find_named(request: HttpRequest) -> str:
        """Return the course of the address, or of the list that one came from."""
        came_from = QueryDict(request.GET.get("_changelist_filters", ""))
        return request.GET.get(COURSE_PARAMETER) or came_from.get(COURSE_PARAMETER) or ""


_visits: WeakKeyDictionary[HttpRequest, Visit] = WeakKeyDictionary()


def visit_of(request: HttpRequest) -> Visit:
    """Return the state of a request, made when first asked for."""
    found = _visits.get(request)
    if found is None:
        found = _visits[request] = Visit(request)
    return found
