"""A preview as a page shows it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from schedule.admin.diff import Row, Trouble, row_of, troubles_of
from schedule.admin.reach import reach_words
from schedule.engine.change import ChangeKind, EntryChange
from schedule.engine.conflict import Conflict
from schedule.engine.entry import Kind
from schedule.moves import Discard
from schedule.planning import Preview
from schedule.planning.preview import Row as Change
from schedule.wording import full_day

LECTURES = "Lectures"
PARTS = ("Days", LECTURES, "Coursework", "Other")
COURSEWORK = frozenset({Kind.RELEASE, Kind.DEADLINE})


@dataclass(frozen=True, slots=True)
class Part:
    """A table of the preview."""

    name: str
    rows: tuple[Row, ...]


@dataclass(frozen=True, slots=True)
class Shown:
    """What a move would do, in words.

    Attributes:
        facts: What it does, in numbers.
        parts: What changes.
        along: What waits already and is published along.
        new: Conflicts that it makes.
        solved: Conflicts that it ends.
        reach: Whom it reaches.
        horizon: From when the course is planned anew, where that is a day of the past.
    """

    facts: tuple[str, ...]
    parts: tuple[Part, ...]
    along: tuple[Row, ...]
    new: tuple[Trouble, ...]
    solved: tuple[Conflict, ...]
    reach: str
    horizon: str


def shown_preview(drawn: Preview) -> Shown:
    """Return a preview in words."""
    zone = drawn.proposal.term_value.zone
    groups: dict[str, list[Row]] = {}
    for row in drawn.rows:
        name = _part(row.change)
        title = row.change.after.title if name == LECTURES else ""
        shown = replace(row_of(row.change, zone), title=title, follows=row.follows)
        groups.setdefault(name, []).append(shown)
    horizon = ""
    if drawn.proposal.horizon < drawn.outlook.now:
        horizon = full_day(drawn.proposal.horizon.astimezone(zone).date())
    return Shown(
        facts=tuple(_facts(drawn)),
        parts=tuple(Part(name, tuple(groups[name])) for name in PARTS if name in groups),
        along=tuple(row_of(change, zone) for change in drawn.along),
        new=troubles_of(drawn.new, drawn.proposal),
        solved=drawn.solved,
        reach=_reach(drawn),
        horizon=horizon,
    )


def _part(change: EntryChange) -> str:
    match change.after.kind:
        case Kind.NO_CLASS:
            return "Days"
        case Kind.LECTURE:
            return LECTURES
        case Kind.RELEASE | Kind.DEADLINE:
            return "Coursework"
        case _:
            return "Other"


def _facts(drawn: Preview) -> list[str]:
    facts = list(_counts(drawn))
    if not drawn.rows:
        facts.append("No date changes; what the page says does")
    elif not facts:
        facts.append("1 change" if len(drawn.rows) == 1 else f"{len(drawn.rows)} changes")
    return facts


def _counts(drawn: Preview) -> Iterator[str]:
    lectures = [row for row in drawn.rows if row.change.after.kind is Kind.LECTURE]
    moved = sum(row.change.kind is ChangeKind.MOVED for row in lectures)
    if moved:
        yield "1 lecture moves" if moved == 1 else f"{moved} lectures move"
    if gone := sum(row.change.kind is ChangeKind.CANCELLED for row in lectures):
        yield f"{gone} cancelled"
    if along := sum(_comes_along(row) for row in drawn.rows):
        yield "1 anchored date comes along" if along == 1 else f"{along} anchored dates come along"
    if extended := sum(row.change.kind is ChangeKind.EXTENDED for row in drawn.rows):
        yield "1 deadline extended" if extended == 1 else f"{extended} deadlines extended"
    if drawn.new:
        yield f"{len(drawn.new)} new conflict{'' if len(drawn.new) == 1 else 's'}"
    if drawn.solved:
        yield f"{len(drawn.solved)} solved"


def _comes_along(row: Change) -> bool:
    """Tell whether a date moves as what it follows does, and not since it is extended no more."""
    change = row.change
    was_extended = change.before is not None and change.before.first_day is not None
    return bool(row.follows) and change.after.kind in COURSEWORK and not was_extended


def _reach(drawn: Preview) -> str:
    if isinstance(drawn.move, Discard):
        return "Students see what is published, as before: nobody is told."
    words = reach_words(drawn.proposal, drawn.audience)
    if drawn.publishes:
        return words
    then = f"{words[:1].lower()}{words[1:]}"
    return f"It is saved, and published only when someone says so. Once it is: {then}"
