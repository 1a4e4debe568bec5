"""Changes in words."""

from dataclasses import replace
from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

import pytest

from schedule.engine.change import ChangeKind, EntryChange
from schedule.engine.entry import Entry, Kind, Status
from schedule.models import Change
from schedule.wording import change_phrase, change_sentence

EASTERN = ZoneInfo("America/New_York")


def at(month, day, hour, minute=0):
    return datetime(2023, month, day, hour, minute, tzinfo=EASTERN).astimezone(UTC)


LECTURE = Entry(
    key="lecture-4",
    kind=Kind.LECTURE,
    label="Lecture 4",
    title="Pruning",
    day=date(2023, 9, 19),
    last_day=date(2023, 9, 19),
    start=at(9, 19, 15, 35),
    end=at(9, 19, 17),
    room="36-156",
)
MOVED = replace(
    LECTURE,
    day=date(2023, 9, 21),
    last_day=date(2023, 9, 21),
    start=at(9, 21, 15, 35),
    end=at(9, 21, 17),
)
DEADLINE = Entry(
    key="lab-1-due",
    kind=Kind.DEADLINE,
    label="Lab 1",
    day=date(2023, 9, 28),
    last_day=date(2023, 9, 28),
    start=at(9, 28, 23, 59),
    time_stated=False,
)
EXTENDED = replace(
    DEADLINE,
    day=date(2023, 9, 30),
    last_day=date(2023, 9, 30),
    start=at(9, 30, 23, 59),
    time_stated=True,
    first_day=DEADLINE.day,
    first_start=DEADLINE.start,
)
RELEASE = Entry(
    key="lab-2-out",
    kind=Kind.RELEASE,
    label="Lab 2",
    day=date(2023, 9, 28),
    last_day=date(2023, 9, 28),
)
BREAK = Entry(
    key="break",
    kind=Kind.NO_CLASS,
    label="No class",
    title="Thanksgiving",
    day=date(2023, 11, 23),
    last_day=date(2023, 11, 24),
)
NEWS = Entry(
    key="news",
    kind=Kind.ANNOUNCEMENT,
    label="Announcement",
    title="Hello",
    day=date(2023, 9, 7),
    last_day=date(2023, 9, 7),
)
LATE = {"day": date(2023, 10, 3), "last_day": date(2023, 10, 3)}

