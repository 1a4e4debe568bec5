"""Deadlines as tasks, of a course and of several."""

from datetime import UTC, datetime

import pytest
from django.conf import settings
from icalendar import Calendar

from courses.models import Deadline
from schedule import ical
from schedule.models import Event
from schedule.publishing import publish

MIT = "/2023-fall/6.5940/"
URL = f"{MIT}tasks.ics"
TERM = "/2023-fall/tasks.ics?course=6.5940"
LATER = datetime(2023, 8, 2, tzinfo=UTC)


def tasks(response):
    assert response.status_code == 200
    return Calendar.from_ical(response.content).walk("VTODO")


@pytest.mark.parametrize("url", [URL, TERM])
def test_the_tasks_are_the_deadlines_and_nothing_else(client, mit, url):
    response = client.get(url)
    due = {ical.task_uid(event.uid): event for event in Event.objects.filter(kind="deadline")}
    found = {str(task["UID"]): task for task in tasks(response)}
    assert found.keys() == due.keys()
    for uid, task in found.items():
        assert task["DUE"].dt == due[uid].start
        assert task["STATUS"] == "NEEDS-ACTION"
    assert b"VEVENT" not in response.content


def test_the_feed_of_events_has_no_tasks_and_none_of_their_identities(client, mit):
    events = client.get(f"{MIT}calendar.ics").content.decode()
    assert "VTODO" not in events
    assert not any(str(task["UID"]) in events for task in tasks(client.get(URL)))


@pytest.mark.parametrize(
    ("url", "name", "source", "file"),
    [
        (URL, "6.5940 tasks (Fall 2023)", URL, "6.5940-tasks"),
        (TERM, "6.5940: tasks (Fall 2023)", TERM, "2023-fall-tasks"),
    ],
)
def test_the_header_names_them(client, mit, url, name, source, file):
    response = client.get(url)
    calendar = Calendar.from_ical(response.content)
    assert calendar["X-WR-CALNAME"] == name
    assert calendar["SOURCE"] == settings.PUBLIC_URL + source
    assert response["Content-Disposition"] == f'inline; filename="{file}.ics"'
    assert response["Content-Type"] == "text/calendar; charset=utf-8"


@pytest.mark.parametrize("url", [URL, TERM])
def test_a_reader_that_has_the_tasks_gets_304_and_a_change_makes_another_etag(client, mit, url):
    etag = client.get(url)["ETag"]
    assert client.get(url, headers={"If-None-Match": etag}).status_code == 304
    Deadline.objects.filter(key="lab-4-due").update(extended_day="2023-11-02")
    publish(mit, now=LATER)
    response = client.get(url, headers={"If-None-Match": etag})
    (changed,) = (task for task in tasks(response) if task["SEQUENCE"] == 1)
    assert changed["SUMMARY"] == "6.5940 Lab 4 due (extended)"


def test_alarms_are_those_of_deadlines_and_other_ones_make_no_other_calendar(client, mit):
    response = client.get(f"{URL}?alarm=P1D&alarm=lecture:PT1H")
    assert all(len(task.walk("VALARM")) == 1 for task in tasks(response))
    assert response["ETag"] == client.get(f"{URL}?alarm=deadline:PT24H")["ETag"]


def test_kinds_have_no_meaning_and_are_named_as_ignored(client, mit):
    response = client.get(f"{URL}?only=lecture")
    assert response["X-Lectern-Ignored"] == "only"
    assert len(tasks(response)) == len(tasks(client.get(URL)))
    assert client.get(f"{URL}?deadlines=never").status_code == 400


def test_tasks_take_two_queries_and_a_304_one(client, mit, django_assert_num_queries):
    with django_assert_num_queries(2):
        response = client.get(URL)
    with django_assert_num_queries(1):
        headers = {"If-None-Match": response["ETag"]}
        assert client.get(URL, headers=headers).status_code == 304


@pytest.mark.parametrize("url", ["/2023-fall/6.999/tasks.ics", "/2023-fall/tasks.ics?course=6.999"])
def test_tasks_of_a_course_that_is_not_there_are_told_in_words(client, mit, url):
    response = client.get(url)
    assert (response.status_code, response.content) == (404, b"There is no 6.999 in Fall 2023.\n")
