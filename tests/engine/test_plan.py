from schedule.engine.placement import Basis
from tests.engine.builders import (
    TUESDAYS_AND_THURSDAYS,
    codes,
    days,
    derived,
    entry_of,
    make_course,
    make_term,
    on,
    published,
    sep,
)


def test_lectures_take_the_class_days_in_their_order():
    made = derived(make_course(4))
    assert days(made) == {"1": "09-05", "2": "09-07", "3": "09-12", "4": "09-14"}
    assert codes(made) == []


def test_slots_that_nothing_takes_are_spare():
    assert [slot.day.day for slot in derived(make_course(6)).plan.spare] == [26, 28]


def test_what_does_not_fit_is_a_blocking_conflict_with_three_ways_to_mend_it():
    made = derived(make_course(9))
    (found,) = made.conflicts
    assert (found.code, found.key, found.is_blocking) == ("no-slot-left", "lecture-9", True)
    assert [mend.split()[0] for mend in found.mends] == ["Hold", "Merge", "Drop"]
    assert "9" not in days(made)
    assert made.is_blocked


def test_what_does_not_fit_and_was_never_published_has_no_entry():
    made = derived(make_course(9))
    assert "lecture-9" not in {entry.key for entry in made.entries}


def test_what_no_longer_fits_stays_as_published():
    before = published(make_course(8))
    snow = make_course(8, no_class_days=[{"key": "snow", "title": "Snow", "day": "2023-09-19"}])
    made = derived(snow, published=before, horizon=sep(19))
    assert entry_of(made, "lecture-8") == before["lecture-8"]
    assert codes(made) == [("no-slot-left", "lecture-8")]
    assert [change.key for change in made.changes] == [
        "snow",
        "lecture-5",
        "lecture-6",
        "lecture-7",
    ]


def test_the_title_of_what_no_longer_fits_is_brought_up_to_date():
    before = published(make_course(8))
    edited = make_course(
        8,
        lecture_8={"title": "Another"},
        no_class_days=[{"key": "snow", "title": "Snow", "day": "2023-09-19"}],
    )
    entry = entry_of(derived(edited, published=before, horizon=sep(19)), "lecture-8")
    assert (entry.title, entry.day) == ("Another", on(28))


def test_a_course_that_was_never_published_may_be_planned_when_its_term_is_over():
    made = derived(make_course(2), horizon=sep(30))
    assert days(made) == {"1": "09-05", "2": "09-07"}


def test_new_lectures_of_a_published_course_are_not_planned_before_the_horizon():
    before = published(make_course(2))
    made = derived(make_course(3), published=before, horizon=sep(20))
    assert days(made) == {"1": "09-05", "2": "09-07", "3": "09-21"}


def test_a_lecture_of_today_that_has_not_begun_may_still_move():
    before = published(make_course(3))
    course = make_course(3, lecture_2={"cancelled": True})
    now = sep(7, 15, 34)
    assert days(derived(course, published=before, horizon=now)) == {"1": "09-05", "3": "09-07"}


def test_an_empty_course_has_an_empty_plan():
    made = derived(make_course(0, meetings=[]))
    assert (made.entries, made.conflicts, made.changes) == ((), (), ())
    assert made.plan.last_class is None


def test_the_day_of_the_last_class_is_the_patterns_even_where_no_lecture_is_left_for_it():
    assert derived(make_course(2)).plan.last_class == on(28)


def test_a_later_make_up_class_is_the_last_class():
    course = make_course(2, lecture_2={"pin": {"day": "2023-09-29", "start": "10:00"}})
    assert derived(course).plan.last_class == on(29)


def test_sections_that_overlap_each_have_their_lecture():
    course = make_course(
        2,
        meetings=[
            {**TUESDAYS_AND_THURSDAYS, "weekdays": ["tue"]},
            {**TUESDAYS_AND_THURSDAYS, "key": "b", "weekdays": ["tue"], "start": "16:00"},
        ],
    )
    assert days(derived(course)) == {"1": "09-05", "2": "09-05"}


def test_a_planned_lecture_says_why_its_day_is_special():
    meeting = {
        **TUESDAYS_AND_THURSDAYS,
        "exceptions": [
            {"key": "moved", "day": "2023-09-05", "room": "2-142", "reason": "Painters."}
        ],
    }
    entry = entry_of(derived(make_course(1, meetings=[meeting])), "lecture-1")
    assert (entry.room, entry.reason) == ("2-142", "Painters.")


def test_a_placement_tells_what_it_rests_on():
    before = published(make_course(3))
    course = make_course(
        4, lecture_3={"pin": {"day": "2023-09-14"}}, lecture_4={"merged_into": "lecture-3"}
    )
    made = derived(course, published=before, horizon=sep(6), term=make_term())
    assert {key: place.basis for key, place in made.plan.placements.items()} == {
        "lecture-1": Basis.HELD,
        "lecture-2": Basis.PLANNED,
        "lecture-3": Basis.PINNED,
        "lecture-4": Basis.MERGED,
    }
