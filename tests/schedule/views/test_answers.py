"""How pages answer: 304s, queries, headers, errors, the theme, and hostile text."""

from datetime import UTC, datetime

import pytest
from django.test import Client
from django.utils import timezone

from courses.models import Course, Term
from schedule.publishing import publish
from tests.factories import (
    AnnouncementFactory,
    ChapterFactory,
    DeadlineFactory,
    LabFactory,
    LectureFactory,
    LinkFactory,
    MeetingFactory,
    MembershipFactory,
    PersonFactory,
    ResourceFactory,
    TermFactory,
    UserFactory,
    make_course,
)
from tests.published import SUMMER
from tests.schedule.views.reading_html import read_html

COURSE = "/2023-fall/6.5940/"
PAGES = (
    "/",
    "/2023-fall/",
    "/2023-fall/week/2023-W44/",
    "/2023-fall/deadlines/",
    "/2023-fall/subscribe/",
    "/calendars/",
    COURSE,
    f"{COURSE}week/",
    f"{COURSE}week/2023-W44/",
    f"{COURSE}deadlines/",
    f"{COURSE}changes/",
    f"{COURSE}announcements/",
    f"{COURSE}subscribe/",
    f"{COURSE}lecture-15/",
    f"{COURSE}lab-1/",
)


@pytest.mark.parametrize("address", PAGES)
def test_an_unchanged_page_is_a_304_with_one_query(mit, client, address, django_assert_num_queries):
    etag = client.get(address)["ETag"]
    with django_assert_num_queries(1):
        again = client.get(address, headers={"If-None-Match": etag})
    assert (again.status_code, again.content) == (304, b"")


@pytest.mark.parametrize("address", PAGES)
def test_publishing_changes_every_page_s_etag(mit, client, address):
    before = client.get(address)["ETag"]
    mit.links.filter(key="discussion").update(text="Forum")
    publish(mit)
    assert client.get(address)["ETag"] != before


@pytest.mark.parametrize("address", PAGES)
def test_the_same_moment_of_another_day_is_another_page(mit, client, address, monkeypatch):
    def etag(*moment):
        monkeypatch.setattr(timezone, "now", lambda: datetime(*moment, tzinfo=UTC))
        return client.get(address)["ETag"]

    # One local day in New York, whatever the hour; the next begins at 04:00 UTC.
    assert etag(2023, 10, 31, 12) == etag(2023, 11, 1, 3, 59)
    assert etag(2023, 10, 31, 12) != etag(2023, 11, 1, 4)


@pytest.mark.parametrize("address", PAGES)
def test_options_language_and_theme_make_other_pages(mit, client, address):
    etags = {
        client.get(f"{address}{query}")["ETag"]
        for query in ("", "?on=2023-10-31", "?tz=Asia/Tokyo")
    }
    client.cookies["theme"] = "dark"
    etags.add(client.get(address)["ETag"])
    assert len(etags) == 4
    client.cookies["theme"] = "nonsense"
    assert client.get(address)["ETag"] in etags


@pytest.mark.parametrize("address", PAGES)
def test_pages_may_be_kept_but_are_asked_for_again(mit, client, address):
    response = client.get(address)
    assert response["Cache-Control"] == "public, no-cache"
    assert {"Accept-Language", "Cookie"} <= set(response["Vary"].split(", "))
    assert "csrfmiddlewaretoken" not in response.content.decode()
    assert not response.cookies


@pytest.mark.parametrize("address", PAGES)
def test_a_page_with_a_session_is_kept_by_nobody(mit, client, address):
    client.force_login(UserFactory())
    assert client.get(address)["Cache-Control"] == "private, no-store"


@pytest.mark.parametrize("address", PAGES)
def test_unknown_options_do_not_matter(mit, client, address):
    plain, tagged = client.get(address), client.get(f"{address}?utm_source=mail")
    assert plain["ETag"] == tagged["ETag"]
    assert plain.content == tagged.content


