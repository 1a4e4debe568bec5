"""The digest: what a subscriber has not been told yet, course by course."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from django.db.models import F, QuerySet

from courses import content
from courses.models import Course
from schedule.engine.change import EntryChange
from schedule.engine.net import is_soon, stretches
from schedule.headline import Headline
from schedule.mailing.since import read_news
from schedule.models import Subscriber, Subscription
from schedule.reading import natural


@dataclass(frozen=True, slots=True)
class CourseDifference:
    """What changed in a course since its subscriber was last told of it.

    Attributes:
        subscription: The course's, with its course.
        edition: The one that the subscriber knows once this is told.
        changes: The announced differences between then and now that are not over, at least one.
    """

    subscription: Subscription
    edition: int
    changes: tuple[EntryChange, ...]

    @property
    def course(self) -> Course:
        """The course's row, with its term."""
        return self.subscription.course

    @property
    def headline(self) -> Headline:
        """What the course is called, as published."""
        return Headline.published(self.course)

    @property
    def zone(self) -> ZoneInfo:
        """The course's zone."""
        return self.headline.zone

    def is_urgent(self, now: datetime) -> bool:
        """Tell whether any of it concerns the next 24 hours, as it was or as it is."""
        return any(is_soon(each, now) for each in stretches(self.changes, self.zone))


def differences(subscriber: Subscriber, *, now: datetime) -> tuple[CourseDifference, ...]:
    """Return what changed in each course since the subscriber was last told, in two queries.

    In the order of the courses' numbers, and without courses of which nothing is left to tell.
    """
    return differences_of(untold_of(subscriber), now=now)


def differences_of(
    pending: Sequence[Subscription], *, now: datetime
) -> tuple[CourseDifference, ...]:
    """Return the same of subscriptions of `untold_of`, in one query."""
    news = read_news((each.course, each.told_edition) for each in pending)
    found = []
    for each in pending:
        fresh = news.get((each.course, each.told_edition))
        changes = fresh.left(now) if fresh else ()
        if changes:
            found.append(CourseDifference(each, each.course.edition_number, changes))
    return tuple(sorted(found, key=lambda each: natural(each.headline.number)))


def untold_of(subscriber: Subscriber) -> list[Subscription]:
    """Return a subscriber's subscriptions that were not told of all that is published."""
    return list(untold().filter(subscriber=subscriber))


def untold() -> QuerySet[Subscription]:
    """Return the subscriptions to open courses that have editions which were not told."""
    return (
        Subscription.objects.filter(
            course__edition_number__gt=F("told_edition"),
        )
        .exclude(course__visibility=content.Visibility.STAFF.value)
        .select_related("course__term")
        .defer("course__loaded_content")
    )


def tell(told: Mapping[int, int]) -> None:
    """Record up to which edition subscriptions were told, by their keys.

    In the transaction that records the mail as sent, or as void. What was published since the mail
    was written may have counted on that mail: such subscriptions are looked at again.
    """
    by_edition: dict[int, list[int]] = defaultdict(list)
    for pk, edition in told.items():
        by_edition[edition].append(pk)
    for edition, keys in by_edition.items():
        Subscription.objects.filter(pk__in=keys, told_edition__lt=edition).update(
            told_edition=edition
        )
    if told:
        untold().filter(pk__in=told).order_by().update(is_planned=False)
