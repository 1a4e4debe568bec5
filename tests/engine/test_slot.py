from datetime import time

from schedule.engine.entry import Kind
from schedule.engine.slot import SlotState, meeting_days, no_class_days_of, slots
from tests.engine.builders import (
    OFFICE_HOURS,
    TUESDAYS_AND_THURSDAYS,
    make_course,
    make_term,
    on,
    sep,
)


def slot_days(term, course, kind=Kind.LECTURE):
    return [slot.day.day for slot in slots(term, course, kind)]


def weekly(**changes):
    return make_course(meetings=[{**TUESDAYS_AND_THURSDAYS, **changes}])


def test_a_weekly_meeting_has_a_slot_on_each_of_its_days_in_the_term():
    assert slot_days(make_term(), make_course()) == [5, 7, 12, 14, 19, 21, 26, 28]


def test_a_slot_has_the_meetings_time_and_room():
    slot = slots(make_term(), make_course())[1]
    assert (slot.meeting, slot.day, slot.start, slot.end, slot.room) == (
        "lec",
        on(7),
        sep(7, 15, 35),
        sep(7, 17),
        "36-156",
    )


def test_a_meeting_without_an_end_has_slots_without_one():
    assert {slot.end for slot in slots(make_term(), weekly(end=None))} == {None}


def test_no_slot_is_on_a_day_without_class_of_the_term_or_the_course():
    term = make_term(no_class_days=[{"key": "a", "title": "A", "day": "2023-09-12"}])
    course = make_course(
        no_class_days=[{"key": "b", "title": "B", "day": "2023-09-20", "last_day": "2023-09-26"}]
    )
    assert slot_days(term, course) == [5, 7, 14, 19, 28]


def test_a_day_that_follows_another_schedule_has_that_days_meetings_and_not_its_own():
    term = make_term(
        day_swaps=[
            {"key": "wed-as-tue", "day": "2023-09-13", "follows": "tue"},
            {"key": "thu-as-mon", "day": "2023-09-21", "follows": "mon"},
            {"key": "outside", "day": "2023-10-02", "follows": "tue"},
        ]
    )
    assert slot_days(term, make_course()) == [5, 7, 12, 13, 14, 19, 26, 28]


def test_a_day_without_class_stays_one_though_it_follows_another_schedule():
    term = make_term(
        no_class_days=[{"key": "a", "title": "A", "day": "2023-09-13"}],
        day_swaps=[{"key": "swap", "day": "2023-09-13", "follows": "tue"}],
    )
    assert 13 not in slot_days(term, make_course())


def test_a_meeting_is_valid_from_and_until_with_both_days_included():
    course = weekly(valid_from="2023-09-07", valid_until="2023-09-19")
    assert slot_days(make_term(), course) == [7, 12, 14, 19]


def test_an_exception_moves_a_day_in_time_and_room_or_says_that_it_is_not_held():
    course = weekly(
        exceptions=[
            {"key": "late", "day": "2023-09-07", "start": "16:00", "room": "2-142"},
            {"key": "off", "day": "2023-09-12", "held": False, "reason": "The heating is out."},
        ]
    )
    late, after = slots(make_term(), course)[1:3]
    assert (late.start, late.end, late.room) == (sep(7, 16), sep(7, 17), "2-142")
    assert after.day == on(14)
    off = next(day for day in meeting_days(make_term(), course, Kind.LECTURE) if day.day == on(12))
    assert (off.state, off.reason) == (SlotState.NOT_HELD, "The heating is out.")


def test_several_lecture_meetings_give_slots_in_one_order():
    course = make_course(
        meetings=[
            TUESDAYS_AND_THURSDAYS,
            {"key": "early", "weekdays": ["thu"], "start": "09:00"},
        ]
    )
    assert [slot.start.astimezone(make_term().zone).time() for slot in slots(make_term(), course)][
        :3
    ] == [time(15, 35), time(9), time(15, 35)]


def test_two_slots_that_start_at_once_are_one_of_the_first_meeting():
    course = make_course(
        meetings=[
            TUESDAYS_AND_THURSDAYS,
            {**TUESDAYS_AND_THURSDAYS, "key": "section-2", "weekdays": ["thu"]},
        ]
    )
    made = slots(make_term(), course)
    assert len(made) == 8
    assert {slot.meeting for slot in made} == {"lec"}


def test_other_kinds_of_meetings_have_their_own_slots():
    course = make_course(meetings=[TUESDAYS_AND_THURSDAYS, OFFICE_HOURS])
    assert slot_days(make_term(), course, Kind.OFFICE_HOURS) == [7, 14, 21, 28]


def test_wall_clock_time_stays_when_clocks_change():
    term = make_term(last_day="2023-12-13")
    hours = {(slot.day.month, slot.start.hour) for slot in slots(term, make_course())}
    assert {(9, 19), (10, 19), (11, 19), (11, 20), (12, 20)} == hours


def test_a_term_day_concerns_a_course_only_where_a_meeting_of_any_kind_would_fall_on_it():
    term = make_term(
        no_class_days=[
            {"key": "labor", "title": "Labor Day", "day": "2023-09-04"},
            {"key": "friday", "title": "Student holiday", "day": "2023-09-22"},
            {"key": "wednesday", "title": "A Wednesday", "day": "2023-09-13"},
            {"key": "break", "title": "Break", "day": "2023-09-27", "last_day": "2023-09-29"},
        ]
    )
    course = make_course(
        meetings=[TUESDAYS_AND_THURSDAYS, {**OFFICE_HOURS, "weekdays": ["wed"]}],
        no_class_days=[{"key": "own", "title": "Travel", "day": "2023-09-18"}],
    )
    assert [day.key for day in no_class_days_of(term, course)] == ["wednesday", "break", "own"]


def test_a_swap_decides_whom_a_term_day_concerns():
    term = make_term(
        no_class_days=[{"key": "monday", "title": "A Monday", "day": "2023-09-18"}],
        day_swaps=[{"key": "swap", "day": "2023-09-18", "follows": "tue"}],
    )
    assert [day.key for day in no_class_days_of(term, make_course())] == ["monday"]
