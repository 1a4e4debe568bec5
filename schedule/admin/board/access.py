"""Whose the board is, and what each may do on it."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib.admin import AdminSite
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest

from courses.admin.visit import visit_of
from courses.models import Course
from courses.permissions import Action, Rights
from schedule.moves import Need


def find_course(request: HttpRequest, pk: UUID, action: Action = Action.SEE) -> Course:
    """Return a course of which this account may do something.

    Raises:
        Http404: It does not see the course.
        PermissionDenied: It sees the course, and may not do this in it.
    """
    rights = visit_of(request).rights
    rows = rights.courses_for(Action.SEE).select_related("term", "department")
    course = rows.filter(pk=pk).first()
    if course is None:
        message = "There is no such course."
        raise Http404(message)
    if not rights.may(action, course):
        raise PermissionDenied
    return course


def may_do(rights: Rights, need: Need, course: Course) -> bool:
    """Tell whether an account may make, and publish, moves that need this."""
    if not rights.may(Action.PUBLISH, course):
        return False
    match need:
        case Need.ITEMS:
            return rights.may(Action.WRITE, course)
        case Need.MEETINGS | Need.UNDO:
            return rights.may(Action.SETTINGS, course)
        case Need.TERM:
            return rights.may_edit_term(course.term)


def frame(site: AdminSite, request: HttpRequest) -> dict[str, Any]:
    """Return what every page of the admin is given, without the lists of its front page.

    Those ask the database once a model, and no other page shows them.
    """
    return {
        "site_title": site.site_title,
        "site_header": site.site_header,
        "site_url": site.site_url,
        "has_permission": site.has_permission(request),
        "available_apps": [],
        "is_popup": False,
        "is_nav_sidebar_enabled": False,
    }
