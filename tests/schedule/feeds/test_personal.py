"""A personal calendar's feed: its courses, its secrecy, its answers to who has no right to it."""

import hashlib
from datetime import UTC, datetime, timedelta

import icalendar
import pytest
import time_machine
from django.db import connection
from django.test import Client

from courses.models import Course, Lecture
from courses.models.site_revision import SiteRevision
from schedule.models import CalendarFetch, PersonalCalendar
from schedule.personal.calendars import (
    Choice,
    change_calendar,
    feed_path,
    give_calendar,
    make_calendar,
    rotate_calendar,
)
from schedule.personal.fetching import FETCHES
from schedule.publishing import publish
from tests.factories import (
    DeadlineFactory,
    LabFactory,
    NoClassDayFactory,
    TermFactory,
    UserFactory,
    make_course,
)
from tests.published import SUMMER

NOW = datetime(2023, 9, 20, 16, tzinfo=UTC)


@pytest.fixture(autouse=True)
def _in_term():
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def spring(db):
    """A course of another term, in another zone."""
    term = TermFactory(
        slug="2024-spring",
        name="Spring 2024",
        time_zone="Europe/Berlin",
        first_day="2024-02-05",
        last_day="2024-05-10",
    )
    made = make_course(lectures=2, slug="18.06", term=term)
    publish(made, now=SUMMER)
    return made


def make(*courses, name="", options=""):
    return make_calendar(Choice(name, courses, options), now=SUMMER)


def address(made):
    return f"/calendars/{made.token}.ics"


def events(response):
    assert response.status_code == 200, response.content
    return icalendar.Calendar.from_ical(response.content).walk("VEVENT")


def summaries(response):
    return [str(event["SUMMARY"]) for event in events(response)]


def test_it_has_courses_of_any_term_in_their_zones_in_the_order_chosen(course, spring, client):
    response = client.get(address(make(spring, course)))
    assert [each.split()[0] for each in summaries(response)] == ["18.06"] * 2 + ["6.100"] * 4
    zones = icalendar.Calendar.from_ical(response.content).walk("VTIMEZONE")
    assert {str(zone["TZID"]) for zone in zones} == {"Europe/Berlin", "America/New_York"}


def test_it_is_the_courses_own_feeds_together(course, spring, client):
    both = events(client.get(address(make(course, spring))))
    apart = [
        *events(client.get("/2023-fall/6.100/calendar.ics")),
        *events(client.get("/2024-spring/18.06/calendar.ics")),
    ]
    assert [each.to_ical() for each in both] == [each.to_ical() for each in apart]


def test_options_are_those_that_are_stored(course, client):
    DeadlineFactory(lab=LabFactory(course=course, key="lab-1", title="Lab 1"))
    publish(course, now=SUMMER)
    made = make(course, options="only=deadline&alarm=deadline:P1D&deadlines=day")
    response = client.get(f"{address(made)}?only=lecture&deadlines=nonsense")
    (event,) = events(response)
    assert "DTSTART;VALUE=DATE:20230928" in event.to_ical().decode()
    assert len(event.walk("VALARM")) == 1
    assert response["X-Lectern-Ignored"] == "deadlines, only"


def test_a_day_without_class_of_the_term_is_told_once(course, client):
    other = make_course(lectures=1, slug="6.200", term=course.term)
    NoClassDayFactory(term=course.term, course=None, title="Holiday")
    for each in (course, other):
        publish(each, now=SUMMER)
    assert (
        sum("Holiday" in each for each in summaries(client.get(address(make(course, other))))) == 1
    )


def test_its_name_is_the_subscriber_s_else_that_of_its_courses(course, spring, client):
    for made, name in (
        (make(course, name="phone"), "phone"),
        (make(course, spring), "6.100 + 18.06"),
    ):
        calendar = icalendar.Calendar.from_ical(client.get(address(made)).content)
        assert calendar["X-WR-CALNAME"] == name


def test_neither_secret_stands_in_the_file_or_in_the_database(course, client):
    made = make(course)
    text = client.get(address(made)).content.decode()
    assert made.token not in text.replace("\r\n ", "")
    row = PersonalCalendar.objects.values_list().get()
    assert made.token not in map(str, row)
    assert made.page not in map(str, row)
    assert made.calendar.token_hash == hashlib.sha256(made.token.encode()).hexdigest()


