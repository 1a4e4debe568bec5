"""Every public page in many variants: one tag for one body, and one query for what is known."""

import gzip
import random
import re
import string
from datetime import UTC, datetime

import brotli
import pytest
from django.urls import get_resolver
from django.utils import timezone

from courses.models import Course
from schedule.http.conditional import SHELF
from tests.factories import TermFactory, UserFactory

MIT = "/2023-fall/6.5940/"
PAGES = {
    "front": "/",
    "calendars": "/calendars/?course=2023-fall/6.5940",
    "term": "/2023-fall/",
    "search": "/2023-fall/search/",
    "term_week": "/2023-fall/week/2023-W40/",
    "term_deadlines": "/2023-fall/deadlines/",
    "term_subscribe": "/2023-fall/subscribe/?course=6.5940&course=18.303",
    "term_calendar": "/2023-fall/calendar.ics?course=6.5940&course=18.303",
    "term_tasks": "/2023-fall/tasks.ics?course=6.5940&course=18.303",
    "term_qr": "/2023-fall/qr.svg?course=6.5940&course=18.303",
    "course": MIT,
    "week": f"{MIT}week/2023-W40/",
    "deadlines": f"{MIT}deadlines/",
    "changes": f"{MIT}changes/",
    "announcements": f"{MIT}announcements/",
    "changes_atom": f"{MIT}changes.atom",
    "announcements_atom": f"{MIT}announcements.atom",
    "mail": "/mail/?course=2023-fall/6.5940",
    "subscribe": f"{MIT}subscribe/",
    "calendar": f"{MIT}calendar.ics",
    "tasks": f"{MIT}tasks.ics",
    "qr": f"{MIT}qr.svg",
    "item_calendar": f"{MIT}lecture-5.ics",
    "item": f"{MIT}lecture-5/",
}
"""An address for each route that is read; `theme` and `language` are sent to."""

SENT_TO = {"theme", "language"}
SECRET = {
    "personal_calendar",
    "own_calendar",
    "confirm_mail",
    "own_mail",
    "end_mail",
    "end_mail_course",
}
"""Addresses with a secret, held to the same in test_personal.py, test_calendars.py, test_mail.py."""

FEEDS = {
    "calendar",
    "tasks",
    "item_calendar",
    "term_calendar",
    "term_tasks",
    "qr",
    "term_qr",
    "changes_atom",
    "announcements_atom",
}
"""What is the same for every reader."""

PICKED = {"calendars", "mail", "term_subscribe", "qr", "term_qr"}
"""What is made anew each time, as there are more choices than memory."""

SHORT = {"announcements_atom"}
"""What is too short to be compressed, as nothing was announced yet."""

