"""What waits to be published, said on every page of a course."""

from __future__ import annotations

from typing import Any

import pydantic
from django.http import HttpRequest

from courses.admin.visit import visit_of
from courses.models import Course
from schedule.admin.board.access import may_do
from schedule.admin.board.reading import read_board
from schedule.admin.diff import troubles_of
from schedule.admin.publishing import change_words, conflict_words, review_url
from schedule.moves import Need
from schedule.publishing import Proposal


def standing_of(request: HttpRequest, course: Course) -> dict[str, Any]:
    """Return what the banner says: how much waits, what needs a decision, and what one may do."""
    try:
        proposal, _ = read_board(course)
    except pydantic.ValidationError:
        return {"contradicts": True, "review_url": review_url(course)}
    return banner_of(request, proposal)


def banner_of(request: HttpRequest, proposal: Proposal) -> dict[str, Any]:
    """Return what the banner says of a proposal."""
    course = proposal.course
    waits = not proposal.is_empty
    return {
        "waiting": change_words(proposal) if waits else "",
        "to_decide": conflict_words(proposal),
        "blocking": troubles_of(proposal.blocking, proposal),
        "review_url": review_url(course),
        "may_discard": waits
        and course.is_published
        and may_do(visit_of(request).rights, Need.UNDO, course),
    }
