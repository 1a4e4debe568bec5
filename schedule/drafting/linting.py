"""What the linter finds in a course as it is written, and what its staff accepted of it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.contrib.auth.models import User
from django.utils import timezone

from courses.models import Course
from schedule.drafting.editing import horizon_of
from schedule.engine.entry import Kind, Status
from schedule.engine.finding import Finding
from schedule.engine.lint import lint
from schedule.engine.piles import Due, local_time
from schedule.models import Acceptance, Event
from schedule.publishing import Proposal, propose
from schedule.reading.headline import Headline


class NotOpenError(Exception):
    """There is no such finding that could be accepted: it is gone, changed, or must be decided."""


@dataclass(frozen=True)
class Accepted:
    """A finding that stands, and who left it, when and why."""

    finding: Finding
    acceptance: Acceptance


@dataclass(frozen=True)
class Findings:
    """What the linter finds in a course.

    Attributes:
        open: What nobody accepted, what needs a decision first.
        accepted: What staff accepted and the linter still finds.
        outdated: What staff accepted and the linter does not find any more.
    """

    open: tuple[Finding, ...]
    accepted: tuple[Accepted, ...]
    outdated: tuple[Acceptance, ...]

    @property
    def blocking(self) -> tuple[Finding, ...]:
        """What needs a decision before the plan is right."""
        return tuple(finding for finding in self.open if finding.is_blocking)


def findings_of(
    course: Course, *, proposal: Proposal | None = None, now: datetime | None = None
) -> Findings:
    """Lint a course; in two queries where its proposal is there already.

    Args:
        course: The course.
        proposal: What publishing it would do; without one it is drawn.
        now: Aware; by default the present.

    Raises:
        pydantic.ValidationError: The course contradicts itself, so that nothing follows from it.
    """
    now = now or timezone.now()
    proposal = proposal or propose(course, horizon=horizon_of(course, now=now), now=now)
    found = lint(
        proposal.term_value,
        proposal.course_value,
        proposal.derivation,
        now=now,
        elsewhere=sister_dues(course),
    )
    accepted = {each.fingerprint: each for each in _acceptances(course)}
    standing = {each.fingerprint: each for each in found if not each.is_blocking}
    open_ones = [each for each in found if each.is_blocking or each.fingerprint not in accepted]
    return Findings(
        open=tuple(sorted(open_ones, key=lambda each: not each.is_blocking)),
        accepted=tuple(
            Accepted(standing[mark], each) for mark, each in accepted.items() if mark in standing
        ),
        outdated=tuple(each for mark, each in accepted.items() if mark not in standing),
    )


def sister_dues(course: Course) -> list[Due]:
    """Return the published deadlines of the courses that share students with one.

    Those for their staff alone are left out: what is found is told to the staff of another course.
    """
    sisters = Course.objects.open().filter(term=course.term_id, cohorts__courses=course)
    events = Event.objects.of_kinds([Kind.DEADLINE]).filter(
        course__in=sisters.exclude(pk=course.pk).values("pk"), status=Status.CONFIRMED.value
    )
    events = events.select_related("course").only(
        *("key", "label", "parent", "day", "start"), "course__slug", "course__headline"
    )
    return [_due_of(event) for event in events]


def _due_of(event: Event) -> Due:
    headline = Headline.published(event.course)
    return Due(
        at=local_time(event.day, event.start, headline.zone),
        course=event.course.slug,
        key=event.key,
        day=event.day,
        number=headline.number,
        label=event.label,
        work=event.parent,
    )


def accept(
    course: Course, fingerprint: str, *, reason: str, by: User, now: datetime | None = None
) -> Finding:
    """Accept a finding: it is not told again as long as it stays what it is.

    Raises:
        NotOpenError: It is not open, or needs a decision.
        pydantic.ValidationError: As `findings_of`.
    """
    now = now or timezone.now()
    open_ones = {each.fingerprint: each for each in findings_of(course, now=now).open}
    finding = open_ones.get(fingerprint)
    if finding is None or finding.is_blocking:
        raise NotOpenError(fingerprint)
    Acceptance.objects.get_or_create(
        course=course,
        fingerprint=fingerprint,
        defaults={
            "code": finding.code,
            "key": finding.key,
            "finding": finding.reason,
            "reason": reason,
            "by": by,
            "accepted_at": now,
        },
    )
    return finding


def take_back(course: Course, fingerprint: str) -> bool:
    """Take an acceptance back, so that the finding is open again; tell whether there was one."""
    deleted, _ = Acceptance.objects.filter(course=course, fingerprint=fingerprint).delete()
    return bool(deleted)


def _acceptances(course: Course) -> list[Acceptance]:
    return list(Acceptance.objects.filter(course=course).select_related("by"))
