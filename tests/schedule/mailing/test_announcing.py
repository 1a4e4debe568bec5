"""Announcements dated ahead: told when their day comes, on the morning at which digests go, once."""

from datetime import date, time, timedelta

import pytest

from courses.models import Announcement, Course
from schedule.engine.change import ChangeKind
from schedule.mailing.digest import differences
from schedule.mailing.planner import plan, replan
from schedule.models import Notices, Subscription
from schedule.publishing import publish
from tests.factories import AnnouncementFactory, SubscriptionFactory
from tests.schedule.mailing.world import choose, edit, ledger, local, published_course, send, settle

pytestmark = pytest.mark.django_db

NOON = local(2023, 9, 19, 12)  # a Tuesday
DAY = local(2023, 9, 26)
MORNING = local(2023, 9, 26, 8)
QUARTER = timedelta(minutes=15)


def again(course, now):
    return publish(Course.objects.get(pk=course.pk), now=now)


def announced(day=DAY, **chosen):
    """Return a subscription to a course that published an announcement of a day to come."""
    course = published_course()
    subscription = SubscriptionFactory(course=course, **chosen)
    settle(NOON)
    AnnouncementFactory(course=course, key="news", day=day.date(), title="Projects")
    again(course, NOON)
    settle(NOON)
    return subscription


def news(subscription, now):
    return [
        (change.key, change.kind)
        for each in differences(subscription.subscriber, now=now)
        for change in each.changes
    ]


def waiting():
    return [at for _, state, at in ledger(kind="changes") if state == "waiting"]


def sent(now):
    return [mail for mail in send(now) if mail.kind == "changes"]


def test_nothing_is_told_of_it_when_it_is_published():
    subscription = announced()
    assert news(subscription, NOON) == []
    assert ledger(kind="changes") == []
    assert Subscription.objects.get().told_edition == 2


def test_nothing_is_planned_for_it_before_its_day():
    announced()
    at = DAY - timedelta(seconds=1)
    settle(at)
    assert (plan(at), waiting()) == (0, [])


@pytest.mark.parametrize("notices", [Notices.AT_ONCE, Notices.DAILY])
def test_it_is_told_on_the_morning_of_its_day_and_once(notices):
    subscription = announced(subscriber__notices=notices)
    settle(DAY)
    assert waiting() == [MORNING]
    assert news(subscription, MORNING) == [("news", ChangeKind.ADDED)]
    assert len(sent(MORNING)) == 1
    for days in range(1, 20):
        assert sent(MORNING + timedelta(days=days)) == []
    replan(subscription.subscriber)
    assert sent(MORNING + timedelta(days=1)) == []


def test_who_hears_of_changes_weekly_hears_of_it_on_the_next_monday():
    announced(subscriber__notices=Notices.WEEKLY)
    settle(DAY)
    assert waiting() == [local(2023, 10, 2, 8)]


def test_who_wants_no_news_is_not_told_of_it_later_either():
    subscription = announced(subscriber__notices=Notices.NONE)
    settle(DAY)
    hour = DAY + timedelta(hours=1)
    choose(subscription, hour, notices=Notices.DAILY)
    settle(hour)
    assert ledger(kind="changes") == []


def test_its_day_begins_where_the_course_is_and_its_morning_where_the_reader_is():
    announced(subscriber__time_zone="Asia/Tokyo")
    settle(local(2023, 9, 25, 23, 59))
    assert waiting() == []
    settle(DAY)
    assert waiting() == [local(2023, 9, 26, 19)]


def test_it_is_kept_from_quiet_hours():
    announced(subscriber__quiet_from=time(22), subscriber__quiet_until=time(10))
    settle(DAY)
    assert waiting() == [local(2023, 9, 26, 10)]


def test_other_news_goes_before_without_it():
    subscription = announced()
    edit(subscription.course, NOON, day=date(2023, 9, 29))
    assert news(subscription, NOON) == [("lab-1-due", ChangeKind.MOVED)]
    assert len(sent(NOON + QUARTER)) == 1
    assert sent(DAY - timedelta(seconds=1)) == []
    settle(DAY)
    assert news(subscription, MORNING) == [("news", ChangeKind.ADDED)]
    assert len(sent(MORNING)) == 1