@pytest.mark.parametrize("address", PAGES)
def test_pages_have_no_inline_style_or_script(mit, client, address):
    page = read_html(client.get(f"{address}?on=2023-10-31").content.decode())
    assert [node for node in page.walk() if "style" in node.attributes or node.tag == "style"] == []
    assert [node["src"] for node in page.all("script")] == ["/static/js/app.js"]
    assert not [name for node in page.walk() for name in node.attributes if name.startswith("on")]


@pytest.mark.parametrize("method", ["post", "put", "delete"])
def test_pages_are_only_read(mit, client, method):
    assert getattr(client, method)(COURSE).status_code == 405


@pytest.mark.parametrize(
    ("address", "title", "way"),
    [
        ("/2023-fall/6.5941/", "There is no 6.5941 in Fall 2023", "See all Fall 2023 courses"),
        ("/2022-fall/6.5940/", "There is no term 2022-fall", "All courses"),
        ("/2022-fall/", "There is no term 2022-fall", "All courses"),
        ("/a/b/c/d/e/", "There is no page here", "All courses"),
        (
            f"/2023-fall/{'x' * 500}/",
            f"There is no {'x' * 60}… in Fall 2023",
            "See all Fall 2023 courses",
        ),
    ],
)
def test_what_is_not_there_is_said_with_a_way_onwards(mit, read, address, title, way):
    page = read(address, status=404)
    assert page.one("h1").text == title
    assert [link.text for link in page.one("ul", "errorpage__ways").all("a")][-1] == way


def test_a_page_that_fails_says_so_without_the_database(mit, settings, monkeypatch):
    monkeypatch.setattr(Course, "is_published", property(lambda course: 1 / 0))
    response = Client(raise_request_exception=False).get(COURSE)
    assert response.status_code == 500
    page = read_html(response.content.decode())
    assert page.one("h1").text == "Something went wrong here"


def test_a_bad_host_is_a_400_in_words(mit, client):
    response = client.get("/", headers={"Host": "evil.example.com"})
    assert response.status_code == 400
    assert "This did not work" in response.content.decode()


def test_a_course_that_was_never_published_is_there_for_its_staff_alone(db, client):
    course = make_course(slug="y", term=TermFactory(slug="x"))
    assert client.get("/x/y/").status_code == 404
    client.force_login(UserFactory())
    assert client.get("/x/y/").status_code == 404
    client.force_login(MembershipFactory(course=course).user)
    response = client.get("/x/y/")
    assert response["Cache-Control"] == "private, no-store"
    page = read_html(response.content.decode())
    assert page.one("h1").text == "Not published yet"
    assert page.one("a", "btn--solid")["href"] == f"/admin/courses/course/{course.pk}/change/"


def test_a_course_for_staff_is_not_found_by_others(mit, client):
    Course.objects.update(visibility="staff")
    assert client.get(COURSE).status_code == 404
    client.force_login(MembershipFactory(course=mit).user)
    assert client.get(COURSE).status_code == 200


def choose(client, theme, **headers):
    return client.post("/theme/", {"theme": theme}, headers=headers)


def test_a_theme_is_kept_in_a_cookie_and_leads_back(mit, client):
    page = "http://testserver/2023-fall/6.5940/?on=2023-10-31"
    response = choose(client, "dark", **{"Sec-Fetch-Site": "same-origin", "Referer": page})
    assert (response.status_code, response["Location"]) == (303, f"{COURSE}?on=2023-10-31")
    html = read_html(client.get(COURSE).content.decode())
    assert html.one("html")["data-theme"] == "dark"
    assert "checked" in html.one("input", id="theme-dark").attributes
    choose(client, "system")
    assert "data-theme" not in read_html(client.get(COURSE).content.decode()).one("html").attributes


