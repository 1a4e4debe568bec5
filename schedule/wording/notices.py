"""A change of the next days, in short: Lab 1 is extended. Now due Sat Sep 30; it was Thu Sep 28."""

from zoneinfo import ZoneInfo

from django.utils.translation import gettext

from schedule.engine.change import ChangeKind
from schedule.engine.entry import Entry, Kind
from schedule.wording.items import item_name, moment_words
from schedule.wording.phrase import Phrase, phrase
from schedule.wording.times import Clock


def notice_title(kind: ChangeKind, before: Entry, after: Entry) -> Phrase:
    """Return what happened, as a headline with the part `item`."""
    is_same_day = before.day == after.day
    return phrase(_title(kind, after.kind, is_same_day=is_same_day), item=item_name(after))


def notice_phrase(kind: ChangeKind, before: Entry, after: Entry, zone: ZoneInfo) -> Phrase:
    """Return how it is now and how it was, with the parts `now`, `was` and `reason`."""
    clock = Clock(zone)
    values = {"now": moment_words(after, clock), "was": moment_words(before, clock)}
    if kind is ChangeKind.RELOCATED:
        values = {"now": after.room, "was": before.room}
    return phrase(_template(kind, before, after), **values, reason=after.reason)


def _title(kind: ChangeKind, of: Kind, *, is_same_day: bool) -> str:
    if kind is ChangeKind.EXTENDED:
        return gettext("{item} is extended")
    if kind is ChangeKind.CANCELLED:
        return gettext("{item} is cancelled")
    if kind is ChangeKind.RELOCATED:
        return gettext("{item} is in another room")
    if kind is ChangeKind.MOVED:
        if is_same_day:
            return gettext("{item} has another time")
        return gettext("{item} has another date")
    return {
        Kind.DEADLINE: gettext("{item} is due after all"),
        Kind.RELEASE: gettext("{item} comes out after all"),
        Kind.ANNOUNCEMENT: gettext("{item} is back"),
        Kind.NO_CLASS: gettext("{item}: no class after all"),
    }.get(of, gettext("{item} takes place after all"))


def _template(kind: ChangeKind, before: Entry, after: Entry) -> str:
    if kind is ChangeKind.CANCELLED:
        return gettext("It was {was}. {reason}") if after.reason else gettext("It was {was}.")
    if kind is ChangeKind.RELOCATED:
        return _room(before, after)
    if kind is ChangeKind.RESTORED:
        return gettext("Now {now}.")
    return {
        Kind.DEADLINE: gettext("Now due {now}. It was {was}."),
        Kind.RELEASE: gettext("Now out {now}. It was {was}."),
    }.get(after.kind, gettext("Now {now}. It was {was}."))


def _room(before: Entry, after: Entry) -> str:
    if not after.room:
        return gettext("It has no room any more. It was in {was}.")
    return gettext("Now in {now}. It was in {was}.") if before.room else gettext("Now in {now}.")
