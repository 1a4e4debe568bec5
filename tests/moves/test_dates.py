"""Dates of coursework: extended, and written anew."""

from datetime import date, time

import pytest

from courses import content
from schedule.moves import ExtendDeadlines, MoveError, SetDates, dates_of_coursework, moved
from tests.engine.builders import entry_of, make_course, on, sep
from tests.moves.standing import after, stand

LAB_1 = {
    "key": "lab-1",
    "title": "Lab 1",
    "releases": [{"key": "lab-1-out", "out": "lecture-1"}],
    "deadlines": [{"key": "lab-1-due", "due": "lecture-2 +3d 17:00"}],
}
LAB_2 = {
    "key": "lab-2",
    "title": "Lab 2",
    "deadlines": [{"key": "lab-2-due", "due": "2023-09-14", "extended": "2023-09-18"}],
}
LAB_3 = {"key": "lab-3", "title": "Lab 3", "deadlines": [{"key": "lab-3-due", "due": "tba"}]}
MIDNIGHT = {
    "key": "lab-4",
    "title": "Lab 4",
    "deadlines": [{"key": "lab-4-due", "due": "2023-09-20 00:00"}],
}


def course(**changes):
    return make_course(4, labs=[LAB_1, LAB_2, LAB_3, MIDNIGHT], **changes)


def extended(move):
    written = moved(move, stand(course()))
    return {
        deadline.key: str(deadline.extended)
        for _, deadline in written.course.deadlines()
        if deadline.extended
    }


def test_by_days_each_is_due_later_at_its_own_time():
    assert extended(ExtendDeadlines(("lab-1-due",), by_days=2)) == {
        "lab-1-due": "2023-09-12 17:00",
        "lab-2-due": "2023-09-18",
    }


def test_the_first_date_is_kept():
    derivation = after(stand(course()), ExtendDeadlines(("lab-1-due",), by_days=2))
    entry = entry_of(derivation, "lab-1-due")
    assert (entry.start, entry.first_start) == (sep(12, 17), sep(10, 17))


def test_an_extended_deadline_is_extended_from_where_it_stands():
    assert extended(ExtendDeadlines(("lab-2-due",), by_days=1))["lab-2-due"] == "2023-09-19"


def test_one_at_midnight_moves_by_its_own_date():
    assert extended(ExtendDeadlines(("lab-4-due",), by_days=1))["lab-4-due"] == "2023-09-21 00:00"


def test_to_a_date_all_that_are_due_in_a_range_move_there():
    move = ExtendDeadlines(first=on(10), last=on(18), to=content.Fixed(on(22)))
    assert extended(move) == {"lab-1-due": "2023-09-22 17:00", "lab-2-due": "2023-09-22"}
    move = ExtendDeadlines(first=on(10), last=on(18), to=content.Fixed(on(22), time(12)))
    assert extended(move) == {"lab-1-due": "2023-09-22 12:00", "lab-2-due": "2023-09-22 12:00"}


@pytest.mark.parametrize(
    ("move", "field", "words"),
    [
        (ExtendDeadlines(("lab-1-due",)), "by_days", "by how many days, or to which date"),
        (ExtendDeadlines(("lab-1-due",), by_days=0), "by_days", "by 1 to 366 days"),
        (ExtendDeadlines(("lab-1-due",), by_days=-3), "by_days", "by 1 to 366 days"),
        (ExtendDeadlines(("lab-1-due",), by_days=366), "by_days", "long after the term"),
        (ExtendDeadlines(("lab-3-due",), by_days=1), "keys", "“Lab 3” has no date yet"),
        (ExtendDeadlines(("lab-9-due",), by_days=1), "keys", "no deadline lab-9-due any more"),
        (ExtendDeadlines(by_days=1), "keys", "Choose deadlines"),
        (ExtendDeadlines(first=on(1), last=on(2), by_days=1), "first", "Nothing is due from"),
        (ExtendDeadlines(first=on(9), last=on(2), by_days=1), "last", "is before the first"),
        (
            ExtendDeadlines(("lab-1-due",), to=content.Fixed(on(10))),
            "to",
            "Lab 1 is due on Sun Sep 10 already",
        ),
        (
            ExtendDeadlines(("lab-1-due",), to=content.Fixed(date(2032, 9, 12))),
            "to",
            "Sun Sep 12, 2032 is long after the term has ended",
        ),
    ],
)
def test_an_extension_that_cannot_be_is_said_at_the_field(move, field, words):
    with pytest.raises(MoveError, match=words) as caught:
        moved(move, stand(course()))
    assert caught.value.field == field


def test_many_dates_are_written_at_once_and_the_others_stay():
    move = SetDates(
        {
            "lab-1-out": content.Anchored("lecture-3"),
            "lab-1-due": content.Fixed(on(21), time(12)),
            "lab-3-due": content.Fixed(on(28)),
        }
    )
    written = moved(move, stand(course()))
    assert {key: str(when) for key, when in dates_of_coursework(written.course)} == {
        "lab-1-out": "lecture-3",
        "lab-1-due": "2023-09-21 12:00",
        "lab-2-due": "2023-09-18",
        "lab-3-due": "2023-09-28",
        "lab-4-due": "2023-09-20 00:00",
    }


@pytest.mark.parametrize(
    ("when", "due", "extension"),
    [
        (content.Fixed(on(20)), "2023-09-14", "2023-09-20"),
        (content.Fixed(on(12)), "2023-09-12", "None"),
        (content.Anchored("lecture-4"), "lecture-4", "None"),
        (content.ToBeAnnounced(), "tba", "None"),
    ],
)
def test_of_an_extended_deadline_the_first_date_is_kept_as_long_as_it_is_earlier(
    when, due, extension
):
    written = moved(SetDates({"lab-2-due": when}), stand(course()))
    deadline = written.course.labs[1].deadlines[0]
    assert (str(deadline.due), str(deadline.extended)) == (due, extension)


@pytest.mark.parametrize(
    ("dates", "field", "words"),
    [
        ({"lab-9-due": content.ToBeAnnounced()}, "lab-9-due", "There is no date lab-9-due"),
        ({"lab-1-due": content.Fixed(on(1))}, "lab-1-due", "before the term begins"),
        ({"lab-1-out": content.Fixed(date(2024, 9, 1))}, "lab-1-out", "long after the term"),
        (
            {"lab-1-due": content.Anchored("lecture-9")},
            "lab-1-due",
            "There is no lecture lecture-9",
        ),
        ({}, "", "would change nothing"),
    ],
)
def test_a_date_that_cannot_be_is_said_at_its_key(dates, field, words):
    with pytest.raises(MoveError, match=words) as caught:
        moved(SetDates(dates), stand(course()))
    assert caught.value.field == field
