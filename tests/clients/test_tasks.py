"""Deadlines as tasks: programs that know tasks read what is due, and when."""

from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from django.test import Client

from schedule.engine.entry import Kind, Status
from schedule.ical.text import one_line
from schedule.ical.vtodo import task_uid
from schedule.publishing import publish
from schedule.serialising import facts_of
from schedule.wording.told import say
from tests.clients.courses import hostile as make_hostile
from tests.clients.edits import SUMMER
from tests.clients.published import described, in_feed
from tests.clients.task_readers import BLIND, READERS
from tests.clients.told import Task
from tests.schedule.ical.samples import deadline, vtodo, wrap

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def tasks(unkept):
    """The tasks of the hostile course, as they are served and as the database has them."""
    with unkept(), time_machine.travel(SUMMER, tick=False):
        course = make_hostile()
        course.deadlines.filter(key="lab-1-due").delete()
        publish(course, now=SUMMER)
        response = Client().get(f"{course.get_absolute_url()}tasks.ics")
        due = [event for event in in_feed(course, now=SUMMER) if event.kind == Kind.DEADLINE]
        return response.content.decode(), {task_uid(each.uid): _task(each) for each in due}


def _task(event):
    facts, stands = facts_of(event.course), event.status == Status.CONFIRMED
    return Task(
        one_line(say(event.entry, facts).summary),
        described(event.entry, facts),
        "NEEDS-ACTION" if stands else "CANCELLED",
        event.start,
    )


@pytest.mark.parametrize("program", [name for name in READERS if name not in BLIND])
def test_a_program_tells_each_task_as_the_database_does(program, tasks):
    text, told = tasks
    assert READERS[program](text) == told


@pytest.mark.parametrize("program", BLIND)
def test_a_program_that_knows_no_tasks_tells_none(program, tasks):
    assert READERS[program](tasks[0]) == {}


def test_ts_ics_takes_the_words_of_a_task_s_alarm_for_the_task_s_own():
    text = wrap([vtodo(deadline(), timedelta(days=1))], days=[deadline().day])
    (task,) = READERS["ts-ics"](text).values()
    assert task.description == task.summary == "6.5940 Lab 4 due"
    assert task.due == datetime(2023, 11, 1, 3, 59, tzinfo=UTC)
