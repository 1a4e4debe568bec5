"""The entries of office hours and recitations, one for each day they meet."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Final

from courses import content
from schedule.engine.entry import Entry, Kind, Status
from schedule.engine.slot import Slot, SlotState, meeting_days, no_class_on

LABELS: Final = {Kind.OFFICE_HOURS: "Office hour", Kind.RECITATION: "Recitation"}
"""What a meeting without a title is called."""


def meeting_entries(
    term: content.Term,
    course: content.Course,
    published: Mapping[str, Entry],
    *,
    horizon: datetime,
) -> Iterator[Entry]:
    """Yield an entry for each day that office hours and recitations meet.

    A day on which a meeting is not held has a cancelled entry that says why; a day without class
    has none. What was published for a time before the horizon stays, even where the pattern is
    another one now, and a meeting that has a past is given no further days in it.
    """
    past = _Past.of(term, course, published, horizon)
    meetings = {meeting.key: meeting for meeting in course.meetings}
    wanted = set()
    for kind in LABELS:
        for slot in meeting_days(term, course, kind):
            if slot.state is SlotState.NO_CLASS or past.is_too_late_for(slot):
                continue
            wanted.add(slot.key)
            entry = _entry(slot, meetings[slot.meeting])
            yield past.keep_place(entry, slot)
    yield from past.without_pattern(wanted)


def _entry(slot: Slot, meeting: content.Meeting) -> Entry:
    return Entry(
        key=slot.key,
        kind=slot.kind,
        label=meeting.title or LABELS[slot.kind],
        day=slot.day,
        last_day=slot.day,
        start=slot.start,
        end=slot.end,
        room=slot.room,
        status=Status.CONFIRMED if slot.is_open else Status.CANCELLED,
        reason=slot.reason,
        parent=slot.meeting,
        note=meeting.section,
    )


@dataclass(frozen=True, slots=True)
class _Past:
    """What is published of meetings, and what of it is past."""

    published: Mapping[str, Entry]
    known: frozenset[str]
    exceptions: Mapping[str, content.MeetingException]
    closed: tuple[content.NoClassDay, ...]
    horizon: datetime

    @classmethod
    def of(
        cls,
        term: content.Term,
        course: content.Course,
        published: Mapping[str, Entry],
        horizon: datetime,
    ) -> "_Past":
        days = {key: entry for key, entry in published.items() if entry.kind in LABELS}
        return cls(
            published=days,
            known=frozenset(entry.parent for entry in days.values()),
            exceptions={
                f"{meeting.key}-{exception.day.isoformat()}": exception
                for meeting in course.meetings
                for exception in meeting.exceptions
            },
            closed=(*term.no_class_days, *course.no_class_days),
            horizon=horizon,
        )

    def is_too_late_for(self, slot: Slot) -> bool:
        """Tell whether a day is past, was never published, and its meeting has other days."""
        return (
            slot.start < self.horizon
            and slot.meeting in self.known
            and slot.key not in self.published
        )

    def keep_place(self, entry: Entry, slot: Slot) -> Entry:
        """Return the entry when and where it was held, if it was and no exception says otherwise."""
        old = self.published.get(entry.key)
        if old is None or slot.key in self.exceptions or not self._was_held(old):
            return entry
        return replace(
            entry, day=old.day, last_day=old.last_day, start=old.start, end=old.end, room=old.room
        )

    def without_pattern(self, wanted: set[str]) -> Iterator[Entry]:
        """Yield past days that no meeting has any more; all but those of days without class."""
        for key, old in self.published.items():
            if key in wanted or old.status is Status.REMOVED or not self._is_past(old):
                continue
            if no_class_on(_original_day(old), self.closed):
                continue
            exception = self.exceptions.get(key)
            if exception and not exception.held:
                yield replace(old, status=Status.CANCELLED, reason=exception.reason)
            else:
                yield old

    def _was_held(self, old: Entry) -> bool:
        return old.status is Status.CONFIRMED and self._is_past(old)

    def _is_past(self, old: Entry) -> bool:
        return old.start is not None and old.start < self.horizon


def _original_day(entry: Entry) -> date:
    """Return the day by the pattern, which the key of a meeting's day ends with."""
    return date.fromisoformat(entry.key[-len("2023-09-07") :])
