"""What can be done with a thing on the board, as links: to a form, or at once to the preview."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, NamedTuple
from urllib.parse import urlencode

if TYPE_CHECKING:
    from schedule.admin.board.values import BoardDay, BoardLecture


class Link(NamedTuple):
    """An address, relative to the board, and its words."""

    address: str
    words: str


def day_links(day: BoardDay) -> Iterator[Link]:
    """Yield what can be done on a day."""
    if day.is_class:
        yield _link("no-class", "No class on this day …", on=day.iso)
        yield _link("insert", "Insert a lecture …", on=day.iso)
        yield _link("room", "Another room …", on=day.iso)
    if not day.closed:
        yield _link("make-up", "Make-up class on this day …", on=day.iso)


def lecture_links(lecture: BoardLecture) -> Iterator[Link]:
    """Yield what can be done with a lecture."""
    key = lecture.key
    if lecture.is_movable and not lecture.is_pinned:
        yield _link("move", "Move up", preview=True, lecture=key, to="up", renumber="on")
        yield _link("move", "Move down", preview=True, lecture=key, to="down", renumber="on")
    if lecture.is_movable:
        yield _link("move", "Move to …", lecture=key)
        yield _link("swap", "Swap with …", lecture=key)
        if lecture.is_pinned:
            yield _link("unpin", "Take the pin away", preview=True, lecture=key)
        yield _link("pin", "Pin to a day …", lecture=key, **_on(lecture))
    if lecture.is_cancelled or lecture.is_merged:
        yield _link("restore", "Restore", preview=True, lecture=key)
    else:
        yield _link("cancel", "Cancel …", lecture=key)
    yield _link("make-up", "Make-up class …", lecture=key)


def _on(lecture: BoardLecture) -> dict[str, str]:
    return {"on": lecture.day} if lecture.day else {}


def _link(move: str, words: str, *, preview: bool = False, **query: str) -> Link:
    step = "preview/" if preview else ""
    return Link(f"{move}/{step}?{urlencode(query)}", words)
