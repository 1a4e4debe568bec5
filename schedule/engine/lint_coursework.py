"""What is probably not meant in the dates of coursework."""

from collections.abc import Iterator, Sequence
from datetime import date, datetime
from typing import Final

from courses import content
from schedule.engine.derive import Derivation
from schedule.engine.entry import Entry, Kind, Status
from schedule.engine.finding import Finding, LintCode
from schedule.engine.lint_piles import lint_piles
from schedule.engine.outline import target_of
from schedule.engine.piles import Due
from schedule.engine.placement import Placement
from schedule.engine.plan import Plan
from schedule.engine.slot import no_class_on
from schedule.engine.words import day_in_words, name_of

WEEKEND: Final = frozenset({5, 6})
"""Saturday and Sunday, as `date.weekday` counts."""


def lint_coursework(
    term: content.Term,
    course: content.Course,
    derivation: Derivation,
    places: dict[str, str],
    *,
    today: date,
    elsewhere: Sequence[Due],
) -> Iterator[Finding]:
    """Yield what is found in releases and deadlines; of dates, in those still to come."""
    deadlines = [
        entry
        for entry in derivation.entries
        if entry.kind is Kind.DEADLINE and entry.status is Status.CONFIRMED
    ]
    yield from _due_without_release(course)
    yield from _due_on_weekends(term, course, deadlines, places, today)
    yield from _due_before_lectures(course, derivation.plan, deadlines, places, today)
    yield from lint_piles(term, course, deadlines, elsewhere, places, today=today)


def _due_without_release(course: content.Course) -> Iterator[Finding]:
    """Name each piece of coursework; or the course, if it is not its habit to say when."""
    found = [lab for lab in course.labs if lab.deadlines and not lab.releases]
    if len(found) > 1 and not any(lab.releases for lab in course.labs):
        yield Finding(
            code=LintCode.DUE_WITHOUT_RELEASE,
            key=course.slug,
            where="labs",
            reason=(
                f"{len(found)} pieces of coursework are due, and nothing says when any of them "
                "comes out."
            ),
            mend="Add releases, to be announced where the date is not known yet.",
        )
        return
    for lab in found:
        yield Finding(
            code=LintCode.DUE_WITHOUT_RELEASE,
            key=lab.key,
            where=f"labs/{lab.key}",
            reason=f"{lab.title} is due, but nothing says when it comes out.",
            mend="Add a release, to be announced if its date is not known yet.",
        )


def _due_on_weekends(
    term: content.Term,
    course: content.Course,
    deadlines: Sequence[Entry],
    places: dict[str, str],
    today: date,
) -> Iterator[Finding]:
    """Name each deadline; or the course, if it is its habit. A day without class is told as such.

    A Saturday or Sunday on which a course meets is a day like others.
    """
    meets = {weekday.index for meeting in course.meetings for weekday in meeting.weekdays}
    closed = (*term.no_class_days, *course.no_class_days)
    found = [
        entry
        for entry in deadlines
        if entry.day.weekday() in WEEKEND - meets and not no_class_on(entry.day, closed)
    ]
    coming = [entry for entry in found if entry.day >= today]
    if len(found) > 1 and 2 * len(found) > len(deadlines):
        if coming:
            yield Finding(
                code=LintCode.DUE_ON_WEEKEND,
                key=course.slug,
                where="labs",
                reason=f"{len(found)} of {len(deadlines)} deadlines are on a weekend.",
                mend="Choose another day of the week, or leave it if it is meant.",
            )
        return
    for entry in coming:
        yield Finding(
            code=LintCode.DUE_ON_WEEKEND,
            key=entry.key,
            where=places[entry.key],
            reason=f"{entry.label} is due on {day_in_words(entry.day)}, on a weekend.",
            mend="Choose another date, or leave it if it is meant.",
            facts=(entry.day.isoformat(),),
        )


def _due_before_lectures(
    course: content.Course,
    plan: Plan,
    deadlines: Sequence[Entry],
    places: dict[str, str],
    today: date,
) -> Iterator[Finding]:
    """Compare the last deadline of coursework with the lectures that it builds on."""
    lectures = {lecture.key: lecture for lecture in course.lectures}
    for lab in course.labs:
        last = max((each for each in deadlines if each.parent == lab.key), key=_due, default=None)
        if last is None or last.day < today:
            continue
        needed = [lectures[key] for key in dict.fromkeys(lab.needs)]
        for lecture in needed:
            if (target_of(lecture, lectures) or lecture).cancelled:
                yield _needs_no_class(lab, lecture)
        late = {
            lecture.key: placement
            for lecture in needed
            if (placement := plan.placements.get(lecture.key)) and _is_before(last, placement)
        }
        if late:
            yield _due_before(last, late, lectures, places)


def _due(entry: Entry) -> tuple[date, bool, datetime | None]:
    return entry.day, entry.start is not None, entry.start


def _is_before(deadline: Entry, lecture: Placement) -> bool:
    """Tell whether something is due before a lecture is over."""
    over = lecture.end or lecture.start
    if deadline.start is None or over is None:
        return deadline.day < lecture.day
    return deadline.start < over


def _needs_no_class(lab: content.Lab, lecture: content.Lecture) -> Finding:
    return Finding(
        code=LintCode.NEEDS_NO_CLASS,
        key=lab.key,
        where=f"labs/{lab.key}",
        reason=f"{lab.title} builds on {name_of(lecture)}, which is cancelled.",
        mend="Teach it in another lecture, or change what the coursework builds on.",
        facts=(lecture.key,),
    )


def _due_before(
    deadline: Entry,
    late: dict[str, Placement],
    lectures: dict[str, content.Lecture],
    places: dict[str, str],
) -> Finding:
    names = " and ".join(
        f"{name_of(lectures[key])} on {day_in_words(placement.day)}"
        for key, placement in late.items()
    )
    return Finding(
        code=LintCode.DUE_BEFORE_LECTURE,
        key=deadline.key,
        where=places[deadline.key],
        reason=(
            f"{deadline.label} is due on {day_in_words(deadline.day)}, before what it builds on: "
            f"{names}."
        ),
        mend="Extend the deadline, or move the lecture to an earlier day.",
        facts=(
            deadline.day.isoformat(),
            *(f"{key} {placement.day.isoformat()}" for key, placement in late.items()),
        ),
    )
