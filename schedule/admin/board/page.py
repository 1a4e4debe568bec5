"""The page of the board."""

from __future__ import annotations

from http import HTTPStatus
from typing import Any
from uuid import UUID

import pydantic
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils import timezone

from courses.admin.visit import visit_of
from courses.models import Course
from courses.permissions import Action
from schedule.admin.board.access import may_do
from schedule.admin.board.banner import banner_of
from schedule.admin.board.building import board_of
from schedule.admin.board.reading import read_board
from schedule.admin.findings import Look
from schedule.admin.mail.page import mail_url
from schedule.admin.publishing import faults_of
from schedule.moves import Need


def show_board(request: HttpRequest, pk: UUID, *, context: dict[str, Any]) -> HttpResponse:
    """Show the board of a course to its staff.

    Raises:
        Http404: The course is not visible.
    """
    visit = visit_of(request)
    course, rights = visit.course(Action.SEE, str(pk)), visit.rights
    context |= {
        "title": f"Plan board {course.number}",
        "below": reverse("admin:courses_course_board", args=[course.pk]),
        "mail_url": mail_url(course),
        "course": course,
        "opts": Course._meta,
        "may_write": may_do(rights, Need.ITEMS, course),
        "may_remove": may_do(rights, Need.REMOVAL, course),
        "may_undo": may_do(rights, Need.UNDO, course),
        "may_term": may_do(rights, Need.TERM, course),
    }
    try:
        proposal, form_of = read_board(course)
    except pydantic.ValidationError as error:
        context["faults"] = faults_of(error)
        return TemplateResponse(
            request, "admin/board.html", context, status=HTTPStatus.UNPROCESSABLE_ENTITY
        )
    today = timezone.now().astimezone(course.term.zone).date()
    conflicts, look = Look.of(request, course, proposal=proposal).parted()
    context |= {
        "board": board_of(proposal, conflicts=conflicts, today=today, form_of=form_of),
        **banner_of(request, proposal),
        "edition": proposal.edition,
        "look": look,
    }
    return TemplateResponse(request, "admin/board.html", context)
