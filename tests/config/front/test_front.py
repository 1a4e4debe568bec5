"""What stands before Django: the same bytes as Django's, and never those that were replaced."""

from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from django.conf import settings
from django.core.signals import request_finished, request_started
from django.core.wsgi import get_wsgi_application
from django.db import close_old_connections, connection
from django.test import RequestFactory

from config.front import Front
from courses.models import Course, Lecture
from schedule.publishing import publish
from tests.factories import MembershipFactory, NoClassDayFactory, TermFactory, make_course

NOW = datetime(2023, 9, 20, 16, tzinfo=UTC)
COURSE = "/2023-fall/6.100/"
FEED = f"{COURSE}calendar.ics"
ADDRESSES = (
    "/",
    "/2023-fall/",
    COURSE,
    f"{COURSE}?on=2023-10-03&tz=Asia/Tokyo",
    f"{COURSE}week/2023-W39/",
    f"{COURSE}deadlines/",
    f"{COURSE}changes/",
    f"{COURSE}subscribe/",
    f"{COURSE}lecture-1/",
    "/2023-fall/week/2023-W39/",
    FEED,
    f"{FEED}?only=deadline&alarm=P1D&unheard=of",
    f"{COURSE}lecture-1.ics",
    "/2023-fall/calendar.ics?course=6.100",
    f"{COURSE}changes.atom",
    f"{COURSE}changes.atom?language=de&unheard=of",
    f"{COURSE}announcements.atom",
    "/api/v1/terms",
    "/api/v1/terms/2023-fall",
    "/api/v1/courses/2023-fall/6.100/events",
)


class Revision:
    """The site's revision as the tests' own connection sees it: nothing of a test is committed."""

    def __init__(self):
        self.is_known = True

    def revision(self):
        if not self.is_known:
            return ""
        with connection.cursor() as cursor:
            cursor.execute("SELECT revision FROM courses_siterevision")
            return cursor.fetchone()[0]


class Counting:
    """Django, and how often it was asked."""

    def __init__(self):
        self.django = get_wsgi_application()
        self.asked = 0

    def __call__(self, environ, start_response):
        self.asked += 1
        return self.django(environ, start_response)


class Reader:
    """Asks the front, and Django itself."""

    def __init__(self):
        self.django, self.watch = Counting(), Revision()
        self.front = Front(self.django, self.watch, limit=10**7)

    def ask(self, application, path, method="GET", **headers):
        address, _, query = path.partition("?")
        environ = (
            RequestFactory().generic(method, address, QUERY_STRING=query, headers=headers).environ
        )
        said = []
        body = application(environ, lambda status, headers: said.extend([status, headers]))
        text = b"".join(body)
        if hasattr(body, "close"):
            body.close()  # as a server does, so that Django knows the end
        return said[0], sorted(said[1]), text

    def get(self, path, **headers):
        return self.ask(self.front, path, **headers)

    def is_kept(self, path, method="GET", **headers):
        """Tell whether a question is answered without Django."""
        before = self.django.asked
        self.ask(self.front, path, method, **headers)
        return self.django.asked == before


@pytest.fixture
def one_connection():
    """Let Django keep the tests' connection, as its own test client does."""
    for signal in (request_started, request_finished):
        signal.disconnect(close_old_connections)
    yield
    for signal in (request_started, request_finished):
        signal.connect(close_old_connections)


@pytest.fixture
def reader(db, one_connection):
    with time_machine.travel(NOW, tick=False):
        course = make_course(lectures=4, slug="6.100", term=TermFactory(slug="2023-fall"))
        publish(course, now=NOW - timedelta(days=40))
        yield Reader()


@pytest.fixture
def course(reader):
    return Course.objects.get()


def header(answer, name):
    return dict(answer[1])[name]


def settle():
    """Let the triggers that wait for the end of a transaction run now, as they would then."""
    connection.check_constraints()


@pytest.mark.parametrize("accept", ["", "gzip", "gzip, br"])
@pytest.mark.parametrize("path", ADDRESSES)
def test_the_second_answer_is_the_first_without_django(reader, path, accept):
    plain = reader.ask(reader.django.django, path, accept_encoding=accept)
    first = reader.get(path, accept_encoding=accept)
    assert reader.is_kept(path, accept_encoding=accept)
    assert plain == first == reader.get(path, accept_encoding=accept)
    assert first[0] == "200 OK"


@pytest.mark.parametrize("path", ADDRESSES)
def test_so_it_is_for_who_asks_for_headers_alone(reader, path):
    plain = reader.ask(reader.django.django, path, "HEAD")
    reader.get(path)
    assert reader.is_kept(path, "HEAD")
    brief = reader.ask(reader.front, path, "HEAD")
    assert brief[:2] == plain[:2]
    assert brief[2] == b""


