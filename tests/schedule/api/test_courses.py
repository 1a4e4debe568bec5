from datetime import date

import pytest

from courses.models import Course
from tests.factories import MembershipFactory, UserFactory, make_course
from tests.schedule.api.seed import (
    API,
    COURSE,
    LATER,
    make_term,
    publish,
    publish_course,
    publish_full_course,
)

pytestmark = pytest.mark.django_db


def slugs(client, query=""):
    return [course["slug"] for course in client.get(f"{API}/courses{query}").json()["items"]]


def test_courses_come_by_term_and_number(client):
    fall, spring = make_term(), make_term("2023-spring", first_day=date(2023, 1, 30))
    for term, slug in ((spring, "6.100"), (fall, "8.01"), (fall, "6.5940")):
        publish_course(slug=slug, term=term)
    assert slugs(client) == ["6.5940", "8.01", "6.100"]
    assert slugs(client, "?term=2023-spring") == ["6.100"]
    assert slugs(client, "?term=nowhere") == []


def test_a_search_looks_into_numbers_and_titles(client):
    term = make_term()
    publish_course(slug="6.5940", term=term, title="TinyML and Efficient Deep Learning")
    publish_course(slug="18.c25", term=term, title="Computation", also_numbers=["1.C25"])
    assert slugs(client, "?q=TINYML") == ["6.5940"]
    assert slugs(client, "?q=6.59") == ["6.5940"]
    assert slugs(client, "?q=1.C25") == ["18.c25"]
    assert slugs(client, "?q=100%25") == []
    assert slugs(client, "?q=comput&term=2023-fall") == ["18.c25"]


def test_only_published_and_public_courses_are_listed(client):
    term = make_term()
    make_course(slug="draft", term=term)
    publish_course(slug="unlisted", term=term, visibility="unlisted")
    publish_course(slug="staff", term=term, visibility="staff")
    publish_course(slug="public", term=term)
    assert slugs(client) == ["public"]


def test_an_unlisted_course_is_found_by_its_address_and_a_staff_course_is_not(client):
    term = make_term()
    publish_course(slug="unlisted", term=term, visibility="unlisted")
    publish_course(slug="staff", term=term, visibility="staff")
    assert client.get(f"{API}/courses/2023-fall/unlisted").status_code == 200
    assert client.get(f"{API}/courses/2023-fall/staff").status_code == 404


def test_staff_read_their_course_and_no_cache_keeps_it(client):
    course = publish_course(visibility="staff")
    user = UserFactory()
    MembershipFactory(user=user, course=course)
    client.force_login(user)
    answer = client.get(COURSE)
    assert answer.status_code == 200
    assert answer.headers["Cache-Control"] == "private, no-store"
    assert "ETag" not in answer.headers


def test_staff_are_told_that_their_course_was_never_published(client):
    course = make_course(slug="6.5940", term=make_term())
    user = UserFactory()
    MembershipFactory(user=user, course=course)
    client.force_login(user)
    answer = client.get(COURSE)
    assert answer.status_code == 404
    assert answer.json()["detail"] == (
        "6.5940 was never published; the API shows what is published."
    )


def test_a_course_has_the_facts_of_its_page(client, settings):
    publish_full_course(also_numbers=["EE 1"])
    answer = client.get(COURSE).json()
    assert answer["number"] == "6.5940"
    assert answer["also_numbers"] == ["EE 1"]
    assert answer["edition"] == 2
    assert answer["published_at"] == "2023-08-02T08:00:00-04:00"
    assert answer["default_due_time"] == "23:59"
    assert answer["url"] == f"{settings.PUBLIC_URL}/2023-fall/6.5940/"
    assert answer["api_url"] == f"{settings.PUBLIC_URL}{COURSE}"
    assert answer["calendar_url"] == f"{settings.PUBLIC_URL}/2023-fall/6.5940/calendar.ics"
    assert [(each["kind"], each["weekdays"], each["start"], each["end"]) for each in answer["meetings"]] == [
        ("lecture", ["tue", "thu"], "15:35", "17:00"),
        ("office-hours", ["thu"], "17:00", None),
    ]  # fmt: skip
    assert [day["key"] for day in answer["term_in_full"]["no_class_days"]] == ["student-holiday"]
    assert [each["key"] for each in answer["announcements"]] == ["lab-5-out"]
    assert len(answer["people"]) == len(answer["links"]) == 1


def test_what_is_written_and_not_published_is_seen_nowhere(client):
    course = publish_course(title="Published")
    Course.objects.filter(pk=course.pk).update(title="Draft", number="0", also_numbers=["9.99"])
    course.lectures.update(title="Draft")
    addresses = (
        f"{API}/courses",
        COURSE,
        *(f"{COURSE}/{name}" for name in ("outline", "lectures", "events", "changes")),
    )
    for address in addresses:
        text = client.get(address).content.decode()
        assert "Draft" not in text, address
        assert "9.99" not in text, address
    assert slugs(client, "?q=draft") == []
    assert slugs(client, "?q=published") == ["6.5940"]


def test_queries_do_not_grow_with_courses(client, django_assert_num_queries):
    term = make_term()
    publish_course(term=term)
    for number in range(8):
        publish_course(slug=f"course-{number}", term=term)
    tag = client.get(f"{API}/courses").headers["ETag"]
    with django_assert_num_queries(1):
        assert len(client.get(f"{API}/courses").json()["items"]) == 9
    with django_assert_num_queries(1):
        answer = client.get(f"{API}/courses", headers={"If-None-Match": tag})
    assert answer.status_code == 304


@pytest.mark.parametrize("lectures", [1, 25])
@pytest.mark.parametrize(
    ("name", "queries"),
    [("", 3), ("/outline", 3), ("/lectures", 3), ("/labs", 3), ("/deadlines", 3), ("/events", 2),
     ("/changes", 3), ("/reminders?from=2023-09-01", 3), ("/calendar.ics", 2),
     ("/events/lecture-1.ics", 1)],
)  # fmt: skip
def test_queries_do_not_grow_with_a_course(
    client, django_assert_num_queries, lectures, name, queries
):
    course = publish_course(lectures=lectures)
    course.description = "More."
    course.save()
    publish(course, now=LATER)
    with django_assert_num_queries(queries):
        answer = client.get(f"{COURSE}{name}")
    assert answer.status_code == 200
    with django_assert_num_queries(1):
        again = client.get(f"{COURSE}{name}", headers={"If-None-Match": answer.headers["ETag"]})
    assert again.status_code == 304
    assert again.content == b""
