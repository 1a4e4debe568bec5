"""The planner: what is to go stands in the ledger once, at its time, and again when it moves."""

from datetime import date, time, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from courses.models import Course, Deadline
from schedule.mailing import planner
from schedule.mailing.planner import plan, plan_course, plan_new, replan
from schedule.mailing.verdict import Why
from schedule.models import Mail, MailState, PlannedCourse, Subscription
from schedule.publishing import publish
from tests.factories import DeadlineFactory, LabFactory, SubscriberFactory, SubscriptionFactory
from tests.schedule.mailing.world import (
    edit,
    ledger,
    local,
    published_course,
    queries,
    settle,
    subscribed_course,
)

pytestmark = pytest.mark.django_db

NOON = local(2023, 9, 27, 12)
EVE = local(2023, 9, 27, 23, 59)


def reminders():
    return ledger(kind="reminder")


def test_a_reminder_stands_in_the_ledger_two_days_ahead():
    SubscriptionFactory(course=published_course())
    settle(NOON - timedelta(days=2))
    assert reminders() == []
    settle(NOON)
    assert reminders() == [("P1D", "waiting", EVE)]


def test_planning_again_changes_nothing():
    subscribed_course(NOON)
    before = list(Mail.objects.values())
    assert plan(NOON) == 0
    PlannedCourse.objects.update(until=local(2023, 9, 1), edition_number=0)
    settle(NOON)
    assert [row for row in Mail.objects.values() if row["kind"] == "reminder"] == before


def test_a_deadline_that_moves_voids_what_waited_and_reminds_once_of_the_new_one():
    course = subscribed_course(NOON)
    edit(course, NOON, day=date(2023, 9, 29))
    settle(NOON)
    assert reminders() == [
        ("P1D", "void", EVE),
        ("P1D", "waiting", EVE + timedelta(days=1)),
    ]
    assert Mail.objects.get(state="void").reply == Why.MOVED


def test_a_deadline_that_moves_back_is_reminded_of_again():
    course = subscribed_course(NOON)
    for day in (29, 28):
        edit(course, NOON, day=date(2023, 9, day))
        settle(NOON)
    assert reminders() == [("P1D", "waiting", EVE), ("P1D", "void", EVE + timedelta(days=1))]


def test_a_deadline_that_moves_back_to_where_its_reminder_was_sent_is_not_reminded_of_again():
    course = subscribed_course(NOON)
    Mail.objects.update(state=MailState.SENT)
    for day in (29, 28):
        edit(course, NOON, day=date(2023, 9, day))
        settle(NOON)
    assert reminders() == [("P1D", "sent", EVE), ("P1D", "void", EVE + timedelta(days=1))]


def test_a_removed_deadline_voids_what_waited():
    course = subscribed_course(NOON)
    Deadline.objects.all().delete()
    publish(Course.objects.get(pk=course.pk), now=NOON)
    settle(NOON)
    assert reminders() == [("P1D", "void", EVE)]
    assert Mail.objects.get(state="void").reply == Why.CANCELLED


def test_of_several_late_reminders_the_last_one_waits_and_the_others_are_missed():
    course = published_course()
    SubscriptionFactory(course=course, subscriber__leads="P7D P1D PT2H")
    settle(local(2023, 9, 15))
    now = local(2023, 9, 28, 12)
    settle(now)
    assert reminders() == [
        ("P7D", "missed", local(2023, 9, 21, 23, 59)),
        ("P1D", "waiting", EVE),
        ("PT2H", "waiting", local(2023, 9, 28, 21, 59)),
    ]
    assert Mail.objects.get(lead="P7D").reply == Why.OVERTAKEN


def test_what_was_due_while_nothing_ran_is_missed():
    SubscriptionFactory(course=published_course())
    settle(local(2023, 9, 20))
    settle(local(2023, 9, 29, 12))
    assert reminders() == [("P1D", "missed", EVE)]
    assert Mail.objects.get().reply == Why.BEGUN


def test_a_deadline_that_moves_nearer_is_reminded_of_at_once():
    course = subscribed_course(NOON)
    edit(course, NOON, day=date(2023, 9, 27))
    settle(NOON)
    assert reminders() == [
        ("P1D", "waiting", local(2023, 9, 26, 23, 59)),
        ("P1D", "void", EVE),
    ]


def test_who_subscribes_gets_no_burst_of_what_came_before():
    course = published_course()
    now = local(2023, 9, 28, 12)
    SubscriptionFactory(course=course, made_at=now, subscriber__leads="P7D P1D PT2H")
    settle(now + timedelta(minutes=1))
    assert reminders() == [("PT2H", "waiting", local(2023, 9, 28, 21, 59))]


def test_a_new_title_brings_no_reminder_that_was_before_a_subscription():
    course = published_course()
    now = local(2023, 9, 28, 12)
    SubscriptionFactory(course=course, made_at=now)
    settle(now)
    course.labs.update(title="Lab one")
    publish(Course.objects.get(pk=course.pk), now=now)
    settle(now)
    assert reminders() == []


def test_who_subscribes_to_a_course_that_is_planned_gets_what_the_others_get():
    course = subscribed_course(NOON)
    SubscriptionFactory(course=course, made_at=NOON)
    settle(NOON)
    assert reminders() == [("P1D", "waiting", EVE)] * 2


