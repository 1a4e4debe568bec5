"""Weeks of a ledger, with deadlines that move, choices that change and clocks that jump."""

from collections import Counter
from contextlib import contextmanager
from datetime import UTC, date, datetime, time, timedelta

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from courses.models import Course
from schedule.mailing.choice import Choice
from schedule.mailing.digest import differences
from schedule.mailing.planner import replan
from schedule.models import Event, Mail, Subscriber
from schedule.publishing import publish
from schedule.reminders import timetable
from tests.factories import (
    DeadlineFactory,
    LabFactory,
    SubscriptionFactory,
    TermFactory,
    make_course,
)
from tests.schedule.mailing.world import edit, local, published_course, send

pytestmark = pytest.mark.django_db

DUE = local(2023, 9, 28, 23, 59)
HOUR, DAY = timedelta(hours=1), timedelta(days=1)


def sent(now):
    return [mail.lead for mail in send(now) if mail.kind == "reminder"]


def test_a_clock_that_is_set_two_hours_back_repeats_nothing():
    SubscriptionFactory(course=published_course(), subscriber__leads="P1D PT2H")
    assert sent(DUE - DAY) == ["P1D"]
    assert sent(DUE - DAY - 2 * HOUR) == []
    assert sent(DUE - DAY + HOUR) == []
    assert sent(DUE - 2 * HOUR) == ["PT2H"]
    assert sent(DUE - 4 * HOUR) == []
    assert sent(DUE - HOUR) == []


def test_a_clock_that_is_set_25_hours_on_sends_nothing_of_what_has_begun():
    SubscriptionFactory(course=published_course(), subscriber__leads="P1D PT2H")
    assert sent(DUE - DAY - HOUR) == []
    assert sent(DUE - DAY - HOUR + 25 * HOUR) == []
    assert sent(DUE - DAY) == []
    assert set(Mail.objects.values_list("state", flat=True)) == {"missed"}


def test_a_clock_that_is_set_25_hours_on_and_back_repeats_nothing():
    SubscriptionFactory(course=published_course(), subscriber__leads="P2D P1D")
    at = DUE - 2 * DAY - HOUR
    assert sent(at) == []
    assert sent(at + 25 * HOUR) == ["P1D"]
    for hours in range(48):
        assert sent(at + timedelta(hours=hours)) == []


ZONES = {
    "America/New_York": [
        datetime(2023, 3, 12, 7, tzinfo=UTC),
        datetime(2023, 11, 5, 6, tzinfo=UTC),
    ],
    "Europe/Berlin": [datetime(2023, 3, 26, 1, tzinfo=UTC), datetime(2023, 10, 29, 1, tzinfo=UTC)],
    "Australia/Lord_Howe": [
        datetime(2023, 9, 30, 15, 30, tzinfo=UTC),
        datetime(2024, 4, 6, 15, tzinfo=UTC),
    ],
}
CHANGES = [(zone, at) for zone, instants in ZONES.items() for at in instants]


@pytest.mark.parametrize(("zone", "change"), CHANGES)
def test_each_reminder_goes_once_at_its_local_hour_while_the_clocks_change(zone, change):
    day = change.date()
    term = TermFactory(
        time_zone=zone, first_day=day - timedelta(days=20), last_day=day + timedelta(days=20)
    )
    course = make_course(term=term, lectures=0)
    for number, minute in enumerate((0, 30, 59)):
        lab = LabFactory(course=course, key=f"lab-{number}")
        DeadlineFactory(lab=lab, day=day + timedelta(days=number - 1), at=time(2, minute))
    begins = change - 9 * DAY
    publish(course, now=begins)
    subscriber = SubscriptionFactory(
        course=course,
        made_at=begins,
        subscriber__leads="P7D P1D PT2H morning",
        subscriber__time_zone=zone,
        subscriber__made_at=begins,
        subscriber__chosen_at=begins,
    ).subscriber
    rules = Choice.of(subscriber).rules
    wanted = {
        (event.key, lead): at
        for event in Event.objects.filter(kind="deadline")
        for lead, at in timetable(rules, event.entry).items()
    }
    moments = {begins + 12 * HOUR * n for n in range(26)}
    moments |= {at - timedelta(minutes=n) for at in wanted.values() for n in (0, 1)}
    found = [((mail.event.key, mail.lead), now) for now in sorted(moments) for mail in send(now)]
    assert sorted(found) == sorted(wanted.items())