KEPT = sorted(PAGES.keys() - PICKED)
COMMON = ("", "on=2023-10-03", "on=2023-11-07", "tz=Asia/Tokyo", "on=2023-10-03&tz=Asia/Tokyo")
OWN = {
    "search": ("q=lab", "q=pruning", "q=6.5940", "q=lab&on=2023-10-03"),
    "term_week": (
        "course=6.5940",
        "course=18.303",
        "course=6.5940&course=18.303",
        "course=18.303,6.5940",
        "only=lecture",
        "only=deadline,lecture",
        "view=agenda",
        "view=agenda&only=lecture",
    ),
    "week": ("only=lecture", "only=deadline", "view=agenda", "view=agenda&only=lecture"),
    "subscribe": (
        "only=lecture",
        "deadlines=day",
        "deadlines=block",
        "alarm-deadline=P1D",
        "only=deadline&alarm-deadline=P1D",
        "alarm=P1D",
        "summary=dot&language=de&past=14&cancelled=omit",
    ),
    "calendars": (
        "q=18.303",
        "course=2023-fall/18.338",
        "only=lecture",
        "cancelled=omit",
        "ended=1",
    ),
    "term_deadlines": ("course=6.5940", "course=18.303,6.5940", "course=6.5940&on=2023-10-03"),
    "term_subscribe": ("only=lecture", "alarm-deadline=P1D"),
    "term_calendar": ("only=lecture", "course=18.338", "alarm=P1D", "cancelled=omit"),
    "qr": ("only=lecture", "alarm=P1D"),
    "calendar": (
        "only=lecture",
        "deadlines=day",
        "cancelled=omit",
        "alarm=P1D",
        "alarm=PT2H",
        "summary=dot",
        "language=de",
        "past=14",
    ),
    "tasks": ("deadlines=day", "alarm=deadline:PT2H", "summary=bracket", "language=ja"),
    "term_tasks": ("deadlines=day", "course=18.338"),
    "item_calendar": ("deadlines=day", "alarm=P1D", "summary=dot"),
}
"""Options of one page's own."""
OTHERS = (
    "/2023-fall/week/",
    "/2023-fall/week/2023-W41/",
    f"{MIT}week/",
    f"{MIT}week/2023-W41/",
    f"{MIT}lecture-6/",
    f"{MIT}lab-1/",
    f"{MIT}lab-1-due/",
    f"{MIT}lab-1-due.ics",
    "/2023-fall/18.303/",
    "/2023-fall/18.303/week/2023-W40/",
    "/2023-fall/18.303/deadlines/",
    "/2023-fall/18.303/calendar.ics",
    "/2023-fall/18.338/calendar.ics",
)
LANGUAGES = ("en", "de", "ar")
READERS = (("", "en"), ("dark", "en"), ("", "de"), ("light", "ar"))
"""Themes and languages."""


@pytest.fixture(autouse=True)
def _in_term(monkeypatch, mail_is_on):
    now = datetime(2023, 10, 3, 16, tzinfo=UTC)
    monkeypatch.setattr(timezone, "now", lambda: now)


def addresses():
    for name, address in PAGES.items():
        for query in (*(COMMON if name not in FEEDS else ("",)), *OWN.get(name, ())):
            yield with_query(address, query)
    yield from OTHERS


def at_random(seed):
    """Return unknown parameters that nobody has thought of."""
    chance = random.Random(seed)
    pairs = []
    for _ in range(chance.randint(1, 4)):
        name = "x" + "".join(chance.choices(string.ascii_letters + "_.-[]", k=6))
        pairs.append(f"{name}={'%' + format(chance.randint(0, 255), '02x')}{chance.random()}")
    return "&".join(pairs)


def with_query(address, query):
    return f"{address}{'&' if '?' in address else '?'}{query}" if query else address


def test_the_table_has_an_address_for_every_route():
    names = {
        pattern.name
        for entry in get_resolver().url_patterns
        if getattr(entry, "app_name", "") == "schedule"
        for pattern in entry.url_patterns
    }
    assert names == PAGES.keys() | SENT_TO | SECRET


@pytest.mark.parametrize("name", sorted(PICKED))
def test_an_unchanged_choice_is_a_304_with_one_query(four, client, name, django_assert_num_queries):
    etag = client.get(PAGES[name])["ETag"]
    with django_assert_num_queries(1):
        again = client.get(PAGES[name], headers={"If-None-Match": etag})
    assert (again.status_code, again.content, again["ETag"]) == (304, b"", etag)
    assert len(SHELF) == 0


@pytest.mark.parametrize("name", KEPT)
def test_what_is_known_takes_one_query(four, client, name, django_assert_num_queries):
    address = PAGES[name]
    first = client.get(address)
    assert first.status_code == 200
    for headers in ({}, {"Accept-Encoding": "gzip"}):
        with django_assert_num_queries(1):
            warm = client.get(address, headers=headers)
        with django_assert_num_queries(1):
            again = client.get(address, headers={**headers, "If-None-Match": warm["ETag"]})
        assert (warm.status_code, again.status_code, again.content) == (200, 304, b"")
        assert again["ETag"] == warm["ETag"]
        assert again["Vary"] == warm["Vary"]
        assert "Accept-Encoding" in warm["Vary"]


