"""The addresses of the board, below its course's."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib.admin import AdminSite
from django.http import HttpRequest, HttpResponse
from django.urls import URLPattern, path, reverse
from django.views.decorators.http import require_safe

from courses.models import Course
from schedule.admin.board.access import frame
from schedule.admin.board.page import show_board


def board_url(course: Course) -> str:
    """Return the address of a course's board."""
    return reverse("admin:courses_course_board", args=[course.pk])


def board_urls(site: AdminSite) -> list[URLPattern]:
    """Return the addresses of boards, each asking for an account first."""

    @require_safe
    def board(request: HttpRequest, pk: UUID) -> HttpResponse:
        return show_board(request, pk, context=frame(site, request))

    return [path("<uuid:pk>/board/", site.admin_view(board), name="courses_course_board")]
