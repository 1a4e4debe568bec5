"""`?preview`: staff see a course's pages as they will be published, and nobody else does."""

import re
from datetime import UTC, datetime

import pytest
import time_machine

from courses.models import Course, Deadline, Lecture, Resource
from schedule.drafting.draft import Draft
from schedule.drafting.editing import horizon_of
from schedule.http.conditional import SHELF
from schedule.models import Change, Edition, Event
from schedule.publishing import publish
from schedule.reading.published import Reading
from tests.factories import (
    AnnouncementFactory,
    MembershipFactory,
    NoClassDayFactory,
    UserFactory,
    make_course,
)
from tests.schedule.views.reading_html import read_html

COURSE = "/2023-fall/6.5940/"
NOW = datetime(2023, 10, 16, 13, tzinfo=UTC)
PAGES = (
    COURSE,
    f"{COURSE}week/2023-W42/",
    f"{COURSE}week/2023-W42/?view=agenda&only=lecture,deadline",
    f"{COURSE}deadlines/",
    f"{COURSE}changes/",
    f"{COURSE}announcements/",
    f"{COURSE}subscribe/",
    f"{COURSE}lecture-11/",
    f"{COURSE}lab-3/",
    f"{COURSE}snow-day/",
)


@pytest.fixture
def october(mit):
    with time_machine.travel(NOW, tick=False):
        yield mit


@pytest.fixture
def staff(client, october):
    client.force_login(MembershipFactory(course=october).user)
    return client


@pytest.fixture
def edited(october):
    """A snow day tomorrow, an extension, another title, an announcement: none is published."""
    NoClassDayFactory(course=october, key="snow-day", title="Snow day", day="2023-10-17")
    Deadline.objects.filter(key="lab-3-due").update(extended_day="2023-10-26")
    AnnouncementFactory(course=october, key="snow", day="2023-10-16", text="It will snow.")
    Course.objects.update(title="TinyML in the snow")
    october.refresh_from_db()
    return october


def preview_of(address):
    return f"{address}{'&' if '?' in address else '?'}preview"


def read(client, address, status=200):
    response = client.get(address)
    assert response.status_code == status
    return response, read_html(response.content.decode())


def bare(html):
    """A page without what only a preview has: its mark, its option in links, its edition."""
    html = re.sub(r'<div class="notices" role="note">.*?</div>\s*</div>', "", html, flags=re.DOTALL)
    html = re.sub(r'<input type="hidden" name="preview" value="1">', "", html)
    html = re.sub(r"(?:\?|&amp;)preview=1(&amp;)?", lambda found: "?" if found[1] else "", html)
    html = re.sub(r"<p>(?:Edition [^<]*|Preview, not published\.)</p>", "", html)
    return "\n".join(line for line in map(str.strip, html.splitlines()) if line)


@pytest.mark.parametrize("address", PAGES)
def test_a_preview_is_the_page_that_publishing_makes(staff, edited, address):
    before = staff.get(preview_of(address)).content.decode()
    publish(edited, horizon=horizon_of(edited), now=NOW)
    after = staff.get(address).content.decode()
    assert bare(before) == bare(after)
    assert "Preview, not published." in before


def test_it_says_what_it_is_and_where_to_publish(staff, edited):
    _, page = read(staff, preview_of(COURSE))
    mark = page.one(role="note")
    assert mark.text.startswith("Preview This is how the page will look once it is published.")
    assert [link["href"] for link in mark.all("a")] == [
        f"/admin/courses/course/{edited.pk}/review/",
        COURSE,
    ]
    assert page.one("h1").text == "TinyML in the snow"


def test_nothing_of_it_is_kept_anywhere(staff, edited):
    SHELF.clear()
    response, _ = read(staff, preview_of(COURSE))
    assert response["Cache-Control"] == "private, no-store"
    assert "ETag" not in response
    assert len(SHELF) == 0
    assert (Edition.objects.count(), Event.objects.filter(key="snow-day").count()) == (1, 0)
    assert Course.objects.get().edition_number == 1
    assert not Change.objects.filter(edition__number__gt=1).exists()


