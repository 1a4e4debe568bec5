from courses import content
from tests.engine.builders import (
    codes,
    days,
    derived,
    entry_of,
    make_course,
    on,
    published,
    sep,
)


def test_a_cancelled_lecture_takes_no_slot():
    made = derived(make_course(3, lecture_2={"cancelled": True}))
    assert days(made) == {"1": "09-05", "3": "09-07"}
    assert codes(made) == []


def test_a_cancelled_lecture_keeps_its_published_date_with_the_reason():
    before = published(make_course(3))
    course = make_course(3, lecture_2={"cancelled": True, "reason": "Illness."})
    entry = entry_of(derived(course, published=before), "lecture-2")
    assert (entry.day, entry.start, entry.status, entry.reason) == (
        on(7),
        sep(7, 15, 35),
        "cancelled",
        "Illness.",
    )


def test_a_cancelled_lecture_that_was_never_published_has_no_entry():
    made = derived(make_course(1, lecture_1={"cancelled": True}))
    assert made.entries == ()


def test_a_cancelled_lecture_never_conflicts():
    cancelled = {"cancelled": True, "pin": {"day": "2023-09-09"}}
    assert codes(derived(make_course(2, lecture_1=cancelled))) == []


def test_a_merged_lecture_shares_its_targets_slot_through_any_chain():
    made = derived(
        make_course(
            4, lecture_1={"merged_into": "lecture-2"}, lecture_2={"merged_into": "lecture-3"}
        )
    )
    assert days(made) == {"1": "09-05", "2": "09-05", "3": "09-05", "4": "09-07"}
    assert [entry_of(made, f"lecture-{n}").together_with for n in (1, 2, 3)] == [
        "Lecture 3",
        "Lecture 3",
        "",
    ]


def test_a_lecture_merged_into_a_cancelled_one_is_a_blocking_conflict_and_stays():
    before = published(make_course(2))
    course = make_course(2, lecture_1={"merged_into": "lecture-2"}, lecture_2={"cancelled": True})
    made = derived(course, published=before)
    assert codes(made) == [("merge-into-cancelled", "lecture-1")]
    assert made.is_blocked
    assert entry_of(made, "lecture-1") == before["lecture-1"]


def test_a_circle_of_merged_lectures_is_a_blocking_conflict_where_it_comes_this_far():
    course = make_course(2, lecture_1={"merged_into": "lecture-2"})
    circle = content.Course.model_construct(
        **{
            **dict(course),
            "lectures": (
                course.lectures[0],
                course.lectures[1].model_copy(update={"merged_into": "lecture-1"}),
            ),
        }
    )
    made = derived(circle)
    assert codes(made) == [("merge-cycle", "lecture-1"), ("merge-cycle", "lecture-2")]
    assert made.is_blocked


def test_the_pin_of_a_merged_lecture_has_no_effect_and_says_so():
    merged = {"merged_into": "lecture-2", "pin": {"day": "2023-09-14"}}
    made = derived(make_course(2, lecture_1=merged))
    assert days(made) == {"1": "09-05", "2": "09-05"}
    assert codes(made) == [("pin-on-merged", "lecture-1")]


def numbered(*numbers):
    return make_course(
        [
            {"key": f"topic-{n}", "number": number, "title": f"Topic {n}"}
            for n, number in enumerate(numbers)
        ]
    )


def test_numbers_without_a_gap_are_fine_from_0_or_1_and_so_is_none():
    for numbers in ((0, 1, 2), (1, 2, 3), (None, 1, None, 2), ()):
        assert codes(derived(numbered(*numbers))) == []


def test_a_gap_in_the_numbers_is_named_with_what_is_left_out():
    made = derived(numbered(1, 2, 4, 7, 11))
    gaps = [f"topic-{n}" for n in (2, 3, 4)]
    assert codes(made) == [("number-gap", key) for key in gaps]
    assert [found.reason for found in made.conflicts] == [
        "The number 3 is left out before lecture 4.",
        "The numbers 5 and 6 are left out before lecture 7.",
        "The numbers 8 to 10 are left out before lecture 11.",
    ]
    assert not made.is_blocked


def test_a_number_that_stands_twice_is_a_warning():
    assert codes(derived(numbered(1, 2, 2, 3))) == [("number-twice", "topic-2")]


def test_a_number_out_of_order_is_a_warning():
    assert codes(derived(numbered(1, 3, 2))) == [("number-out-of-order", "topic-2")]
