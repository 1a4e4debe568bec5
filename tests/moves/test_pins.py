"""Pins, make-up classes, cancelled and restored lectures."""

from datetime import time

import pytest

from schedule.moves import (
    CancelLecture,
    MakeUpClass,
    MoveError,
    PinLecture,
    RestoreLecture,
    UnpinLecture,
    moved,
)
from tests.engine.builders import codes, days, entry_of, make_course, on, sep
from tests.moves.standing import after, stand

SNOW = {"key": "snow", "title": "Snow day", "day": "2023-09-12"}
TEN, ELEVEN = time(10), time(11)


def lecture(written, number):
    return written.course.lectures[number - 1]


def test_a_pin_holds_a_lecture_where_it_stands():
    written = moved(PinLecture("lecture-2"), stand(make_course(3)))
    assert str(lecture(written, 2).pin) == "2023-09-07"


def test_a_pin_to_a_later_day_moves_it_and_what_follows():
    derivation = after(stand(make_course(3)), PinLecture("lecture-2", on(14)))
    assert days(derivation) == {"1": "09-05", "2": "09-14", "3": "09-19"}


def test_without_the_pin_its_day_follows_from_the_order():
    standing = stand(make_course(3, lecture_2={"pin": "2023-09-14"}))
    assert days(after(standing, UnpinLecture("lecture-2")))["2"] == "09-07"


def test_a_make_up_class_has_its_own_day_time_and_room():
    move = MakeUpClass("lecture-2", on(9), TEN, ELEVEN, "2-190")
    entry = entry_of(after(stand(make_course(3)), move), "lecture-2")
    assert (entry.day, entry.start, entry.end, entry.room) == (
        on(9),
        sep(9, 10),
        sep(9, 11),
        "2-190",
    )


def test_a_make_up_class_brings_back_a_lecture_that_was_cancelled():
    standing = stand(make_course(3, lecture_2={"cancelled": True, "reason": "Ill"}))
    made = lecture(moved(MakeUpClass("lecture-2", on(9), TEN), standing), 2)
    assert (made.cancelled, made.reason) == (False, "")


def test_a_cancelled_lecture_takes_those_along_that_are_held_with_it():
    course = make_course(
        4, lecture_1={"merged_into": "lecture-2"}, lecture_2={"merged_into": "lecture-3"}
    )
    standing = stand(course)
    written = moved(CancelLecture("lecture-3", "Ill"), standing)
    assert [each.cancelled for each in written.course.lectures] == [True, True, True, False]
    assert codes(after(standing, CancelLecture("lecture-3"))) == []


def test_a_restored_lecture_has_a_class_day_again():
    standing = stand(make_course(3, lecture_2={"cancelled": True}))
    derivation = after(standing, RestoreLecture("lecture-2"))
    assert days(derivation) == {"1": "09-05", "2": "09-07", "3": "09-12"}


@pytest.mark.parametrize(
    ("move", "field", "words"),
    [
        (PinLecture("lecture-1", on(4)), "on", "Mon Sep 4, 2023 is before the term begins"),
        (PinLecture("lecture-1", on(12)), "on", r"no class on Tue Sep 12 \(Snow day\)"),
        (PinLecture("lecture-1", on(13)), "on", "hold a make-up class, with a time"),
        (
            PinLecture("lecture-1", on(19)),
            "on",
            "Lecture 4 is pinned to Tue Sep 19, when Lecture 1 already",
        ),
        (PinLecture("lecture-3"), "lecture", "Lecture 3 is cancelled"),
        (PinLecture("lecture-4"), "", "would change nothing"),
        (UnpinLecture("lecture-1"), "lecture", "Lecture 1 is not pinned"),
        (MakeUpClass("lecture-1", on(30), TEN), "on", "after the term has ended"),
        (MakeUpClass("lecture-1", on(12), TEN), "on", "choose another day"),
        (MakeUpClass("lecture-1", on(9), ELEVEN, TEN), "end", "10:00, is not after the start"),
        (MakeUpClass("lecture-1", on(19), time(15, 35)), "on", "when Lecture 1 already stands"),
        (MakeUpClass("lecture-5", on(9), TEN), "lecture", "held together with Lecture 4"),
        (
            MakeUpClass("lecture-1", on(9), TEN, room="x" * 301),
            "room",
            "301 characters are too many: at most 300.",
        ),
        (CancelLecture("lecture-3"), "lecture", "Lecture 3 is cancelled already"),
        (CancelLecture("lecture-7"), "lecture", "no lecture lecture-7 any more"),
        (
            CancelLecture("lecture-1", "two\nlines"),
            "reason",
            "A line break does not fit here: write one line of text.",
        ),
        (RestoreLecture("lecture-1"), "lecture", "Lecture 1 is not cancelled"),
        (RestoreLecture("lecture-5"), "lecture", "Lecture 5 is not cancelled"),
    ],
)
def test_what_cannot_be_is_said_at_the_field(move, field, words):
    course = make_course(
        5,
        lecture_3={"cancelled": True},
        lecture_4={"pin": "2023-09-19"},
        lecture_5={"merged_into": "lecture-4"},
        no_class_days=[SNOW],
    )
    with pytest.raises(MoveError, match=words) as caught:
        after(stand(course), move)
    assert caught.value.field == field


def test_a_lecture_that_was_held_is_not_pinned_elsewhere_unseen():
    with pytest.raises(MoveError, match="was held on Tue Sep 5 as published") as caught:
        after(stand(make_course(3)), PinLecture("lecture-1", on(14)), now=sep(8))
    assert caught.value.field == "on"


def test_a_lecture_is_not_restored_where_no_class_day_is_left():
    standing = stand(make_course(9, lecture_9={"cancelled": True}))
    with pytest.raises(MoveError, match="no class day left for Lecture 9") as caught:
        after(standing, RestoreLecture("lecture-9"))
    assert caught.value.field == "lecture"
