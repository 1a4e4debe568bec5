"""Previews: a course's pages as they will be published, for its staff alone."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import pydantic
from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext

from courses.permissions import may_see_drafts
from schedule.drafting.draft import Draft
from schedule.http.conditional import PRIVATE
from schedule.pages.links import PREVIEW
from schedule.views.fault import PageError, Way

if TYPE_CHECKING:
    from django.http import HttpRequest

    from courses.models import Course

NAMED: Final = 3
"""How many faults a page names."""


def draft_for(request: HttpRequest, row: Course) -> Draft | None:
    """Return a course as it will be published, if its staff ask for that; others see it as it is.

    Raises:
        PageError: A 409: what is written contradicts itself, so that nothing follows from it.
    """
    if PREVIEW not in request.GET or not may_see_drafts(request.user, row):
        return None
    try:
        return Draft.of(row)
    except pydantic.ValidationError as error:
        faults = error.errors(include_url=False, include_context=False)
        raise PageError(
            status=409,
            title=gettext("What is written contradicts itself"),
            why="; ".join(fault["msg"].removeprefix("Value error, ") for fault in faults[:NAMED]),
            ways=(Way(gettext("Edit and publish"), form_of(row)),),
        ) from None


def form_of(row: Course) -> str:
    """Return the address where staff edit a course."""
    return reverse("admin:courses_course_change", args=[row.pk])


def private_page(html: str) -> HttpResponse:
    """Return a page that no cache keeps, and that is not compressed, as all that is private."""
    response = HttpResponse(html)
    response.headers["Cache-Control"] = PRIVATE
    return response
