"""Class after all on a day that was called off."""

from datetime import date

import pytest

from schedule.moves import HoldClass, MoveError, Need, NoClass, Then, moved
from tests.engine.builders import (
    OFFICE_HOURS,
    TUESDAYS_AND_THURSDAYS,
    days,
    entry_of,
    make_course,
    make_term,
    on,
    sep,
)
from tests.moves.standing import after, stand

SNOW = {"key": "snow", "title": "Snow day", "day": "2023-09-12"}
BREAK = {"key": "break", "title": "Break", "day": "2023-09-11", "last_day": "2023-09-15"}


def off(day):
    return {"key": f"off-{day[-2:]}", "day": day, "held": False, "reason": "Conference"}


def spans(written):
    return [(each.key, each.day.day, each.end.day) for each in written.course.no_class_days]


def test_what_a_snow_day_pushed_moves_back():
    standing = stand(make_course(4))
    snowed = stand(moved(NoClass(on(12), "Snow day"), standing).course)
    move = HoldClass(on(12))
    assert days(after(snowed, move)) == days(standing.derivation)
    assert moved(move, snowed).course == standing.course
    assert move.needs is Need.REMOVAL


def test_of_a_past_day_it_plans_from_that_day():
    snowed = stand(make_course(4, no_class_days=[SNOW]))
    assert days(after(snowed, HoldClass(on(12)), now=sep(25)))["3"] == "09-12"


@pytest.mark.parametrize("then", [Then.CANCEL, Then.MERGE])
def test_the_lecture_that_was_cancelled_or_merged_for_it_is_held_again_if_asked(then):
    standing = stand(make_course(4))
    snowed = stand(moved(NoClass(on(12), "Snow day", then), standing).course)
    assert moved(HoldClass(on(12), ("lecture-3",)), snowed).course == standing.course
    assert days(after(snowed, HoldClass(on(12), ("lecture-3",)))) == days(standing.derivation)


def test_where_its_class_was_not_held_it_is_and_office_hours_keep_their_reasons():
    meetings = [
        {**TUESDAYS_AND_THURSDAYS, "exceptions": [off("2023-09-07"), off("2023-09-14")]},
        {**OFFICE_HOURS, "exceptions": [off("2023-09-21")]},
    ]
    course = make_course(4, meetings=meetings)
    course = moved(HoldClass(on(7)), stand(course)).course
    assert [[each.key for each in meeting.exceptions] for meeting in course.meetings] == [
        ["off-14"],
        ["off-21"],
    ]
    with pytest.raises(MoveError, match="has called nothing off on Thu Sep 21"):
        moved(HoldClass(on(21)), stand(course))


def test_another_room_on_the_day_stays():
    room = {"key": "room", "day": "2023-09-12", "room": "2-190"}
    meetings = [{**TUESDAYS_AND_THURSDAYS, "exceptions": [room]}]
    standing = stand(make_course(4, meetings=meetings, no_class_days=[SNOW]))
    assert entry_of(after(standing, HoldClass(on(12))), "lecture-3").room == "2-190"


@pytest.mark.parametrize(
    ("day", "left"),
    [
        (11, [("break", 12, 15)]),
        (15, [("break", 11, 14)]),
        (12, [("break", 11, 11), ("break-2", 13, 15)]),
        (14, [("break", 11, 13), ("break-2", 15, 15)]),
    ],
)
def test_of_several_days_the_others_stay_without_class(day, left):
    standing = stand(make_course(4, no_class_days=[BREAK]))
    assert spans(moved(HoldClass(on(day)), standing)) == left


def test_a_lecture_is_not_held_again_where_no_class_day_is_left():
    course = make_course(9, lecture_9={"cancelled": True}, no_class_days=[SNOW])
    with pytest.raises(MoveError, match="no class day left for Lecture 9") as caught:
        after(stand(course), HoldClass(on(12), ("lecture-9",)))
    assert caught.value.field == "again"


@pytest.mark.parametrize(
    ("move", "field", "words"),
    [
        (HoldClass(date(2032, 9, 12)), "on", "after the term has ended"),
        (HoldClass(on(19)), "on", "The course has called nothing off on Tue Sep 19"),
        (HoldClass(on(14)), "on", "Student holiday is the term's: on Thu Sep 14 none of its"),
        (HoldClass(on(12), ("lecture-1",)), "again", "Lecture 1 is neither cancelled nor merged"),
        (HoldClass(on(12), ("lecture-7",)), "again", "no lecture lecture-7 any more"),
    ],
)
def test_what_cannot_be_is_said_at_the_field(move, field, words):
    holiday = {"key": "holiday", "title": "Student holiday", "day": "2023-09-14"}
    standing = stand(make_course(4, no_class_days=[SNOW]), term=make_term(no_class_days=[holiday]))
    with pytest.raises(MoveError, match=words) as caught:
        moved(move, standing)
    assert caught.value.field == field
