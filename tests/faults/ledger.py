"""A course with something due tomorrow, and reminders of it that are to go now."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.utils import timezone

from courses.models import Course
from schedule.models import Event, Mail, MailKind, MailState, Subscriber, Subscription
from schedule.publishing import publish
from tests import factories


def make_due(*, hours: int = 20) -> Event:
    """Publish a course with a lab that is due so many hours from now, to the minute."""
    due = (timezone.now() + timedelta(hours=hours)).replace(second=0, microsecond=0)
    today = due.date()
    term = factories.TermFactory(
        time_zone="UTC",
        first_day=today - timedelta(days=30),
        last_day=today + timedelta(days=30),
    )
    course = factories.make_course(lectures=0, term=term)
    lab = factories.LabFactory(course=course, key="lab-1")
    factories.DeadlineFactory(lab=lab, day=today, at=due.time())
    publish(Course.objects.get(pk=course.pk))
    return Event.objects.get(course=course, key="lab-1-due")


def make_reminders(event: Event, addresses: list[str], **fields: object) -> list[Mail]:
    """Put reminders that are to go now into the ledger, a subscriber each."""
    now = timezone.now()
    subscribers = Subscriber.objects.bulk_create(
        factories.SubscriberFactory.build(address=address) for address in addresses
    )
    subscriptions = Subscription.objects.bulk_create(
        Subscription(
            subscriber=each,
            course=event.course,
            made_at=now,
            told_edition=event.course.edition_number,
            told_on=now.date(),
            is_planned=True,
        )
        for each in subscribers
    )
    return Mail.objects.bulk_create(reminder(each, event, now, **fields) for each in subscriptions)


def reminder(subscription: Subscription, event: Event, now: datetime, **fields: object) -> Mail:
    """Return a reminder that is to go now, which is not saved."""
    of = {
        "kind": MailKind.REMINDER,
        "subscriber": subscription.subscriber,
        "subscription": subscription,
        "event": event,
        "course": event.course,
        "due": event.start,
        "lead": "P1D",
        "made_at": now,
        "send_at": now,
    }
    return Mail(**(of | fields))


def students(count: int) -> list[str]:
    """Return addresses that take what comes."""
    return [f"student-{n}@example.edu" for n in range(count)]


def states() -> dict[str, int]:
    """Return how many mails there are in each state."""
    found = Mail.objects.values_list("state", flat=True)
    return {state: list(found).count(state) for state in MailState if state in set(found)}
