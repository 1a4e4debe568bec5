import pytest
import time_machine

from schedule.models import Event
from tests.schedule.api.seed import COURSE, publish_full_course

pytestmark = pytest.mark.django_db

REMINDERS = f"{COURSE}/reminders"


def test_a_reminder_says_what_is_due_when_and_in_which_words(client, settings):
    publish_full_course()
    answer = client.get(f"{REMINDERS}?lead=P1D&lead=PT2H&from=2023-09-25&to=2023-10-01").json()
    day, hours = answer["items"]
    assert day == {
        "key": "lab-1-due",
        "kind": "deadline",
        "uid": Event.objects.get(key="lab-1-due").uid,
        "label": "Lab 1",
        "title": "Pruning",
        "lead": "P1D",
        "remind_at": "2023-09-29T23:59:00-04:00",
        "due": "2023-09-30T23:59:00-04:00",
        "day": "2023-09-30",
        "time_zone": "America/New_York",
        "extended": True,
        "text": (
            "6.5940: Lab 1 is due tomorrow, Sat Sep 30, 11:59 pm (Eastern Time). "
            "Extended from Thu Sep 28, 11:59 pm."
        ),
        "url": f"{settings.PUBLIC_URL}/2023-fall/6.5940/lab-1-due/",
    }
    assert (hours["lead"], hours["remind_at"]) == ("PT2H", "2023-09-30T21:59:00-04:00")


def test_without_options_it_is_a_day_before_in_the_next_two_weeks(client):
    publish_full_course()
    with time_machine.travel("2023-09-15T12:00:30-04:00", tick=False):
        assert client.get(REMINDERS).json()["count"] == 0  # due on the 30th: reminded on the 29th
    with time_machine.travel("2023-09-16T12:00:30-04:00", tick=False):
        assert [each["lead"] for each in client.get(REMINDERS).json()["items"]] == ["P1D"]


def test_without_a_start_the_answer_holds_for_its_minute(client):
    publish_full_course()
    with time_machine.travel("2023-09-16T12:00:05-04:00", tick=False):
        first = client.get(REMINDERS)
    with time_machine.travel("2023-09-16T12:00:55-04:00", tick=False):
        again = client.get(REMINDERS, headers={"If-None-Match": first.headers["ETag"]})
    with time_machine.travel("2023-09-16T12:01:05-04:00", tick=False):
        later = client.get(REMINDERS, headers={"If-None-Match": first.headers["ETag"]})
    assert (again.status_code, later.status_code) == (304, 200)


def test_the_next_page_begins_where_the_first_one_did(client):
    publish_full_course()
    with time_machine.travel("2023-09-20T12:00:30-04:00", tick=False):
        answer = client.get(f"{REMINDERS}?lead=P1D&lead=PT2H&limit=1").json()
    assert "from=2023-09-20T16%3A00%3A00Z" in answer["next"]
    assert "offset=1" in answer["next"]
    following = client.get(answer["next"].removeprefix("http://127.0.0.1:8000")).json()
    assert [each["lead"] for each in following["items"]] == ["PT2H"]


def test_a_range_of_instants_ends_before_its_end(client):
    publish_full_course()
    start, end = "2023-09-30T03:59:00Z", "2023-09-29T23:59:00-04:00"
    assert client.get(f"{REMINDERS}?from={start}").json()["count"] == 1
    assert client.get(f"{REMINDERS}?from=2023-09-20&to={end}").json()["count"] == 0
    assert client.get(f"{REMINDERS}?from=2023-09-20&to=2023-09-29").json()["count"] == 1


def test_the_kinds_are_those_that_are_asked_for_however_that_is_written(client):
    publish_full_course()
    week = "from=2023-09-06&to=2023-09-08"
    first = client.get(f"{REMINDERS}?{week}&only=lecture,office-hours&lead=PT2H")
    kinds = [(each["kind"], each["remind_at"]) for each in first.json()["items"]]
    assert kinds == [
        ("lecture", "2023-09-07T13:35:00-04:00"),
        ("office-hours", "2023-09-07T15:00:00-04:00"),
    ]
    again = client.get(f"{REMINDERS}?{week}&only=office-hours&only=lecture&lead=PT120M")
    assert again.content == first.content
    assert again.headers["ETag"] == first.headers["ETag"]