def test_secrets_have_256_random_bits(course):
    made = [make(course) for _ in range(20)]
    secrets = {secret for each in made for secret in (each.token, each.page)}
    assert len(secrets) == 40
    assert all(len(secret) == 43 for secret in secrets)


def test_what_the_address_calls_it_is_ignored(course, client):
    made = make(course)
    plain = client.get(address(made))
    for called in ("phone", "lectern", "电话", "a.b-c"):
        response = client.get(f"/calendars/{made.token}/{called}.ics")
        assert response.content == plain.content
        assert dict(response.items()) == dict(plain.items())


@pytest.mark.parametrize(
    ("name", "called"),
    [
        ("", "lectern"),
        ("Phone", "phone"),
        ("  my phone / 6.5940 ", "my-phone-6.5940"),
        ("Téléphone", "t%C3%A9l%C3%A9phone"),
        ("…", "lectern"),
        ("../..", "lectern"),
        ("x" * 60, "x" * 40),
    ],
)
def test_its_address_ends_with_what_it_is_called(name, called):
    assert feed_path("secret", name) == f"/calendars/secret/{called}.ics"


@pytest.mark.parametrize("method", ["get", "head"])
def test_nobody_is_told_its_address(course, client, method):
    for where in (address(make(course)), "/calendars/none.ics", "/calendars/none/phone.ics"):
        response = getattr(client, method)(where)
        assert response["Referrer-Policy"] == "no-referrer"
        assert response["X-Robots-Tag"] == "noindex, nofollow"
        assert response["Cache-Control"] == "private, no-cache"


def test_what_never_was_was_rotated_or_was_ended_is_answered_alike(
    course, client, django_assert_num_queries
):
    rotated, ended = make(course), make(course)
    rotate_calendar(rotated.calendar, now=NOW)
    ended.calendar.delete()
    answers = []
    for token in ("A" * 43, "x", "é", rotated.token, ended.token, rotated.page):
        for where in (f"/calendars/{token}.ics", f"/calendars/{token}/phone.ics"):
            with django_assert_num_queries(2):
                response = client.get(where)
            answers.append((response.status_code, response.content, sorted(response.items())))
    assert answers == [answers[0]] * len(answers)
    assert answers[0][0] == 404


def test_the_new_address_works_at_once_and_says_the_same(course, client):
    made = make(course)
    before = client.get(address(made)).content
    token = rotate_calendar(made.calendar, now=SUMMER)
    assert client.get(f"/calendars/{token}.ics").content == before
    assert client.get(address(made)).status_code == 404


def test_an_unchanged_feed_is_a_304_with_one_query(
    course, spring, client, django_assert_num_queries
):
    where = address(make(course, spring))
    etag = client.get(where)["ETag"]
    with django_assert_num_queries(1):
        again = client.get(where, headers={"If-None-Match": etag})
    assert (again.status_code, again.content, again["ETag"]) == (304, b"", etag)
    assert again["Referrer-Policy"] == "no-referrer"


def test_a_feed_of_many_courses_takes_two_queries(course, client, django_assert_num_queries):
    more = [make_course(lectures=1, slug=f"c-{n}", term=course.term) for n in range(8)]
    for each in more:
        publish(each, now=SUMMER)
    made = make(course, *more)
    with django_assert_num_queries(2):
        client.get(address(made))


def test_publishing_and_choosing_change_its_tag(course, spring, client):
    made = make(course)
    seen = [client.get(address(made))["ETag"]]
    Lecture.objects.filter(course=course, number=1).update(title="New")
    publish(course, now=NOW)
    seen.append(client.get(address(made))["ETag"])
    change_calendar(made.calendar, Choice("", (course, spring), ""), now=NOW)
    seen.append(client.get(address(made))["ETag"])
    change_calendar(made.calendar, Choice("", (spring, course), ""), now=NOW)
    seen.append(client.get(address(made))["ETag"])
    change_calendar(made.calendar, Choice("", (spring, course), "deadlines=day"), now=NOW)
    seen.append(client.get(address(made))["ETag"])
    assert len(set(seen)) == 5


