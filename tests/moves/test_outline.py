"""Another order of the outline, and a lecture more."""

import pytest

from schedule.moves import InsertLecture, MoveError, MoveLecture, Step, SwapLectures, moved
from tests.engine.builders import codes, days, make_course, on, sep
from tests.moves.standing import after, stand


def order(written):
    return [lecture.key.removeprefix("lecture-") for lecture in written.course.lectures]


def numbers(written):
    return [lecture.number for lecture in written.course.lectures]


@pytest.mark.parametrize(
    ("move", "expected"),
    [
        (MoveLecture("lecture-2", Step.UP), "2134"),
        (MoveLecture("lecture-2", Step.DOWN), "1324"),
        (MoveLecture("lecture-1", "lecture-4"), "2314"),
        (MoveLecture("lecture-4", "lecture-1"), "4123"),
        (MoveLecture("lecture-1", ""), "2341"),
        (SwapLectures("lecture-1", "lecture-4"), "4231"),
    ],
)
def test_a_lecture_takes_another_place_in_the_outline(move, expected):
    written = moved(move, stand(make_course(4)))
    assert "".join(order(written)) == expected
    assert sorted(numbers(written)) == [1, 2, 3, 4]


def test_a_step_passes_lectures_that_have_no_class_day_of_their_own():
    course = make_course(5, lecture_2={"cancelled": True}, lecture_3={"merged_into": "lecture-4"})
    written = moved(MoveLecture("lecture-4", Step.UP), stand(course))
    assert "".join(order(written)) == "41235"


def test_numbers_go_with_their_lectures_or_stay_in_their_order():
    standing = stand(make_course(3))
    assert numbers(moved(MoveLecture("lecture-3", "lecture-1"), standing)) == [3, 1, 2]
    kept = moved(MoveLecture("lecture-3", "lecture-1", renumber=True), standing)
    assert numbers(kept) == [1, 2, 3]
    assert order(kept) == ["3", "1", "2"]


def test_lectures_without_a_number_have_none_after_numbering_anew():
    standing = stand(make_course(3, lecture_2={"number": None}))
    written = moved(SwapLectures("lecture-1", "lecture-2", renumber=True), standing)
    assert numbers(written) == [None, 1, 3]


def test_swapped_lectures_exchange_their_days_with_their_pins():
    standing = stand(make_course(4, lecture_4={"pin": "2023-09-20 10:00-11:00"}))
    derivation = after(standing, SwapLectures("lecture-1", "lecture-4"))
    assert days(derivation) == {"1": "09-20", "2": "09-07", "3": "09-12", "4": "09-05"}


@pytest.mark.parametrize(
    ("move", "field", "words"),
    [
        (MoveLecture("lecture-4", Step.DOWN), "to", "Lecture 4 is the last of the outline"),
        (MoveLecture("lecture-1", Step.UP), "to", "Lecture 1 is the first of the outline"),
        (MoveLecture("lecture-1", "lecture-1"), "to", "cannot stand before itself"),
        (MoveLecture("lecture-1", "lecture-9"), "to", "There is no lecture lecture-9 any more"),
        (MoveLecture("lecture-1", "lecture-2"), "", "would change nothing"),
        (MoveLecture("lecture-9", ""), "lecture", "There is no lecture lecture-9 any more"),
        (MoveLecture("lecture-3", ""), "lecture", "Lecture 3 is cancelled: restore it first"),
        (SwapLectures("lecture-1", "lecture-1"), "other", "another lecture than Lecture 1"),
        (SwapLectures("lecture-1", "lecture-3"), "other", "Lecture 3 is cancelled"),
        (InsertLecture(" "), "title", "Give the lecture a title"),
        (InsertLecture("x" * 400), "title", "400 characters are too many: at most 300."),
        (InsertLecture("Guest", before="lecture-9"), "before", "There is no lecture lecture-9"),
        (InsertLecture("Guest", on=on(30)), "on", "after the term has ended"),
        (InsertLecture("Guest", on=on(13)), "on", "when no lecture meets"),
    ],
)
def test_what_cannot_be_is_said_at_the_field(move, field, words):
    standing = stand(make_course(4, lecture_3={"cancelled": True}))
    with pytest.raises(MoveError, match=words) as caught:
        after(standing, move)
    assert caught.value.field == field


def test_a_lecture_cannot_stand_before_one_that_was_held():
    standing = stand(make_course(4))
    with pytest.raises(MoveError, match="before Lecture 1, which was already held") as caught:
        after(standing, MoveLecture("lecture-4", "lecture-1"), now=sep(8))
    assert caught.value.field == "to"


def test_a_guest_takes_a_class_day_and_what_follows_moves_later():
    standing = stand(make_course(4))
    derivation = after(standing, InsertLecture("A guest", "Ada", before="lecture-3"))
    assert days(derivation) == {
        "1": "09-05",
        "2": "09-07",
        "guest-lecture": "09-12",
        "3": "09-14",
        "4": "09-19",
    }
    assert codes(derivation) == []


def test_a_guest_on_a_day_is_pinned_to_it_and_stands_where_that_is_in_the_outline():
    standing = stand(make_course(4))
    move = InsertLecture("A guest", on=on(12))
    assert order(moved(move, standing)) == ["1", "2", "guest-lecture", "3", "4"]
    assert days(after(standing, move))["guest-lecture"] == "09-12"
    assert days(after(standing, move))["3"] == "09-14"


def test_a_guest_with_a_number_counts_and_those_after_it_count_one_more():
    standing = stand(make_course(3))
    written = moved(InsertLecture("A guest", before="lecture-2", numbered=True), standing)
    assert numbers(written) == [1, 2, 3, 4]
    assert order(written) == ["1", "guest-lecture", "2", "3"]


def test_a_guest_at_the_end_has_the_next_number():
    written = moved(InsertLecture("A guest", numbered=True), stand(make_course(3)))
    assert numbers(written) == [1, 2, 3, 4]


@pytest.mark.parametrize(("before", "chapter"), [("lecture-2", "one"), ("lecture-3", "")])
def test_a_guest_tears_no_chapter_apart(before, chapter):
    course = make_course(
        3,
        chapters=[{"key": "one", "title": "One"}],
        lecture_1={"chapter": "one"},
        lecture_2={"chapter": "one"},
    )
    written = moved(InsertLecture("A guest", before=before), stand(course))
    guest = next(each for each in written.course.lectures if each.key == "guest-lecture")
    assert guest.chapter == chapter


def test_no_guest_fits_behind_a_full_term():
    standing = stand(make_course(8))
    with pytest.raises(MoveError, match="no class day left for A guest") as caught:
        after(standing, InsertLecture("A guest"))
    assert caught.value.field == "before"


def test_two_hundred_lectures_on_eight_class_days_are_told_of_the_one_that_moves():
    standing = stand(make_course(200))
    with pytest.raises(MoveError, match="no class day left for A guest"):
        after(standing, InsertLecture("A guest"))
    assert days(after(standing, SwapLectures("lecture-1", "lecture-8")))["8"] == "09-05"


def test_a_course_has_a_most_of_lectures():
    with pytest.raises(MoveError, match="401 lectures are too many: at most 400") as caught:
        moved(InsertLecture("A guest"), stand(make_course(400)))
    assert caught.value.field == ""
