"""The letter that tells what changed since its reader was last told."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Final
from uuid import UUID
from zoneinfo import ZoneInfo

from django.db.models import Q
from django.utils.translation import gettext, ngettext

from schedule.engine.change import ChangeKind, EntryChange
from schedule.engine.entry import Kind, Status
from schedule.mailing.choice import Choice
from schedule.mailing.digest import CourseDifference, Known, differences
from schedule.mailing.letters.calendars import MOST_FILES, event_files, file_words
from schedule.mailing.letters.choices import notices_words
from schedule.mailing.letters.envelope import Sheet
from schedule.mailing.letters.moments import when
from schedule.mailing.letters.page import (
    GLYPHS,
    Foot,
    Link,
    NothingToSayError,
    Page,
    Prose,
    Told,
    given,
    own_links,
)
from schedule.models import Edition, Event, Mail, Notices
from schedule.wording import Phrase, change_phrase, change_sentence, item_name, some_of, zone_name
from schedule.wording.items import together_words
from schedule.wording.joining import labelled, own_sentence, remark, sentence, sentences
from schedule.wording.phrase import capitalised, fill, text_of

MOST_PROSE: Final = 4_000
MOST_NAMED: Final = 3
MOST_TOLD: Final = 60
LEAST_TOLD: Final = 5
"""Of one course, however many there are: pages of changes have all. Gmail cuts off what is longer
than 102 KB, and with it where to end it."""

CHANGES: Final = "changes"
"""The page of all changes, where an item that was removed has none."""

NEW_PLACES: Final = frozenset(
    {ChangeKind.EXTENDED, ChangeKind.MOVED, ChangeKind.RELOCATED, ChangeKind.RESTORED}
)
"""Changes after which a calendar that has the event shows another date, time or room."""

NEW_TIMES: Final = NEW_PLACES - {ChangeKind.RELOCATED} | {ChangeKind.ADDED}


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangeNote:
    """One change.

    Attributes:
        kind: Of what.
        words: What changed, with the parts `item`, `now` and `was`.
        url: Of the page of what changed.
        there: The new moment on the reader's clock; empty where that shows the same time.
        remarks: Sentences: where it is, what staff noted.
        prose: Of an announcement.
    """

    kind: str
    words: Phrase
    url: str
    there: str
    remarks: tuple[str, ...]
    prose: Prose | None

    @property
    def glyph(self) -> str:
        """The shape of its kind."""
        return GLYPHS[Kind(self.kind)]

    @property
    def text(self) -> str:
        """What changed, as plain text."""
        return text_of(self.words)

    @property
    def lines(self) -> tuple[str, ...]:
        """What else is said of it, as plain text."""
        prose = self.prose.plain.splitlines() if self.prose else ()
        return tuple(line for line in (self.there, *self.remarks, *prose, self.url) if line)


@dataclass(frozen=True, slots=True, kw_only=True)
class CourseNote:
    """What changed in a course.

    Attributes:
        course: The course.
        notes: What staff said of it when they published it.
        changes: What changed.
        more: To the page of all, with how many are not told here; None where all are.
        zone: In which zone its times are told; empty where none is.
    """

    course: Told
    notes: tuple[str, ...]
    changes: tuple[ChangeNote, ...]
    more: Link | None
    zone: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangesPage(Page):
    """What changed; `calendar` tells of the files that are attached, if there are any."""

    courses: tuple[CourseNote, ...]
    calendar: str


def changes(
    mail: Mail, news: Sequence[CourseDifference] = (), *, now: datetime
) -> tuple[Sheet, dict[int, Known]]:
    """Return the letter of a notice's row, and what its subscriptions know then.

    Args:
        mail: The row.
        news: What it tells; read if it is not given.
        now: Aware.

    Raises:
        NothingToSayError: Nothing is different any more.
    """
    subscriber = given(mail.subscriber)
    found = news or differences(subscriber, now=now)
    if not found:
        raise NothingToSayError
    choice = Choice.of(subscriber)
    one = Told.of(found[0].course) if len(found) == 1 else None
    files, notes = event_files(_moved(found)), _notes(found)
    most = max(MOST_TOLD // len(found), LEAST_TOLD)
    change, end = own_links(subscriber, one)
    page = ChangesPage(
        subject=_subject(found),
        foot=Foot(_why(choice, found, now), (change, end)),
        courses=tuple(
            _course(each, notes[each.course.pk], choice.zone, most=most) for each in found
        ),
        calendar=file_words(files),
    )
    sheet = Sheet(
        template="changes",
        page=page,
        to=subscriber.address,
        course=one,
        end=end.url,
        files=files,
    )
    return sheet, {each.subscription.pk: each.known for each in found}


def _subject(found: Sequence[CourseDifference]) -> str:
    """Return one change in a line, else how many there are, and of what or where."""
    told = [change for each in found for change in each.changes]
    count = fill(ngettext("{n} change", "{n} changes", len(told)), n=len(told))
    if len(found) > 1:
        numbers = [each.headline.number for each in found]
        return labelled(count, some_of(numbers, MOST_NAMED))
    number, zone = found[0].headline.number, found[0].zone
    if len(told) == 1:
        return labelled(number, remark(change_sentence(told[0], zone)))
    names = list(dict.fromkeys(item_name(change.after) for change in told))
    return labelled(number, labelled(count, some_of(names, MOST_NAMED)))


def _why(choice: Choice, found: Sequence[CourseDifference], now: datetime) -> str:
    asked = gettext("You asked for news of changes: “{choice}”.")
    is_early = choice.notices != Notices.AT_ONCE and any(each.is_urgent(now) for each in found)
    soon = gettext("What concerns the next 24 hours comes at once.") if is_early else ""
    return sentences(fill(asked, choice=notices_words(choice.notices)), soon)


def _course(
    found: CourseDifference, notes: list[str], beside: ZoneInfo, *, most: int
) -> CourseNote:
    told = Told.of(found.course)
    shown = found.changes[:most]
    left = len(found.changes) - len(shown)
    more = fill(ngettext("{n} more change", "{n} more changes", left), n=left)
    has_times = any(change.after.start for change in shown)
    return CourseNote(
        course=told,
        notes=tuple(map(own_sentence, notes)),
        changes=tuple(_change(change, told, beside) for change in shown),
        more=Link(more, told.item_url(CHANGES)) if left else None,
        zone=fill(gettext("Times are {zone}."), zone=zone_name(told.zone.key)) if has_times else "",
    )


def _change(change: EntryChange, told: Told, beside: ZoneInfo) -> ChangeNote:
    after = change.after
    stands = after.status is Status.CONFIRMED
    moments = when(after, told.zone, beside) if stands and change.kind in NEW_TIMES else ()
    is_news = stands and after.kind is Kind.ANNOUNCEMENT
    return ChangeNote(
        kind=after.kind.value,
        words=change_phrase(change, told.zone),
        url=told.item_url(CHANGES if after.status is Status.REMOVED else after.key),
        there=capitalised(moments[1]) if len(moments) > 1 else "",
        remarks=tuple(_remarks(change)) if stands else (),
        prose=Prose.of(after.description, told.language, most=MOST_PROSE) if is_news else None,
    )


def _remarks(change: EntryChange) -> Iterator[str]:
    """Yield what is new of where it is and what staff noted; of what is due, all of it."""
    before, after = change.before, change.after
    if before is None or change.kind is ChangeKind.RESTORED or after.kind is Kind.DEADLINE:
        before = replace(after, room="", together_with="", note="", reason="")
    if after.room != before.room and change.kind is not ChangeKind.RELOCATED and after.room:
        yield sentence(labelled(gettext("Room"), after.room))
    if after.together_with != before.together_with and after.together_with:
        yield sentence(together_words(after))
    for words, known in ((after.note, before.note), (after.reason, before.reason)):
        if words and words != known:
            yield own_sentence(words)


def _moved(found: Sequence[CourseDifference]) -> list[Event]:
    """Return the events that have another date, time or room, in one query."""
    of_any = Q()
    for each in found:
        keys = [change.key for change in each.changes if change.kind in NEW_PLACES]
        of_any |= Q(course=each.course, key__in=keys)
    events = Event.objects.filter(of_any, status=Status.CONFIRMED.value).order_by("day", "key")
    courses = {each.course.pk: each.course for each in found}
    rows = list(events[: MOST_FILES + 1])
    for row in rows:
        row.course = courses[row.course_id]
    return rows


def _notes(found: Sequence[CourseDifference]) -> Mapping[UUID, list[str]]:
    """Return what was noted with the editions that brought the changes, in one query."""
    of_any = Q()
    for each in found:
        of_any |= Q(
            course=each.course,
            number__gt=each.subscription.told_edition,
            number__lte=each.edition,
            changes__key__in=[change.key for change in each.changes],
            changes__minor=False,
        )
    editions = Edition.objects.filter(of_any).exclude(note="").order_by("course_id", "number")
    notes: dict[UUID, list[str]] = defaultdict(list)
    for course, _, note in editions.values_list("course_id", "number", "note").distinct():
        if note not in notes[course]:
            notes[course].append(note)
    return notes
