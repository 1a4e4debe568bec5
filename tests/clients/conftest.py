"""Feeds of three kinds of courses, with what the database says of them.

They are made once for all programs, in a transaction that is taken back.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path

import pytest
import time_machine
from django.db import transaction
from django.test import Client

from courses.importers.course_file import parse_course, parse_term
from courses.importers.rows import save_course, save_term
from courses.models import Course
from schedule.personal.calendars import Choice, make_calendar
from schedule.publishing import publish
from tests.clients import courses, edits
from tests.clients.published import QUERY, in_feed, told_by_the_database, zones_of
from tests.clients.told import Feed

FIXTURES = Path(__file__).parents[2] / "fixtures"


def feed_at(address: str, *made: Course, now: datetime, query: str = QUERY) -> Feed:
    """Return the feed of some courses, with alarms."""
    with time_machine.travel(now, tick=False):
        response = Client().get(f"{address}{'&' if '?' in address else '?'}{query}")
        assert response.status_code == 200, response.content
        events = in_feed(*made, now=now)
    return Feed(response.content.decode(), told_by_the_database(events), zones_of(events))


@pytest.fixture(scope="session")
def unkept(django_db_setup, django_db_blocker) -> Callable:
    """A database for a while: what is written in it is taken back."""

    @contextmanager
    def open_for_a_while() -> Iterator[None]:
        with django_db_blocker.unblock(), transaction.atomic():
            yield
            transaction.set_rollback(True)

    return open_for_a_while


def _mit() -> Course:
    """Return the reference course, published in the summer."""
    save_term(parse_term((FIXTURES / "2023-fall.yaml").read_bytes()))
    save_course(parse_course((FIXTURES / "mit-6.5940-fall-2023.yaml").read_bytes()))
    course = Course.objects.get(slug="6.5940")
    publish(course, now=edits.SUMMER)
    return course


@pytest.fixture(scope="session")
def fall(unkept) -> dict[str, Feed]:
    """The feed of the reference course at first, and after each edit."""
    with unkept():
        course = _mit()
        address = f"{course.get_absolute_url()}calendar.ics"
        feeds = {"publish": feed_at(address, course, now=edits.SUMMER)}
        for name in edits.EDITS:
            edits.make(name, course)
            feeds[name] = feed_at(address, course, now=edits.day_of(name))
    return feeds


@pytest.fixture(scope="session")
def year(unkept) -> Feed:
    """One feed of 2,004 events in twelve zones."""
    with unkept():
        made = courses.year_in_many_zones()
        picked = "&".join(f"course={course.slug}" for course in made)
        return feed_at(f"/2023/calendar.ics?{picked}", *made, now=courses.WINTER)


@pytest.fixture(scope="session")
def personal(unkept) -> Feed:
    """A personal calendar of three courses of three terms, in two zones."""
    with unkept():
        made = [_mit(), courses.hostile(), *courses.year_in_many_zones(zones=("Europe/Berlin",))]
        calendar = make_calendar(Choice(courses.HOSTILE[1], tuple(made), QUERY), now=edits.SUMMER)
        return feed_at(f"/calendars/{calendar.token}.ics", *made, now=edits.SUMMER, query="")


@pytest.fixture(scope="session")
def hostile(unkept) -> Feed:
    """The feed of a course that says the worst."""
    with unkept():
        course = courses.hostile()
        return feed_at(f"{course.get_absolute_url()}calendar.ics", course, now=edits.SUMMER)