@pytest.mark.parametrize(
    "headers",
    [
        {"Sec-Fetch-Site": "cross-site"},
        {"Sec-Fetch-Site": "same-site"},
        {"Origin": "https://evil.example.com"},
        {"Origin": "null"},
        {"Origin": "https://["},
    ],
)
def test_a_theme_is_not_taken_from_other_sites(db, client, headers):
    response = choose(client, "dark", **headers)
    assert response.status_code == 403
    assert not response.cookies


@pytest.mark.parametrize(
    "page", ["https://evil.example.com/x", "//evil.example.com", "javascript:alert(1)", ""]
)
def test_a_theme_never_leads_to_another_site(db, client, page):
    assert choose(client, "dark", Referer=page)["Location"] == "/"


def test_a_theme_never_leads_to_another_site_by_its_path(db, client):
    response = choose(client, "dark", Referer="http://testserver//evil.example.com/")
    assert response["Location"] == "/evil.example.com/"


def test_an_unknown_theme_is_a_400(db, client):
    assert choose(client, "pink").status_code == 400


HOSTILE = "<script>alert(1)</script>\"'><img src=x onerror=alert(1)> {{ 7|add:7 }} {n} مرحبا 🐎"


def hostile_course():
    term = TermFactory(slug="x", name=f"Fall {HOSTILE}")
    course = make_course(lectures=0, slug="y", term=term, number=HOSTILE, title=HOSTILE)
    course.description, course.also_numbers = HOSTILE, [HOSTILE]
    course.save()
    MeetingFactory(
        course=course, key="rec", kind="recitation", title=HOSTILE, room=HOSTILE, section=HOSTILE
    )
    chapter = ChapterFactory(course=course, title=HOSTILE)
    for number in (1, 2):
        lecture = LectureFactory(
            course=course,
            number=number,
            title=HOSTILE,
            chapter=chapter,
            lecturer=HOSTILE,
            description=HOSTILE,
        )
    ResourceFactory(course=course, lecture=lecture, label=HOSTILE, note=HOSTILE)
    ResourceFactory(course=course, label=HOSTILE, note=f"[x](javascript:alert(1)) {HOSTILE}")
    lab = LabFactory(course=course, key="lab", title=HOSTILE, topic=HOSTILE, description=HOSTILE)
    DeadlineFactory(lab=lab, title=HOSTILE, note=HOSTILE, extended_day="2023-10-02")
    AnnouncementFactory(course=course, key="news", title=HOSTILE, text=HOSTILE)
    PersonFactory(course=course, name=HOSTILE, title=HOSTILE, email=HOSTILE)
    LinkFactory(course=course, label=HOSTILE, text=HOSTILE, note=HOSTILE)
    publish(course, now=SUMMER, note=HOSTILE)
    course.lectures.filter(key="lecture-1").update(cancelled=True, reason=HOSTILE)
    course.lectures.filter(key="lecture-2").update(title=f"New {HOSTILE}")
    publish(course, now=SUMMER, note=HOSTILE)


@pytest.mark.parametrize(
    "path",
    [
        "",
        "y/",
        "week/2023-W36/",
        "deadlines/",
        "y/week/2023-W36/",
        "y/week/2023-W37/",
        "y/deadlines/",
        "y/changes/",
        "y/announcements/",
        "y/subscribe/",
        "y/lecture-1/",
        "y/lecture-2/",
        "y/lab/",
        "y/lab-due/",
        "y/news/",
        "y/none/",
    ],
)
def test_hostile_text_is_text_everywhere(db, client, path):
    hostile_course()
    html = client.get(f"/x/{path}?on=2023-09-07").content.decode()
    page = read_html(html)
    assert [node.attributes for node in page.all("script")] == [
        {"src": "/static/js/app.js", "defer": "", "blocking": "render"}
    ]
    assert not [img for img in page.all("img") if not img["src"].startswith("/x/y/qr.svg")]
    assert "javascript:" not in html or path in {"y/", "y/lecture-2/"}
    assert not [a for a in page.all("a") if a.attributes.get("href", "").startswith("javascript:")]
    assert not [name for node in page.walk() for name in node.attributes if name.startswith("on")]
    assert "{{ 7|add:7 }}" in page.text or path == "y/none/"