@pytest.mark.parametrize("name", KEPT)
def test_a_kept_answer_is_the_made_one_to_the_byte(four, client, name):
    for method in (client.get, client.head):
        for headers in ({}, {"Accept-Encoding": "gzip"}):
            SHELF.clear()
            made, kept = (method(PAGES[name], headers=headers) for _ in range(2))
            assert (kept.content, kept.headers) == (made.content, made.headers)
    assert len(SHELF) == 1


@pytest.mark.parametrize(
    ("accept", "coding", "unpack"),
    [("gzip, br;q=0.9", "gzip", gzip.decompress), ("gzip, br", "br", brotli.decompress)],
)
@pytest.mark.parametrize("name", sorted(PAGES.keys() - SHORT))
def test_a_page_is_compressed_for_who_likes_it(four, client, name, accept, coding, unpack):
    plain = client.get(PAGES[name])
    packed = client.get(PAGES[name], headers={"Accept-Encoding": accept})
    assert packed["Content-Encoding"] == coding
    assert unpack(packed.content) == plain.content
    assert int(packed["Content-Length"]) == len(packed.content) < len(plain.content)
    assert packed["ETag"] != plain["ETag"]
    assert not packed["ETag"].startswith("W/")


def test_two_different_bodies_never_share_a_tag(four, client, monkeypatch):
    monkeypatch.setattr(SHELF, "limit", 0)  # each is made anew
    seen = {}
    for address in addresses():
        for theme, language in READERS:
            client.cookies["theme"] = theme
            response = client.get(address, headers={"Accept-Language": language})
            assert response.status_code == 200, address
            made = seen.setdefault(response["ETag"], response.content)
            assert made == response.content, (address, theme, language)
    # Shared by right: a feed for all readers, and one choice written in two ways.
    assert len(seen) > 200


def test_unknown_parameters_change_nothing_and_are_not_kept(four, client):
    every = list(addresses())
    plain = {address: client.get(address) for address in every}
    kept = len(SHELF), SHELF.size
    for seed, address in enumerate(every):
        assert_same(client.get(with_query(address, at_random(seed))), plain[address])
    assert (len(SHELF), SHELF.size) == kept
    for seed, address in enumerate(every):
        SHELF.clear()
        assert_same(client.get(with_query(address, at_random(seed))), plain[address])


def assert_same(response, other):
    assert (response["ETag"], response.content) == (other["ETag"], other.content)


@pytest.mark.parametrize("name", sorted(FEEDS & PAGES.keys()))
def test_a_feed_is_the_same_in_every_language(four, client, name):
    answers = [client.get(PAGES[name], headers={"Accept-Language": each}) for each in LANGUAGES]
    assert len({(answer["ETag"], answer.content) for answer in answers}) == 1
    assert all("Language" not in answer["Vary"] for answer in answers)


def test_the_api_is_the_same_in_every_language(four, client):
    for path in ("", "courses", "courses/2023-fall/6.5940", "courses/2023-fall/6.5940/events"):
        answers = [
            client.get(f"/api/v1/{path}", headers={"Accept-Language": each}) for each in LANGUAGES
        ]
        assert len({(answer["ETag"], answer.content) for answer in answers}) == 1
        assert all("Language" not in answer["Vary"] for answer in answers)


def test_the_api_is_kept_and_compressed_too(four, client, django_assert_num_queries):
    address = "/api/v1/courses/2023-fall/6.5940/events"
    plain = client.get(address)
    with django_assert_num_queries(1):
        packed = client.get(address, headers={"Accept-Encoding": "gzip"})
    assert gzip.decompress(packed.content) == plain.content
    assert packed["Content-Type"] == "application/json"