@pytest.mark.parametrize("accept", ["", "gzip, br"])
@pytest.mark.parametrize("path", ADDRESSES)
def test_so_it_is_for_who_has_it(reader, path, accept):
    etag = header(reader.get(path, accept_encoding=accept), "ETag")
    asks = {"if_none_match": f'"x", W/{etag}', "accept_encoding": accept}
    plain = reader.ask(reader.django.django, path, **asks)
    assert reader.is_kept(path, **asks)
    brief = reader.get(path, **asks)
    assert brief == (plain[0], [each for each in plain[1] if each[0] != "Content-Length"], b"")
    assert brief[0] == "304 Not Modified"


def test_an_answer_that_was_never_made_is_kept_for_who_has_it_alone(reader):
    etag = header(reader.ask(reader.django.django, FEED), "ETag")
    reader.get(FEED, if_none_match=etag)
    assert reader.is_kept(FEED, if_none_match=etag)
    assert reader.get(FEED)[2].startswith(b"BEGIN:VCALENDAR")
    assert reader.is_kept(FEED)


@pytest.mark.parametrize("path", ADDRESSES)
def test_who_has_it_and_asks_first_leaves_the_whole_answer_whole(reader, path):
    """After a publication elsewhere the first to ask is most often a program that has it."""
    plain = reader.ask(reader.django.django, path)
    reader.get(path, if_none_match=header(plain, "ETag"))
    assert reader.is_kept(path)
    assert reader.get(path) == plain
    assert reader.ask(reader.front, path, "HEAD")[:2] == plain[:2]


@pytest.mark.parametrize("path", ADDRESSES)
def test_what_was_replaced_is_never_given_again(reader, course, path):
    before = reader.get(path)
    Lecture.objects.filter(course=course, position=1).update(title="Sparsity")
    publish(course, now=NOW)
    settle()
    plain = reader.ask(reader.django.django, path)
    assert reader.get(path) == plain
    if path == COURSE:
        assert plain[2] != before[2]


def test_a_preview_is_never_kept_and_others_who_ask_for_it_get_what_is_published(
    reader, course, client
):
    Lecture.objects.filter(course=course, position=1).update(title="Sparsity")
    client.force_login(MembershipFactory(course=course).user)
    session = client.cookies[settings.SESSION_COOKIE_NAME].value
    cookie = f"{settings.SESSION_COOKIE_NAME}={session}"
    published = reader.get(COURSE)[2]
    for _ in range(2):
        preview = reader.get(f"{COURSE}?preview", cookie=cookie)
        assert b"Sparsity" in preview[2]
        assert header(preview, "Cache-Control") == "private, no-store"
        assert reader.get(f"{COURSE}?preview")[2] == published
    assert not reader.is_kept(f"{COURSE}?preview", cookie=cookie)
    assert reader.is_kept(f"{COURSE}?preview")


def test_what_a_term_says_of_itself_is_new_at_once(reader, course):
    reader.get("/api/v1/terms/2023-fall")
    NoClassDayFactory(term=course.term, course=None, key="snow", title="Snow day")
    settle()
    assert b"Snow day" in reader.get("/api/v1/terms/2023-fall")[2]


def test_a_course_that_is_withdrawn_is_gone_at_once(reader, course):
    reader.get(FEED)
    course.visibility = "staff"
    course.save()
    settle()
    assert reader.get(FEED)[0] == "404 Not Found"


def test_a_page_of_today_ends_with_the_day_and_a_feed_does_not(reader):
    for path in (COURSE, "/", FEED, f"{COURSE}?on=2023-10-03"):
        reader.get(path)
    midnight = datetime(2023, 9, 21, 4, tzinfo=UTC)  # in New York
    with time_machine.travel(midnight - timedelta(seconds=1), tick=False):
        assert reader.is_kept(COURSE)
        assert reader.is_kept("/")
    with time_machine.travel(midnight, tick=False):
        assert not reader.is_kept(COURSE)
        assert not reader.is_kept("/")
        assert reader.is_kept(FEED)
        assert reader.is_kept(f"{COURSE}?on=2023-10-03")


def test_a_feed_ends_when_a_removed_event_is_told_no_longer(reader, course):
    over = course.events.get(key="lecture-1").over_at
    Lecture.objects.filter(course=course, key="lecture-1").delete()
    publish(course, now=NOW)
    settle()
    told = reader.get(FEED)[2]
    end = over + timedelta(days=30)
    with time_machine.travel(end - timedelta(seconds=1), tick=False):
        assert reader.get(FEED)[2] == told
    with time_machine.travel(end + timedelta(seconds=1), tick=False):
        assert not reader.is_kept(FEED)
        assert reader.get(FEED)[2].count(b"BEGIN:VEVENT") == told.count(b"BEGIN:VEVENT") - 1