def test_a_hostile_search_is_text(mit, client):
    html = client.get("/2023-fall/", {"q": "<script>alert(1)</script>"}).content.decode()
    assert "<script>alert" not in html


def big_course(term, *, lectures, labs):
    course = make_course(lectures=lectures, slug="y", term=term)
    chapter = ChapterFactory(course=course)
    course.lectures.update(chapter=chapter)
    MeetingFactory(course=course, key="office", kind="office-hours", weekdays="fri")
    for number in range(labs):
        lab = LabFactory(course=course, key=f"lab-{number}")
        DeadlineFactory(
            lab=lab, day=f"2023-10-{number + 1:02}", extended_day=f"2023-10-{number + 2:02}"
        )
        ResourceFactory(course=course, key=f"r-{number}", lecture=course.lectures.first())
        AnnouncementFactory(course=course, key=f"a-{number}")
    publish(course, now=SUMMER)
    for number in range(labs):
        LectureFactory(course=course, number=lectures + number + 1, position=lectures + number)
        publish(course, now=SUMMER)
    return course


@pytest.mark.parametrize(
    ("path", "queries"),
    [
        ("", 4),
        ("week/2023-W40/", 4),
        ("deadlines/", 3),
        ("changes/", 5),
        ("announcements/", 3),
        ("subscribe/", 3),
        ("lecture-1/", 4),
        ("lab-0/", 4),
    ],
)
def test_a_course_s_pages_ask_as_much_for_much_as_for_little(
    db, client, path, queries, django_assert_num_queries
):
    big_course(TermFactory(slug="one"), lectures=1, labs=1)
    big_course(TermFactory(slug="many"), lectures=20, labs=8)
    for term in ("one", "many"):
        with django_assert_num_queries(queries):
            assert client.get(f"/{term}/y/{path}").status_code == 200


@pytest.mark.parametrize(
    ("path", "queries"),
    [
        ("", 3),
        ("?course=c0", 3),
        ("search/?q=c", 3),
        ("week/2023-W40/", 5),
        ("week/2023-W40/?course=c0", 5),
        ("deadlines/", 4),
        ("deadlines/?course=c0", 4),
        ("subscribe/?course=c0", 3),
    ],
)
def test_a_term_s_pages_ask_as_much_for_many_courses_as_for_one(
    db, client, path, queries, django_assert_num_queries
):
    for slug, count in (("one", 1), ("many", 6)):
        term = TermFactory(slug=slug)
        for number in range(count):
            publish(make_course(term=term, slug=f"c{number}"), now=SUMMER)
        with django_assert_num_queries(queries):
            assert client.get(f"/{slug}/{path}").status_code == 200


def test_the_term_s_page_reads_no_edition(mit, client, django_assert_num_queries):
    with django_assert_num_queries(3) as asked:
        client.get("/2023-fall/")
    assert not [query["sql"] for query in asked if '"schedule_edition"' in query["sql"]]


def test_terms_of_other_zones_have_their_own_date(db, client, monkeypatch):
    monkeypatch.setattr(timezone, "now", lambda: datetime(2023, 10, 31, 20, tzinfo=UTC))
    for slug, zone in (("tokyo", "Asia/Tokyo"), ("york", "America/New_York")):
        course = make_course(term=TermFactory(slug=slug, time_zone=zone), slug="y")
        publish(course, now=SUMMER)
    clock = {
        slug: read_html(client.get(f"/{slug}/y/").content.decode()).one("p", "topbar__clock").text
        for slug in ("tokyo", "york")
    }
    assert clock == {"tokyo": "Wed Nov 1 Tokyo", "york": "Tue Oct 31 Eastern"}
    assert Term.objects.count() == 2
