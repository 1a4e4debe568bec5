"""The change log: editions in words, the newest first."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Protocol

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


@dataclass(frozen=True, slots=True)
class ChangeView:
    """One change, as a sentence with its parts; `url` is empty where its item has no page now."""

    kind: str
    url: str
    words: Phrase


@dataclass(frozen=True, slots=True)
class EditionView:
    """One edition."""

    number: int
    published_at: datetime
    when: str
    note: str
    lede: str
    changes: tuple[ChangeView, ...]
    minor: str


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
    is_first = edition.number == 1
    told = [] if is_first else [change for change in changes if not change.minor]
    return EditionView(
        number=edition.number,
        published_at=edition.published_at,
        when=gettext("{day}, {time}").format(
            day=date_words(local.date(), near=near), time=clock_words(local.time())
        ),
        note=edition.note,
        lede=_first_words(changes) if is_first else "",
        changes=tuple(_change(change, course, known, sight) for change in told),
        minor="" if is_first else _minor_words(changes),
    )


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
    words = ", ".join(count_words(kind, counts[kind]) for kind in Kind if counts[kind])
    if not words:
        return gettext("First published.")
    return gettext("First published, with {things}.").format(things=words)


def _minor_words(changes: Sequence[RecordedChange]) -> str:
    sentences = []
    materials = sum(change.minor and change.kind != PAGE for change in changes)
    if materials:
        sentences.append(
            ngettext("{n} change of materials.", "{n} changes of materials.", materials).format(
                n=materials
            )
        )
    if any(change.minor and change.kind == PAGE for change in changes):
        sentences.append(gettext("The course page changed."))
    return " ".join(sentences)