def test_a_removed_item_s_file_ends_when_it_is_told_no_longer(reader, course):
    over = course.events.get(key="lecture-1").over_at
    Lecture.objects.filter(course=course, key="lecture-1").delete()
    publish(course, now=NOW)
    settle()
    file = f"{COURSE}lecture-1.ics"
    assert b"STATUS:CANCELLED" in reader.get(file)[2]
    with time_machine.travel(over + timedelta(days=30, seconds=-1), tick=False):
        assert reader.is_kept(file)
    with time_machine.travel(over + timedelta(days=30, seconds=1), tick=False):
        assert reader.get(file)[0] == "404 Not Found"


@pytest.mark.parametrize("path", [COURSE, "/api/v1/terms"])
def test_a_cookie_is_for_django_alone(reader, path):
    reader.get(path)
    assert not reader.is_kept(path, cookie="theme=dark")
    dark = reader.get(path, cookie=f"{settings.SESSION_COOKIE_NAME}=made-up")
    assert header(dark, "Cache-Control") == "private, no-store"
    assert reader.is_kept(path)


def test_a_feed_is_the_same_with_any_cookie(reader):
    plain = reader.get(FEED)
    assert reader.is_kept(FEED, cookie="session=1; theme=dark")
    assert reader.get(FEED, cookie="session=1") == plain


def test_each_language_has_its_own(reader):
    english, german = (reader.get(COURSE, accept_language=name) for name in ("en", "de"))
    assert english[2] != german[2]
    assert reader.get(COURSE, accept_language="de") == german


def test_a_host_that_is_not_ours_gets_nothing_that_is_kept(reader):
    reader.get(COURSE)
    assert reader.get(COURSE, host="elsewhere.example")[0] == "400 Bad Request"
    assert not reader.is_kept(COURSE, host="elsewhere.example")


@pytest.mark.parametrize(
    ("path", "status"),
    [
        (f"{FEED}?only=lunch", "400 Bad Request"),
        ("/2023-fall/6.999/", "404 Not Found"),
        ("/admin/", "302 Found"),
        ("/2023-fall/search/?q=lab", "200 OK"),
        ("/healthz", "200 OK"),
    ],
)
def test_what_no_view_offers_is_asked_for_each_time(reader, path, status):
    assert reader.get(path)[0] == status
    assert not reader.is_kept(path)


@pytest.mark.parametrize("method", ["POST", "PUT", "OPTIONS", "PROPFIND"])
def test_other_methods_are_for_django(reader, method):
    reader.get(FEED)
    assert not reader.is_kept(FEED, method)


@pytest.mark.parametrize("name", ["if_match", "authorization", "range"])
def test_what_asks_for_more_is_for_django(reader, name):
    reader.get(FEED)
    assert not reader.is_kept(FEED, **{name: '"x"'})


@pytest.mark.parametrize("name", ["if_none_match", "authorization", "range"])
def test_a_304_never_says_that_the_whole_answer_is_empty(reader, name):
    etag = header(reader.get(FEED), "ETag")
    said = reader.get(FEED, **{"if_none_match": etag, name: etag})
    assert said[0] == "304 Not Modified"
    assert "Content-Length" not in dict(said[1])


def test_while_the_database_does_not_say_a_304_is_the_same(reader):
    etag = header(reader.get(FEED), "ETag")
    known = reader.get(FEED, if_none_match=etag)
    reader.watch.is_known = False
    assert reader.get(FEED, if_none_match=etag) == known


def test_while_the_database_does_not_say_django_is_asked(reader):
    first = reader.get(FEED)
    reader.watch.is_known = False
    assert not reader.is_kept(FEED)
    assert reader.get(FEED) == first


def test_strangers_addresses_fill_no_more_than_the_memory(reader):
    reader.front = Front(reader.django, reader.watch, limit=600_000)
    for number in range(60):
        reader.get(f"{FEED}?x={number}")
        assert reader.front._memory.size <= 600_000
    assert reader.is_kept(f"{FEED}?x=59")
    assert not reader.is_kept(f"{FEED}?x=0")


@pytest.mark.parametrize("name", ["if_none_match", "accept_encoding", "accept_language"])
def test_nor_does_what_they_say_at_length(reader, name):
    reader.get(FEED)
    for number in range(40):
        long = f'"{number}{"x" * 50_000}"'
        assert reader.get(FEED, **{name: long})[0] == "200 OK"
        assert reader.get(f"{FEED}?x={long}")[0] == "200 OK"
    entries = reader.front._memory._values
    kept = [words for key, entry in entries.items() for words in (key, *entry.ready)]
    assert sum(len(word or "") for words in kept for word in words) < 10_000
    assert reader.is_kept(FEED)
