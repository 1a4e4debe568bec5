"""Personal calendars before Django: given from memory, noted, and gone as soon as they are ended."""

from datetime import timedelta

import pytest

from schedule.personal.calendars import Choice, make_calendar, rotate_calendar
from schedule.personal.fetching import FETCHES
from tests.config.front.test_front import NOW, course, header, one_connection, reader, settle

__all__ = ["course", "one_connection", "reader"]
AGENT = {"User-Agent": "Google-Calendar-Importer"}


@pytest.fixture
def made(course):
    return make_calendar(Choice("", (course,), ""), now=NOW - timedelta(days=1))


def address(made):
    return f"/calendars/{made.token}.ics"


def test_it_is_given_without_django_with_the_same_headers(reader, made):
    first = reader.get(address(made), **AGENT)
    assert reader.is_kept(address(made))
    assert reader.get(address(made), **AGENT) == first
    assert header(first, "Referrer-Policy") == "no-referrer"
    assert header(first, "Cache-Control") == "private, no-cache"


def test_each_time_it_is_given_is_noted(reader, made):
    etag = header(reader.get(address(made)), "ETag")
    for headers in ({}, {"If-None-Match": etag}):
        FETCHES.clear()
        assert reader.is_kept(address(made), **AGENT, **headers)
        (fetch,) = FETCHES.of(made.calendar.token_hash)
        assert fetch.program.key == "google"


def test_an_address_that_was_replaced_or_ended_is_given_no_more(reader, made):
    reader.get(address(made))
    token = rotate_calendar(made.calendar, now=NOW)
    settle()
    assert reader.get(address(made))[0].startswith("404")
    assert reader.get(f"/calendars/{token}.ics")[0].startswith("200")
    assert reader.is_kept(f"/calendars/{token}.ics")
    made.calendar.delete()
    settle()
    assert reader.get(f"/calendars/{token}.ics")[0].startswith("404")


def test_an_address_that_calls_it_something_is_given_alike(reader, made):
    named = f"/calendars/{made.token}/phone.ics"
    first = reader.get(address(made), **AGENT)
    assert reader.get(named, **AGENT) == first
    assert reader.is_kept(named, **AGENT, **{"If-None-Match": header(first, "ETag")})
    rotate_calendar(made.calendar, now=NOW)
    settle()
    assert reader.get(named)[0].startswith("404")


def test_its_own_page_is_never_kept(reader, made):
    own = f"/calendars/{made.page}/"
    assert reader.get(own)[0].startswith("200")
    assert not reader.is_kept(own)
