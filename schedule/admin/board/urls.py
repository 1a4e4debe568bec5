"""The addresses of the board, below its course's."""

from __future__ import annotations

from collections.abc import Callable
from uuid import UUID

import pydantic
from django.contrib.admin import AdminSite
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import URLPattern, path, reverse
from django.views.decorators.csrf import csrf_protect
from django.views.decorators.http import require_http_methods, require_safe

from courses.models import Course
from schedule.admin.board.access import frame
from schedule.admin.board.asking import Asked, ask
from schedule.admin.board.moving import show_form, show_preview
from schedule.admin.board.page import show_board
from schedule.admin.resuming import resuming


def board_url(course: Course) -> str:
    """Return the address of a course's board."""
    return reverse("admin:courses_course_board", args=[course.pk])


def board_urls(site: AdminSite) -> list[URLPattern]:
    """Return the addresses of boards, each asking for an account first."""

    @require_safe
    def board(request: HttpRequest, pk: UUID) -> HttpResponse:
        return show_board(request, pk, context=frame(site, request))

    def asking(view: Callable[[Asked], HttpResponse]) -> Callable[..., HttpResponse]:
        def answer(request: HttpRequest, pk: UUID, slug: str) -> HttpResponse:
            try:
                asked = ask(request, pk, slug, context=frame(site, request))
            except pydantic.ValidationError:  # the board says how the course contradicts itself
                return HttpResponseRedirect(reverse("admin:courses_course_board", args=[pk]))
            return view(asked)

        return answer

    move = require_safe(asking(show_form))
    preview = csrf_protect(require_http_methods(["GET", "HEAD", "POST"])(asking(show_preview)))

    below = "<uuid:pk>/board/"
    return [
        path(below, site.admin_view(board), name="courses_course_board"),
        path(f"{below}<slug:slug>/", site.admin_view(move), name="courses_course_move"),
        path(
            f"{below}<slug:slug>/preview/",
            resuming(site, preview),
            name="courses_course_preview",
        ),
    ]
