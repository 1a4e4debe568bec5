"""Confirming, changing and ending what an address gets, and erasing it."""

from dataclasses import replace
from datetime import timedelta

import pytest

from courses.models import Course
from schedule.engine.entry import Kind
from schedule.mailing.choice import Choice
from schedule.mailing.links import page_secret, subscriber_at
from schedule.mailing.planner import plan
from schedule.mailing.subscribing import (
    add,
    change,
    confirm,
    end_course,
    end_everything,
    forget,
)
from schedule.models import (
    Event,
    Mail,
    MailKind,
    MailState,
    Notices,
    SignUp,
    Subscriber,
    Subscription,
)
from schedule.publishing import publish
from schedule.reminders import Lead
from tests.factories import ReminderFactory
from tests.schedule.mailing.signups import CHOICE, NOW, ask, course, publish_course, subscribe

__all__ = ["course"]

LATER = NOW + timedelta(hours=1)
WEEKLY = replace(CHOICE, notices=Notices.WEEKLY, kinds=frozenset({Kind.EXAM}))


@pytest.fixture
def other(db):
    return publish_course()


def courses_of(subscriber):
    return set(subscriber.subscriptions.values_list("course", flat=True))


def remind(subscriber, course, **fields):
    """Put a reminder into the ledger."""
    event = Event.objects.get(course=course, kind="deadline")
    subscription = subscriber.subscriptions.get(course=course)
    return ReminderFactory(event=event, subscription=subscription, **fields)


def test_nothing_is_so_before_it_is_confirmed(course):
    ask(course)
    assert not Subscriber.objects.exists()


def test_confirming_gives_an_address_what_was_asked_for(course):
    subscriber = subscribe(course, choice=WEEKLY)
    assert Choice.of(subscriber) == WEEKLY
    (subscription,) = subscriber.subscriptions.all()
    assert (subscription.course, subscription.told_edition) == (course, course.edition_number)
    assert not subscription.is_planned
    assert subscriber_at(page_secret(subscriber)) == subscriber
    assert list(Mail.objects.values_list("subscriber", "kind")) == [(subscriber.pk, "confirm")]


def test_confirming_twice_is_confirming_once(course, other):
    row = ask(course)
    subscriber = confirm(row, now=NOW)
    change(subscriber, WEEKLY, [other], now=LATER)
    assert confirm(row, now=LATER) == subscriber
    assert courses_of(subscriber) == {other.pk}
    assert Choice.of(Subscriber.objects.get()) == WEEKLY


def test_another_sign_up_adds_its_courses_and_its_choices_hold(course, other):
    first = subscribe(course)
    again = subscribe(other, address="Ada@Example.edu", choice=WEEKLY)
    assert again == first
    assert courses_of(first) == {course.pk, other.pk}
    assert Choice.of(Subscriber.objects.get()) == WEEKLY


def test_a_course_that_is_not_open_any_more_is_not_given(course, other):
    row = ask(course, other)
    Course.objects.filter(pk=other.pk).update(visibility="staff")
    assert courses_of(confirm(row, now=NOW)) == {course.pk}


def test_what_was_erased_is_confirmed_by_no_old_link(course):
    row = ask(course)
    end_everything(confirm(row, now=NOW))
    assert confirm(row, now=NOW) is None
    assert not Subscriber.objects.exists()


def waiting(subscriber):
    return [str(mail.lead) for mail in subscriber.mails.waiting().filter(kind="reminder")]


def test_other_choices_are_planned_anew(course):
    soon = Event.objects.get(course=course, kind="deadline").start - timedelta(days=1, hours=12)
    subscriber = subscribe(course)
    plan(soon)
    assert waiting(subscriber) == ["P1D"]
    two_hours = replace(CHOICE, leads=(Lead(minutes=120),))
    change(subscriber, two_hours, [course], now=soon)
    plan(soon)
    assert waiting(subscriber) == ["PT2H"]
    change(subscriber, WEEKLY, [course], now=soon)
    plan(soon)
    assert waiting(subscriber) == []


def test_a_course_that_stays_keeps_what_it_was_told_and_a_new_one_begins_now(course, other):
    subscriber = subscribe(course)
    course.title = "Another"
    course.save()
    publish(course, now=LATER)
    change(subscriber, CHOICE, [course, other], now=LATER)
    told = dict(subscriber.subscriptions.values_list("course", "told_edition"))
    assert told == {course.pk: 1, other.pk: other.edition_number}


def test_who_did_not_want_to_hear_of_changes_hears_of_later_ones_alone(course):
    subscriber = subscribe(course, choice=replace(CHOICE, notices=Notices.NONE))
    course.title = "Another"
    course.save()
    publish(course, now=LATER)
    change(subscriber, CHOICE, [course], now=LATER)
    assert subscriber.subscriptions.get().told_edition == 2


def test_an_address_that_was_paused_is_tried_again_when_it_chooses(course):
    subscriber = subscribe(course)
    Subscriber.objects.update(refused=3, paused_at=NOW)
    change(subscriber, CHOICE, [course], now=LATER)
    fresh = Subscriber.objects.get()
    assert (fresh.refused, fresh.paused_at, fresh.chosen_at) == (0, None, LATER)


def test_a_course_ends_with_what_waits_for_it_and_the_others_go_on(course, other):
    subscriber = subscribe(course, other)
    remind(subscriber, course)
    kept = remind(subscriber, other)
    assert end_course(subscriber, course.pk, now=LATER)
    assert not end_course(subscriber, course.pk, now=LATER)
    assert courses_of(subscriber) == {other.pk}
    assert list(Mail.objects.filter(kind=MailKind.REMINDER)) == [kept]


def test_the_last_course_that_ends_leaves_the_address_a_while_to_choose_anew(course, other):
    subscriber = subscribe(course, other)
    chosen = Subscriber.objects.get().chosen_at
    end_course(subscriber, course.pk, now=LATER)
    assert Subscriber.objects.get().chosen_at == chosen != LATER
    end_course(subscriber, other.pk, now=LATER)
    assert Subscriber.objects.get().chosen_at == LATER


def test_a_course_can_be_had_again(course):
    subscriber = subscribe(course)
    end_course(subscriber, course.pk, now=LATER)
    for _ in range(2):
        add(subscriber, [course], now=LATER)
    assert courses_of(subscriber) == {course.pk}


def test_ending_everything_erases_all_that_is_known_and_no_more(course):
    subscriber, eve = subscribe(course), subscribe(course, address="eve@example.edu")
    ask(course)
    remind(subscriber, course, state=MailState.SENT)
    secret = page_secret(subscriber)
    end_everything(subscriber)
    assert list(Subscriber.objects.all()) == [eve]
    assert set(Mail.objects.values_list("sign_up__address", flat=True)) == {"eve@example.edu"}
    assert set(SignUp.objects.values_list("address", flat=True)) == {"eve@example.edu"}
    assert subscriber_at(secret) is None


def test_what_is_forgotten_is_counted(course, other):
    subscriber = subscribe(course, other)
    ask(course)
    remind(subscriber, course)
    found = forget("ADA@EXAMPLE.EDU")
    assert (found.subscribers, found.courses, found.sign_ups, found.mails) == (1, 2, 2, 3)
    assert not forget("ada@example.edu").any
    assert not Subscription.objects.exists()
    assert not Mail.objects.exists()


def test_changing_many_courses_costs_as_much_as_changing_one(course, django_assert_max_num_queries):
    subscriber = subscribe(course)
    many = [course, *(publish_course() for _ in range(5))]
    with django_assert_max_num_queries(11):
        change(subscriber, CHOICE, many, now=LATER)
