"""The announcements as an Atom feed: each from its day on, in the one rendering of Markdown."""

from datetime import UTC, date, datetime, timedelta

import pytest
import time_machine
from django.conf import settings

from courses.models import Announcement, Course
from schedule.markdown import render
from schedule.publishing import publish
from tests.factories import AnnouncementFactory
from tests.schedule.news.readers import SPACES, find, links, parse, read
from tests.schedule.views.reading_html import read_html

URL = "/2023-fall/6.100/announcements.atom"
PUBLISHED = datetime(2023, 9, 20, 13, tzinfo=UTC)
NOON = datetime(2023, 9, 25, 16, tzinfo=UTC)
DAY = timedelta(days=1)


@pytest.fixture(autouse=True)
def noon():
    """Let it be noon in Boston on Monday, Sep 25."""
    with time_machine.travel(NOON, tick=False):
        yield


def announce(course, key, *, now=PUBLISHED, **fields):
    made = AnnouncementFactory(course=course, key=key, **fields)
    publish(course, now=now)
    return made


def entries(client):
    return read(client.get(URL)).entries


def test_without_announcements_it_is_an_empty_feed(client, course):
    tree = parse(client.get(URL))
    assert find(tree, "a:title", "a:updated") == [
        "Announcements, 6.100, Fall 2023",
        "2023-08-01T08:00:00-04:00",
    ]
    assert links(tree) == {"self": URL, "alternate": "/2023-fall/6.100/announcements/"}
    assert find(tree, "a:entry/a:id") == []


def test_an_announcement_is_an_entry_with_its_text_rendered(client, course):
    text = "Bring **paper**.\n\n- [Map](https://example.edu/map)\n- pens"
    announce(course, "quiz", title="Quiz on Tuesday", text=text, day=date(2023, 9, 19))
    (entry,) = entries(client)
    assert entry.title == "Quiz on Tuesday"
    assert entry.link == f"{settings.PUBLIC_URL}/2023-fall/6.100/quiz/"
    (content,) = find(parse(client.get(URL)), "a:entry/a:content")
    assert content == f'<div lang="en" dir="auto">\n{render(text)}</div>\n'
    assert "<strong>paper</strong>" in content


def test_it_is_published_when_it_first_could_be_seen(client, course):
    announce(course, "early", title="For Friday", day=date(2023, 9, 22))
    announce(course, "late", title="Since last week", day=date(2023, 9, 13))
    assert [(each.title, each.published, each.updated) for each in entries(client)] == [
        ("For Friday", "2023-09-22T00:00:00-04:00", "2023-09-22T00:00:00-04:00"),
        ("Since last week", "2023-09-20T09:00:00-04:00", "2023-09-20T09:00:00-04:00"),
    ]


def test_it_comes_on_its_day_in_the_course_s_zone(client, course):
    announce(course, "tomorrow", title="Tomorrow", day=date(2023, 9, 26))
    before = client.get(URL)
    assert read(before).entries == []
    with time_machine.travel("2023-09-25T23:59:59-04:00", tick=False):
        same = client.get(URL, headers={"If-None-Match": before.headers["ETag"]})
        assert same.status_code == 304
    with time_machine.travel("2023-09-26T00:00:00-04:00", tick=False):
        after = client.get(URL, headers={"If-None-Match": before.headers["ETag"]})
        assert [each.title for each in read(after).entries] == ["Tomorrow"]


def test_another_text_is_an_update_of_the_same_entry(client, course):
    announce(course, "quiz", title="Quiz", text="Room 1.", day=date(2023, 9, 19))
    (before,) = entries(client)
    Announcement.objects.update(text="Room 2.")
    publish(course, now=PUBLISHED + DAY)
    (after,) = entries(client)
    assert (after.id, after.published) == (before.id, before.published)
    assert (before.updated, after.updated) == (
        "2023-09-20T09:00:00-04:00",
        "2023-09-21T09:00:00-04:00",
    )
    assert "Room 2." in after.summary


def test_another_name_of_the_course_is_no_update_of_what_it_announced(client, course):
    announce(course, "quiz", title="Quiz", day=date(2023, 9, 19))
    (before,) = entries(client)
    Course.objects.update(number="6.200", title="Another name")
    publish(Course.objects.get(), now=PUBLISHED + DAY)
    (after,) = entries(client)
    assert (after.id, after.updated) == (before.id, before.updated)


