"""What became of a course's mail: counted, and told without addresses."""

from datetime import UTC, datetime, timedelta

import pytest

from schedule.mailing.record import refusals, reminded, told, waiting
from schedule.models import Event, MailState
from schedule.publishing import publish
from tests import factories

NOW = datetime(2023, 9, 28, 12, tzinfo=UTC)
SINCE = NOW - timedelta(days=14)
YESTERDAY = NOW - timedelta(days=1)


@pytest.fixture
def course(db):
    course = factories.make_course()
    factories.DeadlineFactory(lab=factories.LabFactory(course=course, key="lab-1", title="Lab 1"))
    publish(course, now=datetime(2023, 8, 1, tzinfo=UTC))
    return course


def remind(course, state="sent", **fields):
    done = {} if state == "waiting" else {"done_at": YESTERDAY}
    return factories.ReminderFactory(
        subscription=factories.SubscriptionFactory(course=course),
        event=Event.objects.get(course=course, key="lab-1-due"),
        state=state,
        **{"send_at": YESTERDAY, **done, **fields},
    )


def notify(course, state="sent", **fields):
    subscription = factories.SubscriptionFactory(course=course)
    done = {} if state == "waiting" else {"done_at": YESTERDAY}
    return factories.NoticeFactory(
        subscriber=subscription.subscriber,
        state=state,
        **{"send_at": YESTERDAY, **done, **fields},
    )


def test_reminders_are_counted_by_thing_lead_and_what_became_of_them(course):
    for state in ("sent", "sent", "failed", "missed", "waiting"):
        remind(course, state)
    remind(course, lead="PT2H", done_at=NOW)
    hours, day = reminded(course, since=SINCE)
    assert (hours.lead, hours.outcomes, hours.last) == ("PT2H", {MailState.SENT: 1}, NOW)
    assert day.outcomes == {MailState.SENT: 2, MailState.FAILED: 1, MailState.MISSED: 1}
    assert day.entry.key == "lab-1-due"


def test_what_is_older_or_of_another_course_is_not_told(course):
    remind(course, send_at=SINCE - timedelta(days=1))
    other = factories.make_course()
    factories.DeadlineFactory(lab=factories.LabFactory(course=other, key="lab-1"))
    publish(other)
    remind(other, "failed", reply="550 no")
    notify(other, "failed", reply="550 no")
    assert reminded(course, since=SINCE) == ()
    assert told(course, since=SINCE) == {}
    assert refusals(course, since=SINCE) == ()


def test_mails_about_changes_count_where_their_subscriber_has_the_course(course):
    notify(course)
    notify(course, "failed", reply="550 no")
    notify(course, "waiting")
    assert told(course, since=SINCE) == {MailState.SENT: 1, MailState.FAILED: 1}


def test_what_waits_is_what_is_late_and_what_is_not_told_yet(course):
    remind(course, "waiting", send_at=NOW - timedelta(minutes=1))
    remind(course, "waiting", send_at=NOW + timedelta(hours=1))
    notify(course, "waiting", send_at=NOW)
    first = notify(course, "waiting", send_at=NOW + timedelta(hours=3))
    last = notify(course, "waiting", send_at=NOW + timedelta(hours=9))
    for mail in (first, last):
        mail.subscriber.subscriptions.update(told_edition=course.edition_number - 1)
    found = waiting(course, now=NOW)
    assert (found.late, found.notices) == (1, 2)
    assert (found.first, found.last) == (first.send_at, last.send_at)


def test_what_servers_said_is_counted_by_words_without_addresses(course):
    for make in (remind, remind, notify):
        mail = make(course, "failed")
        mail.reply = f"550 5.1.1 <{mail.subscriber.address}>: unknown"
        mail.save()
    later = remind(course, "waiting", attempts=2, reply="451 greylisted", send_at=NOW)
    soon, gone = refusals(course, since=SINCE)
    assert (soon.words, soon.is_final, soon.mails, soon.last) == (
        "451 greylisted",
        False,
        1,
        later.send_at,
    )
    assert (gone.words, gone.is_final, gone.mails) == ("550 5.1.1 <…>: unknown", True, 3)


def test_many_rows_cost_no_more_queries(course, django_assert_num_queries):
    for _ in range(5):
        remind(course)
        remind(course, "failed", reply="550 no")
        notify(course, "failed", reply="550 no")
    with django_assert_num_queries(2 + 1 + 2 + 2):
        reminded(course, since=SINCE)
        told(course, since=SINCE)
        waiting(course, now=NOW)
        refusals(course, since=SINCE)
