"""The change log as an Atom feed: every edition an entry, for good."""

from datetime import UTC, date, datetime, time, timedelta

import pytest
from django.conf import settings

from courses.models import Course, Lecture, Resource
from schedule.models import Edition
from schedule.publishing import publish
from tests.factories import (
    AnnouncementFactory,
    DeadlineFactory,
    LabFactory,
    ResourceFactory,
    make_course,
)
from tests.schedule.news.conftest import SUMMER
from tests.schedule.news.readers import SPACES, find, links, parse, read
from tests.schedule.views.reading_html import read_html

URL = "/2023-fall/6.100/changes.atom"
SITE = settings.PUBLIC_URL
LATER = datetime(2023, 8, 2, 12, tzinfo=UTC)


def rename(course, title, *, number=1, now=LATER, note=""):
    Lecture.objects.filter(course=course, number=number).update(title=title)
    publish(course, now=now, note=note)


def cancel(course, number, *, reason="Snow", now=LATER, **words):
    Lecture.objects.filter(course=course, number=number).update(cancelled=True, reason=reason)
    publish(course, now=now, **words)


def publish_often(course, times):
    for number in range(times):
        rename(course, f"Title {number}", now=SUMMER + timedelta(days=number + 1))


def ids(tree):
    return find(tree, "a:entry/a:id")


def titles(tree):
    return find(tree, "a:entry/a:title")


def content(tree, number=0):
    """Return what an entry says, as a tree of HTML."""
    return read_html(find(tree, "a:entry/a:content")[number])


def test_a_feed_says_whose_it_is_and_where_the_same_stands_for_people(client, course):
    cancel(course, 2)
    tree = parse(client.get(URL))
    assert find(tree, "a:title", "a:subtitle") == [
        "Changes, 6.100, Fall 2023",
        "What changed in the published schedule, edition by edition, the newest first.",
    ]
    assert find(tree, "a:author/a:name", "a:author/a:uri") == [
        "6.100 Efficient Computing",
        f"{SITE}/2023-fall/6.100/",
    ]
    assert find(tree, "a:updated") == ["2023-08-02T08:00:00-04:00"]
    assert links(tree) == {"self": URL, "alternate": "/2023-fall/6.100/changes/"}
    assert tree.get("{http://www.w3.org/XML/1998/namespace}lang") == "en"


def test_every_edition_is_an_entry_the_newest_first(client, course):
    cancel(course, 2, note="No class on Tuesday.")
    newest, first = read(client.get(URL)).entries
    assert newest.title == "No class on Tuesday."
    assert newest.link == f"{SITE}/2023-fall/6.100/changes/?edition=2#edition-2"
    assert newest.published == newest.updated == "2023-08-02T08:00:00-04:00"
    assert [tag.term for tag in newest.tags] == ["lecture"]
    assert first.title == "First published, with 4 lectures."
    assert first.published == "2023-08-01T08:00:00-04:00"


def test_an_entry_tells_each_change_and_leads_to_what_it_is_about(client, course):
    cancel(course, 2, note="No class on Tuesday.")
    page = content(parse(client.get(URL)))
    assert page.one("p").text == "No class on Tuesday."
    assert [change.text for change in page.all("li")] == [
        "Lecture 2 is cancelled; was Tue Sep 12, 3:35–5:00 pm. Snow",
        "Lecture 3 moved to Tue Sep 12, 3:35–5:00 pm; was Thu Sep 14, 3:35–5:00 pm.",
        "Lecture 4 moved to Thu Sep 14, 3:35–5:00 pm; was Tue Sep 19, 3:35–5:00 pm.",
    ]
    assert [link["href"] for link in page.all("a")] == [
        f"{SITE}/2023-fall/6.100/lecture-{number}/" for number in (2, 3, 4)
    ]


