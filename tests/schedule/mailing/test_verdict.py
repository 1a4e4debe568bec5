"""The verdict on a mail right before it goes."""

from datetime import date, time, timedelta

import pytest

from courses.models import Course, Deadline
from schedule.mailing.digest import Known
from schedule.mailing.verdict import Say, Why, verdict
from schedule.models import Event, Mail, Notices, Subscriber
from schedule.publishing import publish
from tests.factories import (
    MailFactory,
    NoticeFactory,
    ReminderFactory,
    SignUpFactory,
    SubscriptionFactory,
    UserFactory,
)
from tests.schedule.mailing.world import SUMMER, edit, local, published_course, queries

pytestmark = pytest.mark.django_db

EVE = local(2023, 9, 27, 23, 59)
DUE = local(2023, 9, 28, 23, 59)


def reminder(**fields):
    course = published_course()
    subscription = SubscriptionFactory(course=course, **fields)
    event = Event.objects.get(key="lab-1-due")
    return ReminderFactory(subscription=subscription, event=event, send_at=EVE)


def found(mail, now=EVE):
    judged = verdict(mail, now=now)
    return judged.says, judged.why or judged.until


def test_what_is_as_it_was_goes():
    mail = reminder()
    assert found(mail) == (Say.GO, None)
    assert verdict(mail, now=EVE).goes


def test_a_reminder_is_judged_in_one_query():
    mail = Mail.objects.get(pk=reminder().pk)
    assert queries(lambda: verdict(mail, now=EVE)) == 1
    assert queries(lambda: (mail.subscriber, mail.event.entry, mail.course.term)) == 0


def test_a_moved_deadline_voids_its_reminder():
    mail = reminder()
    edit(mail.course, SUMMER, day=date(2023, 9, 30))
    assert found(mail) == (Say.VOID, Why.MOVED)


def test_a_removed_deadline_voids_its_reminder():
    mail = reminder()
    Deadline.objects.all().delete()
    publish(Course.objects.get(), now=SUMMER)
    assert found(mail) == (Say.VOID, Why.CANCELLED)


@pytest.mark.parametrize("columns", [{"leads": "PT2H"}, {"kinds": "lecture"}, {"leads": ""}])
def test_what_is_not_chosen_any_more_is_void(columns):
    mail = reminder()
    Subscriber.objects.update(**columns)
    assert found(mail) == (Say.VOID, Why.NOT_CHOSEN)


def test_a_paused_address_gets_nothing():
    assert found(reminder(subscriber__paused_at=SUMMER)) == (Say.VOID, Why.PAUSED)


def test_a_course_that_is_closed_sends_nothing():
    mail = reminder()
    Course.objects.update(visibility="staff")
    assert found(mail) == (Say.VOID, Why.CLOSED)


def test_who_ended_everything_gets_nothing():
    mail = Mail.objects.get(pk=reminder().pk)
    Subscriber.objects.all().delete()
    assert found(mail) == (Say.VOID, Why.ENDED)


def test_who_ended_the_course_gets_nothing():
    mail = Mail.objects.get(pk=reminder().pk)
    mail.subscription.delete()
    assert found(mail) == (Say.VOID, Why.ENDED)


def test_a_late_reminder_goes_as_long_as_it_is_ahead():
    mail = reminder()
    assert found(mail, DUE - timedelta(seconds=1)) == (Say.GO, None)
    assert found(mail, DUE) == (Say.MISSED, Why.BEGUN)


def test_a_late_reminder_is_missed_when_the_next_one_is_due():
    mail = reminder(subscriber__leads="P1D PT2H")
    at = DUE - timedelta(hours=2)
    assert found(mail, at - timedelta(seconds=1)) == (Say.GO, None)
    assert found(mail, at) == (Say.MISSED, Why.OVERTAKEN)


def test_a_late_reminder_waits_until_quiet_hours_are_over():
    mail = reminder(subscriber__quiet_from=time(22), subscriber__quiet_until=time(7))
    on_time, late = local(2023, 9, 27, 22), local(2023, 9, 28, 3)
    assert found(mail, on_time) == (Say.GO, None)
    assert found(mail, late) == (Say.LATER, local(2023, 9, 28, 7))


