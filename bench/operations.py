"""The operations that are measured, on the reference course."""

import itertools
from datetime import UTC, datetime, time
from http import HTTPStatus

from django.test import Client

from bench.board import board_operations
from bench.measure import Operation
from courses import content
from courses.exporters.rows import read_course, read_term
from courses.models import Course, Lecture
from schedule.engine.derive import derive
from schedule.http.conditional import SHELF
from schedule.publishing import propose, publish

SUMMER = datetime(2023, 8, 1, tzinfo=UTC)
DAY = "on=2023-10-31"
WORKDAYS = tuple(content.Weekday)[:5]


def operations(course: Course) -> list[Operation]:
    """Return what to measure, the harmless first."""
    page = course.get_absolute_url()
    api = f"/api/v1/courses{page}"
    return [
        _get("feed 200", f"{page}calendar.ics"),
        _get("feed 200, kept", f"{page}calendar.ics", kept=True),
        _not_modified("feed 304", f"{page}calendar.ics"),
        _get("feed 200, with alarms", f"{page}calendar.ics?alarm=deadline:P1D"),
        _get("Atom 200", f"{page}changes.atom"),
        _get("Atom 200, kept", f"{page}changes.atom", kept=True),
        _not_modified("Atom 304", f"{page}changes.atom"),
        _get("course page", f"{page}?{DAY}"),
        _get("course page, kept", f"{page}?{DAY}", kept=True),
        _not_modified("course page 304", f"{page}?{DAY}"),
        _get("week page", f"{page}week/2023-W44/?{DAY}"),
        _get("deadlines page", f"{page}deadlines/?{DAY}"),
        _get("API events", f"{api}events"),
        _not_modified("API events 304", f"{api}events"),
        _plan(course, 30),
        _plan(course, 60),
        _plan(course, 120),
        _preview(course),
        *board_operations(course),
        _publish_title(course),
        _publish_shift(course),
    ]


def _get(name: str, address: str, *, kept: bool = False) -> Operation:
    """Ask for an answer that must be made, or for one that is in memory."""
    client = Client(headers={"host": "127.0.0.1"})

    def run() -> int:
        response = client.get(address)
        assert response.status_code == HTTPStatus.OK, (address, response.status_code)
        return len(response.content)

    return Operation(name, run) if kept else Operation(name, run, before=SHELF.clear)


def _not_modified(name: str, address: str) -> Operation:
    client = Client(headers={"host": "127.0.0.1"})
    etag = client.get(address).headers["ETag"]

    def run() -> int:
        response = client.get(address, headers={"if-none-match": etag})
        assert response.status_code == HTTPStatus.NOT_MODIFIED, (address, response.status_code)
        return 0

    return Operation(name, run)


def _plan(course: Course, count: int) -> Operation:
    """Plan lectures on every weekday, without the database."""
    term = read_term(course.term)
    meeting = content.Meeting(key="class", weekdays=WORKDAYS, start="10:00", end="11:00")
    noon = meeting.model_copy(update={"key": "noon", "start": time(12), "end": time(13)})
    written = read_course(course).model_copy(
        update={
            "lectures": tuple(
                content.Lecture(key=f"lecture-{n}", number=n, title="Topic")
                for n in range(1, count + 1)
            ),
            "meetings": (meeting, noon),
        }
    )

    def run() -> int:
        derived = derive(term, written, published={}, horizon=SUMMER)
        assert len(derived.plan.placements) == count
        return 0

    return Operation(f"plan {count} lectures", run)


def _preview(course: Course) -> Operation:
    def run() -> int:
        propose(course, horizon=SUMMER)
        return 0

    return Operation("preview", run)


def _publish_title(course: Course) -> Operation:
    titles = itertools.count()

    def edit() -> None:
        title = f"Introduction {next(titles)}"
        Lecture.objects.filter(course=course, key="lecture-1").update(title=title)

    def run() -> int:
        assert publish(course) is not None
        return 0

    return Operation("publish one edited event", run, before=edit)


def _publish_shift(course: Course) -> Operation:
    """Every lecture moves by one class day, and back."""
    turns = itertools.cycle([["mon", "wed"], ["tue", "thu"]])

    def edit() -> None:
        course.meetings.filter(kind="lecture").update(weekdays=",".join(next(turns)))

    def run() -> int:
        assert publish(course, horizon=SUMMER) is not None
        return 0

    return Operation("publish a shift of all lectures", run, before=edit)
