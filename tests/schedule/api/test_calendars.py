import pytest

from tests.schedule.api.seed import COURSE, publish_full_course

pytestmark = pytest.mark.django_db

PAGE = "/2023-fall/6.5940"


@pytest.mark.parametrize(
    ("api", "public"),
    [
        ("/calendar.ics", "/calendar.ics"),
        ("/calendar.ics?only=deadline&alarm=P1D", "/calendar.ics?only=deadline&alarm=P1D"),
        ("/tasks.ics", "/tasks.ics"),
        ("/tasks.ics?alarm=P1D&language=fr", "/tasks.ics?alarm=P1D&language=fr"),
        ("/events/lab-1-due.ics", "/lab-1-due.ics"),
    ],
)
def test_a_calendar_is_the_public_one_to_the_byte(client, api, public):
    publish_full_course()
    one, other = client.get(COURSE + api), client.get(PAGE + public)
    assert one.status_code == other.status_code == 200
    assert one.content == other.content
    assert one.headers["Content-Type"] == other.headers["Content-Type"]


def test_a_wrong_option_is_a_problem_with_its_name(client):
    publish_full_course()
    answer = client.get(f"{COURSE}/calendar.ics?only=nonsense")
    assert answer.status_code == 400
    assert answer.headers["Content-Type"] == "application/problem+json"
    (error,) = answer.json()["errors"]
    assert error["name"] == "only"
    assert "lecture" in error["detail"]


@pytest.mark.parametrize("key", ["nothing", "%00", "a%20b"])
def test_an_unknown_item_is_a_problem(client, key):
    publish_full_course()
    answer = client.get(f"{COURSE}/events/{key}.ics")
    assert answer.status_code == 404
    assert answer.headers["Content-Type"] == "application/problem+json"