def test_a_late_reminder_does_not_wait_for_an_hour_after_it_is_due():
    mail = reminder(subscriber__quiet_from=time(22), subscriber__quiet_until=time(7))
    edit(mail.course, SUMMER, day=date(2023, 9, 28), at=time(6))
    mail.due = Event.objects.get(key="lab-1-due").start
    assert found(mail, local(2023, 9, 28, 3)) == (Say.GO, None)


def test_a_reminder_whose_hour_was_chosen_anew_waits_for_it():
    mail = reminder()
    Subscriber.objects.update(time_zone="America/Los_Angeles", leads="morning", morning=time(9))
    Mail.objects.update(lead="morning")
    mail.lead = "morning"
    assert found(mail) == (Say.LATER, local(2023, 9, 28, 12))


def notice(notices=Notices.AT_ONCE, **fields):
    course = published_course()
    subscription = SubscriptionFactory(course=course, subscriber__notices=notices, **fields)
    return NoticeFactory(subscriber=subscription.subscriber), course, subscription


NOON = local(2023, 9, 20, 12)


def test_a_notice_goes_where_something_is_different():
    mail, course, _ = notice()
    edit(course, NOON, day=date(2023, 9, 30))
    assert found(mail, NOON) == (Say.GO, None)


def test_a_notice_is_judged_in_three_queries():
    mail, course, _ = notice()
    edit(course, NOON, day=date(2023, 9, 30))
    assert queries(lambda: verdict(mail, now=NOON)) == 3


def test_a_notice_of_what_came_back_is_void_and_all_is_told():
    mail, course, subscription = notice()
    edit(course, NOON, day=date(2023, 9, 30))
    edition = edit(course, NOON, day=date(2023, 9, 28))
    judged = verdict(mail, now=NOON)
    assert (judged.says, judged.why) == (Say.VOID, Why.NOTHING_LEFT)
    assert judged.told == {subscription.pk: Known(edition.number, NOON.date())}


def test_a_notice_waits_for_quiet_hours_unless_it_is_pressing():
    quiet = {"subscriber__quiet_from": time(22), "subscriber__quiet_until": time(7)}
    mail, course, _ = notice(**quiet)
    edit(course, NOON, day=date(2023, 9, 30))
    assert found(mail, local(2023, 9, 21, 3)) == (Say.LATER, local(2023, 9, 21, 7))
    assert found(mail, local(2023, 9, 28, 3)) == (Say.GO, None)
    Mail.objects.update(urgent=True)
    mail.urgent = True
    assert found(mail, local(2023, 9, 21, 3)) == (Say.GO, None)


def test_who_wants_no_notices_gets_none():
    mail, course, _ = notice(Notices.NONE)
    edit(course, NOON, day=date(2023, 9, 30))
    assert found(mail, NOON) == (Say.VOID, Why.NOT_CHOSEN)


def test_a_paused_address_gets_no_notice():
    mail, _, _ = notice(subscriber__paused_at=SUMMER)
    assert found(mail, NOON) == (Say.VOID, Why.PAUSED)


def test_a_confirmation_goes_for_a_week_and_not_once_it_is_confirmed():
    mail = MailFactory(kind="confirm", sign_up=SignUpFactory(made_at=NOON))
    assert found(mail, NOON) == (Say.GO, None)
    assert found(mail, NOON + timedelta(days=7)) == (Say.VOID, Why.EXPIRED)
    mail.sign_up.confirmed_at = NOON
    mail.sign_up.save()
    assert found(mail, NOON) == (Say.VOID, Why.CONFIRMED)


def test_a_test_goes():
    assert found(MailFactory(account=UserFactory(), course=published_course())) == (Say.GO, None)


def test_a_verdict_leaves_the_claim_on_the_mail_as_the_sender_knows_it():
    mail = Mail.objects.get(pk=reminder().pk)
    mail.claimed_by = "me"
    Mail.objects.update(claimed_by="another")
    verdict(mail, now=EVE)
    assert mail.claimed_by == "me"
