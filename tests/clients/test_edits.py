"""A fall of edits, as programs see it: what an edit changes is told as new, and nothing else."""

from dataclasses import replace
from itertools import pairwise

import pytest

from tests.clients.edits import EDITS
from tests.clients.readers import READERS, told_by

pytestmark = pytest.mark.django_db


@pytest.fixture(params=READERS)
def seen(request, fall):
    """What a program tells at first, and after each edit."""
    return {name: told_by(request.param, feed.text) for name, feed in fall.items()}


def told(seen, words):
    """Return each state in which an item is told, in order."""
    return [
        next(event for event in events.values() if words in event.summary)
        for events in seen.values()
    ]


def test_no_uid_ever_leaves_and_no_other_comes(seen):
    assert all(events.keys() == seen["publish"].keys() for events in seen.values())


def test_sequence_rises_where_an_event_changes_and_only_there(seen):
    for before, after in pairwise(seen.values()):
        for uid, event in after.items():
            former = before[uid]
            changed = replace(former, sequence=0) != replace(event, sequence=0)
            assert event.sequence - former.sequence == changed, event


def test_each_edit_is_told(seen):
    moved = [(event.start.day, event.location) for event in told(seen, "Lecture 17")]
    assert moved[0] != moved[1] == (5, "26-100")
    assert [event.summary for event in told(seen, "Lecture 7:")][1:3] == [
        "6.5940 Lecture 7: Neural Architecture Search (Part I)",
        "6.5940 Lecture 7: a;b,c:d\"e'f ^n ^' ^^",
    ]
    assert ["(extended)" in event.summary for event in told(seen, "Lab 3 due")] == [
        *[False] * 3,
        *[True] * 4,
    ]
    assert [event.status for event in told(seen, "Lecture 10:")] == [
        *["CONFIRMED"] * 4,
        *["CANCELLED"] * 2,
        "CONFIRMED",
    ]
    assert [event.status for event in told(seen, "Lecture 16:")] == [
        *["CONFIRMED"] * 5,
        "CANCELLED",
        "CONFIRMED",
    ]
    assert [*seen] == ["publish", *EDITS]
