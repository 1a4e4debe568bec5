"""The timed blocks of a day in the week: what each says, and where it stands."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.utils.translation import gettext, ngettext

from schedule.pages import places
from schedule.pages.columns import Block, Place, arrange
from schedule.pages.happenings import Happening, Move
from schedule.pages.hours import minutes_of
from schedule.pages.sight import Sight
from schedule.wording import Item, day_words
from schedule.wording.items import label_words, together_words, with_course
from schedule.wording.joining import remark, side_by_side
from schedule.wording.phrase import fill


@dataclass(frozen=True, slots=True)
class SessionView:
    """One block.

    Attributes:
        kind: What it is of, for colour and shape.
        url: Its page.
        label: What it is called in short.
        title: What it is about.
        language: The language tag of the title.
        time: Its time of day.
        meta: Room and remarks.
        classes: Place and state.
        badge: A word on its state: Cancelled.
        begins: Instants for the script that marks what goes on now; empty where nothing does.
        ends: See `begins`.
    """

    kind: str
    url: str
    label: str
    title: str
    language: str
    time: str
    meta: str
    classes: str
    badge: str = ""
    begins: str = ""
    ends: str = ""


@dataclass(frozen=True, slots=True)
class MoreView:
    """The block that says how many found no column."""

    words: str
    classes: str


@dataclass(frozen=True, slots=True)
class Sessions:
    """The blocks of a day, in order, and what stands for those that are not drawn."""

    blocks: tuple[SessionView, ...]
    more: tuple[MoreView, ...]


def make_sessions(
    happenings: Sequence[Happening],
    ghosts: Sequence[Move],
    moves: dict[tuple[str, str], Move],
    sight: Sight,
) -> Sessions:
    """Make the blocks of one day.

    Args:
        happenings: The day's sessions, in order.
        ghosts: What stood on this day before it was moved.
        moves: Where items stood that were moved, by course and key.
        sight: Whose clock it is.
    """
    drawn = [_drawn(each.item, sight) for each in happenings]
    drawn += [_drawn(ghost.before, sight) for ghost in ghosts]
    columns, more = arrange(drawn)
    blocks = [
        _session(each, block, place, moves.get((each.course, each.item.key)), sight)
        for each, block, place in zip(happenings, drawn, columns, strict=False)
    ]
    offset = len(happenings)
    blocks += [
        _ghost(ghost, block, place, sight)
        for ghost, block, place in zip(ghosts, drawn[offset:], columns[offset:], strict=True)
    ]
    return Sessions(
        blocks=tuple(blocks),
        more=tuple(
            MoreView(
                words=fill(ngettext("+{n} more", "+{n} more", each.count), n=each.count),
                classes=f"{_stretch(each.block)} col-2 cols-3",
            )
            for each in more
        ),
    )


def _drawn(item: Item, sight: Sight) -> Block:
    assert item.start is not None  # noqa: S101 - sessions have a start
    return Block.drawn(*minutes_of(item.start, item.end, sight.clock.zone))


def _session(
    happening: Happening, block: Block, place: Place | None, move: Move | None, sight: Sight
) -> SessionView:
    item = happening.item
    states = []
    if happening.is_cancelled:
        states.append("session--cancelled")
    if item.day < sight.today:
        states.append("session--past")
    if item.end is None:
        states.append("session--open")
    if move is not None:
        states.append("session--to")
    runs = item.end is not None and not happening.is_cancelled
    return SessionView(
        kind=item.kind,
        url=sight.links.item(happening.course, item.key),
        label=with_course(label_words(item), happening.number),
        title=item.title,
        language=happening.language,
        time=_time(item, sight),
        meta=_meta(item, move, sight),
        classes=" ".join([*states, _placed(block, place)]),
        badge=gettext("Cancelled") if happening.is_cancelled else "",
        begins=_instant(item.start) if runs else "",
        ends=_instant(item.end) if runs else "",
    )


def _ghost(ghost: Move, block: Block, place: Place | None, sight: Sight) -> SessionView:
    return SessionView(
        kind=ghost.before.kind,
        url=sight.links.item(ghost.course, ghost.after.key),
        label=with_course(label_words(ghost.before), ghost.number),
        title=ghost.before.title,
        language=ghost.language,
        time=moved_to(ghost.after.day),
        meta="",
        classes=f"session--from {_placed(block, place)}",
    )


def moved_to(day: date) -> str:
    """Return where a ghost's item has gone."""
    return fill(gettext("Moved to {day}"), day=day_words(day))


def _placed(block: Block, place: Place | None) -> str:
    if place is None:
        return "session--extra"
    words = [_stretch(block)]
    if place.columns > 1:
        words += [f"col-{place.column}", f"cols-{place.columns}"]
    if place.span > 1:
        words.append(f"colspan-{place.span}")
    return " ".join(words)


def _stretch(block: Block) -> str:
    return f"{places.at(block.start)} {places.lasting(block.length)}"


def _time(item: Item, sight: Sight) -> str:
    assert item.start is not None  # noqa: S101 - sessions have a start
    return sight.clock.own(item.start, item.end)


def _meta(item: Item, move: Move | None, sight: Sight) -> str:
    words = [item.room]
    if item.start and (there := sight.clock.there(item.start, item.end, named=False)):
        words = [fill(gettext("{time} ({there})"), time=item.room, there=there)]
    if move is not None:
        words.append(fill(gettext("was {day}"), day=day_words(move.before.day)))
    words.append(together_words(item))
    words.append(remark(item.reason))
    return side_by_side(*words)


def _instant(moment: datetime | None) -> str:
    return moment.isoformat() if moment else ""