def test_the_changes_are_told_and_marked_as_on_the_page(client, course):
    lab = LabFactory(course=course, key="lab-1", title="Lab <1>")
    deadline = DeadlineFactory(lab=lab, key="lab-1-due")
    publish(course, now=LATER)
    deadline.extended_day, deadline.extended_at = date(2023, 9, 30), time(23, 59)
    deadline.save()
    cancel(course, 2, now=LATER + timedelta(hours=1))
    entry = content(parse(client.get(URL)))
    page = read_html(client.get("/2023-fall/6.100/changes/").content.decode())
    edition = page.one("li", id="edition-3")
    for tag in ("li", "ins", "del", "bdi"):
        on_page = edition.one("ul", "edition__list").all(tag)
        assert [each.text for each in entry.all(tag)] == [each.text for each in on_page]
    assert len(entry.all("del")) == 4


def test_without_a_note_a_title_is_the_first_change_and_how_many_more_there_are(client, course):
    rename(course, "Sparsity")
    cancel(course, 2, now=LATER + timedelta(days=1))
    assert titles(parse(client.get(URL)))[:2] == [
        "Lecture 2 is cancelled; was Tue Sep 12, 3:35–5:00 pm. Snow 2 more changes.",
        "Lecture 1 is now called Sparsity; was Topic 1.",
    ]


def test_an_edition_that_only_changed_materials_says_so(client, course):
    ResourceFactory(course=course, lecture=Lecture.objects.get(number=1))
    publish(course, now=LATER)
    assert titles(parse(client.get(URL)))[0] == "1 change of materials."
    assert content(parse(client.get(URL))).one("p").text == "1 change of materials."


def test_a_long_note_is_cut_in_the_title_alone(client, course):
    rename(course, "Sparsity", note="word " * 150)
    tree = parse(client.get(URL))
    assert len(titles(tree)[0]) <= 200
    assert titles(tree)[0].endswith("…")
    assert content(tree).one("p").text == ("word " * 150).strip()


def test_of_very_many_changes_the_first_are_told_and_the_others_counted(client, course):
    for number in range(60):
        AnnouncementFactory(course=course, key=f"note-{number}")
    publish(course, now=LATER)
    page = content(parse(client.get(URL)))
    assert len(page.all("li")) == 50
    more = page.all("a")[-1]
    assert (more.text, more["href"]) == (
        "10 more changes",
        f"{SITE}/2023-fall/6.100/changes/?edition=2#edition-2",
    )


def test_moments_have_the_offset_that_the_course_has_then(client, course):
    rename(course, "Sparsity", now=datetime(2023, 11, 5, 5, 30, tzinfo=UTC))
    rename(course, "Pruning", now=datetime(2023, 11, 5, 6, 30, tzinfo=UTC))
    assert find(parse(client.get(URL)), "a:entry/a:updated")[:2] == [
        "2023-11-05T01:30:00-05:00",
        "2023-11-05T01:30:00-04:00",
    ]


def test_ids_stay_whatever_the_course_is_called_and_wherever_it_is(client, course):
    rename(course, "Sparsity")
    before = parse(client.get(URL))
    Course.objects.update(slug="6.200", number="6.200", title="Another name")
    publish(Course.objects.get(), now=LATER + timedelta(days=1))
    after = parse(client.get("/2023-fall/6.200/changes.atom"))
    assert ids(after)[1:] == ids(before)
    assert find(after, "a:id") == find(before, "a:id")
    assert all(each.startswith("urn:uuid:") for each in ids(after))


def test_no_two_courses_share_an_id(client, course):
    other = make_course(term=course.term, slug="6.200", lectures=1)
    publish(other, now=SUMMER)
    feeds = [parse(client.get(f"/2023-fall/{slug}/changes.atom")) for slug in ("6.100", "6.200")]
    found = [each for feed in feeds for each in (*find(feed, "a:id"), *ids(feed))]
    assert len(set(found)) == len(found) == 4


def test_publishing_without_a_change_leaves_the_feed_as_it_is(client, course):
    before = client.get(URL)
    publish(course, now=LATER)
    after = client.get(URL, headers={"If-None-Match": before.headers["ETag"]})
    assert after.status_code == 304


