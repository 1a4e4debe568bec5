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


def pin(day, **times):
    return {"pin": {"day": f"2023-09-{day:02}", **times}}


def test_a_pin_takes_the_slot_of_its_day_and_the_others_stand_around_it():
    made = derived(make_course(4, lecture_3=pin(21)))
    assert days(made) == {"1": "09-05", "2": "09-07", "3": "09-21", "4": "09-26"}
    assert codes(made) == []


def test_a_pins_own_time_and_room_stand_before_the_slots():
    course = make_course(2, lecture_2=pin(7, start="16:00", room="2-142"))
    entry = entry_of(derived(course), "lecture-2")
    assert (entry.start, entry.end, entry.room) == (sep(7, 16), sep(7, 17), "2-142")


def test_a_pin_outside_the_pattern_with_its_own_time_is_a_make_up_class():
    course = make_course(3, lecture_2=pin(9, start="10:00", end="11:30", room="32-123"))
    made = derived(course)
    entry = entry_of(made, "lecture-2")
    assert (entry.day, entry.start, entry.end, entry.room) == (
        on(9),
        sep(9, 10),
        sep(9, 11, 30),
        "32-123",
    )
    assert days(made) == {"1": "09-05", "2": "09-09", "3": "09-12"}
    assert codes(made) == []


def test_a_pin_outside_the_pattern_needs_a_time():
    (found,) = derived(make_course(2, lecture_2=pin(9))).conflicts
    assert (found.code, found.key, found.is_blocking) == ("pin-without-time", "lecture-2", True)
    assert found.mends[0].startswith("Give the pin a start")


def test_a_make_up_class_that_overlaps_no_slot_leaves_the_days_slot_to_others():
    made = derived(make_course(3, lecture_1=pin(5, start="10:00", end="11:00")))
    assert days(made) == {"1": "09-05", "2": "09-05", "3": "09-07"}


def test_a_make_up_class_that_overlaps_a_slot_takes_it():
    made = derived(make_course(2, lecture_1=pin(5, start="15:00", end="16:00")))
    assert days(made) == {"1": "09-05", "2": "09-07"}


def test_a_pin_on_a_no_class_day_is_a_blocking_conflict_and_stays_a_barrier():
    free = {"key": "free", "title": "Holiday", "day": "2023-09-21"}
    made = derived(make_course(4, lecture_3=pin(21), no_class_days=[free]))
    (found,) = made.conflicts
    assert (found.code, found.is_blocking) == ("pin-on-no-class-day", True)
    assert "Holiday" in found.reason
    assert days(made) == {"1": "09-05", "2": "09-07", "4": "09-26"}


def test_a_published_lecture_whose_pin_cannot_be_honoured_stays_as_published():
    before = published(make_course(4))
    course = make_course(4, lecture_3=pin(9))
    made = derived(course, published=before)
    assert entry_of(made, "lecture-3") == before["lecture-3"]


def test_of_two_pins_on_one_slot_the_second_is_a_blocking_conflict():
    made = derived(make_course(3, lecture_2=pin(14), lecture_3=pin(14)))
    (found,) = made.conflicts
    assert (found.code, found.key, found.is_blocking) == ("pin-slot-taken", "lecture-3", True)
    assert "Lecture 2" in found.reason


def test_two_make_up_classes_at_one_time_are_a_conflict_too():
    course = make_course(
        2, lecture_1=pin(9, start="10:00", end="12:00"), lecture_2=pin(9, start="11:00")
    )
    assert codes(derived(course)) == [("pin-slot-taken", "lecture-2")]


def test_two_pins_on_a_day_with_two_slots_take_one_each():
    meetings = [TUESDAYS_AND_THURSDAYS, {"key": "am", "weekdays": ["thu"], "start": "09:00"}]
    course = make_course(2, meetings=meetings, lecture_1=pin(7), lecture_2=pin(7, start="15:35"))
    made = derived(course)
    assert codes(made) == []
    assert entry_of(made, "lecture-1").start == sep(7, 9)


def test_a_pin_that_contradicts_the_order_is_honoured_with_a_warning_and_no_barrier():
    made = derived(make_course(5, lecture_2=pin(12), lecture_3=pin(5), lecture_4=pin(14)))
    (found,) = made.conflicts
    assert (found.code, found.key, found.is_blocking) == ("pin-out-of-order", "lecture-3", False)
    assert days(made) == {"1": "09-07", "2": "09-12", "3": "09-05", "4": "09-14", "5": "09-19"}


def test_lectures_that_do_not_fit_before_a_pin_are_a_blocking_conflict():
    made = derived(make_course(3, lecture_3=pin(12)))
    assert codes(made) == []
    made = derived(make_course(4, lecture_4=pin(7), lecture_1=pin(5)))
    assert codes(made) == [("no-slot-before-pin", "lecture-2"), ("no-slot-before-pin", "lecture-3")]
    assert "Pin Lecture 4 to a later date." in made.conflicts[0].mends


def test_a_pin_outside_the_term_is_honoured_with_a_warning():
    course = make_course(
        1, lecture_1={"pin": {"day": "2023-10-03", "start": "10:00", "end": "11:00"}}
    )
    made = derived(course)
    assert days(made) == {"1": "10-03"}
    assert codes(made) == [("pin-outside-term", "lecture-1")]


def test_a_pin_on_a_day_that_is_not_held_needs_a_time():
    off = {"key": "off", "day": "2023-09-12", "held": False}
    meeting = {**TUESDAYS_AND_THURSDAYS, "exceptions": [off]}
    made = derived(make_course(1, meetings=[meeting], lecture_1=pin(12)))
    assert codes(made) == [("pin-without-time", "lecture-1")]


def test_a_pin_on_a_slot_that_an_exam_takes_is_a_conflict_that_names_the_exam():
    exam = {"key": "midterm", "title": "Midterm", "day": "2023-09-12", "takes_slot": True}
    (found,) = derived(make_course(1, lecture_1=pin(12), exams=[exam])).conflicts
    assert found.code == "pin-slot-taken"
    assert "Midterm" in found.reason


def test_a_pin_on_a_lecture_that_was_held_on_another_day_is_ignored_with_a_warning():
    before = published(make_course(3))
    course = make_course(3, lecture_1=pin(12))
    made = derived(course, published=before, horizon=sep(8))
    (found,) = made.conflicts
    assert (found.code, found.is_blocking) == ("pin-in-past", False)
    assert "Tue Sep 5" in found.mends[1]
    assert days(made)["1"] == "09-05"


def test_an_earlier_horizon_moves_a_lecture_that_was_held():
    before = published(make_course(3))
    made = derived(make_course(3, lecture_1=pin(12)), published=before, horizon=sep(5))
    assert days(made) == {"1": "09-12", "2": "09-14", "3": "09-19"}


def test_a_pin_to_a_past_slot_is_honoured_for_what_was_not_held():
    before = published(make_course(1))
    made = derived(make_course(2, lecture_2=pin(12)), published=before, horizon=sep(20))
    assert days(made) == {"1": "09-05", "2": "09-12"}


def test_a_pin_without_a_slot_is_a_barrier_at_its_day():
    made = derived(make_course(4, lecture_2=pin(9)), term=make_term())
    assert days(made) == {"1": "09-05", "3": "09-12", "4": "09-14"}
