"""The calendar of several courses: each rule of the single one, in one feed."""

import gzip
from datetime import UTC, date, datetime, timedelta

import pytest
import time_machine
from django.conf import settings
from icalendar import Calendar

from courses.models import Course, Lecture, Meeting, NoClassDay, Term
from schedule.publishing import publish
from tests.clients.readers import READERS
from tests.factories import (
    DeadlineFactory,
    LabFactory,
    LectureFactory,
    NoClassDayFactory,
    TermFactory,
    make_course,
)
from tests.published import SUMMER

TERM = "/2023-fall/calendar.ics"
URL = f"{TERM}?course=6.100&course=6.200"
LATER = datetime(2023, 8, 2, 12, tzinfo=UTC)


@pytest.fixture
def two(db):
    """Two courses of four lectures each, with a holiday of their term."""
    term = TermFactory(slug="2023-fall")
    NoClassDayFactory(term=term, key="holiday", title="Holiday", day=date(2023, 10, 10))
    made = [make_course(lectures=4, slug=slug, term=term) for slug in ("6.100", "6.200")]
    for course in made:
        publish(course, now=SUMMER)
    return made


def vevents(response):
    return Calendar.from_ical(response.content).walk("VEVENT")


def names(response):
    return [str(event["SUMMARY"]) for event in vevents(response)]


def lectures(number):
    return [f"{number} Lecture {n}: Topic {n}" for n in (1, 2, 3, 4)]


HOLIDAY = "Holiday — No Class"


def test_the_courses_stand_in_the_order_of_the_address(client, two):
    assert names(client.get(URL)) == [*lectures("6.100"), HOLIDAY, *lectures("6.200")]
    turned = client.get(f"{TERM}?course=6.200,6.100")
    assert names(turned) == [*lectures("6.200"), HOLIDAY, *lectures("6.100")]


def test_each_event_is_the_one_of_its_course_s_own_feed(client, two):
    def texts(url):
        body = client.get(url).content.decode()
        return set(body.split("BEGIN:VEVENT")[1:-1]) | {
            body.split("BEGIN:VEVENT")[-1].removesuffix("END:VCALENDAR\r\n")
        }

    for query in ("", "alarm=P1D", "deadlines=day", "only=lecture"):
        together = texts(f"{URL}&{query}")
        first, second = (texts(f"/2023-fall/{course.slug}/calendar.ics?{query}") for course in two)
        assert together <= first | second
        assert len(together) == len(first | second) - (query != "only=lecture")


def test_a_day_without_class_of_the_term_is_told_once_as_last_published(client, two):
    assert names(client.get(URL)).count(HOLIDAY) == 1
    NoClassDay.objects.update(title="Another holiday")
    publish(two[1], now=LATER)
    assert [name for name in names(client.get(URL)) if "oliday" in name] == [
        "Another holiday — No Class"
    ]


@pytest.mark.parametrize("query", ["", "&alarm=no-class:PT0S", "&cancelled=omit"])
@pytest.mark.parametrize("which", [0, 1])
def test_a_day_without_class_stands_while_it_does_in_one_of_the_courses(client, two, which, query):
    """A course whose classes move to other weekdays has no such day any more; others have it."""
    Meeting.objects.filter(course=two[which]).update(weekdays="mon,wed")
    publish(two[which], now=LATER)
    with time_machine.travel(LATER, tick=False):
        assert [name for name in names(client.get(f"{URL}{query}")) if "oliday" in name] == [
            HOLIDAY
        ]
        alone = client.get(f"/2023-fall/{two[which].slug}/calendar.ics")
        assert f"Cancelled: {HOLIDAY}" in names(alone)


def test_a_day_without_class_s_sequence_never_falls_whatever_the_clock_of_who_publishes(
    client, two
):
    NoClassDay.objects.update(title="Another holiday")
    publish(two[0], now=LATER)
    NoClassDay.objects.update(title="A third holiday")
    publish(two[1], now=LATER - timedelta(hours=2))
    (event,) = [each for each in vevents(client.get(URL)) if "oliday" in each["SUMMARY"]]
    assert (event["SEQUENCE"], event["SUMMARY"]) == (2, "A third holiday — No Class")


