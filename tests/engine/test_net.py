"""The net difference of several editions: what is left of all that changed."""

import itertools
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from schedule.engine.change import ChangeKind, EntryChange
from schedule.engine.diff import apply, diff
from schedule.engine.entry import Entry, Kind, Status
from schedule.engine.net import is_over, is_soon, net, stretch_of, stretches

ZONE = ZoneInfo("America/New_York")
DUE = datetime(2023, 9, 28, 23, 59, tzinfo=ZONE).astimezone(UTC)
LAB = Entry(
    key="lab-1-due",
    kind=Kind.DEADLINE,
    label="Lab 1",
    day=date(2023, 9, 28),
    last_day=date(2023, 9, 28),
    start=DUE,
)
LATER = replace(LAB, day=date(2023, 9, 30), last_day=date(2023, 9, 30), start=DUE + timedelta(2))
HOLIDAY = Entry(
    key="holiday",
    kind=Kind.NO_CLASS,
    label="No class",
    day=date(2023, 11, 5),  # the clocks go back
    last_day=date(2023, 11, 5),
)
NOTE = replace(HOLIDAY, key="note", kind=Kind.ANNOUNCEMENT, label="Announcement")


def test_what_moved_twice_moved_once():
    (change,) = net({LAB.key: LAB}, {LAB.key: LATER})
    assert (change.kind, change.before, change.after) == (ChangeKind.MOVED, LAB, LATER)


def test_what_came_back_to_what_it_was_is_no_change():
    assert net({LAB.key: LAB}, {LAB.key: LAB}) == ()


def test_what_was_added_and_removed_again_is_no_change():
    assert net({LAB.key: None}, {LAB.key: replace(LAB, status=Status.REMOVED)}) == ()


def test_what_was_added_and_cancelled_is_no_change():
    assert net({LAB.key: None}, {LAB.key: replace(LAB, status=Status.CANCELLED)}) == ()


def test_what_was_removed_and_came_back_is_what_changed_of_it():
    removed = replace(LAB, status=Status.REMOVED)
    (change,) = net({LAB.key: removed}, {LAB.key: LATER})
    assert change.kind is ChangeKind.RESTORED


def test_materials_alone_are_no_news():
    assert net({LAB.key: LAB}, {LAB.key: replace(LAB, description="More words.")}) == ()


statuses = st.sampled_from(Status)
entries = st.builds(
    lambda days, status, room: replace(
        LAB, start=DUE + timedelta(days=days), status=status, room=room
    ),
    st.integers(0, 2),
    statuses,
    st.sampled_from(["", "36-156"]),
)


@given(st.lists(entries, min_size=2, max_size=6))
def test_the_net_of_many_editions_is_the_difference_of_the_first_and_the_last(states):
    first, last = states[0], states[-1]
    steps = [
        EntryChange(ChangeKind.MOVED, old, new)
        for old, new in itertools.pairwise(states)
        if old != new
    ]
    if not steps:
        return
    changes = net({LAB.key: steps[0].before}, {LAB.key: steps[-1].after})
    told = [each for each in diff({LAB.key: first}, [last]) if not each.is_minor]
    stands = Status.CONFIRMED in (first.status, last.status)
    assert list(changes) == (told if stands else [])
    if changes:
        assert apply({LAB.key: first}, changes)[LAB.key] == last


def test_a_change_is_over_when_both_sides_are():
    change = EntryChange(ChangeKind.MOVED, LAB, LATER)
    assert not is_over(change, now=DUE + timedelta(hours=1), zone=ZONE)
    assert is_over(change, now=DUE + timedelta(days=2), zone=ZONE)


def test_an_announcement_is_news_for_two_weeks_after_its_day():
    change = EntryChange(ChangeKind.ADDED, None, NOTE)
    assert not is_over(change, now=datetime(2023, 11, 19, 12, tzinfo=UTC), zone=ZONE)
    assert is_over(change, now=datetime(2023, 11, 21, tzinfo=UTC), zone=ZONE)


def test_a_day_goes_on_from_midnight_to_midnight_also_when_the_clocks_change():
    start, end = stretch_of(HOLIDAY, ZONE)
    assert (start, end) == (
        datetime(2023, 11, 5, 4, tzinfo=UTC),
        datetime(2023, 11, 6, 5, tzinfo=UTC),
    )


@pytest.mark.parametrize(
    ("hours", "expected"),
    [(-25, False), (-24, False), (-23, True), (-1, True), (0, False), (1, False)],
)
def test_a_deadline_is_soon_in_the_24_hours_before_it(hours, expected):
    assert is_soon(stretch_of(LAB, ZONE), DUE + timedelta(hours=hours)) is expected


def test_both_sides_of_a_move_count_and_what_does_not_stand_does_not():
    cancelled = replace(LATER, status=Status.CANCELLED)
    moved = EntryChange(ChangeKind.MOVED, LAB, LATER)
    gone = EntryChange(ChangeKind.CANCELLED, LAB, cancelled)
    note = EntryChange(ChangeKind.ADDED, None, NOTE)
    assert stretches([moved], ZONE) == [(DUE, DUE), (LATER.start, LATER.start)]
    assert stretches([gone, note], ZONE) == [(DUE, DUE)]
