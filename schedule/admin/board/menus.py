"""What can be done with a thing on the board, as links: to a form, or at once to the preview."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple
from urllib.parse import urlencode

from courses import content


class Link(NamedTuple):
    """An address, relative to the board, and its words."""

    address: str
    words: str


def day_links(iso: str, *, is_class: bool, is_closed: bool) -> Iterator[Link]:
    """Yield what can be done on a day."""
    if is_class:
        yield _form("no-class", "No class on this day …", on=iso)
        yield _form("insert", "Insert a lecture …", on=iso)
        yield _form("room", "Another room …", on=iso)
    if not is_closed:
        yield _form("make-up", "Make-up class on this day …", on=iso)


def hold_link(iso: str, *, asks: bool) -> Link:
    """Return the way to class on a day after all.

    Args:
        iso: The day, for machines.
        asks: Whether there is a lecture that may be held again, so that the form has a question.
    """
    words = "Hold class after all"
    return _form("hold", f"{words} …", on=iso) if asks else _preview("hold", words, on=iso)


def lecture_links(lecture: content.Lecture, day: str) -> Iterator[Link]:
    """Yield what can be done with a lecture.

    Args:
        lecture: As it is written.
        day: The date it stands on, for machines; empty where it has none.
    """
    key, is_gone = lecture.key, lecture.cancelled or bool(lecture.merged_into)
    if not is_gone and not lecture.pin:
        yield _preview("move", "Move up", lecture=key, to="up", renumber="on")
        yield _preview("move", "Move down", lecture=key, to="down", renumber="on")
    if not is_gone:
        yield _form("move", "Move to …", lecture=key)
        yield _form("swap", "Swap with …", lecture=key)
        yield _form("merge", "Hold together with …", lecture=key)
        if lecture.pin:
            yield _preview("unpin", "Take the pin away", lecture=key)
        yield _form("pin", "Pin to a day …", lecture=key, on=day)
    if lecture.cancelled:
        yield _preview("restore", "Restore", lecture=key)
    if lecture.merged_into:
        yield _preview("unmerge", "Hold by itself again", lecture=key)
    if not lecture.cancelled:
        yield _form("cancel", "Cancel …", lecture=key)
    if not lecture.merged_into:
        yield _form("make-up", "Make-up class …", lecture=key)


def _form(move: str, words: str, **query: str) -> Link:
    return Link(f"{move}/?{_query(query)}", words)


def _preview(move: str, words: str, **query: str) -> Link:
    return Link(f"{move}/preview/?{_query(query)}", words)


def _query(query: dict[str, str]) -> str:
    return urlencode({name: value for name, value in query.items() if value})
