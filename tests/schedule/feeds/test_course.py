"""A course's calendar over HTTP: validators, methods, compression, and what is not shown."""

import gzip
from datetime import UTC, datetime

import brotli
import pytest
import time_machine
from django.conf import settings
from django.test import Client
from icalendar import Calendar

from courses.models import Course, Lecture
from schedule.models import Event
from schedule.publishing import publish
from tests.factories import DeadlineFactory, LabFactory, LectureFactory, make_course
from tests.published import SUMMER

URL = "/2023-fall/6.100/calendar.ics"
LATER = datetime(2023, 8, 2, tzinfo=UTC)


def events(response):
    """Return the events of a feed by what they say."""
    calendar = Calendar.from_ical(response.content)
    return {str(event["SUMMARY"]): event for event in calendar.walk("VEVENT")}


def remove(course, number):
    Lecture.objects.get(course=course, number=number).delete()
    publish(course, now=LATER)


def cancel(course, number):
    lecture = Lecture.objects.get(course=course, number=number)
    lecture.cancelled, lecture.reason = True, "Snow"
    lecture.save()
    publish(course, now=LATER)


def add_deadline(course):
    lab = LabFactory(course=course, key="lab-1", title="Lab 1")
    DeadlineFactory(lab=lab, key="lab-1-due")
    publish(course, now=LATER)


def test_a_feed_is_a_calendar_that_any_cache_may_keep_and_must_check(client, course):
    response = client.get(URL)
    assert response.status_code == 200
    assert response.headers["Content-Type"] == "text/calendar; charset=utf-8"
    assert response.headers["Content-Disposition"] == 'inline; filename="6.100.ics"'
    assert response.headers["Cache-Control"] == "public, no-cache"
    assert response.headers["X-Content-Type-Options"] == "nosniff"
    assert "X-Lectern-Ignored" not in response.headers
    assert list(events(response)) == [f"6.100 Lecture {n}: Topic {n}" for n in (1, 2, 3, 4)]


def test_a_feed_has_the_same_bytes_at_every_fetch(client, course):
    first, second = client.get(URL), client.get(URL)
    assert (first.content, first.headers["ETag"]) == (second.content, second.headers["ETag"])


def test_the_header_tells_what_the_calendar_is(client, course):
    calendar = Calendar.from_ical(client.get(f"{URL}?alarm=deadline:PT24H&utm=1").content)
    page = f"{settings.PUBLIC_URL}/2023-fall/6.100/"
    assert calendar["NAME"] == calendar["X-WR-CALNAME"] == "6.100 Efficient Computing (Fall 2023)"
    assert calendar["URL"] == page
    assert calendar["SOURCE"] == f"{page}calendar.ics?alarm=deadline:P1D"
    assert calendar["X-WR-TIMEZONE"] == "America/New_York"
    assert calendar["LAST-MODIFIED"].dt == SUMMER
    assert "METHOD" not in calendar


def test_two_choices_of_one_course_are_two_calendars(client, course):
    calendars = [
        Calendar.from_ical(client.get(f"{URL}?{query}").content)
        for query in ("", "only=deadline", "only=lecture,exam", "only=exam,lecture", "x=1")
    ]
    assert [str(calendar["NAME"]) for calendar in calendars] == [
        "6.100 Efficient Computing (Fall 2023)",
        "6.100 deadlines (Fall 2023)",
        "6.100 lectures + exams (Fall 2023)",
        "6.100 lectures + exams (Fall 2023)",
        "6.100 Efficient Computing (Fall 2023)",
    ]
    sources = [str(calendar["SOURCE"]) for calendar in calendars]
    assert sources[2] == sources[3]
    assert sources[0] == sources[4]
    assert len(set(sources)) == 3


@pytest.mark.parametrize("form", ["{}", "W/{}", '"other", {}', "*"])
def test_a_reader_that_has_the_feed_gets_304_without_a_body(client, course, form):
    etag = client.get(URL).headers["ETag"]
    response = client.get(URL, headers={"If-None-Match": form.format(etag)})
    assert (response.status_code, response.content) == (304, b"")
    assert response.headers["ETag"] == etag
    assert response.headers["Cache-Control"] == "public, no-cache"
    assert "Accept-Encoding" in response.headers["Vary"]


