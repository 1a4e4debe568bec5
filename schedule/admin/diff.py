"""A proposal as the table that staff see before they publish: item, what of it, before, after."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import NamedTuple
from zoneinfo import ZoneInfo

from schedule.engine.change import ChangeKind, EntryChange
from schedule.engine.conflict import Conflict
from schedule.engine.entry import Entry
from schedule.engine.words import name_of
from schedule.publishing import ITEM_LISTS, Proposal
from schedule.wording import Clock, day_words, moment_words
from schedule.wording.items import acted_name

MAX_TEXT = 160

CLASSES = {
    ChangeKind.ADDED: "diff__added",
    ChangeKind.RESTORED: "diff__added",
    ChangeKind.REMOVED: "diff__removed",
    ChangeKind.CANCELLED: "diff__cancelled",
    ChangeKind.MATERIALS: "diff__minor",
}
PLAIN = "diff__changed"


@dataclass(frozen=True, slots=True)
class Line:
    """One thing about an item that differs; `before` or `after` may be empty."""

    field: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class Row:
    """An item that changes, with each thing about it that does.

    Attributes:
        item: What it is called.
        style: The class that tells how it changes.
        lines: Each thing about it that differs.
        title: What it is about, where that helps to tell it from others.
        follows: The lecture whose day it follows, where it moves along with that.
    """

    item: str
    style: str
    lines: tuple[Line, ...]
    title: str = ""
    follows: str = ""


class Trouble(NamedTuple):
    """A conflict, what its item is called, and the address of the item's form where it has one."""

    conflict: Conflict
    item: str
    address: str = ""


def rows_of(proposal: Proposal) -> list[Row]:
    """Return what publishing would change, as rows of a table."""
    zone = proposal.term_value.zone
    rows = [row_of(change, zone) for change in proposal.changes]
    if proposal.page_changed:
        rows.append(Row("Course page", "diff__minor", (_page_line(proposal),)))
    return rows


def row_of(change: EntryChange, zone: ZoneInfo) -> Row:
    """Return one item that changes as a row of the table."""
    before = change.before if change.kind is not ChangeKind.RESTORED else None
    lines = tuple(_lines(before, change.after, Clock(zone), change.kind))
    style = CLASSES.get(change.kind, PLAIN)
    return Row(acted_name(change.before or change.after), style, lines)


def names_of(proposal: Proposal) -> dict[str, str]:
    """Return what the items of a course are called, by key: also those that have no date."""
    names = {each.key: acted_name(each) for each in proposal.derivation.entries}
    for lecture in proposal.course_value.lectures:
        names.setdefault(lecture.key, name_of(lecture))
    for lab, release in proposal.course_value.releases():
        names.setdefault(release.key, f"{release.title or lab.title} out")
    for lab, deadline in proposal.course_value.deadlines():
        names.setdefault(deadline.key, f"{deadline.title or lab.title} due")
    return names


def troubles_of(
    conflicts: Iterable[Conflict], proposal: Proposal, addresses: Mapping[str, str] | None = None
) -> tuple[Trouble, ...]:
    """Return conflicts with the names of their items, and by key the addresses of their forms."""
    names, addresses = names_of(proposal), addresses or {}
    return tuple(
        Trouble(each, names.get(each.key, each.key), addresses.get(each.key, ""))
        for each in conflicts
    )


def _lines(before: Entry | None, after: Entry, clock: Clock, kind: ChangeKind) -> Iterator[Line]:
    if before is None:
        yield Line("new" if kind is ChangeKind.ADDED else "back", "", moment_words(after, clock))
        return
    if kind in {ChangeKind.REMOVED, ChangeKind.CANCELLED}:
        words = f"{kind.value}: {after.reason}" if after.reason else kind.value
        yield Line("date", moment_words(before, clock), words)
        return
    for field, words_of in _aspects(clock).items():
        old, new = words_of(before), words_of(after)
        if old != new:
            yield Line(field, _cut(old), _cut(new))


def _aspects(clock: Clock) -> dict[str, Callable[[Entry], str]]:
    """Return, by what a reader would call it, each thing about an entry that can differ."""
    return {
        "date": lambda entry: moment_words(entry, clock),
        "room": lambda entry: entry.room,
        "name": lambda entry: ": ".join(filter(None, (entry.label, entry.title))),
        "chapter": lambda entry: entry.chapter,
        "note": lambda entry: entry.note,
        "remark": lambda entry: entry.reason,
        "together with": lambda entry: entry.together_with,
        "first date": lambda entry: day_words(entry.first_day) if entry.first_day else "",
        "materials": lambda entry: ", ".join(
            material.label or material.kind for material in entry.materials
        ),
        "addresses": lambda entry: " ".join(material.url for material in entry.materials),
        "text": lambda entry: entry.description,
    }


def _page_line(proposal: Proposal) -> Line:
    """Say which parts of the page change; their words stand in the course's own form."""
    assert proposal.edition is not None  # noqa: S101 - page_changed says that there is one
    before, after = proposal.edition.course_content, proposal.course_content
    names = sorted(
        name.replace("_", " ")
        for name in before.keys() | after.keys()
        if name not in ITEM_LISTS and before.get(name) != after.get(name)
    )
    return Line("parts", "", ", ".join(names) or "texts")


def _cut(words: str) -> str:
    return words if len(words) <= MAX_TEXT else words[:MAX_TEXT] + "…"
