"""What the admin's pages share: where the front page leads to, and whether mail goes out."""

from __future__ import annotations

from typing import Any

from django import template
from django.conf import settings
from django.utils import timezone
from django.utils.timesince import timesince

from courses.admin.visit import visit_of
from courses.models import Course
from courses.permissions import Action
from schedule.mailing.trouble import trouble_of_mail

register = template.Library()

SHOWN = 12


@register.simple_tag(takes_context=True)
def newest_courses(context: dict[str, Any]) -> list[Course]:
    """Return the newest of the courses that this account sees."""
    rows = visit_of(context["request"]).rights.courses_for(Action.SEE).select_related("term")
    return list(rows.order_by("-term__first_day", "number")[:SHOWN])


@register.inclusion_tag("admin/_mail_trouble.html", takes_context=True)
def mail_trouble(context: dict[str, Any]) -> dict[str, Any]:
    """Tell staff where mail is due and does not go; those who run the site, also why."""
    if not (settings.MAIL_IS_ON and context.get("has_permission")):
        return {}
    now = timezone.now()
    trouble = trouble_of_mail(now=now)
    if trouble is None:
        return {}
    return {
        "trouble": trouble,
        "ago": timesince(trouble.since, now, depth=1) if trouble.since else "",
        "runs_site": visit_of(context["request"]).rights.runs_site,
    }
