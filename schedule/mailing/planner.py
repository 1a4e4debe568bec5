"""The planner: keeps in the ledger what is to go within the next two days.

It works in short transactions, so that nobody who reads or sends waits for it, and is right to be
run again, by several at once, or ended at any moment: rows of the ledger are unique, and how far a
course has come is written together with them. That a mail is right when it goes is not its job but
that of `verdict`.
"""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime, timedelta
from time import monotonic
from typing import Final
from uuid import UUID

from django.db import transaction
from django.db.models import Case, F, Q, QuerySet, Value, When

from courses import content
from courses.models import Course
from schedule.mailing import announcing
from schedule.mailing.correcting import Stand, forget_void, read_stands, retime, void_moved
from schedule.mailing.noticing import plan_notices, void_unwanted
from schedule.mailing.reminding import FARTHEST, Reminders, by_course, read_items
from schedule.models import Event, PlannedCourse, Subscriber, Subscription

AHEAD: Final = timedelta(hours=48)
"""How far ahead the ledger is filled."""

AT_LEAST: Final = timedelta(hours=36)
"""How far ahead it is when it is filled up."""

BATCH: Final = 2_000
"""Subscriptions a transaction."""

OF_COURSE: Final = ("edition_number", "visibility", "headline", "published_at")
"""What planning reads of a course."""

WAS_PUBLISHED: Final = Q(course__edition_number__gt=F("edition_number"))

WITHIN: Final = 1.0
"""Seconds after which a round begins no other transaction."""


def plan(now: datetime) -> int:
    """Do one round; return how much was done: 0 when the ledger has all that it is to have.

    A round takes about a second at most: what is left is for the next one.

    Args:
        now: Aware.
    """
    done = 0
    ends = monotonic() + WITHIN
    while monotonic() < ends:
        step = plan_new(now) or plan_course(now)
        if not step:
            break
        done += step
    return done


def replan(subscriber: Subscriber) -> None:
    """Have the ledger brought to what a subscriber chooses now; the caller saves that.

    Nothing is to be deleted: what waits is given its new time, or goes if it is not chosen.
    """
    Subscription.objects.filter(subscriber=subscriber).update(is_planned=False)


def plan_new(now: datetime) -> int:
    """Plan some subscriptions that are new, or have new choices; return how many."""
    new = Subscription.objects.filter(_open(), is_planned=False, subscriber__paused_at=None)
    # Most rounds find none: who only looks is no writer. In this order, an index has just these.
    is_any = new.order_by("pk").values_list("pk", flat=True).first() is not None
    return _plan_new(new, now) if is_any else 0


@transaction.atomic
def _plan_new(new: QuerySet[Subscription], now: datetime) -> int:
    """Plan some of these; return how many.

    Their courses are locked first. A planner that brings one of them further passes over what is
    not planned yet, and nobody sees until when before it commits: what is due in between would be
    in the ledger for nobody.
    """
    until = _locked_until(set(new.order_by("pk").values_list("course", flat=True)[:BATCH]), now)
    found = _locked(new.filter(course__in=until), skip=True) if until else []
    if not found:
        return 0
    ahead = Event.objects.filter(
        course__in=until, start__gt=now, start__lt=max(until.values()) + FARTHEST
    )
    items = read_items(ahead)
    reminders = Reminders(by_course(items), until, now)
    whose = Q(subscription__in=found)
    retime(whose, reminders)
    forget_void(whose, [Stand(item.event, item.start) for item in items])
    batch = Subscription.objects.filter(pk__in=found)
    reminders.write(batch)
    void_unwanted(Q(subscriber__subscriptions__in=found), now=now)
    plan_notices(batch, now=now)
    batch.update(is_planned=True)
    return len(found)


def plan_course(now: datetime) -> int:
    """Bring one course further that was published anew, or whose planned time runs out.

    Also one of which an announcement comes, whose day was ahead when it was published. By one
    batch of its subscriptions; return how many these were, and one for the course.
    """
    waiting = _waiting(now)
    return _plan_course(waiting, now) if waiting.exists() else 0


@transaction.atomic
def _plan_course(waiting: QuerySet[PlannedCourse], now: datetime) -> int:
    planned = _next(waiting)
    if planned is None:
        return 0
    if not planned.course.is_open:
        _forget(planned)
        return 1
    if planned.next_edition is None or planned.next_until is None:
        planned.next_edition = planned.course.edition_number
        planned.next_until = max(planned.until, now + AHEAD)
        announcing.begin(planned, now=now)
    found = _plan_batch(planned, until=planned.next_until, now=now)
    if len(found) == BATCH:
        planned.after = found[-1]
    else:
        planned.edition_number, planned.until = planned.next_edition, planned.next_until
        planned.next_edition, planned.next_until, planned.after = None, None, 0
        announcing.finish(planned, now=now)
    planned.save()
    return len(found) + 1