def test_what_was_taken_back_is_not_told_and_comes_back_as_the_same_entry(client, course):
    announce(course, "quiz", title="Quiz", day=date(2023, 9, 19))
    (before,) = entries(client)
    Announcement.objects.all().delete()
    publish(course, now=PUBLISHED + DAY)
    assert entries(client) == []
    announce(course, "quiz", title="Quiz after all", day=date(2023, 9, 19), now=PUBLISHED + 2 * DAY)
    (after,) = entries(client)
    assert (after.id, after.published) == (before.id, before.published)
    assert after.updated == "2023-09-22T09:00:00-04:00"


@pytest.mark.parametrize(
    ("title", "text", "told"),
    [
        ("", "Office hours *move* to **Friday**.\n\nSorry!", "Office hours move to Friday. Sorry!"),
        ("", "word " * 100, ("word " * 100)[:199].strip() + "…"),
        ("Lab 5 is out", "", "Lab 5 is out"),
    ],
)
def test_every_entry_has_a_title(client, course, title, text, told):
    announce(course, "note", title=title, text=text, day=date(2023, 9, 19))
    (entry,) = entries(client)
    assert entry.title == told
    assert read_html(entry.summary).text.startswith(told.rstrip("…")[:30])


def test_hostile_words_do_nothing(client, course):
    words = "</content>]]><script>alert(1)</script>"
    text = f"{words} [x](javascript:alert(1)) ![y](https://evil.example/pixel.gif) [z](/admin/)"
    announce(course, "note", title=words, text=text, day=date(2023, 9, 19))
    tree = parse(client.get(URL))
    assert find(tree, "a:entry/a:title") == [words]
    page = read_html(find(tree, "a:entry/a:content")[0])
    assert words in page.text
    assert page.all("script") == page.all("img") == []
    assert [link.attributes.get("href") for link in page.all("a")] == [None]


def test_what_is_written_is_said_to_be_in_the_course_s_language(client, course):
    Course.objects.update(language="ar")
    announce(Course.objects.get(), "note", title="اختبار", text="غدًا", day=date(2023, 9, 19))
    tree = parse(client.get(f"{URL}?language=de"))
    lang = "{http://www.w3.org/XML/1998/namespace}lang"
    assert (tree.get(lang), tree.find("a:entry", SPACES).get(lang)) == ("de", "ar")
    assert find(tree, "a:title") == ["Ankündigungen, 6.100, Fall 2023"]


def test_the_newest_come_first_and_the_oldest_of_very_many_not_at_all(client, course):
    for number in range(1, 54):
        AnnouncementFactory(
            course=course, key=f"n-{number}", title=str(number), day=date(2023, 7, 1) + number * DAY
        )
    publish(course, now=PUBLISHED)
    assert [each.title for each in entries(client)] == [str(n) for n in range(53, 3, -1)]


def test_it_takes_the_same_queries_for_one_and_for_many(client, course, django_assert_num_queries):
    announce(course, "first", title="First", day=date(2023, 9, 19))
    with django_assert_num_queries(3):
        client.get(URL)
    for number in range(30):
        AnnouncementFactory(course=course, key=f"n-{number}", day=date(2023, 9, 19))
    publish(course, now=PUBLISHED + DAY)
    with django_assert_num_queries(3):
        response = client.get(URL)
    with django_assert_num_queries(1):
        client.get(URL, headers={"If-None-Match": response.headers["ETag"]})


def test_a_course_has_a_feed_where_everyone_may_see_it(client, admin_client, course):
    for visibility, status in (("public", 200), ("unlisted", 200), ("staff", 404)):
        Course.objects.update(visibility=visibility)
        assert client.get(URL).status_code == admin_client.get(URL).status_code == status
    assert client.get("/2023-fall/6.999/announcements.atom").status_code == 404


def test_a_draft_shows_nowhere_in_it(client, course):
    announce(course, "quiz", title="Quiz", day=date(2023, 9, 19))
    before = client.get(URL).content
    Announcement.objects.update(title="A draft", text="A draft")
    AnnouncementFactory(course=course, key="draft", title="A draft", day=date(2023, 9, 18))
    assert client.get(URL).content == before
