import pytest

from schedule.publishing import publish
from tests.schedule.api.seed import COURSE, publish_full_course

pytestmark = pytest.mark.django_db


def test_an_extension_is_told_in_words_and_as_values(client, settings):
    publish_full_course()
    answer = client.get(f"{COURSE}/changes").json()
    assert [edition["number"] for edition in answer["items"]] == [2, 1]
    edition = answer["items"][0]
    assert edition["note"] == "More time for Lab 1."
    assert edition["published_at"] == "2023-08-02T08:00:00-04:00"
    assert edition["url"] == f"{settings.PUBLIC_URL}/2023-fall/6.5940/changes/?edition=2#edition-2"
    (change,) = edition["changes"]
    assert (change["key"], change["kind"], change["minor"]) == ("lab-1-due", "extended", False)
    assert change["sentence"] == (
        "Lab 1 is now due Sat Sep 30, 11:59 pm; was Thu Sep 28, by end of day."
    )
    assert change["before"]["start"] == "2023-09-28T23:59:00-04:00"
    assert change["after"]["start"] == "2023-09-30T23:59:00-04:00"
    assert change["after"]["first_start"] == "2023-09-28T23:59:00-04:00"


def test_what_is_new_has_nothing_before(client):
    publish_full_course()
    first = client.get(f"{COURSE}/changes?offset=1").json()["items"][0]
    assert {change["kind"] for change in first["changes"]} == {"added"}
    assert all(change["before"] is None for change in first["changes"])


def test_a_change_of_the_page_alone_has_no_entry(client):
    course = publish_full_course()
    course.refresh_from_db()
    course.description = "About."
    course.save()
    publish(course)
    (change,) = client.get(f"{COURSE}/changes?limit=1").json()["items"][0]["changes"]
    assert change == {
        "key": "",
        "kind": "page",
        "minor": True,
        "sentence": "The course page changed.",
        "before": None,
        "after": None,
    }
