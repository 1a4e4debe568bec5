from datetime import date, datetime

import pytest

from courses.models import Lecture
from schedule.models import Event
from schedule.publishing import publish
from tests.factories import TermFactory, make_course
from tests.schedule.api.seed import COURSE, LATER, SUMMER, make_term, publish_full_course

pytestmark = pytest.mark.django_db


def keys(client, query=""):
    return [event["key"] for event in client.get(f"{COURSE}/events{query}").json()["items"]]


def test_an_event_says_what_when_where_and_who_it_is(client, settings):
    publish_full_course()
    page = f"{settings.PUBLIC_URL}/2023-fall/6.5940"
    event = client.get(f"{COURSE}/events?kind=deadline").json()["items"][0]
    assert event == {
        "key": "lab-1-due",
        "kind": "deadline",
        "label": "Lab 1",
        "title": "Pruning",
        "day": "2023-09-30",
        "last_day": "2023-09-30",
        "start": "2023-09-30T23:59:00-04:00",
        "end": None,
        "time_zone": "America/New_York",
        "time_stated": True,
        "room": "",
        "status": "confirmed",
        "reason": "",
        "chapter": "",
        "together_with": "",
        "first_day": "2023-09-28",
        "first_start": "2023-09-28T23:59:00-04:00",
        "parent": "lab-1",
        "note": "",
        "materials": [],
        "description": "",
        "uid": Event.objects.get(key="lab-1-due").uid,
        "sequence": 1,
        "changed_at": "2023-08-02T08:00:00-04:00",
        "url": f"{page}/lab-1-due/",
        "calendar_url": f"{page}/lab-1-due.ics",
    }


def test_an_instant_whose_offset_has_seconds_is_told_in_utc(client):
    """Monrovia was 44 minutes and 30 seconds behind; an offset without seconds is another moment."""
    term = TermFactory(
        slug="1960",
        time_zone="Africa/Monrovia",
        first_day=date(1960, 1, 4),
        last_day=date(1960, 5, 27),
    )
    publish(make_course(lectures=1, slug="1.00", term=term), now=SUMMER)
    address = "/api/v1/courses/1960/1.00"
    (event,) = client.get(f"{address}/events").json()["items"]
    start = Event.objects.get(key="lecture-1").start
    assert event["start"] == f"{start:%Y-%m-%dT%H:%M:%SZ}"
    (lecture,) = client.get(f"{address}/lectures").json()["items"]
    assert datetime.fromisoformat(lecture["start"]) == start


def test_addresses_of_items_are_those_of_the_site(client, settings):
    course = publish_full_course()
    for event in client.get(f"{COURSE}/events").json()["items"]:
        assert event["url"] == settings.PUBLIC_URL + course.item_url(event["key"])


def test_a_range_of_days_includes_both_ends(client):
    publish_full_course()
    assert keys(client, "?from=2023-09-12&to=2023-09-14&kind=lecture") == ["lecture-2", "lecture-3"]
    assert keys(client, "?to=2023-09-07&kind=lecture") == ["lecture-1"]
    assert keys(client, "?from=2023-10-10&to=2023-10-10") == ["student-holiday"]


def test_kinds_can_be_repeated_and_their_order_does_not_matter(client):
    publish_full_course()
    one = client.get(f"{COURSE}/events?kind=deadline&kind=lecture&kind=deadline")
    other = client.get(f"{COURSE}/events?kind=lecture&kind=deadline")
    assert one.headers["ETag"] == other.headers["ETag"]
    assert {event["kind"] for event in one.json()["items"]} == {"deadline", "lecture"}


def test_what_stands_on_the_day_comes_before_what_has_a_time(client):
    publish_full_course()
    assert keys(client, "?from=2023-09-14&to=2023-09-14")[-2:] == ["lecture-3", "hours-2023-09-14"]


def test_pages_follow_each_other_without_gap_or_double(client, settings):
    publish_full_course()
    everything = keys(client)
    address, found = f"{COURSE}/events?limit=7&kind=lecture&kind=office-hours", []
    while address:
        answer = client.get(address.removeprefix(settings.PUBLIC_URL)).json()
        found += [event["key"] for event in answer["items"]]
        address = answer["next"]
    assert found == [key for key in everything if key.startswith(("lecture", "hours"))]
    assert answer["count"] == len(found) > 7


def test_past_the_end_a_page_is_empty_and_still_counts(client):
    publish_full_course()
    answer = client.get(f"{COURSE}/events?kind=lecture&offset=1000").json()
    assert answer == {"count": 3, "next": None, "items": []}


def test_the_next_page_keeps_known_parameters_and_drops_others(client, settings):
    publish_full_course()
    answer = client.get(f"{COURSE}/events?limit=1&nonsense=1&from=2023-09-01").json()
    assert (
        answer["next"] == f"{settings.PUBLIC_URL}{COURSE}/events?limit=1&offset=1&from=2023-09-01"
    )


def test_what_was_removed_is_not_there_and_what_is_cancelled_is(client):
    course = make_course(slug="6.5940", term=make_term(), lectures=3)
    publish(course, now=SUMMER)
    Lecture.objects.filter(course=course, number=3).delete()
    Lecture.objects.filter(course=course, number=2).update(cancelled=True, reason="Snow")
    publish(course, now=LATER)
    found = client.get(f"{COURSE}/events").json()["items"]
    assert [(event["key"], event["status"]) for event in found] == [
        ("lecture-1", "confirmed"),
        ("lecture-2", "cancelled"),
    ]