def test_every_published_change_makes_another_etag(client, course):
    etag = client.get(URL).headers["ETag"]
    cancel(course, 2)
    response = client.get(URL, headers={"If-None-Match": etag})
    assert response.status_code == 200
    assert response.headers["ETag"] != etag


@pytest.mark.parametrize(
    "query",
    [
        "only=lecture",
        "alarm=P1D",
        "deadlines=day",
        "cancelled=omit",
        "cancelled=title",
        "summary=dot",
        "language=de",
        "past=14",
    ],
)
def test_each_option_has_its_own_etag_and_an_unknown_one_has_none(client, course, query):
    etag = client.get(URL).headers["ETag"]
    assert client.get(f"{URL}?{query}").headers["ETag"] != etag
    assert (
        client.get(f"{URL}?{query}&x=1").headers["ETag"]
        == client.get(f"{URL}?{query}").headers["ETag"]
    )
    assert client.get(f"{URL}?fbclid=1").headers["ETag"] == etag


def test_head_has_the_headers_of_get_and_no_body(client, course):
    get, head = client.get(URL), client.head(URL)
    assert head.content == b""
    assert head.headers == get.headers
    assert int(head.headers["Content-Length"]) == len(get.content)


def test_options_and_other_methods_are_answered_as_a_calendar_s(client, course):
    options = client.options(URL)
    assert (options.status_code, options.headers["Allow"]) == (204, "GET, HEAD, OPTIONS")
    for method in ("PROPFIND", "REPORT", "POST", "PUT", "DELETE"):
        response = client.generic(method, URL)
        assert (response.status_code, response.headers["Allow"]) == (405, "GET, HEAD, OPTIONS")


def test_other_methods_are_answered_so_where_forms_are_checked():
    assert Client(enforce_csrf_checks=True).generic("PROPFIND", URL).status_code == 405


@pytest.mark.parametrize(
    ("coding", "unpack"), [("gzip", gzip.decompress), ("br", brotli.decompress)]
)
def test_compressed_it_is_the_same_text_with_its_own_etag_the_same_at_every_fetch(
    client, course, coding, unpack
):
    plain = client.get(URL)
    packed = [client.get(URL, headers={"Accept-Encoding": coding}) for _ in range(2)]
    assert packed[0].headers["Content-Encoding"] == coding
    assert unpack(packed[0].content) == plain.content
    assert packed[0].content == packed[1].content
    assert int(packed[0].headers["Content-Length"]) == len(packed[0].content)
    assert packed[0].headers["ETag"] != plain.headers["ETag"]
    assert "Content-Encoding" not in plain.headers


def test_cookies_neither_come_nor_matter(client, admin_client, course):
    plain, staff = client.get(URL), admin_client.get(URL)
    assert plain.cookies == {}
    assert "Cookie" not in plain.headers["Vary"]
    assert (staff.content, staff.headers) == (plain.content, plain.headers)


@pytest.mark.parametrize("visibility", ["public", "unlisted"])
def test_a_course_that_is_not_listed_has_a_feed(client, course, visibility):
    Course.objects.update(visibility=visibility)
    assert client.get(URL).status_code == 200


def test_a_course_for_its_staff_has_none_not_even_for_them(client, admin_client, course):
    Course.objects.update(visibility="staff")
    assert client.get(URL).status_code == 404
    assert admin_client.get(URL).status_code == 404


def test_a_course_that_was_never_published_has_none(client, course):
    draft = make_course(term=course.term, slug="6.200")
    assert client.get(f"/2023-fall/{draft.slug}/calendar.ics").status_code == 404


@pytest.mark.parametrize(
    ("url", "words"),
    [
        ("/2023-fall/6.101/calendar.ics", "There is no 6.101 in Fall 2023.\n"),
        ("/2024-fall/6.100/calendar.ics", "There is no 6.100 here.\n"),
    ],
)
def test_a_course_that_is_not_there_is_told_in_words(client, course, url, words):
    response = client.get(url)
    assert (response.status_code, response.content.decode()) == (404, words)
    assert response.headers["Content-Type"] == "text/plain; charset=utf-8"
    assert response.headers["Cache-Control"] == "no-cache"