@pytest.mark.parametrize("query", ["", "&summary=dot"])
@pytest.mark.parametrize("which", [0, 1])
@time_machine.travel(LATER, tick=False)
def test_nor_does_it_where_the_course_that_changed_the_day_last_has_it_no_more(
    client, two, which, query
):
    def told():
        (event,) = [
            each for each in vevents(client.get(f"{URL}{query}")) if "oliday" in each["SUMMARY"]
        ]
        return event["SEQUENCE"], str(event["STATUS"]), event["SUMMARY"].split(" — ")[0]

    NoClassDay.objects.update(title="Another holiday")
    publish(two[which], now=LATER)
    assert told() == (1, "CONFIRMED", "Another holiday")
    Meeting.objects.filter(course=two[which]).update(weekdays="mon,wed")
    publish(two[which], now=LATER)
    assert told() == (2, "CONFIRMED", "Holiday")
    publish(two[1 - which], now=LATER)
    assert told() == (3, "CONFIRMED", "Another holiday")


def test_the_same_course_twice_is_told_once(client, two):
    assert client.get(f"{URL}&course=6.100,6.200").content == client.get(URL).content


def test_the_header_tells_of_which_courses_it_is(client, two):
    calendar = Calendar.from_ical(client.get(f"{URL}&alarm=deadline:PT24H&utm=1").content)
    site = f"{settings.PUBLIC_URL}/2023-fall"
    assert calendar["NAME"] == calendar["X-WR-CALNAME"] == "6.100 + 6.200 (Fall 2023)"
    assert calendar["SOURCE"] == (
        f"{site}/calendar.ics?course=6.100&course=6.200&alarm=deadline:P1D"
    )
    assert calendar["URL"] == f"{site}/week/?course=6.100&course=6.200"
    assert calendar["LAST-MODIFIED"].dt == SUMMER
    assert calendar["X-WR-TIMEZONE"] == "America/New_York"
    assert "METHOD" not in calendar
    only = Calendar.from_ical(client.get(f"{URL}&only=exam,lecture").content)
    assert only["NAME"] == "6.100 + 6.200: lectures + exams (Fall 2023)"
    assert only["SOURCE"] != calendar["SOURCE"]


def test_many_courses_have_a_name_that_can_be_read(client, two):
    for number in range(4):
        publish(make_course(term=two[0].term, slug=f"c{number}"), now=SUMMER)
    query = "&".join(f"course=c{number}" for number in range(4))
    calendar = Calendar.from_ical(client.get(f"{URL}&{query}").content)
    assert calendar["NAME"] == "6.100 + 6.200 + c0 + c1 + 2 more (Fall 2023)"


def test_the_time_zone_is_told_once(client, two):
    body = client.get(URL).content.decode()
    assert body.count("BEGIN:VTIMEZONE") == 1


def test_courses_that_were_published_in_two_zones_have_both(client, two):
    Term.objects.update(time_zone="Europe/Berlin")
    publish(Course.objects.get(slug="6.200"), now=LATER)
    zones = Calendar.from_ical(client.get(URL).content).walk("VTIMEZONE")
    assert [str(zone["TZID"]) for zone in zones] == ["America/New_York", "Europe/Berlin"]


@pytest.mark.parametrize("read", READERS.values(), ids=READERS)
def test_every_reader_counts_the_events_of_both_courses(client, two, read):
    assert len(read(client.get(URL).content.decode())) == 9


def test_a_feed_has_the_same_bytes_at_every_fetch_and_in_both_codings(client, two):
    first, second = client.get(URL), client.get(URL)
    assert (first.content, first["ETag"]) == (second.content, second["ETag"])
    packed = client.get(URL, headers={"Accept-Encoding": "gzip"})
    assert gzip.decompress(packed.content) == first.content
    assert packed["ETag"] != first["ETag"]
    assert first["Content-Type"] == "text/calendar; charset=utf-8"
    assert first["Content-Disposition"] == 'inline; filename="2023-fall.ics"'
    assert first["Cache-Control"] == "public, no-cache"


def test_a_reader_that_has_the_feed_gets_304(client, two):
    etag = client.get(URL)["ETag"]
    response = client.get(URL, headers={"If-None-Match": etag})
    assert (response.status_code, response.content) == (304, b"")


