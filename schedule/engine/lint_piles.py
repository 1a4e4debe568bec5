"""Where the deadlines of a course pile up, among themselves or with those of sister courses."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime
from typing import Final

from courses import content
from schedule.engine.entry import Entry
from schedule.engine.finding import Finding, LintCode
from schedule.engine.piles import NEAR, Due, Pile, find_piles, local_time
from schedule.engine.words import day_in_words

MANY_OF_ONE: Final = 2
"""How many deadlines within 48 hours are a pile where one course alone can part them."""


def lint_piles(
    term: content.Term,
    course: content.Course,
    deadlines: Sequence[Entry],
    elsewhere: Sequence[Due],
    places: dict[str, str],
    *,
    today: date,
) -> Iterator[Finding]:
    """Yield the piles in which something of the course is still to come.

    Within one course, two deadlines in 48 hours are a pile; across courses, the rule is the one that
    students are told by (`find_piles`). Parts of one piece of coursework count once.
    """
    own = list(_once(_due_of(entry, term, course) for entry in deadlines))
    shared = [
        pile
        for pile in find_piles([*own, *_once(elsewhere)])
        if len(pile.numbers) > 1 and not set(own).isdisjoint(pile.dues)
    ]
    told = [set(pile.dues) for pile in shared]
    alone = [
        pile
        for pile in find_piles(own, many=MANY_OF_ONE)
        if not any(set(pile.dues) <= other for other in told)
    ]
    for pile in sorted((*shared, *alone), key=lambda pile: pile.dues[0]):
        mine = [due for due in pile.dues if due.course == course.slug]
        if mine[-1].day >= today:
            yield _pile_up(pile, mine[0], places)


def _due_of(entry: Entry, term: content.Term, course: content.Course) -> Due:
    return Due(
        at=local_time(entry.day, entry.start, term.zone),
        course=course.slug,
        key=entry.key,
        day=entry.day,
        number=course.number,
        label=entry.label,
        work=entry.parent,
    )


def _once(dues: Iterable[Due]) -> Iterator[Due]:
    """Leave out what follows another deadline of the same coursework within 48 hours."""
    last: dict[tuple[str, str], datetime] = {}
    for due in sorted(dues):
        work = due.course, due.work or due.key
        if work not in last or due.at - last[work] > NEAR:
            yield due
        last[work] = due.at


def _pile_up(pile: Pile, first: Due, places: dict[str, str]) -> Finding:
    is_shared = len(pile.numbers) > 1
    names = ", ".join(_name_of(due, with_course=due.course != first.course) for due in pile.dues)
    others = " and ".join(number for number in pile.numbers if number != first.number)
    return Finding(
        code=LintCode.DEADLINES_PILE_UP,
        key=first.key,
        where=places[first.key],
        reason=f"{len(pile.dues)} deadlines are within 48 hours: {names}.",
        mend=(
            f"Move one of yours, or agree with the staff of {others}."
            if is_shared
            else "Move one of them, or leave them if it is meant."
        ),
        facts=tuple(f"{due.course} {due.key} {due.at.isoformat()}" for due in pile.dues),
    )


def _name_of(due: Due, *, with_course: bool) -> str:
    name = f"{due.number} {due.label}" if with_course else due.label
    return f"{name} ({day_in_words(due.day)}, {due.at:%H:%M})"