@pytest.mark.parametrize("who", ["nobody", "a stranger", "staff of another course"])
def test_others_see_what_is_published(client, edited, who):
    if who == "a stranger":
        client.force_login(UserFactory())
    if who == "staff of another course":
        client.force_login(MembershipFactory(course=make_course(term=edited.term)).user)
    for address in PAGES[:-1]:
        assert client.get(preview_of(address)).content == client.get(address).content
    response = client.get(preview_of(COURSE))
    assert b"TinyML in the snow" not in response.content
    assert client.get(preview_of(f"{COURSE}snow-day/")).status_code == 404


def test_what_others_get_is_kept_as_ever_and_never_the_preview(client, edited):
    user = MembershipFactory(course=edited).user
    public = client.get(preview_of(COURSE))
    assert public["Cache-Control"] == "public, no-cache"
    client.force_login(user)
    assert b"TinyML in the snow" in client.get(preview_of(COURSE)).content
    client.logout()
    assert client.get(preview_of(COURSE)).content == public.content


def test_links_within_the_course_keep_it_and_others_do_not(staff, edited):
    for address in PAGES:
        _, page = read(staff, preview_of(address))
        links = [link["href"] for link in page.all("a") if link["href"].startswith("/2023-fall/")]
        for link in links:
            is_page = link.startswith(COURSE) and ".ics" not in link and ".svg" not in link
            in_mark = link == COURSE
            assert in_mark or ("preview=1" in link) == is_page, (address, link)


def test_feeds_and_pages_of_several_courses_stay_as_published(staff, edited):
    for address in (f"{COURSE}calendar.ics", "/2023-fall/", "/2023-fall/week/2023-W42/"):
        assert staff.get(preview_of(address)).content == staff.get(address).content


def test_it_says_that_pages_of_several_courses_do_not_show_it(staff, edited):
    mark = read(staff, preview_of(COURSE))[1].one(role="note")
    assert "Pages of several courses, and calendars, stay as published." in mark.text


def test_where_nothing_waits_it_says_so(staff, october):
    _, page = read(staff, preview_of(COURSE))
    mark = page.one(role="note")
    assert mark.text == (
        "Preview Nothing waits to be published: readers see this page too. See what is published"
    )
    _, published = read(staff, COURSE)
    assert published.all(role="note") == []


def test_a_course_that_was_never_published_is_previewed_by_its_staff(staff, october):
    course = make_course(slug="draft", term=october.term)
    client = staff
    client.force_login(MembershipFactory(course=course).user)
    address = "/2023-fall/draft/"
    _, page = read(client, address)
    assert f"{address}?preview" in [link["href"] for link in page.all("a")]
    _, page = read(client, preview_of(address))
    mark = page.one(role="note")
    assert [link["href"] for link in mark.all("a")] == [
        f"/admin/courses/course/{course.pk}/review/"
    ]
    for part in ("week/", "deadlines/", "changes/", "announcements/", "subscribe/", "lecture-1/"):
        read(client, preview_of(address + part))
    client.logout()
    assert client.get(preview_of(address)).status_code == 404


def test_a_course_that_contradicts_itself_says_how(staff, october):
    Resource.objects.filter(key="lecture-1-video").update(url="htp://video")
    response, page = read(staff, preview_of(COURSE), 409)
    assert page.one("h1").text == "What is written contradicts itself"
    assert "is not a web address" in page.text
    assert response["Cache-Control"] == "no-store"
    read(staff, COURSE)


def test_a_week_or_a_lecture_s_number_leads_on_in_the_preview(staff, edited):
    response = staff.get(f"{COURSE}week/?date=2023-10-17&preview")
    assert response.url == f"{COURSE}week/2023-W42/?preview=1"
    assert staff.get(f"{COURSE}11/?preview").url == f"{COURSE}lecture-11/?preview=1"


def test_a_draft_reads_as_the_database_does_once_it_is_published(edited):
    Lecture.objects.filter(key="lecture-20").update(cancelled=True, reason="Travel")
    draft = Draft.of(Course.objects.get(), now=NOW)
    publish(edited, horizon=horizon_of(edited, now=NOW), now=NOW)
    reading = Reading.of(edited)
    assert [event.entry for event in draft.reading.events] == [
        event.entry for event in reading.events
    ]
    assert (draft.reading.content, draft.reading.term) == (reading.content, reading.term)
    rows = Change.objects.filter(edition__number=2).order_by("position")
    assert [(each.key, each.kind, each.after) for each in draft.changes] == [
        (row.key, row.kind, row.after) for row in rows
    ]
    assert [event.uid for event in draft.reading.events] == [event.uid for event in reading.events]
