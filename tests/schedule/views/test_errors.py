"""What is not there, or not understood: said where it happened, with ways onwards."""

import pytest
from django.test import Client
from django.urls import reverse

from courses.models import Course
from schedule.publishing import publish
from tests.factories import MembershipFactory, TermFactory, make_course
from tests.published import SUMMER
from tests.schedule.views.reading_html import read_html

COURSE = "/2023-fall/6.5940/"
TABS = ["Schedule", "Week", "Deadlines", "Changes", "Subscribe"]


def ways(page):
    return [(way.text, way["href"]) for way in page.one("ul", "errorpage__ways").all("a")]


def crumbs(page):
    return [link.text for nav in page.all("nav", "topbar__nav") for link in nav.all("a")]


@pytest.mark.parametrize(
    ("path", "status"),
    [
        ("week/2023-W60/", 404),
        ("week/next/", 404),
        ("changes/?page=99", 404),
        ("lecture-99/", 404),
        ("nothing/here/", 404),
        ("?on=tomorrow", 400),
        ("week/?date=tomorrow", 400),
        ("week/?only=nonsense", 400),
        ("subscribe/?alarm-lecture=-5", 400),
    ],
)
def test_an_error_under_a_course_keeps_its_crumbs_tabs_and_clock(mit, read, path, status):
    page = read(f"{COURSE}{path}", status=status)
    assert crumbs(page) == ["Fall 2023", "6.5940"]
    assert [tab.text for tab in page.one("nav", "tabs").all("a")] == TABS
    assert page.one("nav", "tabs").all("a", aria_current="page") == []
    assert page.one("p", "topbar__clock")
    assert page.one("p", "errorpage__code").text == str(status)
    assert page.one("meta", name="robots")["content"] == "noindex"


@pytest.mark.parametrize("path", ["6.5941/", "6.5941/week/", "6.5941/lecture-1/", "week/2023-W60/"])
def test_an_error_under_a_term_keeps_its_crumb(mit, read, path):
    page = read(f"/2023-fall/{path}", status=404)
    assert crumbs(page) == ["Fall 2023"]
    assert page.all("nav", "tabs") == []


def test_what_an_error_leads_to_keeps_today_zone_theme_and_language(mit, client):
    client.cookies["theme"] = "dark"
    response = client.get(
        f"{COURSE}lecture-99/?on=2023-10-31&tz=Asia/Tokyo", headers={"Accept-Language": "de"}
    )
    page = read_html(response.content.decode())
    assert page.one("html")["data-theme"] == "dark"
    assert page.one("html")["lang"] == "de"
    assert all("?on=2023-10-31&tz=Asia/Tokyo" in href for _, href in ways(page))
    assert all(
        tab["href"].endswith("?on=2023-10-31&tz=Asia/Tokyo")
        for tab in page.one("nav", "tabs").all("a")
    )


def test_a_wrong_option_is_one_link_away_from_the_page_without_it(mit, read):
    page = read(f"{COURSE}week/?on=2023-10-31&only=nonsense", status=400)
    assert ways(page) == [
        ("Open the page without it", f"{COURSE}week/?on=2023-10-31"),
        ("6.5940 schedule", f"{COURSE}?on=2023-10-31"),
    ]


@pytest.mark.parametrize("day", ["1899-12-31", "2200-01-01", "2023-02-30", "31.10.2023", "0", "٢"])
def test_a_date_that_cannot_be_is_said_to_be_wrong(mit, read, day):
    for option in ("on", "date"):
        page = read(f"{COURSE}week/?{option}={day}", status=400)
        assert page.one("h1").text == f"“{day}” does not fit here"
        assert "A date is written like 2023-10-31" in page.one("p", "errorpage__why").text


def test_nearly_the_number_of_a_course_leads_to_it(four, read):
    assert ways(read("/2023-fall/6.5941/", status=404)) == [
        ("6.5940", COURSE),
        ("See all Fall 2023 courses", "/2023-fall/"),
    ]


def test_nearly_the_name_of_a_term_leads_to_it(mit, read):
    page = read("/2023-fal/6.5940/", status=404)
    assert page.one("h1").text == "There is no term 2023-fal"
    assert ways(page)[0] == ("Fall 2023", "/2023-fall/")


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ("/2023-fall/18.c25/", "/2023-fall/18.C25/"),
        ("/2023-Fall/", "/2023-fall/"),
        ("/2023-FALL/18.c25/week/2023-W44/", "/2023-fall/18.C25/week/2023-W44/"),
        (
            "/2023-Fall/18.c25/lecture-1/?on=2023-10-31",
            "/2023-fall/18.C25/lecture-1/?on=2023-10-31",
        ),
        ("/2023-Fall/week/2023-W44/?course=18.303", "/2023-fall/week/2023-W44/?course=18.303"),
        ("/2023-fall/18.C25/Lecture-1/", "/2023-fall/18.C25/lecture-1/"),
        ("/2023-fall/18.C25/WEEK/2023-W44/", "/2023-fall/18.C25/week/2023-w44/"),
        ("/2023-fall/18.C25", "/2023-fall/18.C25/"),
        ("/2023-fall/18.C25/week", "/2023-fall/18.C25/week/"),
    ],
)
def test_an_address_in_other_letters_leads_to_the_right_one_for_good(four, client, asked, found):
    response = client.get(asked)
    assert (response.status_code, response["Location"]) == (301, found)
    assert client.get(found).status_code == 200


