from tests.engine.builders import (
    TUESDAYS_AND_THURSDAYS,
    codes,
    days,
    derived,
    entry_of,
    make_course,
    on,
    published,
    sep,
)

SNOW = {"key": "snow", "title": "Snow", "day": "2023-09-07"}


def replan(course, before, horizon):
    return derived(course, published=before, horizon=horizon)


def test_what_was_held_keeps_time_and_room_when_the_pattern_changes():
    before = published(make_course(3))
    moved = {**TUESDAYS_AND_THURSDAYS, "weekdays": ["wed"], "start": "09:00", "end": "10:00"}
    made = replan(make_course(3, meetings=[moved]), before, sep(8))
    assert days(made) == {"1": "09-05", "2": "09-07", "3": "09-13"}
    assert entry_of(made, "lecture-2") == before["lecture-2"]


def test_a_lecture_whose_day_turns_out_to_be_without_class_was_not_held():
    before = published(make_course(3))
    made = replan(make_course(3, no_class_days=[SNOW]), before, sep(8))
    assert days(made) == {"1": "09-05", "2": "09-12", "3": "09-14"}
    assert codes(made) == []


def test_a_lecture_whose_slot_was_not_held_is_planned_anew():
    before = published(make_course(3))
    off = {**TUESDAYS_AND_THURSDAYS, "exceptions": [{"key": "x", "day": on(7), "held": False}]}
    assert days(replan(make_course(3, meetings=[off]), before, sep(8)))["2"] == "09-12"


def test_a_make_up_class_is_held_though_the_days_slot_was_not():
    pin = {"pin": {"day": "2023-09-07", "start": "19:00", "end": "20:00"}}
    before = published(make_course(2, lecture_2=pin))
    off = {**TUESDAYS_AND_THURSDAYS, "exceptions": [{"key": "x", "day": on(7), "held": False}]}
    made = replan(make_course(2, lecture_2=pin, meetings=[off]), before, sep(8))
    assert days(made)["2"] == "09-07"
    assert codes(made) == []


def test_a_lecture_that_was_not_held_cannot_come_before_one_that_was():
    before = published(make_course(3))
    made = replan(make_course(3, no_class_days=[SNOW]), before, sep(13))
    (found,) = made.conflicts
    assert (found.code, found.key, found.is_blocking) == (
        "no-slot-before-held",
        "lecture-2",
        True,
    )
    assert "Plan with an earlier day as the horizon, so that what follows moves too." in found.mends
    assert days(replan(make_course(3, no_class_days=[SNOW]), before, sep(7))) == {
        "1": "09-05",
        "2": "09-12",
        "3": "09-14",
    }


def test_an_outline_that_contradicts_what_was_held_is_a_warning():
    before = published(make_course(3))
    course = make_course(3)
    swapped = make_course([course.lectures[n] for n in (1, 0, 2)])
    made = replan(swapped, before, sep(8))
    assert ("held-out-of-order", "lecture-1") in codes(made)
    assert days(made) == {"1": "09-05", "2": "09-07", "3": "09-12"}


def test_of_two_published_for_one_time_the_one_that_did_not_fit_was_not_held():
    before = published(make_course(8))
    snow = make_course(8, no_class_days=[{**SNOW, "day": "2023-09-19"}])
    once = derived(snow, published=before, horizon=sep(19))
    after = {**before, **{change.key: change.after for change in once.changes}}
    assert after["lecture-7"].start == after["lecture-8"].start
    later = replan(snow, after, sep(29))
    assert later.changes == ()
    assert codes(later) == [("no-slot-left", "lecture-8")]


def test_a_past_lecture_that_is_cancelled_by_mistake_goes_back_to_its_date():
    before = published(make_course(3))
    cancelled = replan(make_course(3, lecture_2={"cancelled": True}), before, sep(8))
    after = {**before, **{change.key: change.after for change in cancelled.changes}}
    back = replan(make_course(3), after, sep(8))
    assert entry_of(back, "lecture-2") == before["lecture-2"]


def test_a_past_lecture_that_is_taken_out_by_mistake_goes_back_to_its_date():
    before = published(make_course(3))
    course = make_course(3)
    without = replan(make_course([course.lectures[0], course.lectures[2]]), before, sep(8))
    after = {**before, **{change.key: change.after for change in without.changes}}
    assert after["lecture-2"].status == "removed"
    assert entry_of(replan(course, after, sep(8)), "lecture-2") == before["lecture-2"]


def test_a_past_lecture_that_is_restored_leaves_the_reason_behind():
    before = published(make_course(3))
    lecture = {"cancelled": True, "reason": "The heating is out."}
    cancelled = replan(make_course(3, lecture_2=lecture), before, sep(8))
    after = {**before, **{change.key: change.after for change in cancelled.changes}}
    restored = replan(make_course(3), after, sep(8))
    assert entry_of(restored, "lecture-2") == before["lecture-2"]


def test_a_past_lecture_that_was_cancelled_can_be_pinned_to_another_day():
    before = published(make_course(3))
    cancelled = replan(make_course(3, lecture_2={"cancelled": True}), before, sep(8))
    after = {**before, **{change.key: change.after for change in cancelled.changes}}
    pinned = make_course(3, lecture_2={"pin": {"day": "2023-09-19"}})
    made = replan(pinned, after, sep(8))
    assert days(made) == {"1": "09-05", "2": "09-19", "3": "09-21"}
    assert codes(made) == []


def test_a_lecture_that_is_merged_no_longer_makes_room_for_the_one_it_was_held_with():
    merged = make_course(3, lecture_1={"merged_into": "lecture-2"})
    before = published(merged)
    assert before["lecture-1"].start == before["lecture-2"].start == sep(5, 15, 35)
    made = replan(make_course(3), before, sep(6))
    assert days(made)["2"] == "09-05"
    assert codes(made) == [("no-slot-before-held", "lecture-1")]