hours = st.integers(0, 30)
steps = st.one_of(
    st.tuples(st.just("wait"), hours),
    st.tuples(st.just("jump"), st.sampled_from([-2, 25, -25, 50])),
    st.tuples(st.just("move"), st.integers(-40, 90)),
    st.tuples(st.just("choose"), st.sampled_from(["P1D", "P7D P1D PT2H", "morning PT2H", ""])),
    st.tuples(st.just("title"), st.integers(0, 9)),
    st.tuples(st.just("quiet"), st.sampled_from([None, time(22), time(1)])),
)


@contextmanager
def one_example():
    """Leave nothing in the database to the next example."""
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


@settings(
    max_examples=15,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture],
)
@given(st.lists(steps, min_size=3, max_size=10))
def test_whatever_happens_nothing_goes_twice_late_or_of_what_does_not_stand(db, happenings):
    with one_example():
        live_through(happenings)


def live_through(happenings):
    course = published_course()
    subscriber = SubscriptionFactory(course=course, subscriber__leads="P1D PT2H").subscriber
    now, counted = local(2023, 9, 25, 9), Counter()
    for what, how in happenings:
        if what in {"wait", "jump"}:
            now += timedelta(hours=how)
        elif what == "move":
            due = local(2023, 9, 28, 23) + timedelta(hours=how)
            edit(course, now, day=due.date(), at=due.time())
        elif what == "title":
            course.labs.update(title=f"Lab {how}")
            publish(Course.objects.get(pk=course.pk), now=now)
        else:
            choose(subscriber, what, how, now)
        for mail in send(now):
            if mail.kind != "reminder":
                continue
            event = Event.objects.get(pk=mail.event_id)
            assert event.start == mail.due > now
            assert mail.lead in Subscriber.objects.get(pk=subscriber.pk).leads.split()
            counted[mail.due, mail.lead] += 1
    assert set(counted.values()) <= {1}


def choose(subscriber, what, how, now):
    if what == "choose":
        subscriber.leads = how
    else:
        subscriber.quiet_from, subscriber.quiet_until = how, how and time(7)
    subscriber.chosen_at = now
    subscriber.save()
    replan(subscriber)


@settings(
    max_examples=10,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture],
)
@given(st.lists(st.tuples(st.integers(0, 20), st.integers(27, 30)), min_size=1, max_size=6))
def test_whatever_is_published_the_mails_together_tell_how_it_is_now(db, publishes):
    with one_example():
        read_along(publishes)


def read_along(publishes):
    course = published_course()
    SubscriptionFactory(course=course)
    now, known = local(2023, 9, 20, 9), date(2023, 9, 28)
    send(now)
    for minutes, day in publishes:
        now += timedelta(minutes=minutes)
        edit(course, now, day=date(2023, 9, day))
        known = told_day(now, known)
    for _ in range(3):
        now += timedelta(minutes=20)
        known = told_day(now, known)
    assert known == course.deadlines.get().day
    assert send(now + timedelta(days=1)) == []


def told_day(now, known):
    """Return which day the subscriber knows after what is sent now."""
    before = {
        each.subscription.pk: each
        for subscriber in Subscriber.objects.all()
        for each in differences(subscriber, now=now)
    }
    for mail in send(now):
        if mail.kind == "changes":
            (told,) = before.values()
            (change,) = told.changes
            assert change.before.day == known
            known = change.after.day
    return known