def _forget(planned: PlannedCourse) -> None:
    """Let a course that was closed be planned from its first edition on when it opens again.

    What comes due until then is void, and notices pass it over.
    """
    planned.edition_number = planned.after = 0
    planned.next_edition = planned.next_until = None
    planned.save()


def _plan_batch(planned: PlannedCourse, *, until: datetime, now: datetime) -> list[int]:
    """Plan the next subscriptions of a course; return their keys."""
    is_anew = planned.course.edition_number > planned.edition_number
    published = Event.objects.filter(course=planned.course_id)
    changed = published.filter(edition_number__gt=planned.edition_number)
    known = published.filter(
        edition_number__lte=planned.edition_number,
        start__gte=planned.until,
        start__lt=until + FARTHEST,
    )
    items = read_items(known, planned_until=planned.until)
    has_news = is_anew or announcing.announces(planned)
    if not items and not has_news:
        return []
    items += read_items(changed.filter(start__gt=now, start__lt=until + FARTHEST))
    theirs = Subscription.objects.filter(course=planned.course_id, is_planned=True)
    found = _locked(theirs.filter(pk__gt=planned.after))
    if not found:
        return []
    first, last = found[0], found[-1]
    batch = theirs.filter(pk__gte=first, pk__lte=last, subscriber__paused_at=None)
    if is_anew:
        stands = read_stands(changed)
        whose = Q(subscription__gte=first, subscription__lte=last)
        void_moved(whose, stands, now=now)
        forget_void(whose, [each for each in stands if each.start and each.start > now])
    Reminders(by_course(items), {planned.course_id: until}, now).write(batch)
    if has_news:
        plan_notices(batch, now=now)
    return found


def _locked(subscriptions: QuerySet[Subscription], *, skip: bool = False) -> list[int]:
    """Return the keys of the first of some subscriptions, locked for this transaction.

    A change or an end of one waits meanwhile, so that nothing is planned by an old choice. What is
    chosen is read once they are locked: PostgreSQL looks again at the row that it waited for, but
    not at those beside it.
    """
    found = (
        subscriptions.filter(subscriber__paused_at=None)
        .order_by("pk")
        .select_for_update(of=("self",), skip_locked=skip, no_key=True)
    )
    return list(found.values_list("pk", flat=True)[:BATCH])


def _locked_until(courses: Collection[UUID], now: datetime) -> dict[UUID, datetime]:
    """Return until when courses are planned, or being planned; what is not begins now.

    Each is locked for this transaction; those that another planner has are left out.
    """
    # Only these: a row that another planner is just writing would be waited for.
    missing = Course.objects.filter(pk__in=courses, mails_planned=None).order_by("pk")
    fresh = [
        PlannedCourse(course=course, edition_number=course.edition_number, until=now)
        for course in missing.only(*OF_COURSE)
    ]
    for each in fresh:
        each.announces_at = announcing.next_announcement(each)
    PlannedCourse.objects.bulk_create(fresh, ignore_conflicts=True)
    planned = PlannedCourse.objects.filter(course__in=courses).select_for_update(skip_locked=True)
    return {each.course_id: each.next_until or each.until for each in planned}


def _waiting(now: datetime) -> QuerySet[PlannedCourse]:
    """Return the courses to plan, and those that were closed, which are to be forgotten."""
    is_begun, runs_out = Q(next_edition__isnull=False), Q(until__lt=now + AT_LEAST)
    return PlannedCourse.objects.filter(
        _open() & (WAS_PUBLISHED | is_begun | runs_out | Q(announces_at__lte=now))
        | ~_open() & (Q(edition_number__gt=0) | is_begun)
    )


def _next(waiting: QuerySet[PlannedCourse]) -> PlannedCourse | None:
    """Return the first of these, locked; what was published comes before what runs out."""
    found = (
        waiting.order_by(Case(When(WAS_PUBLISHED, then=Value(0)), default=Value(1)), "until", "pk")
        .select_related("course")
        .only(
            *(field.name for field in PlannedCourse._meta.fields),
            *(f"course__{name}" for name in OF_COURSE),
        )
        .select_for_update(of=("self",), skip_locked=True)
    )
    return found.first()


def _open() -> Q:
    """Return the condition that the course is open to everyone."""
    is_for_staff = Q(course__visibility=content.Visibility.STAFF.value)
    return Q(course__edition_number__gt=0) & ~is_for_staff
