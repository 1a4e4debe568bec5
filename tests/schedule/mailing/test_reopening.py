"""A course that is closed to all but its staff, and opened again without being published."""

from datetime import date, timedelta

import pytest

from courses.content import Visibility
from courses.models import Course
from schedule.mailing.planner import plan
from schedule.mailing.verdict import Why
from schedule.models import Mail
from tests.factories import SubscriptionFactory
from tests.schedule.mailing.world import (
    edit,
    judge,
    ledger,
    local,
    published_course,
    send,
    settle,
    subscribed_course,
)

pytestmark = pytest.mark.django_db

NOON = local(2023, 9, 27, 12)
EVE = local(2023, 9, 27, 23, 59)


def show_to(visibility, now):
    Course.objects.update(visibility=visibility)
    settle(now)


def kinds(now):
    return [mail.kind for mail in send(now)]


def one_of_two_that_changed():
    """Return one of two courses of a subscriber, who is to be told of both."""
    closed, other = published_course(), published_course(slug="6.2", number="6.2")
    subscriber = SubscriptionFactory(course=closed).subscriber
    SubscriptionFactory(course=other, subscriber=subscriber)
    settle(NOON)
    for course in (closed, other):
        edit(course, NOON, day=date(2023, 10, 2))
    settle(NOON)
    return closed


def test_changes_that_were_not_told_before_it_was_closed_are_told_when_it_opens():
    course = subscribed_course(NOON)
    edit(course, NOON, day=date(2023, 10, 2))
    settle(NOON)
    show_to(Visibility.STAFF, NOON)
    assert kinds(NOON + timedelta(hours=1)) == []
    show_to(Visibility.UNLISTED, NOON + timedelta(hours=2))
    assert kinds(NOON + timedelta(hours=2)) == ["changes"]
    assert kinds(NOON + timedelta(days=1)) == []


def test_a_notice_that_went_without_the_closed_course_is_followed_by_one_of_it():
    closed = one_of_two_that_changed()
    Course.objects.filter(pk=closed.pk).update(visibility=Visibility.STAFF)
    assert kinds(NOON + timedelta(hours=1)) == ["changes"]
    show_to(Visibility.PUBLIC, NOON + timedelta(hours=2))
    assert kinds(NOON + timedelta(hours=2)) == ["changes"]


def test_a_reminder_that_came_due_while_it_was_closed_goes_when_it_opens():
    subscribed_course(NOON)
    show_to(Visibility.STAFF, EVE)
    assert kinds(EVE) == []
    assert Mail.objects.get().reply == Why.CLOSED
    late = EVE + timedelta(hours=9)
    show_to(Visibility.PUBLIC, late)
    assert kinds(late) == ["reminder"]
    assert kinds(late + timedelta(hours=1)) == []


def test_a_reminder_of_what_began_while_it_was_closed_stays_void():
    subscribed_course(NOON)
    show_to(Visibility.STAFF, EVE)
    send(EVE)
    late = EVE + timedelta(days=1, minutes=1)
    show_to(Visibility.PUBLIC, late)
    assert kinds(late) == []
    assert ledger() == [("P1D", "void", EVE)]


def test_a_reminder_that_was_sent_before_is_not_sent_again():
    SubscriptionFactory(course=published_course())
    assert kinds(EVE) == ["reminder"]
    show_to(Visibility.STAFF, EVE)
    show_to(Visibility.PUBLIC, EVE)
    assert kinds(EVE + timedelta(hours=1)) == []


def closed_for_a_moment(now):
    """Close all courses, let what is due be judged, and open them before a planner sees it."""
    Course.objects.update(visibility=Visibility.STAFF)
    went = judge(now)
    Course.objects.update(visibility=Visibility.PUBLIC)
    return [mail.kind for mail in went]


def test_a_reminder_that_came_due_in_a_moment_that_no_planner_saw_goes_all_the_same():
    subscribed_course(NOON)
    assert closed_for_a_moment(EVE) == []
    assert Mail.objects.get().reply == Why.CLOSED
    assert kinds(EVE + timedelta(seconds=2)) == ["reminder"]
    assert kinds(EVE + timedelta(hours=1)) == []


def test_changes_that_came_due_in_a_moment_that_no_planner_saw_are_told_all_the_same():
    course = subscribed_course(NOON)
    edit(course, NOON, day=date(2023, 10, 2))
    settle(NOON)
    late = NOON + timedelta(hours=1)
    assert closed_for_a_moment(late) == []
    assert kinds(late + timedelta(seconds=2)) == ["changes"]
    assert kinds(late + timedelta(days=1)) == []


def test_a_notice_that_went_in_a_moment_in_which_one_course_was_closed_is_followed_by_one_of_it():
    closed = one_of_two_that_changed()
    late = NOON + timedelta(hours=1)
    Course.objects.filter(pk=closed.pk).update(visibility=Visibility.STAFF)
    assert [mail.kind for mail in judge(late)] == ["changes"]
    Course.objects.update(visibility=Visibility.PUBLIC)
    assert kinds(late + timedelta(minutes=1)) == ["changes"]
    assert kinds(late + timedelta(days=1)) == []


def test_a_closed_course_is_forgotten_once_and_then_left_alone():
    subscribed_course(NOON)
    show_to(Visibility.STAFF, NOON)
    assert plan(NOON + timedelta(days=9)) == 0
