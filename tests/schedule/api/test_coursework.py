import pytest

from tests.schedule.api.seed import COURSE, publish_full_course

pytestmark = pytest.mark.django_db


def test_an_extended_deadline_keeps_its_first_date(client, settings):
    publish_full_course()
    lab = client.get(f"{COURSE}/labs").json()["items"][0]
    assert lab["deadlines"] == [
        {
            "key": "lab-1-due",
            "title": "Lab 1",
            "note": "",
            "status": "confirmed",
            "day": "2023-09-30",
            "due": "2023-09-30T23:59:00-04:00",
            "time_zone": "America/New_York",
            "time_stated": True,
            "extended": True,
            "first_day": "2023-09-28",
            "first_due": "2023-09-28T23:59:00-04:00",
            "url": f"{settings.PUBLIC_URL}/2023-fall/6.5940/lab-1-due/",
        }
    ]
    assert [(each["key"], each["day"]) for each in lab["releases"]] == [("lab-1-out", "2023-09-14")]


def test_deadlines_come_by_date_and_those_without_one_last(client):
    publish_full_course()
    answer = client.get(f"{COURSE}/deadlines").json()
    assert [
        (each["key"], each["status"], each["day"], each["lab"]["kind"]) for each in answer["items"]
    ] == [
        ("lab-1-due", "confirmed", "2023-09-30", "lab"),
        ("proposal-due", "to-be-announced", None, "project"),
    ]