def test_what_waits_on_its_day_tells_it_as_well():
    subscription = announced(subscriber__notices=Notices.DAILY)
    at = DAY - timedelta(hours=5)
    edit(subscription.course, at, day=date(2023, 9, 30))
    settle(at)
    settle(DAY)
    assert waiting() == [MORNING]
    assert {key for key, _ in news(subscription, MORNING)} == {"news", "lab-1-due"}
    assert len(sent(MORNING)) == 1
    assert sent(MORNING + timedelta(days=1)) == []


def test_what_is_withdrawn_before_its_day_is_never_told():
    subscription = announced()
    Announcement.objects.all().delete()
    again(subscription.course, NOON)
    for days in range(20):
        assert sent(NOON + timedelta(days=days)) == []


def test_what_is_withdrawn_on_its_day_before_it_was_told_is_not_told():
    subscription = announced()
    settle(DAY)
    Announcement.objects.all().delete()
    again(subscription.course, DAY)
    assert sent(MORNING) == []
    assert sent(MORNING + timedelta(days=1)) == []


def test_one_that_is_brought_forward_is_told_with_its_edition_and_not_again():
    subscription = announced()
    Announcement.objects.update(day=NOON.date())
    again(subscription.course, NOON)
    assert news(subscription, NOON) == [("news", ChangeKind.ADDED)]
    assert len(sent(NOON + QUARTER)) == 1
    for days in range(1, 20):
        assert sent(NOON + timedelta(days=days)) == []


def test_one_that_is_put_off_is_told_on_its_new_day_alone():
    subscription = announced()
    Announcement.objects.update(day=date(2023, 9, 28))
    again(subscription.course, NOON)
    assert sent(MORNING) == []
    settle(local(2023, 9, 28))
    assert news(subscription, local(2023, 9, 28, 8)) == [("news", ChangeKind.ADDED)]
    assert len(sent(local(2023, 9, 28, 8))) == 1


def test_one_that_was_told_and_put_off_is_not_told_of_before_its_new_day():
    subscription = announced(day=NOON)
    assert len(sent(NOON + QUARTER)) == 1
    Announcement.objects.update(day=DAY.date())
    again(subscription.course, NOON + QUARTER)
    assert sent(NOON + timedelta(days=1)) == []
    assert len(sent(MORNING)) == 1


def test_each_of_several_has_its_day():
    subscription = announced()
    course = subscription.course
    AnnouncementFactory(course=course, key="more", day=date(2023, 9, 27))
    again(course, NOON)
    found = []
    for days in range(12):
        now = local(2023, 9, 20, 8) + timedelta(days=days)
        settle(now)
        found += [(now.day, *key) for key in news(subscription, now)]
        sent(now)
    assert found == [(26, "news", ChangeKind.ADDED), (27, "more", ChangeKind.ADDED)]


def test_who_asked_for_the_course_on_its_day_has_seen_it():
    course = announced().course
    settle(DAY)
    fresh = SubscriptionFactory(
        course=Course.objects.get(pk=course.pk), told_on=DAY.date(), made_at=DAY
    )
    assert len(sent(MORNING)) == 1
    assert fresh.subscriber.mails.filter(kind="changes").count() == 0


def test_a_course_that_got_its_first_subscriber_later_tells_it_too():
    course = published_course()
    AnnouncementFactory(course=course, key="news", day=DAY.date())
    again(course, NOON)
    SubscriptionFactory(course=Course.objects.get(pk=course.pk), told_on=NOON.date())
    settle(NOON)
    assert len(sent(MORNING)) == 1


def test_where_nothing_ran_for_days_it_is_told_late_and_once():
    subscription = announced()
    late = DAY + timedelta(days=3)
    assert news(subscription, late) == []
    assert len(sent(late)) == 1
    assert sent(late + timedelta(days=1)) == []


def test_a_letter_written_before_midnight_counts_for_that_day_alone():
    subscription = announced()
    at = DAY - QUARTER
    edit(subscription.course, at - QUARTER, day=date(2023, 9, 30))
    assert len(sent(at)) == 1
    assert Subscription.objects.get().told_on == date(2023, 9, 25)
    assert len(sent(MORNING)) == 1
