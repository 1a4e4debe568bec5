"""Measure the mail ledger on one database: prints the results as JSON, on the last line."""

import json
import os
import statistics
import sys
import time
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from datetime import time as clock
from pathlib import Path

import django

django.setup()

from django.core.management import call_command  # noqa: E402 - after the set-up
from django.db import connection  # noqa: E402
from django.db.models import F  # noqa: E402

from bench.generator import fill  # noqa: E402
from courses.models import Course, Deadline  # noqa: E402
from schedule.mailing import planner  # noqa: E402
from schedule.mailing.inserting import insert_mails  # noqa: E402
from schedule.models import (  # noqa: E402
    Event,
    Mail,
    MailKind,
    PlannedCourse,
    Subscriber,
    Subscription,
)
from schedule.publishing import publish  # noqa: E402

SUMMER = datetime(2023, 8, 1, tzinfo=UTC)
ZONES = ("America/New_York", "Europe/Berlin", "Asia/Tokyo")
DEADLINE = "lab-0-due"
DUE_NOW = 500
BATCH = 100
ROUNDS = 30


def main(subscribers: int, courses: int) -> None:
    call_command("migrate", verbosity=0)
    course = fill(courses)
    event = Event.objects.get(course=course, key=DEADLINE)
    assert event.start is not None
    now = event.start - timedelta(hours=40)
    _subscribe(subscribers)
    _plan_all(event.start - timedelta(days=1), until=now + planner.AHEAD)
    first = Subscription.objects.filter(course=course).order_by("pk").values("pk")[:DUE_NOW]
    Mail.objects.filter(subscription__in=first).update(send_at=now - timedelta(minutes=1))
    _analyse()
    total = subscribers * courses
    results = {
        f"the next {BATCH} that are due, of {total:,} subscriptions": _median(lambda: _due(now)),
        f"a planner's round with nothing to do, of {total:,}": _median(lambda: _idle(now)),
        **_moves(course, now),
    }
    print(json.dumps(results))


def _subscribe(subscribers: int) -> None:
    """Let every subscriber have every course, told of all that is published."""
    Subscriber.objects.bulk_create(
        [
            Subscriber(
                address=f"student-{n}@example.edu",
                nonce="nonce",
                kinds="deadline",
                leads="P1D PT2H" if n % 2 else "P1D",
                morning=clock(7 + n % 4),
                language="en",
                time_zone=ZONES[n % len(ZONES)],
                made_at=SUMMER,
                chosen_at=SUMMER,
            )
            for n in range(subscribers)
        ],
        batch_size=2_000,
    )
    names = "subscriber_id, course_id, made_at, told_edition, told_on, is_planned"
    with connection.cursor() as cursor:
        cursor.execute(
            f"INSERT INTO schedule_subscription ({names}) "
            "SELECT s.id, c.id, s.made_at, c.edition_number, %s, %s "
            "FROM courses_course c CROSS JOIN schedule_subscriber s",
            [SUMMER.date(), True],
        )


def _plan_all(at: datetime, *, until: datetime) -> None:
    """Give each subscription its reminder of the first deadline, as the planner would."""
    for event in Event.objects.filter(key=DEADLINE).select_related("course"):
        insert_mails(
            Subscription.objects.filter(course=event.course),
            kind=MailKind.REMINDER,
            subscriber=F("subscriber"),
            subscription=F("pk"),
            course=F("course"),
            event=event.pk,
            due=event.start,
            lead="P1D",
            made_at=SUMMER,
            send_at=at,
        )
        PlannedCourse.objects.create(
            course=event.course, edition_number=event.course.edition_number, until=until
        )


def _analyse() -> None:
    """Let the database know what its tables hold, as it would after a minute by itself."""
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")


def _due(now: datetime) -> None:
    assert len(Mail.objects.due(now)[:BATCH]) == BATCH


def _idle(now: datetime) -> None:
    assert planner.plan(now) == 0


def _median(run: Callable[[], None]) -> str:
    times = []
    for _ in range(ROUNDS + 3):
        started = time.perf_counter()
        run()
        times.append(time.perf_counter() - started)
    return f"{statistics.median(times[3:]) * 1_000:.2f} ms"


def _moves(course: Course, now: datetime) -> dict[str, str]:
    """Move the deadline for those who are told of changes at once, and for those who are not."""
    found = {}
    for hour, (notices, words) in enumerate(
        (("none", "without notices"), ("at-once", "and a notice each")), start=20
    ):
        Subscriber.objects.update(notices=notices)
        _analyse()
        Deadline.objects.filter(course=course, key=DEADLINE).update(
            basis="fixed", day=date(2023, 9, 21), anchor=None, offset_days=0, at=clock(hour)
        )
        publish(course, now=now)
        before = Mail.objects.filter(course=course, state="void").count()
        processor = _processor_time()
        seconds, longest = _settled(now)
        processor = _processor_time() - processor
        moved = Mail.objects.filter(course=course, state="void").count() - before
        found[f"{moved:,} rows of a deadline that moves, {words}"] = (
            f"{seconds:.2f} s ({processor:.2f} s)"
        )
        found[f"its longest transaction, {words}"] = f"{longest * 1_000:.0f} ms"
    return found


def _processor_time() -> float:
    """Return the seconds of processor time that we and the database's process for us have had."""
    ours = time.process_time()
    if connection.vendor != "postgresql":
        return ours
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_backend_pid()")
        (process,) = cursor.fetchone()
    ticks = Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()[11:13]
    return ours + sum(map(int, ticks)) / os.sysconf("SC_CLK_TCK")


def _settled(now: datetime) -> tuple[float, float]:
    """Plan until nothing is left; return how long that took, and its longest transaction."""
    longest, started = 0.0, time.perf_counter()
    while True:
        step = time.perf_counter()
        if not planner.plan_course(now):
            return time.perf_counter() - started, longest
        longest = max(longest, time.perf_counter() - step)


if __name__ == "__main__":
    main(*map(int, sys.argv[1:]))
