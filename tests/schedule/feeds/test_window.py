"""How far back a feed goes: by the course's own days, and no longer than they last."""

from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from django.test import RequestFactory
from icalendar import Calendar

from courses.models import Term
from schedule.feeds.course import course_calendar
from schedule.http.kept import OFFER
from schedule.models import Event
from schedule.publishing import publish
from tests.factories import make_course

MIT = "/2023-fall/6.5940/"
URL = f"{MIT}calendar.ics"
HALLOWEEN = datetime(2023, 10, 31, 16, tzinfo=UTC)
LATE_IN_BOSTON = datetime(2023, 11, 1, 3, 59, 59, tzinfo=UTC)


def days(client, query, now=HALLOWEEN):
    """Return the local days of what is told, and the answer."""
    with time_machine.travel(now, tick=False):
        response = client.get(f"{URL}?{query}")
    calendar = Calendar.from_ical(response.content)
    keys = {str(event["URL"]).rstrip("/").rpartition("/")[2] for event in calendar.walk("VEVENT")}
    return sorted(event.day for event in Event.objects.filter(key__in=keys)), response


def test_without_a_window_the_whole_term_is_told_at_any_time(client, mit):
    for query in ("", "past=all"):
        told, response = days(client, query)
        assert len(told) == 41
        assert response["ETag"] == client.get(URL)["ETag"]


@pytest.mark.parametrize("past", [0, 1, 14, 999])
def test_a_window_leaves_out_what_was_over_before_its_first_day(client, mit, past):
    first = HALLOWEEN.date() - timedelta(days=past)
    told, _ = days(client, f"past={past}")
    everything, _ = days(client, "")
    assert told == [day for day in everything if day >= first]


def test_what_lasts_several_days_is_told_until_the_last_one(client, mit):
    last = datetime(2023, 11, 24, 16, tzinfo=UTC)
    assert days(client, "past=0&only=no-class", last)[0] != []
    assert days(client, "past=0&only=no-class", last + timedelta(days=1))[0] == []


def test_today_is_that_of_the_course(client, mit):
    assert days(client, "past=0", LATE_IN_BOSTON)[0][0] == HALLOWEEN.date()
    assert days(client, "past=0", LATE_IN_BOSTON + timedelta(seconds=1))[0][0] > HALLOWEEN.date()


def test_a_feed_with_a_window_has_the_same_bytes_all_day_and_another_etag_tomorrow(client, mit):
    _, first = days(client, "past=7")
    _, same = days(client, "past=7", LATE_IN_BOSTON)
    _, other = days(client, "past=7", LATE_IN_BOSTON + timedelta(seconds=1))
    assert (first.content, first["ETag"]) == (same.content, same["ETag"])
    assert other["ETag"] != first["ETag"]


@pytest.mark.parametrize("query", ["past=7", ""])
def test_it_is_offered_to_be_kept_until_the_day_of_the_course_is_over(mit, query):
    with time_machine.travel(HALLOWEEN, tick=False):
        request = RequestFactory().get(f"{URL}?{query}")
        course_calendar(request, term="2023-fall", course="6.5940")
    midnight = LATE_IN_BOSTON + timedelta(seconds=1)
    assert (request.META[OFFER].until == midnight.timestamp()) == bool(query)


def test_courses_of_two_zones_have_each_their_own_day(client, mit):
    other = make_course(term=mit.term, slug="6.200", lectures=24)
    Term.objects.update(time_zone="Asia/Tokyo")
    publish(other, now=datetime(2023, 8, 2, tzinfo=UTC))
    with time_machine.travel(HALLOWEEN, tick=False):
        text = client.get("/2023-fall/calendar.ics?course=6.5940,6.200&past=0").content.decode()
    told = {slug: [] for slug in ("6.5940", "6.200")}
    for event in Event.objects.select_related("course").filter(kind="lecture"):
        if event.uid in text:
            told[event.course.slug].append(event.day)
    assert min(told["6.5940"]) == HALLOWEEN.date()
    assert min(told["6.200"]) > HALLOWEEN.date()


def test_a_window_takes_no_further_query(client, mit, django_assert_num_queries):
    with django_assert_num_queries(2):
        client.get(f"{URL}?past=14")


def test_one_item_s_file_has_no_window(client, mit):
    response = client.get(f"{MIT}lecture-1.ics?past=0")
    assert response["X-Lectern-Ignored"] == "past"
    assert b"BEGIN:VEVENT" in response.content
