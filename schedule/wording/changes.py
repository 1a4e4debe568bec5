"""Changes in words: Lab 1 is now due Sat Sep 30, 11:59 pm; was Thu Sep 28, by end of day."""

from typing import Protocol
from zoneinfo import ZoneInfo

from django.utils.translation import gettext

from schedule.engine.change import ChangeKind, EntryChange
from schedule.engine.entry import Entry, Kind
from schedule.wording.items import item_name, moment_words
from schedule.wording.joining import remark, side_by_side
from schedule.wording.phrase import Phrase, phrase, text_of
from schedule.wording.times import Clock

PAGE = "page"


class Recorded(Protocol):
    """A change as an edition keeps it: `schedule.models.Change`."""

    kind: str

    @property
    def entry_before(self) -> Entry | None: ...  # noqa: D102 - see the model
    @property
    def entry_after(self) -> Entry | None: ...  # noqa: D102


def change_sentence(change: Recorded | EntryChange, zone: ZoneInfo) -> str:
    """Return what changed, as one sentence of plain text."""
    return text_of(change_phrase(change, zone))


def change_phrase(change: Recorded | EntryChange, zone: ZoneInfo) -> Phrase:
    """Return what changed, with the parts named `item`, `now` and `was`."""
    if isinstance(change, EntryChange):
        before, after = change.before, change.after
    else:
        if change.kind == PAGE or change.entry_after is None:
            return phrase(gettext("The course page changed."))
        before, after = change.entry_before, change.entry_after
    return _entry_phrase(ChangeKind(change.kind), before, after, Clock(zone))


def _entry_phrase(kind: ChangeKind, before: Entry | None, after: Entry, clock: Clock) -> Phrase:
    if kind is ChangeKind.ADDED or before is None:
        return _added(after, clock)
    if kind is ChangeKind.RENAMED:
        return _renamed(before, after)
    if kind is ChangeKind.RELOCATED:
        return _relocated(before, after)
    if kind in {ChangeKind.CANCELLED, ChangeKind.REMOVED}:
        return _gone(kind, before, after, clock)
    if kind in {ChangeKind.DETAILS, ChangeKind.MATERIALS}:
        template = (
            gettext("Details of {item} changed.")
            if kind is ChangeKind.DETAILS
            else gettext("Materials of {item} changed.")
        )
        return phrase(template, item=item_name(after))
    return phrase(
        _restored(after) if kind is ChangeKind.RESTORED else _moved(after),
        item=item_name(after),
        now=moment_words(after, clock),
        was=moment_words(before, clock),
    )


def _added(after: Entry, clock: Clock) -> Phrase:
    template = {
        Kind.DEADLINE: gettext("New: {item} is due {now}."),
        Kind.RELEASE: gettext("New: {item} comes out {now}."),
        Kind.NO_CLASS: gettext("New: {item}, no class {now}."),
        Kind.ANNOUNCEMENT: gettext("New announcement: {item}, {now}."),
    }.get(after.kind, gettext("New: {item}, {now}."))
    name = _full_name(after) if after.kind is Kind.LECTURE else item_name(after)
    if after.kind is Kind.ANNOUNCEMENT:
        name = remark(name)
    return phrase(template, item=name, now=moment_words(after, clock))


def _renamed(before: Entry, after: Entry) -> Phrase:
    """Return old and new name; of a numbered lecture whose title changed, the titles alone."""
    is_same = item_name(before) == item_name(after) and before.title and after.title
    return phrase(
        gettext("{item} is now called {now}; was {was}."),
        item=item_name(before),
        now=after.title if is_same else _full_name(after),
        was=before.title if is_same else _full_name(before),
    )


def _moved(after: Entry) -> str:
    return {
        Kind.DEADLINE: gettext("{item} is now due {now}; was {was}."),
        Kind.RELEASE: gettext("{item} now comes out {now}; was {was}."),
        Kind.NO_CLASS: gettext("{item}, no class, is now {now}; was {was}."),
        Kind.ANNOUNCEMENT: gettext("{item} is now dated {now}; was {was}."),
    }.get(after.kind, gettext("{item} moved to {now}; was {was}."))


def _restored(after: Entry) -> str:
    return {
        Kind.DEADLINE: gettext("{item} is due after all: {now}."),
        Kind.RELEASE: gettext("{item} comes out after all: {now}."),
        Kind.ANNOUNCEMENT: gettext("{item} is back, dated {now}."),
        Kind.NO_CLASS: gettext("{item}: no class after all, {now}."),
    }.get(after.kind, gettext("{item} takes place after all: {now}."))


def _gone(kind: ChangeKind, before: Entry, after: Entry, clock: Clock) -> Phrase:
    if kind is ChangeKind.REMOVED:
        template = gettext("{item} was removed; was {was}.")
    elif after.reason:
        template = gettext("{item} is cancelled; was {was}. {reason}")
    else:
        template = gettext("{item} is cancelled; was {was}.")
    return phrase(
        template, item=item_name(before), was=moment_words(before, clock), reason=after.reason
    )


def _relocated(before: Entry, after: Entry) -> Phrase:
    if not after.room:
        template = gettext("{item} has no room any more; was in {was}.")
    elif before.room:
        template = gettext("{item} is now in {now}; was in {was}.")
    else:
        template = gettext("{item} is now in {now}.")
    return phrase(template, item=item_name(after), now=after.room, was=before.room)


def _full_name(entry: Entry) -> str:
    name = item_name(entry)
    return side_by_side(name, entry.title if entry.title != name else "")