def test_what_is_too_old_for_the_feed_stands_in_archives_that_lead_from_one_to_the_next(
    client, course
):
    publish_often(course, 59)
    tree, found = parse(client.get(URL)), []
    assert len(ids(tree)) == 25
    assert links(tree)["prev-archive"] == f"{URL}?archive=2"
    while tree is not None:
        found += [each for each in ids(tree) if each not in found]
        before = links(tree).get("prev-archive")
        tree = parse(client.get(before)) if before else None
    assert len(found) == 60


def test_an_archive_says_that_it_is_one_and_of_what(client, course):
    publish_often(course, 59)
    first, second = (parse(client.get(f"{URL}?archive={number}")) for number in (1, 2))
    for tree in (first, second):
        assert tree.find("fh:archive", SPACES) is not None
        assert len(ids(tree)) == 25
        assert links(tree)["current"] == URL
    assert links(first)["self"] == f"{URL}?archive=1"
    assert links(first)["next-archive"] == f"{URL}?archive=2"
    assert "prev-archive" not in links(first)
    assert "next-archive" not in links(second)
    assert find(first, "a:id") == find(parse(client.get(URL)), "a:id")
    assert parse(client.get(URL)).find("fh:archive", SPACES) is None


def test_the_entries_of_an_archive_never_change(client, course):
    publish_often(course, 25)
    before = parse(client.get(f"{URL}?archive=1"))
    publish_often(course, 30)
    after = parse(client.get(f"{URL}?archive=1"))
    entries = [
        [
            (entry.findtext("a:id", "", SPACES), entry.findtext("a:content", "", SPACES))
            for entry in tree.findall("a:entry", SPACES)
        ]
        for tree in (before, after)
    ]
    assert entries[0] == entries[1]


def test_an_archive_that_is_not_complete_is_not_there_yet(client, course):
    publish_often(course, 23)
    response = client.get(f"{URL}?archive=1")
    assert (response.status_code, response.content.decode()) == (
        404,
        "There is no archive 1 of 6.100 in Fall 2023.\n",
    )
    rename(course, "The twenty-fifth", now=LATER + timedelta(days=100))
    assert client.get(f"{URL}?archive=1").status_code == 200


@pytest.mark.parametrize("value", ["0", "-1", "x", "1.5", "", "9999999", "1&archive=2", "%D9%A1"])
def test_an_archive_has_a_number(client, course, value):
    response = client.get(f"{URL}?archive={value}")
    assert response.status_code == 400
    assert response.content.decode().endswith("Archives are counted from 1.\n")


def test_the_words_are_in_the_course_s_language_or_the_one_asked_for(client, course):
    cancel(course, 2)
    Course.objects.update(language="de")
    publish(Course.objects.get(), now=LATER + timedelta(days=1))
    german, french = client.get(URL), client.get(f"{URL}?language=fr")
    assert [each.headers["Content-Language"] for each in (german, french)] == ["de", "fr"]
    first, second = parse(german), parse(french)
    assert find(first, "a:title") == ["Änderungen, 6.100, Fall 2023"]
    assert find(second, "a:title") == ["Modifications, 6.100, Fall 2023"]
    assert ids(first) == ids(second)
    assert links(second)["self"] == f"{URL}?language=fr"
    assert client.get(URL, headers={"Accept-Language": "ja"}).content == german.content


def test_archives_keep_the_language(client, course):
    publish_often(course, 59)
    tree = parse(client.get(f"{URL}?archive=2&language=zh-hans"))
    found = links(tree)
    assert found["self"] == f"{URL}?archive=2&language=zh-hans"
    assert found["prev-archive"] == f"{URL}?archive=1&language=zh-hans"
    assert found["current"] == f"{URL}?language=zh-hans"
    assert tree.get("{http://www.w3.org/XML/1998/namespace}lang") == "zh-Hans"


def test_what_is_written_from_right_to_left_stands_so(client, course):
    tree = parse(client.get(f"{URL}?language=ar"))
    assert content(tree).one("div")["dir"] == "rtl"


HOSTILE = (
    "</content>]]><script>alert(1)</script> & &lt;b&gt; \"'<b>\N{RIGHT-TO-LEFT OVERRIDE}\U0001f600"
)


