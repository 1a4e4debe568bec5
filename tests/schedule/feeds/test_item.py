"""One item's calendar."""

from datetime import UTC, datetime

import pytest
import time_machine
from django.conf import settings
from icalendar import Calendar

from courses.models import Course, Lecture
from schedule.publishing import publish

URL = "/2023-fall/6.100/lecture-2.ics"


def test_an_item_is_a_calendar_of_one_event(client, course):
    response = client.get(URL)
    calendar = Calendar.from_ical(response.content)
    (event,) = calendar.walk("VEVENT")
    assert event["SUMMARY"] == "6.100 Lecture 2: Topic 2"
    assert calendar["NAME"] == "6.100 Lecture 2: Topic 2 (Fall 2023)"
    assert calendar["URL"] == f"{settings.PUBLIC_URL}/2023-fall/6.100/lecture-2/"
    assert response.headers["Content-Disposition"] == 'inline; filename="6.100-lecture-2.ics"'
    assert response.headers["Content-Type"] == "text/calendar; charset=utf-8"


def test_an_item_is_the_same_event_as_in_the_course_s_feed(client, course):
    feed = client.get("/2023-fall/6.100/calendar.ics").content
    item = client.get(URL).content
    start = item.index(b"BEGIN:VEVENT")
    assert item[start:].removesuffix(b"END:VCALENDAR\r\n") in feed


def test_an_item_can_have_alarms_and_only_means_nothing_here(client, course):
    response = client.get(f"{URL}?alarm=PT15M&only=nonsense")
    assert b"TRIGGER:-PT15M" in response.content
    assert response.headers["X-Lectern-Ignored"] == "only"


def test_an_item_takes_one_query_and_its_304_too(client, course, django_assert_num_queries):
    etag = client.get(URL).headers["ETag"]
    with django_assert_num_queries(1):
        assert client.get(URL).status_code == 200
    with django_assert_num_queries(1):
        assert client.get(URL, headers={"If-None-Match": etag}).status_code == 304


@pytest.mark.parametrize(
    ("url", "words"),
    [
        ("/2023-fall/6.100/lecture-99.ics", "There is no lecture-99 in 6.100 in Fall 2023.\n"),
        ("/2023-fall/6.101/lecture-1.ics", "There is no 6.101 in Fall 2023.\n"),
    ],
)
def test_an_item_that_is_not_there_is_told_in_words(client, course, url, words):
    response = client.get(url)
    assert (response.status_code, response.content.decode()) == (404, words)


def test_an_item_of_a_course_for_staff_is_not_there(client, course):
    Course.objects.update(visibility="staff")
    assert client.get(URL).status_code == 404


def test_a_removed_item_is_told_as_cancelled_until_thirty_days_after_its_end(client, course):
    Lecture.objects.get(course=course, number=4).delete()
    publish(course, now=datetime(2023, 8, 2, tzinfo=UTC))
    url = "/2023-fall/6.100/lecture-4.ics"
    with time_machine.travel(datetime(2023, 10, 1, tzinfo=UTC), tick=False):
        assert b"STATUS:CANCELLED" in client.get(url).content
    with time_machine.travel(datetime(2023, 11, 1, tzinfo=UTC), tick=False):
        assert client.get(url).status_code == 404