def test_mornings_and_quiet_hours_are_those_of_the_zone_that_is_asked_for(client):
    publish_full_course()
    asked = "from=2023-09-29&to=2023-10-01&lead=morning&lead=PT2H&time_zone=Europe/Berlin"
    items = client.get(f"{REMINDERS}?{asked}&morning=07:30&quiet=23:00-06:00").json()["items"]
    # Due on Oct 1 at 5:59 in Berlin: 3:59 is in the quiet hours, 7:30 would be too late.
    assert [(each["lead"], each["remind_at"], each["due"]) for each in items] == [
        ("morning", "2023-09-30T01:30:00-04:00", "2023-09-30T23:59:00-04:00"),
        ("PT2H", "2023-09-30T17:00:00-04:00", "2023-09-30T23:59:00-04:00"),
    ]
    assert items[0]["text"].startswith("6.5940: Lab 1 is due Sat Sep 30, 11:59 pm (Eastern Time).")
    assert items[0]["time_zone"] == "America/New_York"


def test_days_of_the_range_are_those_of_the_zone_that_is_asked_for(client):
    publish_full_course()
    on_the_29th = "from=2023-09-29&to=2023-09-29"
    assert client.get(f"{REMINDERS}?{on_the_29th}").json()["count"] == 1
    assert client.get(f"{REMINDERS}?{on_the_29th}&time_zone=Asia/Tokyo").json()["count"] == 0


def test_a_page_leads_to_the_next_one_of_the_same_rules(client):
    publish_full_course()
    asked = (
        "only=lecture,deadline&lead=morning&morning=7:05&quiet=22:00-07:00"
        "&time_zone=Europe/Berlin&from=2023-09-01&to=2023-10-30&limit=1"
    )
    whole = client.get(f"{REMINDERS}?{asked.replace('limit=1', 'limit=200')}").json()
    found, address = [], f"{REMINDERS}?{asked}"
    while address:
        page = client.get(address.removeprefix("http://127.0.0.1:8000")).json()
        found += page["items"]
        address = page["next"]
    assert found == whole["items"]
    assert len(found) == 4


def test_reading_reminders_takes_the_same_queries_for_few_and_for_many(
    client, django_assert_num_queries
):
    publish_full_course()
    for query in ("lead=P1D", "only=lecture,office-hours,deadline&lead=P1D&lead=PT2H&lead=morning"):
        with django_assert_num_queries(3):
            answer = client.get(f"{REMINDERS}?{query}&from=2023-09-01&to=2023-12-31")
        with django_assert_num_queries(1):
            etag = answer.headers["ETag"]
            again = client.get(
                f"{REMINDERS}?{query}&from=2023-09-01&to=2023-12-31",
                headers={"If-None-Match": etag},
            )
        assert again.status_code == 304


@pytest.mark.parametrize(
    ("query", "name", "words"),
    [
        ("lead=-5", "lead", "'-5' is not a lead time; write an ISO 8601 duration like P1D"),
        ("lead=P61D", "lead", "too long a lead time"),
        ("lead=P1D" + "&lead=P2D" * 10, "lead", "at most 10 items"),
        ("only=release", "only", "'release' is no kind that stands at a time; allowed: lecture"),
        ("only=", "only", "'' is no kind"),
        ("morning=25:00", "morning", "'25:00' is not a time of day; write it like 15:35"),
        ("time_zone=Mars/Base", "time_zone", "use an IANA name like America/New_York"),
        ("time_zone=", "time_zone", "is not a time zone"),
        ("quiet=22:00", "quiet", "write when they begin and end, like 22:00-07:00"),
        ("quiet=22:00-22:00", "quiet", "'22:00-22:00' are no quiet hours"),
        ("quiet=22:00-7:99", "quiet", "'7:99' is not a time of day"),
        ("from=yesterday", "from", "'yesterday' is neither a day nor an instant; write a day"),
        ("from=2023-09-28T00:00:00", "from", "an instant with its offset"),
        ("from=2023-09-28T00:00:00+04:00", "from", "a + in an address is written %2B"),
        ("from=2023-02-30T00:00:00Z", "from", "is not an instant of the calendar"),
        ("from=9999-12-31", "from", "the year is from 1900 to 2199"),
        ("from=2023-09-28&to=2023-09-01", "to", "to is before from"),
        ("to=2023-09-01", "to", "to is before from (which is now"),
        ("from=2023-01-01&to=2024-12-31", "to", "more than 366 days apart"),
    ],
)
def test_what_cannot_be_is_refused_with_what_is_allowed(client, query, name, words):
    publish_full_course()
    answer = client.get(f"{REMINDERS}?{query}")
    assert answer.status_code == 400
    (error,) = answer.json()["errors"]
    assert (error["where"], error["name"]) == ("query", name)
    assert words in error["detail"]
