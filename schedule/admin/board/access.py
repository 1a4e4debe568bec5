"""What each may do on the board, and the frame of its pages."""

from __future__ import annotations

from typing import Any

from django.contrib.admin import AdminSite
from django.http import HttpRequest

from courses.models import Course
from courses.permissions import Action, Rights
from schedule.moves import Need


def may_do(rights: Rights, need: Need, course: Course) -> bool:
    """Tell whether an account may make, and publish, moves that need this."""
    if not rights.may(Action.PUBLISH, course):
        return False
    match need:
        case Need.ITEMS:
            return rights.may(Action.WRITE, course)
        case Need.REMOVAL:
            return rights.may(Action.DELETE, course)
        case Need.MEETINGS:
            return rights.may(Action.SETTINGS, course)
        case Need.UNDO:
            return rights.may(Action.UNDO, course)
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