@pytest.mark.parametrize("which", [0, 1])
def test_a_change_of_any_course_makes_another_etag(client, two, which):
    etag = client.get(URL)["ETag"]
    Lecture.objects.filter(course=two[which], number=2).update(title="Another")
    publish(two[which], now=LATER)
    assert client.get(URL)["ETag"] != etag


def test_a_change_of_another_course_changes_nothing(client, two):
    other = make_course(term=two[0].term, slug="6.300")
    first = client.get(URL)
    publish(other, now=LATER)
    again = client.get(URL, headers={"If-None-Match": first["ETag"]})
    assert again.status_code == 304


@pytest.mark.parametrize(
    "query", ["only=lecture", "alarm=P1D", "deadlines=day", "cancelled=omit", "course=6.300"]
)
def test_each_option_has_its_own_etag(client, two, query):
    publish(make_course(term=two[0].term, slug="6.300"), now=SUMMER)
    assert client.get(f"{URL}&{query}")["ETag"] != client.get(URL)["ETag"]
    assert client.get(f"{URL}&fbclid=1")["ETag"] == client.get(URL)["ETag"]


def test_two_courses_apart_are_not_one_course_of_both_names(client, two):
    etags = {
        client.get(f"{TERM}?course={query}")["ETag"]
        for query in ("6.100", "6.200", "6.100,6.200", "6.200,6.100")
    }
    assert len(etags) == 4


def test_what_is_removed_is_told_as_cancelled_for_thirty_days_after_its_end(client, two):
    Lecture.objects.get(course=two[1], number=4).delete()
    publish(two[1], now=LATER)
    name = "Cancelled: 6.200 Lecture 4: Topic 4"
    with time_machine.travel(datetime(2023, 10, 1, tzinfo=UTC), tick=False):
        response = client.get(URL)
        assert name in names(response)
    with time_machine.travel(datetime(2023, 11, 1, tzinfo=UTC), tick=False):
        later = client.get(URL, headers={"If-None-Match": response["ETag"]})
        assert later.status_code == 200
        assert name not in names(later)


def test_what_is_cancelled_is_told_by_status_by_title_or_not_at_all(client, two):
    Lecture.objects.filter(course=two[1], number=2).update(cancelled=True)
    publish(two[1], now=LATER)
    name = "Cancelled: 6.200 Lecture 2: Topic 2"
    told = {
        option: {str(event["SUMMARY"]): event for event in vevents(client.get(f"{URL}&{option}"))}
        for option in ("cancelled=status", "cancelled=title", "cancelled=omit")
    }
    assert told["cancelled=status"][name]["STATUS"] == "CANCELLED"
    assert told["cancelled=title"][name]["STATUS"] == "CONFIRMED"
    assert len(told["cancelled=omit"]) == 8


def test_alarms_and_days_are_those_of_the_options(client, two):
    lab = LabFactory(course=two[1], key="lab-1", title="Lab 1")
    DeadlineFactory(lab=lab, key="lab-1-due")
    publish(two[1], now=LATER)
    events = {
        str(event["SUMMARY"]): event
        for event in vevents(client.get(f"{URL}&alarm=lecture:PT1H&deadlines=day"))
    }
    assert len(events["6.200 Lecture 1: Topic 1"].walk("VALARM")) == 1
    assert events["6.200 Lab 1 due 11:59 pm"]["DTSTART"].dt == date(2023, 9, 28)


def test_a_course_that_is_withdrawn_leaves_the_others_their_feed(client, two):
    before = client.get(URL)
    Course.objects.filter(slug="6.200").update(visibility="staff")
    response = client.get(URL, headers={"If-None-Match": before["ETag"]})
    assert response.status_code == 200
    assert response["X-Lectern-Left-Out"] == "6.200"
    assert names(response) == [*lectures("6.100"), HOLIDAY]
    calendar, former = (Calendar.from_ical(each.content) for each in (response, before))
    assert calendar["SOURCE"] == former["SOURCE"]
    again = client.get(URL, headers={"If-None-Match": response["ETag"]})
    assert (again.status_code, again["X-Lectern-Left-Out"]) == (304, "6.200")


def test_nothing_is_left_out_unsaid_and_what_is_there_has_no_such_header(client, two):
    assert "X-Lectern-Left-Out" not in client.get(URL)
    response = client.get(f"{URL}&course=6.999")
    assert response["X-Lectern-Left-Out"] == "6.999"
    assert names(response) == names(client.get(URL))


