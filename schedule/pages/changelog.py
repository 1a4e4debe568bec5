"""The change log: editions in words, the newest first."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Final, Protocol

from django.utils.translation import gettext, ngettext

from schedule.engine.change import ChangeKind
from schedule.engine.entry import Entry, Kind
from schedule.pages.sight import Sight
from schedule.wording import (
    Phrase,
    change_phrase,
    clock_words,
    count_words,
    date_words,
)
from schedule.wording.changes import PAGE
from schedule.wording.days import day_at
from schedule.wording.joining import all_of, sentences
from schedule.wording.phrase import capitalised, fill

EDITIONS_A_PAGE: Final = 25
MOST_SHOWN: Final = 12
SHOWN_OF_MANY: Final = 8


class RecordedChange(Protocol):
    """A change row, as far as it is told."""

    key: str
    kind: str
    minor: bool

    @property
    def entry_before(self) -> Entry | None: ...  # noqa: D102 - see `schedule.models.Change`
    @property
    def entry_after(self) -> Entry | None: ...  # noqa: D102


class PublishedEdition(Protocol):
    """An edition row, as far as it is told."""

    number: int
    published_at: datetime
    note: str


class Told(RecordedChange, Protocol):
    """A change row with the edition it came with."""

    @property
    def edition(self) -> PublishedEdition: ...  # noqa: D102


@dataclass(frozen=True, slots=True)
class ChangeView:
    """One change, as a sentence with its parts; `url` is empty where its item has no page now."""

    kind: str
    url: str
    words: Phrase


@dataclass(frozen=True, slots=True)
class EditionView:
    """One edition. Of many changes, `more` are those that are folded up at first."""

    number: int
    published_at: datetime
    when: str
    note: str
    lede: str
    changes: tuple[ChangeView, ...]
    more: tuple[ChangeView, ...]
    minor: str


@dataclass(frozen=True, slots=True)
class ToldView:
    """One change as the page of its item tells it, and the edition it came with."""

    words: Phrase
    edition: int
    url: str
    when: str


def make_edition(
    edition: PublishedEdition,
    changes: Sequence[RecordedChange],
    *,
    course: str,
    known: frozenset[str],
    near: date,
    sight: Sight,
) -> EditionView:
    """Make an edition of the change log.

    Args:
        edition: The edition.
        changes: Its changes in order.
        course: The course's slug.
        known: The keys of events that have a page.
        near: A day of the term; other years are said.
        sight: Whose clock.
    """
    local = edition.published_at.astimezone(sight.clock.zone)
    when = day_at(date_words(local.date(), near=near), clock_words(local.time()))
    is_first = edition.number == 1
    told = [] if is_first else [change for change in changes if not change.minor]
    views = tuple(_change(change, course, known, sight) for change in told)
    shown = len(views) if len(views) <= MOST_SHOWN else SHOWN_OF_MANY
    return EditionView(
        number=edition.number,
        published_at=edition.published_at,
        when=capitalised(when),
        note=edition.note,
        lede=_first_words(changes) if is_first else "",
        changes=views[:shown],
        more=views[shown:],
        minor="" if is_first else _minor_words(changes),
    )


def make_told(
    changes: Iterable[Told], *, course: str, newest: int, near: date, sight: Sight
) -> tuple[ToldView, ...]:
    """Make what the page of an item tells of its changes.

    Args:
        changes: Them, the newest first.
        course: The course's slug.
        newest: The number of the course's current edition.
        near: A day of the term; other years are said.
        sight: Whose clock.
    """
    return tuple(
        ToldView(
            words=change_phrase(change, sight.clock.zone),
            edition=change.edition.number,
            url=edition_address(change.edition.number, course, newest=newest, sight=sight),
            when=date_words(
                change.edition.published_at.astimezone(sight.clock.zone).date(), near=near
            ),
        )
        for change in changes
    )


def edition_address(number: int, course: str, *, newest: int, sight: Sight) -> str:
    """Return where the change log tells of an edition."""
    page = page_with(number, newest=newest)
    query = [("page", str(page))] if page > 1 else []
    return sight.links.to("changes", course, query=query, fragment=f"edition-{number}")


def page_with(number: int, *, newest: int) -> int:
    """Return which page of the change log has an edition; the first, of one that is not there."""
    return max(newest - number, 0) // EDITIONS_A_PAGE + 1


def _change(change: RecordedChange, course: str, known: frozenset[str], sight: Sight) -> ChangeView:
    after = change.entry_after
    return ChangeView(
        kind=after.kind if after else "",
        url=sight.links.item(course, change.key) if change.key in known else "",
        words=change_phrase(change, sight.clock.zone),
    )


def _first_words(changes: Sequence[RecordedChange]) -> str:
    """Return what a course was first published with: 26 lectures, 8 deadlines."""
    counts = Counter(
        change.entry_after.kind
        for change in changes
        if change.kind == ChangeKind.ADDED and change.entry_after
    )
    words = all_of(count_words(kind, counts[kind]) for kind in Kind if counts[kind])
    if not words:
        return gettext("First published.")
    return fill(gettext("First published, with {things}."), things=words)


def _minor_words(changes: Sequence[RecordedChange]) -> str:
    told = []
    materials = sum(change.minor and change.kind != PAGE for change in changes)
    if materials:
        told.append(
            fill(
                ngettext("{n} change of materials.", "{n} changes of materials.", materials),
                n=materials,
            )
        )
    if any(change.minor and change.kind == PAGE for change in changes):
        told.append(gettext("The course page changed."))
    return sentences(*told)
