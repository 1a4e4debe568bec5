"""Several planners at once, and subscribers who choose and end while they plan."""

import threading

import pytest
from django.db import connection, transaction

from schedule.mailing import planner
from schedule.mailing.planner import plan, replan
from schedule.models import Mail, PlannedCourse, Subscriber, Subscription
from tests.factories import SubscriptionFactory
from tests.schedule.mailing.world import local, published_course

pytestmark = pytest.mark.django_db(transaction=True)

NOON = local(2023, 9, 27, 12)
EVE = local(2023, 9, 27, 23, 59)
SUBSCRIPTIONS = 60


def in_parallel(*tasks):
    failures = []

    def run(task):
        try:
            task()
        except Exception as error:  # noqa: BLE001 - whatever it is, the test shows it
            failures.append(error)
        finally:
            connection.close()

    threads = [threading.Thread(target=run, args=(task,)) for task in tasks]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert failures == []


def settle():
    while plan(NOON):
        pass


@pytest.fixture(autouse=True)
def _small_batches(monkeypatch):
    monkeypatch.setattr(planner, "BATCH", 7)


def test_three_planners_at_once_write_each_mail_once():
    course = published_course()
    SubscriptionFactory.create_batch(SUBSCRIPTIONS, course=course)
    in_parallel(settle, settle, settle)
    settle()
    found = Mail.objects.filter(kind="reminder").values_list("subscription", "send_at")
    assert sorted(found) == sorted(
        (pk, EVE) for pk in Subscription.objects.values_list("pk", flat=True)
    )
    assert PlannedCourse.objects.get().next_edition is None


def test_who_is_new_while_their_course_is_brought_further_is_planned_as_far():
    course = published_course()
    PlannedCourse.objects.create(course=course, edition_number=1, until=NOON)
    SubscriptionFactory(course=course)
    is_planning, is_looked_at = threading.Event(), threading.Event()

    def plan_who_is_new():
        with transaction.atomic():
            assert planner.plan_new(NOON)
            is_planning.set()
            # SQLite has the other wait for this transaction, PostgreSQL does not.
            is_looked_at.wait(1)

    def bring_further():
        is_planning.wait()
        settle()
        is_looked_at.set()

    in_parallel(plan_who_is_new, bring_further)
    settle()
    assert Mail.objects.get(kind="reminder").send_at == EVE


def test_who_chooses_or_ends_amid_planning_gets_what_they_chose_last():
    course = published_course()
    SubscriptionFactory.create_batch(SUBSCRIPTIONS, course=course)
    subscribers = list(Subscriber.objects.order_by("address"))
    some, others = subscribers[::2], subscribers[1::2]

    def choose():
        for subscriber in some:
            with transaction.atomic():
                replan(subscriber)
                Subscriber.objects.filter(pk=subscriber.pk).update(leads="PT2H")

    def end():
        for subscriber in others:
            with transaction.atomic():
                list(subscriber.subscriptions.select_for_update())
                subscriber.delete()

    in_parallel(settle, choose, end, settle)
    settle()
    assert Mail.objects.filter(subscriber__in=[each.pk for each in others]).count() == 0
    found = Mail.objects.filter(kind="reminder", state="waiting").values_list("lead", flat=True)
    assert sorted(found) == ["PT2H"] * len(some)
