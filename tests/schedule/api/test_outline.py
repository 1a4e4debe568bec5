import pytest

from courses.models import Lecture
from schedule.publishing import publish
from tests.factories import ChapterFactory, LectureFactory, make_course
from tests.schedule.api.seed import COURSE, LATER, SUMMER, make_term, publish_full_course

pytestmark = pytest.mark.django_db


def test_the_outline_groups_lectures_by_chapter_in_their_order(client):
    publish_full_course()
    parts = client.get(f"{COURSE}/outline").json()["parts"]
    assert [
        (part["chapter"], [lecture["key"] for lecture in part["lectures"]]) for part in parts
    ] == [
        (None, ["lecture-1", "lecture-2"]),
        ({"key": "pruning", "title": "Pruning"}, ["lecture-3"]),
    ]


def test_a_chapter_without_lectures_comes_last(client):
    course = make_course(slug="6.5940", term=make_term(), lectures=1)
    ChapterFactory(course=course, key="later", title="Later")
    publish(course, now=SUMMER)
    parts = client.get(f"{COURSE}/outline").json()["parts"]
    assert parts[1] == {"chapter": {"key": "later", "title": "Later"}, "lectures": []}


def test_a_lecture_has_its_date_room_and_materials(client, settings):
    publish_full_course()
    lecture = client.get(f"{COURSE}/lectures?offset=2").json()["items"][0]
    assert lecture == {
        "key": "lecture-3",
        "number": 3,
        "title": "Topic 3",
        "chapter": {"key": "pruning", "title": "Pruning"},
        "lecturer": "",
        "description": "",
        "status": "confirmed",
        "reason": "",
        "day": "2023-09-14",
        "start": "2023-09-14T15:35:00-04:00",
        "end": "2023-09-14T17:00:00-04:00",
        "time_zone": "America/New_York",
        "room": "36-156",
        "merged_into": "",
        "resources": [
            {
                "key": "lecture-3-slides",
                "kind": "slides",
                "label": "",
                "url": "https://example.edu/slides.pdf",
                "note": "",
            }
        ],
        "url": f"{settings.PUBLIC_URL}/2023-fall/6.5940/lecture-3/",
    }


def test_the_offset_follows_the_change_of_clocks(client):
    course = make_course(slug="6.5940", term=make_term(), lectures=20)
    publish(course, now=SUMMER)
    starts = [lecture["start"] for lecture in client.get(f"{COURSE}/lectures").json()["items"]]
    assert "2023-11-02T15:35:00-04:00" in starts
    assert "2023-11-07T15:35:00-05:00" in starts


def test_a_cancelled_lecture_keeps_its_date_and_says_why(client):
    course = make_course(slug="6.5940", term=make_term(), lectures=3)
    publish(course, now=SUMMER)
    Lecture.objects.filter(course=course, number=2).update(cancelled=True, reason="Snow")
    publish(course, now=LATER)
    lecture = client.get(f"{COURSE}/lectures").json()["items"][1]
    assert (lecture["status"], lecture["reason"], lecture["day"]) == (
        "cancelled",
        "Snow",
        "2023-09-12",
    )


def test_a_lecture_that_was_never_placed_has_no_date(client):
    course = make_course(slug="6.5940", term=make_term(), lectures=29)
    LectureFactory(course=course, number=30, position=30, cancelled=True)
    publish(course, now=SUMMER)
    *_, unplaced, cancelled = client.get(f"{COURSE}/lectures").json()["items"]
    assert (unplaced["status"], unplaced["day"], unplaced["start"]) == (
        "to-be-announced",
        None,
        None,
    )
    assert (cancelled["status"], cancelled["day"]) == ("cancelled", None)