def test_the_way_to_a_course_in_other_letters_costs_no_more_than_to_say_that_it_is_not_there(
    four, client, django_assert_num_queries
):
    with django_assert_num_queries(3):
        assert client.get("/2023-fall/18.c25/").status_code == 301
    with django_assert_num_queries(3):
        assert client.get("/2023-fall/18.c26/").status_code == 404


def test_two_courses_that_differ_in_letters_alone_are_not_taken_for_each_other(db, client):
    term = TermFactory(slug="x")
    for slug in ("CS1", "Cs1"):
        publish(make_course(term=term, slug=slug), now=SUMMER)
    assert client.get("/x/CS1/").status_code == 200
    assert client.get("/x/cs1/").status_code == 404


def test_the_number_that_a_course_has_in_another_department_leads_to_it(four, client):
    response = client.get("/2023-fall/12.c25/deadlines/?on=2023-10-31")
    assert (response.status_code, response["Location"]) == (
        302,
        "/2023-fall/18.C25/deadlines/?on=2023-10-31",
    )


def test_a_course_for_staff_is_not_given_away_by_its_letters(four, client):
    Course.objects.filter(slug="18.C25").update(visibility="staff")
    assert client.get("/2023-fall/18.c25/").status_code == 404
    client.force_login(MembershipFactory(course=Course.objects.get(slug="18.C25")).user)
    assert client.get("/2023-fall/18.C25/").status_code == 200


def test_a_course_that_is_not_listed_is_not_among_the_near_ones(four, client, read):
    Course.objects.filter(slug="6.5940").update(visibility="unlisted")
    assert ways(read("/2023-fall/6.5941/", status=404)) == [
        ("See all Fall 2023 courses", "/2023-fall/")
    ]


def test_a_lecture_is_found_by_its_number(mit, client):
    response = client.get(f"{COURSE}7/?on=2023-10-31")
    assert (response.status_code, response["Location"]) == (
        302,
        f"{COURSE}lecture-7/?on=2023-10-31",
    )
    assert client.get(f"{COURSE}99/").status_code == 404
    assert client.get(f"{COURSE}{'9' * 5000}/").status_code == 404


def test_nearly_the_key_of_an_item_leads_to_it(mit, read):
    page = read(f"{COURSE}lectur-7/", status=404)
    assert ("Lecture 7", f"{COURSE}lecture-7/") in ways(page)


@pytest.mark.parametrize(
    "address", ["/", "/2023-fall/", COURSE, f"{COURSE}week/", f"{COURSE}lab-1/"]
)
def test_a_page_that_something_is_sent_to_says_that_it_is_read(mit, address):
    response = Client(enforce_csrf_checks=True).post(address)
    assert (response.status_code, response["Allow"]) == (405, "GET, HEAD")
    assert read_html(response.content.decode()).one("h1").text == "This page can only be read"


@pytest.mark.parametrize("address", [COURSE, f"{COURSE}lecture-99/", "/2023-fall/6.5941/"])
def test_head_is_get_without_a_body(mit, client, address):
    get, head = client.get(address), client.head(address)
    assert head.status_code == get.status_code
    assert head.content == b""


@pytest.mark.parametrize(
    ("address", "accept", "words"),
    [
        ("/2023-fall/6.5941/", "text/calendar", "There is no 6.5941 in Fall 2023. "),
        (f"{COURSE}calender.ics/", "*/*", "There is no page here. "),
        ("/2023-fall/a/b/c.ics", "text/html", "There is no page here. "),
        (f"{COURSE}?on=x", "application/json", "“x” does not fit here. "),
    ],
)
def test_a_program_that_reads_no_pages_gets_words(mit, client, address, accept, words):
    response = client.get(address, headers={"Accept": accept})
    assert response["Content-Type"] == "text/plain; charset=utf-8"
    assert response.content.decode().startswith(words)
    assert response["Cache-Control"] == "no-store"


def test_an_unpublished_course_keeps_the_crumb_of_its_term(db, client):
    course = make_course(slug="y", term=TermFactory(slug="x"))
    client.force_login(MembershipFactory(course=course).user)
    page = read_html(client.get("/x/y/").content.decode())
    assert crumbs(page) == ["Fall 2023"]


def test_who_may_not_enter_is_told_how_to(db, client):
    membership = MembershipFactory(role="instructor")
    client.force_login(membership.user)
    response = client.get(reverse("admin:courses_course_delete", args=[membership.course_id]))
    assert response.status_code == 403
    page = read_html(response.content.decode())
    assert page.one("h1").text == "This page is not for you"
    assert ways(page)[-1] == ("All courses", "/")
