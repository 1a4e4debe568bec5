"""The plan board of a long course, and the preview of a move that pushes forty lectures."""

from datetime import UTC, date, datetime, timedelta
from http import HTTPStatus

from django.contrib.auth.models import User
from django.db import transaction
from django.test import Client
from django.urls import reverse

from bench.measure import Operation
from courses import content
from courses.exporters.rows import read_course
from courses.importers.rows import save_course
from courses.models import Course, Membership
from schedule.models import Event
from schedule.moves import NoClass
from schedule.planning import preview
from schedule.publishing import publish

SUMMER = datetime(2023, 8, 1, tzinfo=UTC)
WORKDAYS = tuple(content.Weekday)[:5]
LECTURES = 60
PUSHED = 40


def board_operations(course: Course) -> list[Operation]:
    """Return what to measure, of a course of its own that is made here."""
    long = _long_course(course)
    client = Client(headers={"host": "127.0.0.1"})
    client.force_login(_assistant(long))
    first = Event.objects.get(course=long, key=f"lecture-{LECTURES - PUSHED + 1}").day
    board = reverse("admin:courses_course_board", args=[long.pk])
    shown = reverse("admin:courses_course_preview", args=[long.pk, "no-class"])
    return [
        _page(client, f"plan board, {LECTURES} lectures", board),
        _preview(long, first),
        _page(
            client,
            f"page of a preview, {PUSHED} lectures move",
            f"{shown}?on={first}&title=Snow+day&then=push",
        ),
    ]


def _page(client: Client, name: str, address: str) -> Operation:
    def run() -> int:
        response = client.get(address)
        assert response.status_code == HTTPStatus.OK, (address, response.status_code)
        return len(response.content)

    return Operation(name, run)


def _preview(course: Course, day: date) -> Operation:
    def run() -> int:
        drawn = preview(course, NoClass(day, "Snow day"), now=SUMMER)
        moved = sum(row.change.after.kind == "lecture" for row in drawn.rows)
        assert moved == PUSHED, moved
        return 0

    return Operation(f"preview of a push of {PUSHED} lectures", run)


def _long_course(course: Course) -> Course:
    """Write and publish a course with lectures on every workday, and labs that follow some."""
    written = read_course(course)
    meeting = content.Meeting(key="class", weekdays=WORKDAYS, start="10:00", end="11:00")
    lectures = tuple(
        content.Lecture(key=f"lecture-{n}", number=n, title=f"Topic {n}")
        for n in range(1, LECTURES + 1)
    )
    long = written.model_copy(
        update={
            "slug": "long",
            "meetings": (meeting,),
            "lectures": lectures,
            "chapters": (),
            "resources": (),
        }
    )
    with transaction.atomic():
        save_course(content.Course.model_validate(long.model_dump()))
    row = Course.objects.select_related("term", "department").get(term=course.term, slug="long")
    publish(row, now=SUMMER - timedelta(days=1))
    return row


def _assistant(course: Course) -> User:
    user = User.objects.create_user("assistant", is_staff=True)
    Membership.objects.create(user=user, course=course, role=Membership.Role.TEACHING_ASSISTANT)
    return user
