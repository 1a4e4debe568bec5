from schedule.engine.conflict import BLOCKING, Code
from tests.engine.builders import (
    TUESDAYS_AND_THURSDAYS,
    codes,
    derived,
    entry_of,
    make_course,
    make_term,
    on,
    published,
    sep,
)


def test_the_second_of_two_items_with_one_key_is_a_blocking_conflict():
    term = make_term(no_class_days=[{"key": "lecture-1", "title": "Holiday", "day": "2023-09-12"}])
    made = derived(make_course(1), term=term)
    (found,) = made.conflicts
    assert (found.code, found.key, found.is_blocking) == ("key-taken", "lecture-1", True)
    assert "Lecture 1 (Topic 1)" in found.reason
    assert "No class (Holiday)" in found.reason
    assert entry_of(made, "lecture-1").day == on(5)


def test_a_key_that_was_an_exams_before_gives_a_lecture_no_date_of_its_past():
    exam = {"key": "lecture-1", "title": "Midterm", "day": "2023-09-14", "start": "09:00"}
    before = published(make_course(0, exams=[exam]))
    made = derived(make_course(1), published=before, horizon=sep(20))
    assert entry_of(made, "lecture-1").day == on(5)
    cancelled = make_course(1, lecture_1={"cancelled": True})
    assert derived(cancelled, published=before).entries == ()


def test_blocking_conflicts_come_first():
    course = make_course(
        9,
        lecture_9={"number": 10},
        exams=[{"key": "exam", "title": "Exam", "day": "2023-09-08", "takes_slot": True}],
    )
    made = derived(course)
    assert codes(made) == [
        ("no-slot-left", "lecture-9"),
        ("exam-without-slot", "exam"),
        ("number-gap", "lecture-9"),
    ]
    assert [found.is_blocking for found in made.conflicts] == [True, False, False]


def test_an_exception_for_a_day_on_which_the_meeting_does_not_meet_is_a_warning():
    wrong = {"key": "wrong", "day": "2023-09-08", "held": False}
    course = make_course(1, meetings=[{**TUESDAYS_AND_THURSDAYS, "exceptions": [wrong]}])
    assert codes(derived(course)) == [("exception-off-pattern", "wrong")]


def test_every_code_is_told_in_the_docstring():
    assert [name for name in Code.__members__ if f"{name}:" not in Code.__doc__] == []
    assert set(Code) >= BLOCKING