def test_what_is_long_over_leaves_it_day_by_day(course, spring, client):
    where = address(make(course, spring, options="past=7"))
    seen = []
    for day in (NOW, NOW + timedelta(days=1), NOW + timedelta(days=8)):
        with time_machine.travel(day, tick=False):
            response = client.get(where)
            seen.append((len(events(response)), response["ETag"]))
    assert [count for count, _ in seen] == [4, 4, 2]
    assert len({etag for _, etag in seen}) == 3


def test_its_words_are_in_the_language_that_was_chosen(course, client):
    DeadlineFactory(lab=LabFactory(course=course, key="lab-1", title="Lab 1"))
    publish(course, now=SUMMER)
    (summary,) = summaries(client.get(address(make(course, options="only=deadline&language=de"))))
    assert "Abgabe" in summary


def test_bytes_are_the_same_from_fetch_to_fetch(course, client):
    where = address(make(course))
    first = client.get(where).content
    with time_machine.travel(NOW + timedelta(hours=3)):
        assert Client().get(where).content == first


def test_a_course_that_is_withdrawn_is_left_out_and_named(course, spring, client):
    where = address(make(course, spring))
    Course.objects.filter(pk=course.pk).update(visibility="staff")
    response = client.get(where)
    assert {each.split()[0] for each in summaries(response)} == {"18.06"}
    assert response["X-Lectern-Left-Out"] == "2023-fall/6.100"


def test_a_calendar_that_has_lost_its_courses_is_empty_and_still_there(course, client):
    where = address(make(course))
    Course.objects.filter(pk=course.pk).update(visibility="staff")
    assert events(client.get(where)) == []
    course.calendar_entries.all().delete()
    assert events(client.get(where)) == []


def test_a_course_for_its_staff_is_in_what_staff_gave_out_alone(course, client):
    own = make(course)
    given, _ = give_calendar(course, to="Reviewers", by=UserFactory(), now=SUMMER)
    Course.objects.filter(pk=course.pk).update(visibility="staff")
    assert events(client.get(address(own))) == []
    assert len(events(client.get(address(given)))) == 4


def test_a_course_that_was_never_published_is_in_no_calendar(course, client):
    draft = make_course(slug="draft", term=course.term)
    given, _ = give_calendar(draft, to="", by=UserFactory(), now=SUMMER)
    assert events(client.get(address(given))) == []


def test_methods_are_answered_as_of_every_feed(course, client):
    where = address(make(course))
    assert client.options(where)["Allow"] == "GET, HEAD, OPTIONS"
    assert client.generic("PROPFIND", where).status_code == 405
    assert client.head(where).content == b""


def test_a_fetch_writes_nothing_and_is_known_later(course, client):
    made = make(course)
    with CaptureWrites() as writes:
        for agent in ("Google-Calendar-Importer", "iOS/17.1 (21B74) dataaccessd/1.0", "x"):
            client.get(address(made), headers={"User-Agent": agent})
    assert writes.found == []
    assert not CalendarFetch.objects.exists()
    FETCHES.write()
    fetched = CalendarFetch.objects.filter(calendar=made.calendar)
    assert set(fetched.values_list("program", "called", "fetched_at")) == {
        ("google", "", NOW),
        ("ios", "", NOW),
        ("other", "x", NOW),
    }


def test_that_it_was_fetched_does_not_make_other_answers_old(course, client):
    client.get(address(make(course)))
    before = revision()
    FETCHES.write()
    assert CalendarFetch.objects.exists()
    assert revision() == before


def test_what_decides_on_an_answer_draws_the_site_s_revision(course, spring):
    seen = [revision()]
    made = make(course)
    seen.append(revision())
    change_calendar(made.calendar, Choice("", (course, spring), ""), now=NOW)
    seen.append(revision())
    rotate_calendar(made.calendar, now=NOW)
    seen.append(revision())
    made.calendar.delete()
    seen.append(revision())
    assert len(set(seen)) == len(seen)


class CaptureWrites:
    """Collects what is written to the database."""

    def __enter__(self):
        self.found = []
        self.wrapper = connection.execute_wrapper(self._see)
        self.wrapper.__enter__()
        return self

    def _see(self, execute, sql, params, many, context):
        if not sql.lstrip().upper().startswith("SELECT"):
            self.found.append(sql)
        return execute(sql, params, many, context)

    def __exit__(self, *fault):
        self.wrapper.__exit__(*fault)


def revision():
    connection.check_constraints()
    return SiteRevision.objects.get().revision
