"""The week: seven days, each with what stands on it, its timed blocks, and what is due."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from schedule.engine.entry import Kind, Status
from schedule.pages import places
from schedule.pages.chips import ChipView, is_ghost_on, make_chip, make_ghost
from schedule.pages.columns import STEP
from schedule.pages.happenings import Happening, Move, on_day
from schedule.pages.hours import MINUTES, Hours
from schedule.pages.sessions import Sessions, make_sessions
from schedule.pages.sight import Sight
from schedule.pages.weeks import Week
from schedule.wording import long_day
from schedule.wording.days import month_name, weekday_short
from schedule.wording.phrase import capitalised

SATURDAY: Final = 5
EVENING: Final = 18 * MINUTES
"""A deadline before it has a line at its minute, besides its place at the foot."""

IN_WEEK: Final = frozenset(kind for kind in Kind if kind is not Kind.ANNOUNCEMENT)
FILTERED: Final = (
    Kind.LECTURE,
    Kind.RECITATION,
    Kind.EXAM,
    Kind.RELEASE,
    Kind.DEADLINE,
    Kind.OFFICE_HOURS,
)


@dataclass(frozen=True, slots=True)
class DayView:
    """One day. `lines` are the classes of the lines of early deadlines."""

    day: date
    weekday: str
    words: str
    month: str
    all_day: tuple[ChipView, ...]
    sessions: Sessions
    due: tuple[ChipView, ...]
    lines: tuple[str, ...]
    is_past: bool
    is_today: bool
    is_weekend: bool
    is_off: bool
    has_deadline: bool

    @property
    def is_empty(self) -> bool:
        """Whether nothing is on it."""
        return not (self.all_day or self.sessions.blocks or self.due)


def make_days(
    week: Week,
    happenings: Iterable[Happening],
    moves: Sequence[Move],
    hours: Hours,
    sight: Sight,
) -> tuple[DayView, ...]:
    """Make the seven days of a week.

    Args:
        week: Which week.
        happenings: What is in it, and deadlines whose first day is in it.
        moves: Items that were moved alone.
        hours: The hours shown.
        sight: Whose today and clock.
    """
    shown = [each for each in happenings if each.item.kind in IN_WEEK]
    return tuple(_day(day, shown, moves, hours, sight) for day in week.days)


def _day(
    day: date,
    happenings: list[Happening],
    moves: Sequence[Move],
    hours: Hours,
    sight: Sight,
) -> DayView:
    here = on_day(happenings, day)
    sessions = [each for each in here if each.is_session]
    deadlines = [each for each in here if each.item.kind == Kind.DEADLINE]
    whole = [each for each in here if not each.is_session and each.item.kind != Kind.DEADLINE]
    ghosts = [each for each in happenings if is_ghost_on(each.item, day)]
    return DayView(
        day=day,
        weekday=capitalised(weekday_short(day)),
        words=capitalised(long_day(day)),
        month=month_name(day),
        all_day=tuple(make_chip(each, sight) for each in _once(whole)),
        sessions=make_sessions(
            sessions,
            [move for move in moves if move.before.day == day],
            {(move.course, move.after.key): move for move in moves},
            sight,
        ),
        due=tuple(
            [make_ghost(each, sight) for each in ghosts]
            + [make_chip(each, sight) for each in deadlines]
        ),
        lines=tuple(_lines(deadlines, hours, sight)),
        is_past=day < sight.today,
        is_today=day == sight.today,
        is_weekend=day.weekday() >= SATURDAY,
        is_off=_is_off(here),
        has_deadline=any(not each.is_cancelled for each in deadlines),
    )


def _once(happenings: list[Happening]) -> list[Happening]:
    """Keep a term's day without class once, though it is an event of each course."""
    kept: list[Happening] = []
    seen: dict[tuple[str, str], int] = {}
    for each in happenings:
        if each.item.kind == Kind.NO_CLASS:
            name = (each.item.key, each.item.title)
            if name in seen:
                first = kept[seen[name]]
                kept[seen[name]] = Happening(first.item, first.course, language=first.language)
                continue
            seen[name] = len(kept)
        kept.append(each)
    return kept


def _is_off(here: list[Happening]) -> bool:
    """Tell whether a day is hatched: no class on it, and none all the same."""
    meets = any(
        each.item.kind == Kind.LECTURE and each.item.status == Status.CONFIRMED for each in here
    )
    return not meets and any(each.item.kind == Kind.NO_CLASS for each in here)


def _lines(deadlines: list[Happening], hours: Hours, sight: Sight) -> Iterable[str]:
    for each in deadlines:
        if each.item.start is None or each.is_cancelled:
            continue
        local = each.item.start.astimezone(sight.clock.zone)
        minute = local.hour * MINUTES + local.minute
        is_shown = hours.first * MINUTES <= minute <= min(hours.last * MINUTES, EVENING - 1)
        if local.date() == each.item.day and is_shown:
            yield places.at(minute // STEP * STEP)