def test_other_choices_give_what_waits_another_time_or_take_it_back():
    course = published_course()
    subscriber = SubscriberFactory(leads="P1D morning")
    SubscriptionFactory(course=course, subscriber=subscriber)
    settle(NOON)
    assert reminders() == [
        ("P1D", "waiting", EVE),
        ("morning", "waiting", local(2023, 9, 28, 8)),
    ]
    subscriber.leads, subscriber.morning, subscriber.chosen_at = "PT2H morning", time(7), NOON
    subscriber.save()
    replan(subscriber)
    settle(NOON)
    assert reminders() == [
        ("morning", "waiting", local(2023, 9, 28, 7)),
        ("PT2H", "waiting", local(2023, 9, 28, 21, 59)),
    ]


def test_what_a_sender_has_in_its_hands_is_left_to_it():
    course = published_course()
    subscription = SubscriptionFactory(course=course)
    settle(NOON)
    Mail.objects.update(lease_until=NOON + timedelta(minutes=5), claimed_by="me")
    subscription.subscriber.leads = "PT2H"
    subscription.subscriber.save()
    replan(subscription.subscriber)
    edit(course, NOON, day=date(2023, 9, 29))
    settle(NOON)
    assert reminders() == [("P1D", "waiting", EVE)]


def test_what_the_server_put_off_keeps_its_pause():
    subscription = SubscriptionFactory(course=published_course())
    settle(NOON)
    later = EVE + timedelta(minutes=4)
    Mail.objects.update(send_at=later, attempts=3)
    replan(subscription.subscriber)
    settle(NOON)
    assert reminders() == [("P1D", "waiting", later)]


@pytest.mark.parametrize(
    "columns", [{"visibility": "staff"}, {"edition_number": 0}], ids=["for staff", "unpublished"]
)
def test_nothing_is_planned_of_a_course_that_is_not_open(columns):
    course = published_course()
    SubscriptionFactory(course=course)
    Course.objects.update(**columns)
    assert plan(NOON) == 0
    assert reminders() == []


def test_nothing_is_planned_for_an_address_that_is_paused():
    subscribed_course(NOON, subscriber__paused_at=NOON)
    assert reminders() == []


def test_other_kinds_are_reminded_of_where_they_are_chosen():
    SubscriptionFactory(course=published_course(), subscriber__kinds="lecture")
    settle(local(2023, 9, 5))
    assert reminders() == [("P1D", "waiting", local(2023, 9, 6, 15, 35))]


def test_a_planner_that_dies_amid_a_course_loses_nothing(monkeypatch):
    monkeypatch.setattr(planner, "BATCH", 2)
    course = published_course()
    for _ in range(5):
        SubscriptionFactory(course=course)
    settle(local(2023, 9, 1))
    plan_course(NOON)
    half = PlannedCourse.objects.get()
    assert (half.after, len(reminders())) == (Subscription.objects.order_by("pk")[1].pk, 2)
    settle(NOON)
    assert reminders() == [("P1D", "waiting", EVE)] * 5
    assert (PlannedCourse.objects.get().after, plan(NOON)) == (0, 0)


def test_what_is_published_amid_a_round_is_planned_in_the_next(monkeypatch):
    monkeypatch.setattr(planner, "BATCH", 2)
    course = published_course()
    for _ in range(4):
        SubscriptionFactory(course=course)
    settle(local(2023, 9, 1))
    plan_course(NOON)
    edit(course, NOON, day=date(2023, 9, 29))
    settle(NOON)
    waiting = [row for row in reminders() if row[1] == "waiting"]
    assert waiting == [("P1D", "waiting", EVE + timedelta(days=1))] * 4


@pytest.mark.parametrize("subscriptions", [1, 40])
def test_new_subscriptions_are_planned_in_as_many_queries_whether_one_or_many(subscriptions):
    SubscriptionFactory.create_batch(subscriptions, course=published_course())
    assert queries(lambda: plan_new(NOON)) == 14


@pytest.mark.parametrize("subscriptions", [1, 40])
def test_a_moved_deadline_is_planned_in_as_many_queries_whether_for_one_or_many(subscriptions):
    course = published_course()
    SubscriptionFactory.create_batch(subscriptions, course=course)
    settle(NOON)
    edit(course, NOON, day=date(2023, 9, 29))
    assert queries(lambda: plan_course(NOON)) == 17


@pytest.mark.parametrize("courses", [1, 8])
def test_a_round_with_nothing_to_do_asks_twice(courses):
    for number in range(courses):
        SubscriptionFactory(course=published_course(slug=f"course-{number}"))
    settle(NOON)
    assert queries(lambda: plan(NOON)) == 2


def test_a_deadline_whose_lead_reaches_beyond_two_days_is_planned_when_that_comes_near():
    course = published_course()
    DeadlineFactory(
        lab=LabFactory(course=course, key="lab-2", title="Lab 2"), day=date(2023, 11, 30)
    )
    publish(Course.objects.get(pk=course.pk), now=local(2023, 8, 2))
    SubscriptionFactory(course=course, subscriber__leads="P60D")
    settle(local(2023, 9, 30))
    assert reminders() == [("P60D", "waiting", local(2023, 10, 1, 23, 59))]


def test_a_round_that_finds_nothing_opens_no_transaction():
    subscribed_course(NOON)
    with CaptureQueriesContext(connection) as captured:
        assert plan(NOON) == 0
    assert [each["sql"].split()[0] for each in captured] == ["SELECT", "SELECT"]
