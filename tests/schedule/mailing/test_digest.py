"""The digest: the net difference of each course since its subscriber was last told."""

from datetime import date, timedelta

import pytest

from courses.models import Course
from schedule.engine.change import ChangeKind
from schedule.mailing.digest import Known, differences, tell
from schedule.models import Subscription
from schedule.publishing import publish
from tests.factories import (
    AnnouncementFactory,
    NoticeFactory,
    SubscriberFactory,
    SubscriptionFactory,
)
from tests.schedule.mailing.world import edit, local, published_course, queries, record_sent

pytestmark = pytest.mark.django_db

NOON = local(2023, 9, 20, 12)


def again(course, now=NOON):
    return publish(Course.objects.get(pk=course.pk), now=now)


def found(subscription, now=NOON):
    return [
        (change.key, change.kind)
        for each in differences(subscription.subscriber, now=now)
        for change in each.changes
    ]


def test_nothing_is_different_right_after_subscribing():
    assert differences(SubscriptionFactory(course=published_course()).subscriber, now=NOON) == ()


def test_two_moves_are_told_as_one():
    course = published_course()
    subscription = SubscriptionFactory(course=course)
    edit(course, NOON, day=date(2023, 9, 29))
    edition = edit(course, NOON, day=date(2023, 9, 30))
    (told,) = differences(subscription.subscriber, now=NOON)
    (change,) = told.changes
    assert (change.before.day, change.after.day) == (date(2023, 9, 28), date(2023, 9, 30))
    assert (told.edition, told.course, told.headline.number) == (
        edition.number,
        course,
        course.number,
    )


def test_what_came_back_is_nothing():
    course = published_course()
    subscription = SubscriptionFactory(course=course)
    edit(course, NOON, day=date(2023, 9, 29))
    edit(course, NOON, day=date(2023, 9, 28))
    assert found(subscription) == []


def test_what_is_over_on_both_sides_is_left_out():
    course = published_course()
    subscription = SubscriptionFactory(course=course)
    edit(course, NOON, day=date(2023, 9, 26))
    assert found(subscription, local(2023, 9, 27)) == [("lab-1-due", ChangeKind.MOVED)]
    assert found(subscription, local(2023, 9, 29)) == []


def test_an_extension_says_both_dates():
    course = published_course()
    subscription = SubscriptionFactory(course=course)
    edit(course, NOON, extended_day=date(2023, 9, 30))
    assert found(subscription) == [("lab-1-due", ChangeKind.EXTENDED)]


def test_a_cancelled_class_is_told():
    course = published_course()
    subscription = SubscriptionFactory(course=course)
    course.lectures.filter(key="lecture-4").update(cancelled=True, reason="The heating is out.")
    again(course, local(2023, 9, 1))
    now = local(2023, 9, 2)
    assert ("lecture-4", ChangeKind.CANCELLED) in found(subscription, now)


def test_an_announcement_comes_in_the_same_digest():
    course = published_course()
    subscription = SubscriptionFactory(course=course)
    AnnouncementFactory(course=course, key="news", day=date(2023, 9, 20))
    edit(course, NOON, day=date(2023, 9, 29))
    assert found(subscription, local(2023, 9, 25)) == [
        ("news", ChangeKind.ADDED),
        ("lab-1-due", ChangeKind.MOVED),
    ]


def test_materials_and_the_page_alone_are_not_told():
    course = published_course()
    subscription = SubscriptionFactory(course=course)
    course.labs.update(description="More words.")
    Course.objects.update(description="Another page.")
    again(course)
    assert found(subscription) == []


def test_nothing_is_told_of_a_course_that_is_for_staff():
    course = published_course()
    subscription = SubscriptionFactory(course=course)
    edit(course, NOON, day=date(2023, 9, 29))
    Course.objects.update(visibility="staff")
    assert found(subscription) == []


@pytest.mark.parametrize("courses", [1, 5])
def test_all_courses_are_read_in_two_queries_and_come_by_their_numbers(courses):
    subscriber = SubscriberFactory()
    for number in reversed(range(courses)):
        course = published_course(slug=f"6.{number}", number=f"6.{number}")
        SubscriptionFactory(course=course, subscriber=subscriber)
        edit(course, NOON, day=date(2023, 9, 29))
    told = differences(subscriber, now=NOON)
    assert [each.course.number for each in told] == [f"6.{n}" for n in range(courses)]
    assert queries(lambda: differences(subscriber, now=NOON)) == 2


@pytest.mark.parametrize(("days", "expected"), [(-2, False), (-1, True)])
def test_what_concerns_the_next_24_hours_is_urgent(days, expected):
    course = published_course()
    subscription = SubscriptionFactory(course=course)
    edit(course, NOON, day=date(2023, 10, 12))
    now = local(2023, 9, 28, 23, 59) + timedelta(days=days, seconds=1)
    (told,) = differences(subscription.subscriber, now=now)
    assert told.is_urgent(now) is expected


def test_an_announcement_is_never_urgent():
    course = published_course()
    subscription = SubscriptionFactory(course=course)
    AnnouncementFactory(course=course, day=date(2023, 9, 20))
    again(course)
    (told,) = differences(subscription.subscriber, now=NOON)
    assert not told.is_urgent(NOON)


def test_who_was_told_is_not_told_again():
    course = published_course()
    subscription = SubscriptionFactory(course=course, is_planned=True)
    edition = edit(course, NOON, day=date(2023, 9, 29))
    tell({subscription.pk: Known(edition.number, NOON.date())})
    assert found(subscription) == []
    assert Subscription.objects.get().is_planned


def test_what_was_published_since_the_mail_was_written_is_looked_at_again():
    course = published_course()
    subscription = SubscriptionFactory(course=course, is_planned=True)
    edition = edit(course, NOON, day=date(2023, 9, 29))
    edit(course, NOON, day=date(2023, 9, 30))
    mail = NoticeFactory(subscriber=subscription.subscriber)
    record_sent(mail, {subscription.pk: Known(edition.number, NOON.date())}, NOON)
    left = Subscription.objects.get()
    assert (left.told_edition, left.is_planned) == (edition.number, False)
    (told,) = differences(subscription.subscriber, now=NOON)
    assert told.changes[0].before.day == date(2023, 9, 29)


def test_nobody_is_told_of_an_older_edition_than_known():
    course = published_course()
    edition = edit(course, NOON, day=date(2023, 9, 29))
    subscription = SubscriptionFactory(course=course, told_edition=edition.number)
    tell({subscription.pk: Known(1, NOON.date())})
    assert Subscription.objects.get().told_edition == edition.number
