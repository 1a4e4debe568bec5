"""Two lectures in one class, and each by itself again."""

import pytest

from schedule.moves import MergeLecture, MoveError, UnmergeLecture, moved
from tests.engine.builders import codes, days, entry_of, make_course, sep
from tests.moves.standing import after, stand


def test_merged_it_is_held_with_the_next_and_its_class_day_is_free():
    derivation = after(stand(make_course(4)), MergeLecture("lecture-2"))
    assert days(derivation) == {"1": "09-05", "2": "09-07", "3": "09-07", "4": "09-12"}
    assert entry_of(derivation, "lecture-2").together_with == "Lecture 3"


def test_the_next_is_the_next_in_time_not_in_the_outline():
    course = make_course(4, lecture_4={"pin": "2023-09-09 10:00"})
    written = moved(MergeLecture("lecture-2"), stand(course))
    assert written.course.lectures[1].merged_into == "lecture-4"


def test_merged_into_an_earlier_one_what_follows_moves_up():
    derivation = after(stand(make_course(4)), MergeLecture("lecture-3", "lecture-1"))
    assert days(derivation) == {"1": "09-05", "2": "09-07", "3": "09-05", "4": "09-12"}


def test_what_was_merged_into_it_follows_and_its_pin_goes():
    course = make_course(4, lecture_1={"merged_into": "lecture-2"}, lecture_2={"pin": "2023-09-07"})
    derivation = after(stand(course), MergeLecture("lecture-2", "lecture-3"))
    assert days(derivation) == {"1": "09-05", "2": "09-05", "3": "09-05", "4": "09-07"}
    assert codes(derivation) == []


def test_one_that_was_held_gives_up_its_day_from_then_on():
    standing = stand(make_course(4))
    assert days(after(standing, MergeLecture("lecture-2"), now=sep(20))) == {
        "1": "09-05",
        "2": "09-07",
        "3": "09-07",
        "4": "09-12",
    }


def test_by_itself_again_it_takes_its_place_in_the_outline():
    standing = stand(make_course(4, lecture_2={"merged_into": "lecture-3"}))
    derivation = after(standing, UnmergeLecture("lecture-2"))
    assert days(derivation) == {"1": "09-05", "2": "09-07", "3": "09-12", "4": "09-14"}
    assert entry_of(derivation, "lecture-2").together_with == ""


def test_it_is_not_held_by_itself_where_no_class_day_is_left():
    standing = stand(make_course(9, lecture_9={"merged_into": "lecture-8"}))
    with pytest.raises(MoveError, match="no class day left for Lecture 9") as caught:
        after(standing, UnmergeLecture("lecture-9"))
    assert caught.value.field == "lecture"


@pytest.mark.parametrize(
    ("move", "field", "words"),
    [
        (MergeLecture("lecture-1", "lecture-1"), "into", "another lecture than Lecture 1 itself"),
        (MergeLecture("lecture-1", "lecture-3"), "into", "Lecture 3 is cancelled"),
        (MergeLecture("lecture-1", "lecture-4"), "into", "held together with Lecture 5: give it"),
        (MergeLecture("lecture-1", "lecture-99"), "into", "no lecture lecture-99 any more"),
        (MergeLecture("lecture-3"), "lecture", "Lecture 3 is cancelled"),
        (MergeLecture("lecture-4", "lecture-1"), "lecture", "held together with Lecture 5"),
        (MergeLecture("lecture-10"), "into", "Lecture 10 has no class day: choose the lecture"),
        (MergeLecture("lecture-11"), "into", "Lecture 11 is the last one"),
        (UnmergeLecture("lecture-3"), "lecture", "not held together with another"),
        (UnmergeLecture("lecture-1"), "lecture", "not held together with another"),
    ],
)
def test_what_cannot_be_is_said_at_the_field(move, field, words):
    course = make_course(
        11,
        lecture_3={"cancelled": True},
        lecture_4={"merged_into": "lecture-5"},
        lecture_10={"pin": "2023-09-13"},
        lecture_11={"pin": "2023-09-30 10:00"},
    )
    with pytest.raises(MoveError, match=words) as caught:
        moved(move, stand(course))
    assert caught.value.field == field
