"""Where a feed reader finds the feeds, and where the entries lead."""

from datetime import timedelta

import pytest
from django.conf import settings
from django.test import Client

from courses.models import Course, Lecture
from schedule.publishing import publish
from tests.factories import MembershipFactory
from tests.schedule.news.conftest import SUMMER
from tests.schedule.news.readers import parse, read
from tests.schedule.views.reading_html import read_html

COURSE = "/2023-fall/6.100/"


def page_of(address, client=None, **headers):
    response = (client or Client()).get(address, headers=headers)
    assert response.status_code == 200
    return read_html(response.content.decode())


def offered(page):
    """Return the feeds that a page names to feed readers, by title."""
    feeds = page.all("link", rel="alternate", type="application/atom+xml")
    return {feed["title"]: feed["href"].removeprefix(settings.PUBLIC_URL) for feed in feeds}


@pytest.mark.parametrize("page", ["", "changes/", "announcements/", "deadlines/", "lecture-1/"])
def test_every_page_of_a_course_names_its_feeds(course, page):
    found = offered(page_of(f"{COURSE}{page}?on=2023-10-31&tz=Asia/Tokyo"))
    assert found == {
        "Changes, 6.100": f"{COURSE}changes.atom",
        "Announcements, 6.100": f"{COURSE}announcements.atom",
    }
    for address in found.values():
        parse(Client().get(address))


@pytest.mark.parametrize("page", ["changes", "announcements"])
def test_a_reader_finds_the_feed_on_the_page(course, page):
    (link,) = page_of(f"{COURSE}{page}/").all("a", type="application/atom+xml")
    assert link.text == "Atom feed"
    assert link["href"] == f"{settings.PUBLIC_URL}{COURSE}{page}.atom"


def test_a_page_in_another_language_names_the_feeds_in_that_language(course):
    found = offered(page_of(f"{COURSE}changes/", accept_language="fr"))
    assert found["Modifications, 6.100"] == f"{COURSE}changes.atom?language=fr"
    assert read(Client().get(found["Modifications, 6.100"])).feed.language == "fr"


def test_a_course_for_its_staff_has_no_feed_to_name(course):
    Course.objects.update(visibility="staff")
    client = Client()
    client.force_login(MembershipFactory(course=course).user)
    page = page_of(f"{COURSE}changes/", client)
    assert offered(page) == {}
    assert page.all("a", type="application/atom+xml") == []


def test_an_entry_leads_to_its_edition_however_many_come_after_it(client, course):
    for number in range(30):
        Lecture.objects.filter(number=1).update(title=f"Title {number}")
        publish(course, now=SUMMER + timedelta(days=number + 1))
        if number == 1:
            third = read(client.get(f"{COURSE}changes.atom")).entries[0]
    address, _, part = third.link.removeprefix(settings.PUBLIC_URL).partition("#")
    assert part == "edition-3"
    assert page_of(address).one("li", id="edition-3")
    newest = read(client.get(f"{COURSE}changes.atom")).entries[0]
    assert page_of(newest.link.removeprefix(settings.PUBLIC_URL)).one("li", id="edition-31")


def test_an_edition_that_is_not_there_yet_opens_the_newest(client, course):
    assert page_of(f"{COURSE}changes/?edition=7").one("li", id="edition-1")


@pytest.mark.parametrize("number", ["0", "x", "", "-1"])
def test_editions_are_counted_from_1(client, course, number):
    response = client.get(f"{COURSE}changes/?edition={number}")
    assert response.status_code == 400
    assert "Editions are counted from 1." in response.content.decode()
