"""The feed of the reference course, read by programs of all kinds."""

from datetime import UTC, date, datetime, time

import pytest

from courses.models import Lecture
from schedule.engine.entry import DEFAULT_KINDS, Kind
from schedule.models import Event
from schedule.publishing import publish
from schedule.serialising import facts_of
from schedule.wording.told import say
from tests.clients.readers import READERS

URL = "/2023-fall/6.5940/calendar.ics"
WITH_OFFICE_HOURS = f"{URL}?only=lecture,deadline,release,no-class,exam,office-hours"
CLOCKS_CHANGE = date(2023, 11, 5)


def fetch(client, url=URL):
    response = client.get(url)
    assert response.status_code == 200
    return response.content.decode()


@pytest.fixture(params=READERS)
def read(request):
    return READERS[request.param]


@pytest.mark.parametrize(("url", "count"), [(URL, 41), (WITH_OFFICE_HOURS, 54)])
def test_every_reader_counts_the_course_s_events(client, mit, read, url, count):
    assert len(read(fetch(client, url))) == count


def test_every_reader_agrees_with_the_events(client, mit, read):
    kinds = ",".join(Kind)
    told = read(fetch(client, f"{URL}?only={kinds}"))
    facts = facts_of(mit)
    events = {event.uid: event for event in Event.objects.filter(course=mit)}
    assert told.keys() == events.keys()
    for uid, event in events.items():
        entry = event.entry
        assert told[uid].summary == say(entry, facts).summary
        assert told[uid].status == "CONFIRMED"
        assert told[uid].location == entry.room
        assert told[uid].description.endswith(f"{facts.page}{entry.key}/")
        if entry.is_all_day:
            assert told[uid].start == entry.day
        else:
            assert entry.start in {told[uid].start, told[uid].end}


def test_lectures_keep_their_time_on_the_clock_when_the_clocks_change(client, mit, read):
    lectures = list(read(fetch(client, f"{URL}?only=lecture")).values())
    assert len(lectures) == 26
    assert {event.start.time() for event in lectures if event.start.date() < CLOCKS_CHANGE} == {
        time(19, 35)
    }
    assert {event.start.time() for event in lectures if event.start.date() > CLOCKS_CHANGE} == {
        time(20, 35)
    }


def test_the_extended_deadline_says_so(client, mit, read):
    told = {event.summary: event for event in read(fetch(client)).values()}
    lab = told["6.5940 Lab 1 due (extended)"]
    assert lab.end == datetime(2023, 10, 1, 3, 59, tzinfo=UTC)
    assert "first due Thu Sep 28, 11:59 pm" in lab.description


def test_each_kind_can_be_asked_for_alone(client, mit):
    counts = {kind: fetch(client, f"{URL}?only={kind}").count("BEGIN:VEVENT") for kind in Kind}
    events = Event.objects.filter(course=mit)
    assert counts == {kind: events.filter(kind=kind).count() for kind in Kind}
    assert sum(counts[kind] for kind in DEFAULT_KINDS) == 41


def test_a_published_change_raises_sequence_and_keeps_the_uid(client, mit, read):
    before = read(fetch(client))
    lecture = Lecture.objects.get(course=mit, number=7)
    lecture.title = "Searching Networks"
    lecture.save()
    publish(mit, now=datetime(2023, 8, 2, tzinfo=UTC))
    text = fetch(client)
    after = read(text)
    assert after.keys() == before.keys()
    (uid,) = (uid for uid in after if after[uid] != before[uid])
    assert after[uid].summary == "6.5940 Lecture 7: Searching Networks"
    (component,) = (part for part in text.split("BEGIN:VEVENT") if uid in part)
    assert "SEQUENCE:1\r\n" in component
    assert "LAST-MODIFIED:20230802T000000Z\r\n" in component