@pytest.mark.parametrize("slug", ["a%22; x=%0D%0Ay", "6.100%00", "..", "6..100"])
def test_an_address_that_no_course_can_have_is_not_looked_up(
    client, course, django_assert_num_queries, slug
):
    with django_assert_num_queries(0):
        assert client.get(f"/2023-fall/{slug}/calendar.ics").status_code == 404


def test_the_file_is_named_after_the_course(client, course):
    response = client.get(URL)
    assert response.headers["Content-Disposition"] == 'inline; filename="6.100.ics"'


def test_a_wrong_option_is_told_with_what_is_allowed(client, course):
    response = client.get(f"{URL}?only=nonsense")
    assert response.status_code == 400
    assert response.headers["Content-Type"] == "text/plain; charset=utf-8"
    assert response.content.decode() == (
        "only=nonsense is not understood. Allowed, separated by commas: lecture, recitation, "
        "office-hours, exam, deadline, release, no-class, announcement.\n"
    )


def test_options_that_are_not_known_are_named_and_left_alone(client, course):
    response = client.get(f"{URL}?only=lecture&zeta=1&b%0d%0aSet-Cookie:x=1&%C3%A9=2")
    assert response.status_code == 200
    assert response.headers["X-Lectern-Ignored"] == "b%0D%0ASet-Cookie%3Ax, zeta, %C3%A9"


def test_a_draft_shows_nowhere_in_the_feed(client, course):
    before = client.get(f"{URL}?deadlines=day").content
    Course.objects.update(number="6.999", title="A draft")
    course.term.name = "A draft"
    course.term.time_zone = "Europe/Berlin"
    course.term.save()
    Lecture.objects.update(title="A draft")
    assert client.get(f"{URL}?deadlines=day").content == before


def test_what_is_cancelled_is_told_by_status_by_title_or_not_at_all(client, course):
    cancel(course, 2)
    told = {
        option: events(client.get(f"{URL}?cancelled={option}"))
        for option in ("status", "title", "omit")
    }
    name = "Cancelled: 6.100 Lecture 2: Topic 2"
    assert told["status"][name]["STATUS"] == "CANCELLED"
    assert told["title"][name]["STATUS"] == "CONFIRMED"
    assert len(told["omit"]) == 3
    assert told["status"].keys() == events(client.get(URL)).keys()


def test_what_is_removed_is_told_as_cancelled_for_thirty_days_after_its_end(client, course):
    remove(course, 4)
    name = "Cancelled: 6.100 Lecture 4: Topic 4"
    with time_machine.travel(datetime(2023, 10, 1, tzinfo=UTC), tick=False):
        response = client.get(URL)
        assert events(response)[name]["STATUS"] == "CANCELLED"
    with time_machine.travel(datetime(2023, 11, 1, tzinfo=UTC), tick=False):
        later = client.get(URL, headers={"If-None-Match": response.headers["ETag"]})
        assert later.status_code == 200
        assert name not in events(later)


def test_a_deadline_can_stand_on_its_day(client, course):
    add_deadline(course)
    deadline = events(client.get(f"{URL}?deadlines=day"))["6.100 Lab 1 due 11:59 pm"]
    block = events(client.get(URL))["6.100 Lab 1 due"]
    assert deadline["DTSTART"].dt.isoformat() == "2023-09-28"
    assert deadline["UID"] == block["UID"]
    assert block["DTEND"].dt.isoformat() == "2023-09-28T23:59:00-04:00"


def test_alarms_are_for_what_has_a_time_or_the_kind_that_is_named(client, course):
    add_deadline(course)
    cancel(course, 1)

    def alarms(query):
        return {
            name: [alarm["TRIGGER"].to_ical().decode() for alarm in event.walk("VALARM")]
            for name, event in events(client.get(f"{URL}?{query}")).items()
        }

    found = alarms("alarm=P1D,deadline:PT2H")
    assert found["6.100 Lecture 2: Topic 2"] == ["-P1D"]
    assert found["6.100 Lab 1 due"] == ["-PT23H30M", "-PT1H30M"]
    assert found["Cancelled: 6.100 Lecture 1: Topic 1"] == []
    assert alarms("alarm=deadline:P1D")["6.100 Lecture 2: Topic 2"] == []


