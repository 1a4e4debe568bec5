"""The digest: what a subscriber has not been told yet, course by course."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Final, NamedTuple, Self
from zoneinfo import ZoneInfo

from django.db.models import Case, F, OuterRef, Q, QuerySet, Subquery, When
from django.db.models.functions import Greatest

from courses import content
from courses.models import Course
from schedule.engine.change import EntryChange
from schedule.engine.entry import Kind
from schedule.engine.net import is_soon, stretches
from schedule.mailing.since import Since, read_news
from schedule.models import Event, Subscriber, Subscription
from schedule.reading.headline import Headline
from schedule.reading.published import natural

HAS_NEW_EDITION: Final = Q(course__edition_number__gt=F("told_edition"))
HAS_COME: Final = Q(course__mails_planned__announced_on__gt=F("told_on"))
"""The condition on subscriptions that an announcement came since they were told of any."""


class Known(NamedTuple):
    """What a subscriber knows of a course: the edition, as it was shown on a local day."""

    edition: int
    day: date

    @classmethod
    def now(cls, course: Course, now: datetime) -> Self:
        """Return what there is to know of a course."""
        return cls(course.edition_number, now.astimezone(Headline.published(course).zone).date())


@dataclass(frozen=True, slots=True)
class CourseDifference:
    """What changed in a course since its subscriber was last told of it.

    Attributes:
        subscription: The course's, with its course.
        known: What the subscriber knows once this is told.
        changes: The announced differences between then and now that are not over, at least one.
    """

    subscription: Subscription
    known: Known
    changes: tuple[EntryChange, ...]

    @property
    def edition(self) -> int:
        """The edition that the subscriber knows then."""
        return self.known.edition

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
    pending: Mapping[Since, Subscription], *, now: datetime
) -> tuple[CourseDifference, ...]:
    """Return the same of what `untold_of` told, in one query."""
    found = []
    for since, news in read_news(pending, now=now).items():
        if changes := news.left(now):
            known = Known.now(since.course, now)
            found.append(CourseDifference(pending[since], known, changes))
    return tuple(sorted(found, key=lambda each: natural(each.headline.number)))


def untold_of(subscriber: Subscriber) -> dict[Since, Subscription]:
    """Return a subscriber's subscriptions that were not told of all, by what they were told."""
    rows = untold().filter(subscriber=subscriber).annotate(came=first_come())
    return {Since(each.course, each.told_edition, each.came): each for each in rows}


def untold() -> QuerySet[Subscription]:
    """Return the subscriptions to open courses that have what was not told: editions, or days."""
    return (
        Subscription.objects.filter(HAS_NEW_EDITION | HAS_COME)
        .exclude(course__visibility=content.Visibility.STAFF.value)
        .select_related("course__term")
        .defer("course__loaded_content")
    )


def first_come() -> Case:
    """Return the first day on which an announcement came that a subscription was not told of.

    Also of one that was withdrawn: that nobody was told of it is no less so.
    """
    days = Event.objects.of_kinds([Kind.ANNOUNCEMENT])
    days = days.filter(course=OuterRef("course"), day__gt=OuterRef("told_on")).order_by("day")
    return Case(When(HAS_COME, then=Subquery(days.values("day")[:1])), default=None)


def tell(told: Mapping[int, Known]) -> None:
    """Record what subscriptions were told, by their keys.

    In the transaction that records the mail as sent, or as void.
    """
    alike: dict[Known, list[int]] = defaultdict(list)
    for pk, known in told.items():
        alike[known].append(pk)
    for known, keys in alike.items():
        count_as_told(Subscription.objects.filter(pk__in=keys), known)


def count_all_as_told(subscriptions: QuerySet[Subscription], *, now: datetime) -> int:
    """Let subscriptions count as told of all that there is to know of their courses."""
    ours = Course.objects.filter(pk__in=subscriptions.order_by().values("course"))
    return sum(
        count_as_told(subscriptions.filter(course=course), Known.now(course, now))
        for course in ours.only("edition_number", "headline")
    )


def count_as_told(subscriptions: QuerySet[Subscription], known: Known) -> int:
    """Let subscriptions to a course know that, unless they know more; return how many."""
    return subscriptions.update(
        told_edition=Greatest("told_edition", known.edition), told_on=Greatest("told_on", known.day)
    )
