"""What goes in the next days, counted from choices: the same as the planner writes down."""

from collections import Counter
from datetime import UTC, datetime, time, timedelta

import pytest

from courses.models import Course
from schedule.mailing.forecast import forecast
from schedule.mailing.planner import AHEAD, plan
from schedule.models import Event, Mail
from schedule.publishing import publish
from tests import factories

NOW = datetime(2023, 9, 26, 12, tzinfo=UTC)
WEEK = timedelta(days=7)


@pytest.fixture
def course(db):
    """A lab that is due on Thu Sep 28 at 11:59 pm in New York."""
    course = factories.make_course(lectures=8)
    factories.DeadlineFactory(lab=factories.LabFactory(course=course, key="lab-1", title="Lab 1"))
    publish(course, now=datetime(2023, 8, 1, tzinfo=UTC))
    return Course.objects.select_related("term").get(pk=course.pk)


def subscribe(course, **choice):
    return factories.SubscriptionFactory(
        course=course, subscriber=factories.SubscriberFactory(**choice)
    )


def expected(course, end=NOW + WEEK):
    return [
        (each.entry.key, each.lead, each.first, each.last, each.mails)
        for each in forecast(course, start=NOW, end=end)
    ]


def test_equal_choices_count_together_and_each_clock_makes_a_span(course):
    for _ in range(3):
        subscribe(course)
    subscribe(course, time_zone="Asia/Tokyo", quiet_from=time(12), quiet_until=time(13))
    at = datetime(2023, 9, 28, 3, 59, tzinfo=UTC)
    assert expected(course) == [("lab-1-due", "P1D", at - timedelta(minutes=59), at, 4)]


def test_a_lead_of_a_week_reaches_past_the_days_that_are_asked_for(course):
    subscribe(course, kinds="lecture", leads="P7D")
    found = expected(course, NOW + timedelta(days=2))
    days = Event.objects.filter(course=course, kind="lecture").values_list("key", "start")
    wanted = {
        (key, start - WEEK) for key, start in days if NOW <= start - WEEK < NOW + timedelta(days=2)
    }
    assert {(key, first) for key, _, first, _, _ in found} == wanted
    assert wanted


def test_who_is_paused_or_wants_nothing_is_not_counted(course):
    subscribe(course, paused_at=NOW)
    subscribe(course, leads="")
    subscribe(course, kinds="")
    subscribe(course, kinds="exam")
    assert expected(course) == []


def test_nothing_goes_of_a_course_that_is_for_its_staff(course):
    subscribe(course)
    course.visibility = "staff"
    assert expected(course) == []


def test_what_was_cancelled_or_has_begun_is_not_expected(course):
    subscribe(course, kinds="deadline lecture", leads="PT2H")
    Event.objects.filter(kind="lecture").update(status="cancelled")
    assert [key for key, *_ in expected(course)] == ["lab-1-due"]
    assert forecast(course, start=datetime(2023, 9, 29, 5, tzinfo=UTC), end=NOW + WEEK) == ()


def test_it_is_what_the_planner_plans(course):
    zones = ("America/New_York", "Europe/Berlin", "Australia/Lord_Howe")
    leads = ("P1D", "P2D P1D PT2H", "morning", "P7D morning")
    for number in range(24):
        subscribe(
            course,
            kinds=("deadline", "deadline lecture")[number % 2],
            leads=leads[number % 4],
            time_zone=zones[number % 3],
            quiet_from=time(21) if number % 5 == 0 else None,
            quiet_until=time(8) if number % 5 == 0 else None,
        )
    while plan(NOW):
        pass
    planned = Counter(
        Mail.objects.filter(send_at__gte=NOW, send_at__lt=NOW + AHEAD).values_list(
            "event__key", "lead"
        )
    )
    found: Counter = Counter()
    for key, lead, _, _, mails in expected(course, NOW + AHEAD):
        found[key, lead] += mails
    assert found == planned
    assert len(found) > 3


def test_many_subscribers_cost_no_more_queries(course, django_assert_num_queries):
    for number in range(12):
        subscribe(course, morning=time(number))
    with django_assert_num_queries(2):
        assert expected(course)
