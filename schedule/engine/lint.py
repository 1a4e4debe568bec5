"""The linter: what is probably not meant, in what is written of a course."""

from collections.abc import Iterator, Sequence
from datetime import date, datetime

from courses import content
from schedule.engine.conflict import Code, Conflict
from schedule.engine.derive import Derivation
from schedule.engine.finding import Finding, LintCode
from schedule.engine.lint_coursework import lint_coursework
from schedule.engine.lint_days import lint_days
from schedule.engine.lint_materials import lint_materials
from schedule.engine.piles import Due
from schedule.engine.places import places_of

__all__ = ["Finding", "LintCode", "lint", "places_of"]


def lint(
    term: content.Term,
    course: content.Course,
    derivation: Derivation,
    *,
    now: datetime,
    elsewhere: Sequence[Due] = (),
) -> tuple[Finding, ...]:
    """Return all that is probably not meant: the plan's conflicts, then what only a linter tells.

    What nobody can do anything about any more is left out: dates that were unlucky and are past.

    Args:
        term: The course's term.
        course: What is written.
        derivation: What follows from it.
        now: Aware.
        elsewhere: The deadlines of other courses with the same students.
    """
    places = places_of(term, course)
    today = now.astimezone(term.zone).date()
    return (
        *_from_conflicts(derivation, places, today),
        *lint_days(term, course, derivation, places, today=today),
        *lint_coursework(term, course, derivation, places, today=today, elsewhere=elsewhere),
        *lint_materials(course, derivation.plan, places, today=today),
    )


def _from_conflicts(
    derivation: Derivation, places: dict[str, str], today: date
) -> Iterator[Finding]:
    past = {entry.key for entry in derivation.entries if entry.day < today}
    for each in derivation.conflicts:
        if each.code != Code.DUE_ON_NO_CLASS_DAY or each.key not in past:
            yield _from_conflict(each, places)


def _from_conflict(conflict: Conflict, places: dict[str, str]) -> Finding:
    first, *others = conflict.mends
    return Finding(
        code=conflict.code,
        key=conflict.key,
        where=places.get(conflict.key, conflict.key),
        reason=conflict.reason,
        mend=" ".join([first, *(f"Or: {other}" for other in others)]),
        severity=conflict.severity,
        facts=(conflict.reason,),
    )
