"""Notices in the ledger: one a subscriber, put off by each publish, gone when nothing is left."""

from datetime import date, time, timedelta

import pytest

from courses.models import Course
from schedule.mailing.digest import Known
from schedule.mailing.verdict import Why
from schedule.models import Mail, Notices, Subscription
from schedule.publishing import publish
from tests.factories import AnnouncementFactory, SubscriberFactory, SubscriptionFactory
from tests.schedule.mailing.world import (
    choose,
    edit,
    ledger,
    local,
    published_course,
    record_sent,
    send,
    settle,
    subscribed_course,
)

pytestmark = pytest.mark.django_db

NOON = local(2023, 9, 20, 12)
QUARTER = timedelta(minutes=15)


def notices():
    return ledger(kind="changes")


def told():
    return list(Subscription.objects.order_by("pk").values_list("told_edition", flat=True))


def after_a_move(rhythm):
    """Return the subscription of who hears so of a course whose deadline has just moved."""
    course = published_course()
    subscription = SubscriptionFactory(course=course, subscriber__notices=rhythm)
    settle(NOON)
    edit(course, NOON, day=date(2023, 9, 29))
    settle(NOON)
    return subscription


def test_a_change_is_told_a_quarter_of_an_hour_after_it_was_published():
    course = subscribed_course(NOON)
    edit(course, NOON, day=date(2023, 9, 29))
    settle(NOON)
    assert notices() == [("changes", "waiting", NOON + QUARTER)]


def test_another_publish_puts_it_off_and_an_hour_is_the_most():
    course = subscribed_course(NOON)
    for minute, day in ((0, 29), (10, 30), (55, 27)):
        at = NOON + timedelta(minutes=minute)
        edit(course, at, day=date(2023, 9, day))
        settle(at)
    assert notices() == [("changes", "waiting", NOON + timedelta(hours=1))]


def test_what_came_back_before_it_was_told_is_void():
    course = subscribed_course(NOON)
    for day in (29, 28):
        edit(course, NOON, day=date(2023, 9, day))
        settle(NOON)
    assert notices() == [("changes", "void", NOON + QUARTER)]
    assert Mail.objects.get(kind="changes").reply == Why.NOTHING_LEFT
    assert told() == [3]


def test_materials_alone_bring_no_mail_and_count_as_told():
    course = subscribed_course(NOON)
    course.labs.update(description="More words.")
    publish(Course.objects.get(), now=NOON)
    settle(NOON)
    assert (notices(), told()) == ([], [2])


def test_who_wants_no_notices_gets_none_also_when_they_want_them_later():
    subscription = after_a_move(Notices.NONE)
    choose(subscription, NOON, notices=Notices.DAILY)
    settle(NOON)
    assert (notices(), told()) == ([], [2])


def test_one_mail_waits_for_all_courses_at_the_earliest_time():
    subscriber = SubscriberFactory()
    courses = [published_course(slug=f"6.{n}") for n in range(3)]
    for number, course in enumerate(courses):
        SubscriptionFactory(course=course, subscriber=subscriber)
        at = NOON + timedelta(minutes=number)
        edit(course, at, day=date(2023, 9, 29))
    settle(NOON + timedelta(minutes=5))
    assert notices() == [("changes", "waiting", NOON + QUARTER)]


def test_each_subscriber_is_told_in_their_own_rhythm():
    course = published_course()
    for rhythm in Notices:
        SubscriptionFactory(course=course, subscriber__notices=rhythm)
    settle(NOON)
    edit(course, NOON, day=date(2023, 9, 29))
    settle(NOON)
    assert notices() == [
        ("changes", "waiting", NOON + QUARTER),
        ("changes", "waiting", local(2023, 9, 21, 8)),
        ("changes", "waiting", local(2023, 9, 25, 8)),
    ]


def test_what_concerns_the_next_24_hours_goes_at_once_also_to_weekly_readers_in_the_night():
    course = published_course()
    SubscriptionFactory(
        course=course,
        subscriber__notices=Notices.WEEKLY,
        subscriber__quiet_from=time(22),
        subscriber__quiet_until=time(7),
    )
    now = local(2023, 9, 28, 5)
    settle(now)
    edit(course, now, extended_day=date(2023, 9, 30))
    settle(now)
    assert notices() == [("changes", "waiting", now)]
    assert Mail.objects.get(kind="changes").urgent


def test_a_pressing_change_brings_a_waiting_digest_forward():
    course = subscribed_course(NOON, subscriber__notices=Notices.WEEKLY)
    AnnouncementFactory(course=course, day=date(2023, 9, 20))
    publish(Course.objects.get(), now=NOON)
    settle(NOON)
    assert notices() == [("changes", "waiting", local(2023, 9, 25, 8))]
    edit(course, NOON, day=date(2023, 9, 21), at=time(9))
    settle(NOON)
    assert notices() == [("changes", "waiting", NOON)]


def test_another_rhythm_gives_a_waiting_digest_another_time():
    subscription = after_a_move(Notices.WEEKLY)
    choose(subscription, NOON, notices=Notices.DAILY)
    settle(NOON)
    assert notices() == [("changes", "waiting", local(2023, 9, 21, 8))]


def test_who_wants_no_notices_any_more_finds_none_waiting():
    subscription = after_a_move(Notices.WEEKLY)
    choose(subscription, NOON, notices=Notices.NONE)
    settle(NOON)
    assert notices() == [("changes", "void", local(2023, 9, 25, 8))]


def test_a_notice_in_a_senders_hands_is_left_to_it_and_what_came_since_follows():
    course = published_course()
    subscription = SubscriptionFactory(course=course)
    settle(NOON)
    edit(course, NOON, day=date(2023, 9, 29))
    settle(NOON)
    now = NOON + QUARTER
    Mail.objects.filter(kind="changes").update(lease_until=now + timedelta(minutes=5))
    edit(course, now, day=date(2023, 9, 30))
    settle(now)
    assert notices() == [("changes", "waiting", NOON + QUARTER)]
    Mail.objects.filter(kind="changes").update(lease_until=None)
    assert [mail.kind for mail in send(now)] == ["changes"]
    assert told() == [3]
    assert send(now + timedelta(days=1)) == []
    assert subscription.subscriber.mails.filter(kind="changes").count() == 1


def test_what_is_published_while_a_notice_is_sent_is_told_in_another():
    course = published_course()
    subscription = SubscriptionFactory(course=course)
    settle(NOON)
    edition = edit(course, NOON, day=date(2023, 9, 29))
    settle(NOON)
    now = NOON + QUARTER
    mail = Mail.objects.get(kind="changes")
    edit(course, now, day=date(2023, 9, 30))
    settle(now)
    record_sent(mail, {subscription.pk: Known(edition.number, NOON.date())}, now)
    settle(now)
    assert notices() == [
        ("changes", "sent", now + QUARTER),
        ("changes", "waiting", now + QUARTER),
    ]


def test_a_paused_address_is_told_once_it_chose_anew():
    course = published_course()
    subscription = SubscriptionFactory(course=course, subscriber__paused_at=NOON)
    edit(course, NOON, day=date(2023, 9, 29))
    settle(NOON)
    assert (notices(), told()) == ([], [1])
    subscription.subscriber.paused_at = None
    subscription.subscriber.save()
    settle(NOON)
    assert notices() == [("changes", "waiting", NOON + QUARTER)]
