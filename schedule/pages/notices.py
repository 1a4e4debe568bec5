"""Changes of the next days: what is said above This week, and where a moved item stood before."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final, TypeVar

from django.utils.text import Truncator
from django.utils.translation import gettext, ngettext

from schedule.engine.change import ChangeKind
from schedule.engine.entry import SESSION_KINDS, Entry, Kind, Status
from schedule.pages.changelog import Told, edition_address
from schedule.pages.happenings import Move
from schedule.pages.sight import Sight
from schedule.wording import Item, Phrase, count_words, day_words, phrase
from schedule.wording.changes import Recorded
from schedule.wording.joining import all_of
from schedule.wording.notices import notice_phrase, notice_title
from schedule.wording.phrase import fill

AnyChange = TypeVar("AnyChange", bound=Recorded)

SOON: Final = timedelta(days=7)
MOST: Final = 5
MANY: Final = 3
"""Moves of one edition that are told together."""

LONGEST_NOTE: Final = 200
TOLD: Final = frozenset(
    {
        ChangeKind.EXTENDED,
        ChangeKind.MOVED,
        ChangeKind.CANCELLED,
        ChangeKind.RELOCATED,
        ChangeKind.RESTORED,
    }
)


@dataclass(frozen=True, slots=True)
class NoticeView:
    """A change that concerns the next days, or an edition that moved many things.

    Attributes:
        state: `changed`, or `off` where something is cancelled.
        url: The page of the item, or the edition in the change log.
        title: What happened, in short.
        words: How it is now, and how it was.
        note: What the staff say of the edition; then there is no title.
    """

    state: str
    url: str
    title: Phrase
    words: Phrase
    note: str = ""


@dataclass(frozen=True, slots=True)
class Notices:
    """What is said above This week, and how many more changes there are."""

    shown: tuple[NoticeView, ...]
    more: str
    url: str


@dataclass(frozen=True, slots=True)
class _Told:
    """A change that was told, with the entries before and after it."""

    change: Told
    before: Entry
    after: Entry

    @property
    def edition(self) -> int:
        """The number of the edition it came with."""
        return self.change.edition.number

    @property
    def is_move(self) -> bool:
        """Whether it is a move and no more than that."""
        return self.change.kind == ChangeKind.MOVED

    def concerns(self, today: date) -> bool:
        """Tell whether its old or its new day is within a week, and the new one is not over."""
        days = (self.before.day, self.after.day)
        return self.after.day >= today and any(today <= day <= today + SOON for day in days)


def make_notices(
    changes: Sequence[Told], events: Mapping[str, Item], course: str, sight: Sight, *, newest: int
) -> Notices:
    """Make a notice for each item that changed and whose old or new day is within a week.

    Where an edition moved many items, a snow day perhaps, they have one notice together, until the
    first of them is over: then the schedule is as people know it.

    Args:
        changes: The course's changes, newest first.
        events: Its events by key.
        course: Its slug.
        sight: Whose today and clock.
        newest: The number of its current edition.
    """
    told = [_Told(*each) for each in _latest(changes, events)]
    together = _moved_together(told)
    notices = []
    for number, moved in together.items():
        first = min(moved, key=lambda each: (each.before.day, each.after.day))
        if first.concerns(sight.today):
            address = edition_address(number, course, newest=newest, sight=sight)
            notices.append((first.before.day, _shift(moved, address)))
    notices += [
        (each.after.day, _single(each, course, sight))
        for each in told
        if each.concerns(sight.today) and not (each.is_move and each.edition in together)
    ]
    views = [view for _, view in sorted(notices, key=lambda notice: notice[0])]
    rest = len(views) - MOST
    return Notices(
        shown=tuple(views[:MOST]),
        more=_more_words(rest) if rest > 0 else "",
        url=sight.links.to("changes", course),
    )


def _moved_together(told: Iterable[_Told]) -> dict[int, list[_Told]]:
    """Return the moves of each edition that moved many, by its number."""
    moves: dict[int, list[_Told]] = {}
    for each in told:
        if each.is_move:
            moves.setdefault(each.edition, []).append(each)
    return {number: moved for number, moved in moves.items() if len(moved) >= MANY}


def _shift(moved: Sequence[_Told], address: str) -> NoticeView:
    counts = Counter(each.after.kind for each in moved)
    first = min(day for each in moved for day in (each.before.day, each.after.day))
    note = moved[0].change.edition.note
    return NoticeView(
        state="changed",
        url=address,
        title=() if note else phrase("{item}", item=gettext("Many dates have changed")),
        words=phrase(
            gettext("{things} moved, from {day} on."),
            things=all_of(count_words(kind, counts[kind]) for kind in Kind if counts[kind]),
            day=day_words(first),
        ),
        note=Truncator(note).chars(LONGEST_NOTE),
    )


def _single(told: _Told, course: str, sight: Sight) -> NoticeView:
    kind, zone = ChangeKind(told.change.kind), sight.clock.zone
    return NoticeView(
        state="off" if told.after.status is Status.CANCELLED else "changed",
        url=sight.links.item(course, told.after.key),
        title=notice_title(kind, told.before, told.after),
        words=notice_phrase(kind, told.before, told.after, zone),
    )


def _more_words(count: int) -> str:
    template = ngettext(
        "{n} more change of the next days", "{n} more changes of the next days", count
    )
    return fill(template, n=count)


def find_moves(
    changes: Sequence[Recorded],
    events: Mapping[str, Item],
    course: str,
    *,
    number: str = "",
    language: str = "",
) -> list[Move]:
    """Return the sessions that were moved away from a place that is empty now.

    Where another session of the course has taken the old place, the whole plan shifted; then the
    changes tell of it, and the week shows no ghosts.
    """
    held = [event for event in events.values() if _is_held(event)]
    moves = []
    for change, before, after in _latest(changes, events):
        if change.kind != ChangeKind.MOVED or before.kind not in SESSION_KINDS:
            continue
        if before.start is None or after.start is None or _is_taken(before, held):
            continue
        moves.append(Move(before, after, course, number, language))
    return moves


def _latest(
    changes: Sequence[AnyChange], events: Mapping[str, Item]
) -> Iterable[tuple[AnyChange, Entry, Entry]]:
    """Yield the last change that was told of each item, where it still is as it says."""
    seen: set[str] = set()
    for change in changes:
        before, after = change.entry_before, change.entry_after
        if before is None or after is None or after.key in seen:
            continue
        seen.add(after.key)
        event = events.get(after.key)
        if change.kind in TOLD and event is not None and event.day == after.day:
            yield change, before, after


def _is_held(event: Item) -> bool:
    return (
        event.kind in SESSION_KINDS
        and event.kind != Kind.OFFICE_HOURS
        and event.start is not None
        and event.status == Status.CONFIRMED
    )


def _is_taken(before: Entry, held: list[Item]) -> bool:
    return any(
        event.key != before.key and event.day == before.day and event.start == before.start
        for event in held
    )
