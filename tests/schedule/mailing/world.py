"""A course with a lab, the ledger filled up, and a sender that only keeps books."""

from dataclasses import replace
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

from django.db import connection
from django.test.utils import CaptureQueriesContext

from courses.models import Course
from schedule.mailing import outbox
from schedule.mailing.choice import Choice
from schedule.mailing.dialogue import Envelope
from schedule.mailing.letter import Letter
from schedule.mailing.planner import plan
from schedule.mailing.subscribing import change
from schedule.mailing.verdict import Say, verdict
from schedule.models import Mail, MailState
from schedule.publishing import publish
from tests.factories import DeadlineFactory, LabFactory, SubscriptionFactory, make_course

SUMMER = datetime(2023, 8, 1, tzinfo=UTC)
ZONE = ZoneInfo("America/New_York")
ENDS = {Say.VOID: MailState.VOID, Say.MISSED: MailState.MISSED}


def local(*parts):
    """Return an instant on the course's clock."""
    return datetime(*parts, tzinfo=ZONE)


def published_course(**fields):
    """Return a course with a lab that is due on Thu Sep 28, by end of day, published in summer."""
    course = make_course(**fields)
    DeadlineFactory(lab=LabFactory(course=course, key="lab-1", title="Lab 1"))
    publish(course, now=SUMMER)
    return course


def subscribed_course(now, **chosen):
    """Return such a course with a subscription, all of it planned."""
    course = published_course()
    SubscriptionFactory(course=course, **chosen)
    settle(now)
    return course


def edit(course, now, **columns):
    """Give the lab's deadline other columns, and publish."""
    course.deadlines.update(**columns)
    return publish(Course.objects.get(pk=course.pk), now=now)


def settle(now):
    """Let the planner work until it has nothing to do."""
    while plan(now):
        pass


def send(now):
    """Plan, judge all that is due and keep books as a sender does; return what was sent."""
    settle(now)
    return judge(now)


def judge(now):
    """Do the same before a planner comes round again."""
    sent = []
    for mail in Mail.objects.due(now):
        found = verdict(mail, now=now)
        if found.says is Say.LATER:
            outbox.delay(mail, until=found.until)
        elif found.goes:
            told = {each.subscription.pk: each.known for each in found.news}
            record_sent(mail, told, now)
            sent.append(mail)
        else:
            outbox.drop(mail, ENDS[found.says], found.why, now=now, told=found.told)
    return sent


def record_sent(mail, told, now):
    """Write down that a mail was sent, and what its subscriptions were told with it."""
    assert outbox.sent(mail, Letter("", Envelope("", "", b""), told), now=now)


def ledger(**filters):
    """Return what stands in the ledger: lead or kind, state, when, on the course's clock."""
    return [
        (mail.lead or mail.kind, mail.state, mail.send_at.astimezone(ZONE))
        for mail in Mail.objects.filter(**filters).order_by("send_at", "pk")
    ]


def queries(step):
    """Return how many queries a step takes, transactions aside."""
    with CaptureQueriesContext(connection) as captured:
        step()
    asides = ("BEGIN", "COMMIT", "SAVEPOINT", "RELEASE")
    return sum(not each["sql"].startswith(asides) for each in captured)


def choose(subscription, now, **chosen):
    """Choose otherwise, as a subscriber does on their own page."""
    subscriber = subscription.subscriber
    change(subscriber, replace(Choice.of(subscriber), **chosen), [subscription.course], now=now)
