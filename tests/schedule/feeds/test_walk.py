"""A term of publications in any order: what a program saw of an event is never taken back."""

import random
import re
from datetime import UTC, date, datetime, time, timedelta

import pytest
import time_machine

from courses import content
from courses.importers.rows import save_course
from courses.models import Course, Deadline, Lecture, Meeting, NoClassDay
from schedule.models import Edition, Event
from schedule.publishing import publish
from schedule.serialising import facts_of, serialise
from tests.factories import (
    CourseFactory,
    DeadlineFactory,
    LabFactory,
    LectureFactory,
    MeetingFactory,
    NoClassDayFactory,
    TermFactory,
)

SUMMER = datetime(2023, 8, 1, tzinfo=UTC)
STEPS = 12
VEVENT = re.compile("BEGIN:VEVENT\r\n.*?END:VEVENT\r\n", re.DOTALL)


@pytest.fixture
def course(db, zone):
    term = TermFactory(slug="2023", time_zone=zone, last_day=date(2024, 4, 20))
    NoClassDayFactory(term=term, key="holiday", day=date(2023, 10, 9), last_day=date(2023, 10, 11))
    course = CourseFactory(term=term, slug="6.100")
    MeetingFactory(
        course=course, key="class", weekdays="tue,thu,sun", start=time(1, 30), end=time(2, 45)
    )
    for number in range(1, 16):
        LectureFactory(course=course, number=number, position=number)
    for number, at in enumerate((time(0), time(2, 30), time(23, 59), None)):
        lab = LabFactory(course=course, key=f"lab-{number}", title=f"Lab {number}")
        DeadlineFactory(lab=lab, day=date(2023, 10, 1) + timedelta(weeks=4 * number), at=at)
    publish(course, now=SUMMER)
    return course


def pin(course, draw):
    day = date(2023, 9, 10) + timedelta(days=draw.randrange(200))
    Lecture.objects.filter(key=f"lecture-{draw.randint(1, 15)}").update(
        pin_day=day, pin_start=time(draw.randrange(4)), pin_end=time(23)
    )


def cancel(course, draw):
    Lecture.objects.filter(key=f"lecture-{draw.randint(1, 15)}").update(
        cancelled=True, reason="雪,;"
    )


def extend(course, draw):
    due = draw.choice(list(course.events.filter(kind="deadline").order_by("key")))
    day = due.day + timedelta(days=2)
    Deadline.objects.filter(key=due.key).update(extended_day=day, extended_at=time(2, 30))


def delete(course, draw):
    Lecture.objects.filter(key=f"lecture-{draw.randint(1, 15)}").delete()


def put_back(course, draw):
    edition = draw.choice(list(Edition.objects.filter(course=course).order_by("number")))
    save_course(content.Course.model_validate(edition.course_content), prune=True)


def meet(course, draw):
    weekdays = draw.choice(["mon,wed", "tue,thu,sun", "fri,sat"])
    Meeting.objects.update(weekdays=weekdays, room=draw.choice(["26-100", "a;b,c"]))


def call(course, draw):
    NoClassDay.objects.update(title=f"Holiday {draw.randint(1, 3)}")
    Course.objects.update(title=f"Title {draw.random()}", number=draw.choice(["6.100", "6.S965"]))


EDITS = (pin, cancel, extend, delete, put_back, meet, call)


def fetched(client, now):
    """Return each event of the feed as it is served, by UID."""
    with time_machine.travel(now, tick=False):
        text = client.get("/2023/6.100/calendar.ics").content.decode()
    return {value(event, "UID"): event for event in VEVENT.findall(text)}


def value(event, name):
    return re.search(rf"\r\n{name}:(.*)\r\n", event)[1]


@pytest.mark.parametrize("zone", ["America/New_York", "Australia/Lord_Howe", "Europe/Dublin"])
@pytest.mark.parametrize("seed", range(2))
def test_sequence_rises_with_each_change_and_what_says_the_same_is_the_same(
    client, course, zone, seed
):
    draw, now = random.Random(f"{zone} {seed}"), SUMMER
    seen = fetched(client, now)
    for _ in range(STEPS):
        now += timedelta(days=draw.randrange(4), seconds=draw.randrange(4_000))
        draw.choice(EDITS)(course, draw)
        publish(course, now=now, horizon=draw.choice([None, SUMMER]))
        found = fetched(client, now)
        for uid in [uid for uid in found.keys() & seen.keys() if found[uid] != seen[uid]]:
            before, after = seen[uid], found[uid]
            assert int(value(after, "SEQUENCE")) > int(value(before, "SEQUENCE"))
            assert value(after, "DTSTAMP") == value(after, "LAST-MODIFIED")
            assert value(after, "DTSTAMP") >= value(before, "DTSTAMP")
            assert value(after, "CREATED") == value(before, "CREATED")
        for event in Event.objects.in_feeds(now):
            kept = event.vevent
            serialise(event, facts_of(event.course))
            assert event.vevent == kept
        seen |= found
