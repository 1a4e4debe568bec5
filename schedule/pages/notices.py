"""Changes of the next days: what is said above This week, and where a moved item stood before."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import Final

from schedule.engine.change import ChangeKind
from schedule.engine.entry import SESSION_KINDS, Entry, Kind, Status
from schedule.pages.happenings import Move
from schedule.pages.sight import Sight
from schedule.wording import Item, Phrase, change_phrase
from schedule.wording.changes import Recorded

SOON: Final = timedelta(days=7)
MOST: Final = 5
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
    """One change that concerns the next days."""

    state: str
    url: str
    words: Phrase


def make_notices(
    changes: Sequence[Recorded], events: Mapping[str, Item], course: str, sight: Sight
) -> tuple[NoticeView, ...]:
    """Make a notice for each item that changed and whose old or new day is within a week.

    Args:
        changes: The course's changes, newest first.
        events: Its events by key.
        course: Its slug.
        sight: Whose today and clock.
    """
    notices = []
    for change, before, after in sorted(_latest(changes, events), key=lambda told: told[2].day):
        days = {after.day, before.day}
        is_past = after.day < sight.today
        if is_past or not any(sight.today <= day <= sight.today + SOON for day in days):
            continue
        notices.append(
            NoticeView(
                state="off" if after.status is Status.CANCELLED else "changed",
                url=sight.links.item(course, after.key),
                words=change_phrase(change, sight.clock.zone),
            )
        )
    return tuple(notices[:MOST])


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
    changes: Sequence[Recorded], events: Mapping[str, Item]
) -> Iterable[tuple[Recorded, Entry, Entry]]:
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