SENTENCES = [
    (
        ChangeKind.EXTENDED,
        DEADLINE,
        EXTENDED,
        "Lab 1 is now due Sat Sep 30, 11:59 pm; was Thu Sep 28, by end of day.",
    ),
    (
        ChangeKind.MOVED,
        DEADLINE,
        replace(DEADLINE, start=at(9, 28, 22)),
        "Lab 1 is now due Thu Sep 28, 10:00 pm; was Thu Sep 28, by end of day.",
    ),
    (
        ChangeKind.MOVED,
        LECTURE,
        MOVED,
        "Lecture 4 moved to Thu Sep 21, 3:35–5:00 pm; was Tue Sep 19, 3:35–5:00 pm.",
    ),
    (
        ChangeKind.MOVED,
        RELEASE,
        replace(RELEASE, **LATE),
        "Lab 2 now comes out Tue Oct 3; was Thu Sep 28.",
    ),
    (ChangeKind.MOVED, NEWS, replace(NEWS, **LATE), "Hello is now dated Tue Oct 3; was Thu Sep 7."),
    (
        ChangeKind.MOVED,
        BREAK,
        replace(BREAK, last_day=BREAK.day),
        "Thanksgiving, no class, is now Thu Nov 23; was Nov 23 – 24.",
    ),
    (
        ChangeKind.CANCELLED,
        LECTURE,
        replace(LECTURE, status=Status.CANCELLED),
        "Lecture 4 is cancelled; was Tue Sep 19, 3:35–5:00 pm.",
    ),
    (
        ChangeKind.CANCELLED,
        LECTURE,
        replace(LECTURE, status=Status.CANCELLED, reason="Snow."),
        "Lecture 4 is cancelled; was Tue Sep 19, 3:35–5:00 pm. Snow.",
    ),
    (
        ChangeKind.RESTORED,
        replace(LECTURE, status=Status.CANCELLED),
        LECTURE,
        "Lecture 4 takes place after all: Tue Sep 19, 3:35–5:00 pm.",
    ),
    (
        ChangeKind.RESTORED,
        replace(DEADLINE, status=Status.REMOVED),
        DEADLINE,
        "Lab 1 is due after all: Thu Sep 28, by end of day.",
    ),
    (
        ChangeKind.REMOVED,
        LECTURE,
        replace(LECTURE, status=Status.REMOVED),
        "Lecture 4 was removed; was Tue Sep 19, 3:35–5:00 pm.",
    ),
    (
        ChangeKind.RELOCATED,
        LECTURE,
        replace(LECTURE, room="32-123"),
        "Lecture 4 is now in 32-123; was in 36-156.",
    ),
    (ChangeKind.RELOCATED, replace(LECTURE, room=""), LECTURE, "Lecture 4 is now in 36-156."),
    (
        ChangeKind.RELOCATED,
        LECTURE,
        replace(LECTURE, room=""),
        "Lecture 4 has no room any more; was in 36-156.",
    ),
    (
        ChangeKind.RENAMED,
        LECTURE,
        replace(LECTURE, title="Sparsity"),
        "Lecture 4 is now called Sparsity; was Pruning.",
    ),
    (ChangeKind.DETAILS, LECTURE, replace(LECTURE, note="Guest"), "Details of Lecture 4 changed."),
    (ChangeKind.MATERIALS, LECTURE, LECTURE, "Materials of Lecture 4 changed."),
    (ChangeKind.ADDED, None, LECTURE, "New: Lecture 4, Pruning, Tue Sep 19, 3:35–5:00 pm."),
    (ChangeKind.ADDED, None, DEADLINE, "New: Lab 1 is due Thu Sep 28, by end of day."),
    (ChangeKind.ADDED, None, RELEASE, "New: Lab 2 comes out Thu Sep 28."),
    (ChangeKind.ADDED, None, BREAK, "New: Thanksgiving, no class Nov 23 – 24."),
    (ChangeKind.ADDED, None, NEWS, "New announcement: Hello, Thu Sep 7."),
    (
        ChangeKind.ADDED,
        None,
        replace(NEWS, title="Lab 4 is out."),
        "New announcement: Lab 4 is out, Thu Sep 7.",
    ),
]


@pytest.mark.parametrize(("kind", "before", "after", "sentence"), SENTENCES)
def test_a_change_is_a_sentence(kind, before, after, sentence):
    assert change_sentence(EntryChange(kind, before, after), EASTERN) == sentence


@pytest.mark.parametrize(("kind", "before", "after", "sentence"), SENTENCES)
def test_a_kept_change_reads_as_a_fresh_one(kind, before, after, sentence):
    kept = Change.of(EntryChange(kind, before, after), edition=None, position=1)
    assert change_sentence(kept, EASTERN) == sentence


def test_a_change_of_the_page_alone():
    assert change_sentence(Change(kind="page"), EASTERN) == "The course page changed."


def test_the_parts_of_a_sentence_can_be_marked():
    parts = change_phrase(EntryChange(ChangeKind.EXTENDED, DEADLINE, EXTENDED), EASTERN)
    assert {part.name: part.text for part in parts if part.name} == {
        "item": "Lab 1",
        "now": "Sat Sep 30, 11:59 pm",
        "was": "Thu Sep 28, by end of day",
    }


def test_a_lecture_without_a_number_goes_by_its_title():
    plain = replace(LECTURE, label="Lecture")
    assert change_sentence(EntryChange(ChangeKind.DETAILS, plain, plain), EASTERN) == (
        "Details of Pruning changed."
    )


def test_a_default_hour_that_is_not_the_end_of_the_day_is_said():
    default = replace(DEADLINE, start=at(9, 28, 22))
    assert change_sentence(EntryChange(ChangeKind.ADDED, None, default), EASTERN) == (
        "New: Lab 1 is due Thu Sep 28, 10:00 pm."
    )