def test_hostile_words_are_shown_as_they_were_written(client, course):
    rename(course, HOSTILE, note=HOSTILE)
    response = client.get(URL)
    tree = parse(response)
    assert titles(tree)[0] == HOSTILE
    page = content(tree)
    assert page.one("p").text == HOSTILE
    assert HOSTILE in page.one("li").text
    assert page.all("script") == page.all("b") == []
    assert b"<script" not in response.content


@pytest.mark.parametrize("character", ["\x07", "\x0b", "\x1b", "\x85", "\ufffe", "\uffff"])
def test_what_xml_refuses_cannot_break_a_feed(client, course, character):
    rename(course, "Sparsity", note="Bell")
    Edition.objects.filter(number=2).update(note=f"Bell{character}rings")
    assert "Bell" in read(client.get(URL)).entries[0].title


def test_a_feed_has_the_same_bytes_at_every_fetch_and_is_not_sent_again(client, course):
    first, second = client.get(URL), client.get(URL)
    assert (first.content, first.headers) == (second.content, second.headers)
    assert first.headers["Cache-Control"] == "public, no-cache"
    assert first.headers["Vary"] == "Accept-Encoding"
    again = client.get(URL, headers={"If-None-Match": first.headers["ETag"]})
    assert (again.status_code, again.content) == (304, b"")
    assert again.headers["Content-Language"] == "en"
    rename(course, "Sparsity")
    changed = client.get(URL, headers={"If-None-Match": first.headers["ETag"]})
    assert changed.status_code == 200


def test_it_is_asked_for_as_a_calendar_is(client, course):
    get, head = client.get(URL), client.head(URL)
    assert (head.content, head.headers) == (b"", get.headers)
    assert client.options(URL).headers["Allow"] == "GET, HEAD, OPTIONS"
    refused = client.post(URL)
    assert (refused.status_code, refused.content.decode()) == (
        405,
        "A feed is read with GET, HEAD, OPTIONS.\n",
    )


def test_an_unknown_option_is_left_alone_and_named(client, course):
    response = client.get(f"{URL}?utm_source=x")
    assert response.headers["X-Lectern-Ignored"] == "utm_source"
    assert response.headers["ETag"] == client.get(URL).headers["ETag"]
    wrong = client.get(f"{URL}?language=tlh")
    assert (wrong.status_code, wrong.content.decode()[:34]) == (
        400,
        "language=tlh is not understood. Al",
    )


def test_cookies_neither_come_nor_matter(client, admin_client, course):
    plain, staff = client.get(URL), admin_client.get(URL)
    assert plain.cookies == {}
    assert (staff.content, staff.headers) == (plain.content, plain.headers)


def test_a_course_has_a_feed_where_everyone_may_see_it(client, admin_client, course):
    for visibility, status in (("public", 200), ("unlisted", 200), ("staff", 404)):
        Course.objects.update(visibility=visibility)
        assert client.get(URL).status_code == admin_client.get(URL).status_code == status
    draft = make_course(term=course.term, slug="6.200")
    assert client.get(f"/2023-fall/{draft.slug}/changes.atom").status_code == 404
    assert client.get("/2024-fall/6.100/changes.atom").status_code == 404


def test_a_draft_shows_nowhere_in_it(client, course):
    LabFactory(course=course, key="lab-1", title="Lab 1")
    before = client.get(URL).content
    Course.objects.update(number="6.999", title="A draft")
    course.term.name = "A draft"
    course.term.time_zone = "Europe/Berlin"
    course.term.save()
    Lecture.objects.update(title="A draft")
    assert client.get(URL).content == before


def test_it_takes_the_same_queries_for_one_edition_and_for_many(
    client, course, django_assert_num_queries
):
    with django_assert_num_queries(4):
        client.get(URL)
    lab = LabFactory(course=course, key="lab-1", title="Lab 1")
    DeadlineFactory(lab=lab, key="lab-1-due")
    publish_often(course, 30)
    with django_assert_num_queries(4):
        response = client.get(URL)
    with django_assert_num_queries(4):
        client.get(f"{URL}?archive=1")
    with django_assert_num_queries(1):
        client.get(URL, headers={"If-None-Match": response.headers["ETag"]})
    assert Resource.objects.count() == 0
