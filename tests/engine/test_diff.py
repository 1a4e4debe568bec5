from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from schedule.engine.change import ChangeKind
from schedule.engine.diff import apply, diff
from schedule.engine.entry import Entry, Kind, Material, Status

DAY = date(2023, 9, 28)
DUE = datetime(2023, 9, 29, 3, 59, tzinfo=UTC)
ENTRY = Entry(
    key="lab-1-due", kind=Kind.DEADLINE, label="Lab 1", day=DAY, last_day=DAY, start=DUE, room="1-2"
)
LATER = {"day": DAY + timedelta(days=2), "start": DUE + timedelta(days=2)}
EXTENDED = replace(ENTRY, **LATER, first_day=DAY, first_start=DUE)
CANCELLED = replace(ENTRY, status=Status.CANCELLED)
REMOVED = replace(ENTRY, status=Status.REMOVED)


@pytest.mark.parametrize(
    ("before", "after", "kind"),
    [
        (None, ENTRY, ChangeKind.ADDED),
        (REMOVED, ENTRY, ChangeKind.RESTORED),
        (CANCELLED, ENTRY, ChangeKind.RESTORED),
        (ENTRY, CANCELLED, ChangeKind.CANCELLED),
        (REMOVED, CANCELLED, ChangeKind.CANCELLED),
        (ENTRY, EXTENDED, ChangeKind.EXTENDED),
        (EXTENDED, replace(EXTENDED, start=DUE + timedelta(days=3)), ChangeKind.EXTENDED),
        (EXTENDED, ENTRY, ChangeKind.MOVED),
        (ENTRY, replace(ENTRY, **LATER, room="3-4", title="New"), ChangeKind.MOVED),
        (ENTRY, replace(ENTRY, end=DUE + timedelta(hours=1)), ChangeKind.MOVED),
        (ENTRY, replace(ENTRY, last_day=DAY + timedelta(days=1)), ChangeKind.MOVED),
        (ENTRY, replace(ENTRY, room="3-4", title="New"), ChangeKind.RELOCATED),
        (ENTRY, replace(ENTRY, label="Lab One", note="on Canvas"), ChangeKind.RENAMED),
        (ENTRY, replace(ENTRY, title="Pruning"), ChangeKind.RENAMED),
        (ENTRY, replace(ENTRY, note="on Canvas", description="New"), ChangeKind.DETAILS),
        (ENTRY, replace(ENTRY, chapter="II"), ChangeKind.DETAILS),
        (ENTRY, replace(ENTRY, time_stated=False), ChangeKind.DETAILS),
        (ENTRY, replace(ENTRY, together_with="Lecture 8"), ChangeKind.DETAILS),
        (ENTRY, replace(ENTRY, description="New"), ChangeKind.MATERIALS),
        (
            ENTRY,
            replace(ENTRY, materials=(Material("video", "Video", "https://example.org"),)),
            ChangeKind.MATERIALS,
        ),
    ],
)
def test_a_change_is_named_by_the_most_important_thing_that_happened(before, after, kind):
    (change,) = diff({before.key: before} if before else {}, [after])
    assert (change.kind, change.before, change.after) == (kind, before, after)
    assert change.is_minor is (kind is ChangeKind.MATERIALS)


def test_what_is_not_wanted_any_more_is_removed_once():
    (change,) = diff({ENTRY.key: ENTRY}, [])
    assert (change.kind, change.after) == (ChangeKind.REMOVED, REMOVED)
    assert diff({ENTRY.key: REMOVED}, []) == ()


def test_what_is_as_wanted_is_no_change():
    assert diff({ENTRY.key: ENTRY}, [ENTRY]) == ()


def test_changes_stand_by_day_then_start_then_key():
    late = replace(ENTRY, key="a-late", start=DUE)
    early = replace(ENTRY, key="b-early", start=DUE - timedelta(hours=1))
    all_day = replace(ENTRY, key="c-all-day", start=None)
    before = replace(ENTRY, key="d-before", day=DAY - timedelta(days=1))
    same = replace(late, key="b-late")
    made = diff({}, [same, late, early, all_day, before])
    assert [change.key for change in made] == [
        "d-before",
        "c-all-day",
        "b-early",
        "a-late",
        "b-late",
    ]


def test_applying_changes_keeps_what_is_removed():
    published = {ENTRY.key: ENTRY}
    added = replace(ENTRY, key="lab-2-due")
    assert apply(published, diff(published, [added])) == {
        "lab-1-due": REMOVED,
        "lab-2-due": added,
    }