@pytest.mark.parametrize("name", PAGES)
def test_an_answer_to_a_session_is_neither_kept_nor_compressed(four, client, name):
    client.force_login(UserFactory())
    response = client.get(PAGES[name], headers={"Accept-Encoding": "gzip"})
    if name in FEEDS:
        return  # the same for everyone
    assert response["Cache-Control"] == "private, no-store"
    assert "Content-Encoding" not in response
    assert len(SHELF) == 0


@pytest.mark.parametrize(
    "address",
    [
        "/2022-fall/",
        "/2023-fall/6.5941/",
        f"{MIT}nothing/",
        f"{MIT}changes/?page=9",
        f"{MIT}week/2023-W60/",
        f"{MIT}week/?date=2023-10-03",
        f"{MIT}week/?only=nonsense",
        f"{MIT}calendar.ics?only=nonsense",
        "/api/v1/courses/2023-fall/nothing",
    ],
)
def test_only_answers_are_kept(four, client, address):
    assert client.get(address).status_code in {302, 400, 404}
    assert len(SHELF) == 0


def test_what_people_look_for_is_not_kept(four, client):
    for address in ("/2023-fall/search/?q=lab", "/api/v1/courses?q=6"):
        assert client.get(address).status_code == 200
    assert len(SHELF) == 0


def test_a_page_made_while_working_on_lectern_is_made_again(four, client, settings):
    settings.DEBUG = True
    assert client.get(MIT)["Cache-Control"] == "private, no-store"
    assert len(SHELF) == 0


def test_if_match_holds_for_the_representation_that_is_sent(four, client):
    etag = client.get(MIT)["ETag"]
    assert client.get(MIT, headers={"If-Match": etag}).status_code == 200
    assert client.get(MIT, headers={"If-Match": f'"other", {etag}'}).status_code == 200
    for wanted in ('"other"', f"W/{etag}"):
        assert client.get(MIT, headers={"If-Match": wanted}).status_code == 412


def test_if_match_comes_before_if_none_match(four, client):
    etag = client.get(MIT)["ETag"]
    for wanted, status in ((etag, 304), ('"other"', 412)):
        headers = {"If-Match": wanted, "If-None-Match": etag}
        assert client.get(MIT, headers=headers).status_code == status


def test_what_has_no_date_of_its_own_is_compared_with_none(four, client):
    for name in ("If-Unmodified-Since", "If-Modified-Since"):
        headers = {name: "Sat, 01 Jan 2000 00:00:00 GMT"}
        assert client.get(MIT, headers=headers).status_code == 200


def test_a_tag_tells_nothing_of_what_it_is_made_of(four, client):
    assert re.fullmatch(r'"[0-9a-f]{32}"', client.get(MIT)["ETag"])


def hide(course):
    course.visibility = "staff"
    course.save()


def move_away(course):
    course.term = TermFactory(slug="2022-fall", first_day="2022-09-06", last_day="2022-12-13")
    course.save()


def delete(course):
    course.editions.all().delete()
    Course.objects.filter(pk=course.pk).delete()


@pytest.mark.parametrize("change", [hide, move_away, delete])
@pytest.mark.parametrize("name", ["front", "term", "search", "term_week"])
def test_a_course_leaves_its_term_s_pages_at_once(four, client, name, change):
    before = client.get(PAGES[name])["ETag"]
    change(four[0])
    assert client.get(PAGES[name])["ETag"] != before


def test_a_course_that_is_for_its_staff_now_is_in_no_kept_week(four, client):
    address = f"{PAGES['term_week']}?course=6.5940"
    assert client.get(address).status_code == 200
    hide(four[0])
    assert client.get(address).status_code == 404


@pytest.mark.parametrize("condition", ["If-Match", "If-None-Match"])
def test_no_condition_is_asked_of_a_page_that_is_not_there(four, client, condition):
    """RFC 9110, section 13.2.1."""
    for wanted in ('"other"', "*"):
        assert client.get(f"{MIT}nothing/", headers={condition: wanted}).status_code == 404
