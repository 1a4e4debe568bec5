"""Several courses of a term together: all that their pages ask the database.

Each function is one query, however many courses, events and editions there are.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Final, Self
from uuid import UUID

from django.db.models import F, Q

from courses import content
from courses.content.base import SLUG_PATTERN
from courses.models import Course, Term
from schedule.engine.change import ChangeKind
from schedule.engine.entry import Kind
from schedule.models import Change, Edition, Event, EventQuerySet
from schedule.reading.headline import Headline
from schedule.reading.picks import MOST_TOGETHER
from schedule.reading.published import NotFoundError, listed_courses

MOST_CHANGES: Final = 500
LONGEST_SLUG: Final = 60
HEAVY: Final = ("vevent", "description", "materials", "uid")
OUTLINE: Final = (
    "course_id",
    "key",
    "kind",
    "label",
    "title",
    "day",
    "last_day",
    "start",
    "end",
    "first_day",
    "status",
    "uid",
)


@dataclass(frozen=True)
class Several:
    """Courses that are shown together, in this order.

    Attributes:
        courses: Their rows; of each at least what lists need.
        missing: What was asked for besides, and is not there for everyone.
        left_out: How many more there are.
    """

    courses: tuple[Course, ...]
    missing: tuple[str, ...] = ()
    left_out: int = 0

    @classmethod
    def picked(cls, term: Term, slugs: Sequence[str]) -> Self:
        """Return the courses of these slugs. What is not open for everyone is left out.

        Raises:
            NotFoundError: None of them is.
        """
        rows = Course.objects.open().filter(term=term, slug__in=possible_slugs(slugs))
        found = {course.slug: course for course in rows.defer("loaded_content", "description")}
        if not found:
            raise NotFoundError(slugs[0], term=term)
        return cls(
            courses=tuple(found[slug] for slug in slugs if slug in found),
            missing=tuple(slug for slug in slugs if slug not in found),
        )

    @classmethod
    def besides(cls, term: Term, slugs: Sequence[str], shown: Iterable[Course]) -> Self:
        """Return the picked courses that are not among those shown; without any, no query."""
        known = {course.slug for course in shown}
        others = [slug for slug in slugs if slug not in known]
        try:
            return cls.picked(term, others) if others else cls(())
        except NotFoundError:
            return cls((), missing=tuple(others))

    @classmethod
    def every(cls, term: Term) -> Self:
        """Return the courses that everyone finds in a term, as many as are shown together."""
        listed = listed_courses(term)
        return cls(
            courses=tuple(listed[:MOST_TOGETHER]), left_out=max(0, len(listed) - MOST_TOGETHER)
        )

    @cached_property
    def headlines(self) -> Mapping[str, Headline]:
        """What is published of them in short, by slug."""
        return {course.slug: Headline.published(course) for course in self.courses}

    @cached_property
    def numbers(self) -> Mapping[str, str]:
        """Their numbers as published, by slug."""
        return {slug: headline.number for slug, headline in self.headlines.items()}

    @cached_property
    def slugs(self) -> Mapping[UUID, str]:
        """Their slugs by id."""
        return {course.pk: course.slug for course in self.courses}

    def by_course(self, events: Iterable[Event]) -> dict[str, list[Event]]:
        """Return events by the slug of their course; each course is there."""
        found: dict[str, list[Event]] = {slug: [] for slug in self.numbers}
        for event in events:
            found[self.slugs[event.course_id]].append(event)
        return found


def possible_slugs(slugs: Iterable[str]) -> list[str]:
    """Return those that a course can have; nothing else reaches the database."""
    return [slug for slug in slugs if len(slug) <= LONGEST_SLUG and SLUG_PATTERN.fullmatch(slug)]


def standing_events(several: Several, kinds: Iterable[Kind] = ()) -> list[Event]:
    """Return what stands, of some kinds or of all, without long texts."""
    rows = _standing(several).defer(*HEAVY)
    wanted = list(kinds)
    return list(rows.of_kinds(wanted) if wanted else rows)


def outline_events(several: Several) -> list[Event]:
    """Return what stands, with its name, day, time and UID alone."""
    return list(_standing(several).only(*OUTLINE))


def week_events(
    several: Several, first: date, last: date, changes: Iterable[Change]
) -> list[Event]:
    """Return what stands in a week or was first due in it, and what its moves are told from.

    Args:
        several: The courses.
        first: The week's first day.
        last: Its last day.
        changes: Those of `told_changes`. Of what was moved from the week or into it, the item and
            all of its former day come along.
    """
    wanted = Q(day__lte=last, last_day__gte=first) | Q(first_day__range=(first, last))
    moved = [
        (after.key, before.day)
        for change in changes
        if (before := change.entry_before) and (after := change.entry_after)
        if change.kind == ChangeKind.MOVED
        and (first <= before.day <= last or first <= after.day <= last)
    ]
    if moved:
        wanted |= Q(key__in={key for key, _ in moved}) | Q(day__in={day for _, day in moved})
    return list(_standing(several).filter(wanted).defer(*HEAVY))


def told_changes(several: Several, kinds: Iterable[ChangeKind]) -> dict[str, list[Change]]:
    """Return the latest changes by the slug of their course, newest first."""
    rows = Change.objects.filter(
        edition__course_id__in=several.slugs,
        edition__number__gt=1,
        kind__in=[kind.value for kind in kinds],
    ).annotate(course_id=F("edition__course_id"))
    found: dict[str, list[Change]] = {slug: [] for slug in several.numbers}
    ordered = rows.order_by("-edition__published_at", "-edition__number", "position")
    for change in ordered[:MOST_CHANGES]:
        found[several.slugs[change.course_id]].append(change)
    return found


def published_labs(several: Several) -> dict[str, list[content.Lab]]:
    """Return the labs of each course as published, by its slug."""
    rows = Edition.objects.filter(
        course_id__in=several.slugs, number=F("course__edition_number")
    ).values_list("course_id", "course_content__labs")
    found: dict[str, list[content.Lab]] = {slug: [] for slug in several.numbers}
    for course, labs in rows:
        found[several.slugs[course]] = [content.Lab.model_validate(lab) for lab in labs or ()]
    return found


def _standing(several: Several) -> EventQuerySet:
    return Event.objects.standing().filter(course_id__in=several.slugs)