@pytest.mark.parametrize("lectures", [1, 25])
@pytest.mark.parametrize("query", ["", "alarm=P1D&deadlines=day&cancelled=title"])
def test_a_feed_takes_two_queries_and_a_304_one_with_few_or_many(
    client, course, django_assert_num_queries, lectures, query
):
    for number in range(5, 4 + lectures):
        LectureFactory(course=course, number=number, position=number)
    publish(course, now=LATER)
    with django_assert_num_queries(2):
        first = client.get(f"{URL}?{query}")
    with django_assert_num_queries(1):
        assert client.get(f"{URL}?{query}").content == first.content
    with django_assert_num_queries(1):
        headers = {"If-None-Match": first.headers["ETag"]}
        assert client.get(f"{URL}?{query}", headers=headers).status_code == 304


def test_queries_do_not_grow_with_other_courses(client, course, django_assert_num_queries):
    for _ in range(5):
        publish(make_course(term=course.term), now=SUMMER)
    with django_assert_num_queries(2):
        assert len(events(client.get(URL))) == 4


def test_a_course_without_events_has_an_empty_calendar(client, course):
    Event.objects.all().delete()
    calendar = Calendar.from_ical(client.get(URL).content)
    assert calendar["NAME"] == "6.100 Efficient Computing (Fall 2023)"
    assert calendar.walk("VEVENT") == []


def test_events_come_by_day_and_key_on_every_database(client, course):
    add_deadline(course)
    days = [
        (event["DTSTART"].dt.isoformat()[:10], str(event["URL"]))
        for event in events(client.get(URL)).values()
    ]
    assert days == sorted(days)


def test_a_feed_speaks_the_language_asked_for_in_its_name_too(client, course):
    response = client.get(f"{URL}?language=de&only=lecture")
    calendar = Calendar.from_ical(response.content)
    assert calendar["NAME"] == "6.100 Vorlesungen (Fall 2023)"
    assert list(events(response)) == [f"6.100 Vorlesung {n}: Topic {n}" for n in (1, 2, 3, 4)]
    assert response["Content-Language"] == "de"
    assert client.get(URL)["Content-Language"] == "en"


def test_who_has_a_feed_is_told_its_language_not_the_site_s(client, course):
    asked = f"{URL}?language=de"
    answer = client.get(asked, headers={"if-none-match": client.get(asked)["ETag"]})
    assert (answer.status_code, answer["Content-Language"]) == (304, "de")


def test_a_course_s_own_language_is_spoken_and_asking_for_it_says_the_same(client, course):
    Course.objects.update(language="ja")
    course.refresh_from_db()
    publish(course, now=LATER)
    plain, asked = client.get(URL), client.get(f"{URL}?language=ja")
    assert plain["Content-Language"] == asked["Content-Language"] == "ja"
    assert (
        list(events(plain))
        == list(events(asked))
        == [f"6.100 第{n}回：Topic {n}" for n in (1, 2, 3, 4)]
    )
    assert "6.100 Lecture 1: Topic 1" in events(client.get(f"{URL}?language=en"))


def test_readers_language_is_not_the_feed_s(client, course):
    german = client.get(URL, headers={"Accept-Language": "de"})
    assert german.content == client.get(URL).content
    assert "Accept-Language" not in german["Vary"]


def test_a_summary_and_its_alarms_are_told_in_the_form_asked_for(client, course):
    add_deadline(course)
    told = events(client.get(f"{URL}?summary=bracket&alarm=deadline:P1D"))
    deadline = told["Lab 1 due 11:59 pm [6.100]"]
    assert [str(alarm["DESCRIPTION"]) for alarm in deadline.walk("VALARM")] == [
        "Lab 1 due 11:59 pm [6.100]"
    ]
    assert "Lecture 1: Topic 1 [6.100]" in told
