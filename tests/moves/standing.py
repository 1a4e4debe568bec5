"""Small courses as a move finds them, published, and what follows from it."""

from datetime import UTC, datetime

from schedule.engine.derive import derive
from schedule.engine.diff import apply
from schedule.moves import Standing, check_fits, moved
from tests.engine.builders import BEFORE_TERM, make_term


def stand(course, *, term=None, taken=(), editions=None):
    """Return where a course stands that was published as it is written."""
    term = term or make_term()
    return Standing(
        term=term,
        course=course,
        derivation=derive(term, course, published={}, horizon=BEFORE_TERM),
        taken=frozenset(taken),
        edition_number=max(editions or {}, default=0),
        edition=(editions or {}).get,
    )


def after(standing, move, *, now=BEFORE_TERM):
    """Return what follows from a move, with its day as the horizon if that is past."""
    written = moved(move, standing)
    day = move.acts_on(standing)
    midnight = day and datetime(day.year, day.month, day.day, tzinfo=standing.term.zone)
    derivation = derive(
        written.term,
        written.course,
        published=apply({}, standing.derivation.changes),
        horizon=min(now, midnight.astimezone(UTC)) if midnight else now,
    )
    check_fits(move, standing, derivation)
    return derivation
