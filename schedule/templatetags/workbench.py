"""What the admin's front page leads to."""

from __future__ import annotations

from typing import Any

from django import template

from courses.admin.visit import visit_of
from courses.models import Course
from courses.permissions import Action

register = template.Library()

SHOWN = 12


@register.simple_tag(takes_context=True)
def newest_courses(context: dict[str, Any]) -> list[Course]:
    """Return the newest of the courses that this account sees."""
    rows = visit_of(context["request"]).rights.courses_for(Action.SEE).select_related("term")
    return list(rows.order_by("-term__first_day", "number")[:SHOWN])