@pytest.mark.parametrize(
    ("url", "status", "words"),
    [
        (TERM, 400, "course= is not understood. Say which courses: ?course=6.5940"),
        (f"{TERM}?course=,&course=", 400, "course= is not understood. Say which courses"),
        (f"{URL}&only=nonsense", 400, "only=nonsense is not understood."),
        (f"{TERM}?course=6.101&course=6.102", 404, "There is no 6.101, 6.102 in Fall 2023.\n"),
        (f"{TERM}?course={'x' * 500}", 404, f"There is no {'x' * 60}… in Fall 2023.\n"),
        ("/2024-fall/calendar.ics?course=6.100", 404, "There is no 6.100 here.\n"),
        (
            f"{TERM}?course={','.join(f'c{n}' for n in range(41))}",
            400,
            "Ask for 40 courses at most.",
        ),
    ],
)
def test_what_is_wrong_is_said_in_words_for_calendar_programs(client, two, url, status, words):
    response = client.get(url)
    assert response.status_code == status
    assert words in response.content.decode()
    assert response["Content-Type"] == "text/plain; charset=utf-8"
    assert response["Cache-Control"] == "no-cache"


@pytest.mark.parametrize("slug", ["a%22; x=%0D%0Ay", "6.100%00", "..", "6..100", "x" * 61])
def test_a_slug_that_no_course_can_have_reaches_neither_database_nor_header(client, two, slug):
    response = client.get(f"{URL}&course={slug}")
    assert response.status_code == 200
    assert "X-Lectern-Left-Out" not in response
    assert response.content == client.get(URL).content


def test_other_methods_are_answered_as_a_calendar_s(client, two):
    options = client.options(URL)
    assert (options.status_code, options["Allow"]) == (204, "GET, HEAD, OPTIONS")
    assert client.post(URL).status_code == 405
    head, get = client.head(URL), client.get(URL)
    assert (head.content, head.headers) == (b"", get.headers)


def test_cookies_neither_come_nor_matter(client, admin_client, two):
    plain, staff = client.get(URL), admin_client.get(URL)
    assert plain.cookies == {}
    assert (staff.content, staff.headers) == (plain.content, plain.headers)


@pytest.mark.parametrize("courses", [1, 40])
@pytest.mark.parametrize("query", ["", "&alarm=P1D&deadlines=day&cancelled=title"])
def test_a_feed_takes_two_queries_and_a_304_one_with_few_or_many(
    client, db, django_assert_num_queries, courses, query
):
    term = TermFactory(slug="2023-fall")
    for number in range(courses):
        course = make_course(term=term, slug=f"c{number}", lectures=1)
        LectureFactory(course=course, number=2)
        publish(course, now=SUMMER)
    url = f"{TERM}?course={','.join(f'c{n}' for n in range(courses))}{query}"
    with django_assert_num_queries(2):
        response = client.get(url)
    assert len(vevents(response)) == 2 * courses
    with django_assert_num_queries(1):
        headers = {"If-None-Match": response["ETag"]}
        assert client.get(url, headers=headers).status_code == 304


def test_courses_without_events_have_an_empty_calendar(client, db):
    publish(make_course(lectures=0, slug="y", term=TermFactory(slug="x")), now=SUMMER)
    calendar = Calendar.from_ical(client.get("/x/calendar.ics?course=y").content)
    assert calendar["NAME"] == "y (Fall 2023)"
    assert calendar.walk("VEVENT") == []


def test_each_course_speaks_its_language_and_all_of_them_the_one_asked_for(client, two):
    Course.objects.filter(slug="6.200").update(language="de")
    publish(Course.objects.get(slug="6.200"), now=LATER)
    told = names(client.get(f"{URL}&only=lecture"))
    assert told == [*lectures("6.100"), *(f"6.200 Vorlesung {n}: Topic {n}" for n in (1, 2, 3, 4))]
    asked = client.get(f"{URL}&only=lecture&language=zh-hans")
    assert asked["Content-Language"] == "zh-Hans"
    assert names(asked)[0] == "6.100 第\N{NO-BREAK SPACE}1\N{NO-BREAK SPACE}讲：Topic 1"
    assert b"X-WR-CALNAME:6.100 + 6.200\xef\xbc\x9a\xe6\x8e\x88\xe8\xaf\xbe" in asked.content
