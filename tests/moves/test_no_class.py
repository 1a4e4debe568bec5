"""No class on a day: what becomes of its lecture, of those after it, and of what is asked wrongly."""

from datetime import date

import pytest

from schedule.moves import MoveError, NoClass, Then, moved
from tests.engine.builders import days, derived, make_course, on
from tests.moves.standing import after, stand

SNOW = on(12)


def test_pushed_every_lecture_from_then_on_moves_to_the_next_class_day():
    standing = stand(make_course(4))
    assert days(standing.derivation) == {"1": "09-05", "2": "09-07", "3": "09-12", "4": "09-14"}
    assert days(after(standing, NoClass(SNOW, "Snow day"))) == {
        "1": "09-05",
        "2": "09-07",
        "3": "09-14",
        "4": "09-19",
    }


def test_cancelled_no_other_lecture_moves():
    standing = stand(make_course(4))
    move = NoClass(SNOW, "Snow day", Then.CANCEL)
    lecture = moved(move, standing).course.lectures[2]
    assert (lecture.cancelled, lecture.reason) == (True, "Snow day")
    assert days(after(standing, move)) == {"1": "09-05", "2": "09-07", "4": "09-14"}


def test_merged_it_is_held_with_the_next_and_no_other_lecture_moves():
    standing = stand(make_course(4))
    derivation = after(standing, NoClass(SNOW, "Snow day", Then.MERGE))
    assert days(derivation) == {"1": "09-05", "2": "09-07", "3": "09-14", "4": "09-14"}


def test_a_pin_to_the_very_day_goes_with_the_push():
    standing = stand(make_course(4, lecture_3={"pin": "2023-09-12"}))
    assert days(after(standing, NoClass(SNOW, "Snow day")))["3"] == "09-14"


@pytest.mark.parametrize(
    ("move", "field", "words"),
    [
        (NoClass(date(2023, 9, 4)), "on", "before the term begins"),
        (NoClass(date(2032, 9, 12)), "on", "Sun Sep 12, 2032 is after the term has ended"),
        (NoClass(on(13)), "on", "does not meet on Wed Sep 13"),
        (NoClass(on(12), " "), "title", "students read it"),
        (NoClass(on(14), "Snow day", Then.MERGE), "then", "Lecture 4 is the last one"),
    ],
)
def test_what_cannot_be_is_said_at_the_field(move, field, words):
    with pytest.raises(MoveError, match=words) as caught:
        moved(move, stand(make_course(4)))
    assert caught.value.field == field


def test_a_day_without_class_has_none_already():
    course = make_course(4, no_class_days=[{"key": "snow", "title": "Snow", "day": "2023-09-12"}])
    with pytest.raises(MoveError, match=r"no class on Tue Sep 12 already \(Snow\)"):
        moved(NoClass(SNOW), stand(course))


def test_a_push_from_the_last_class_day_has_nowhere_to_go():
    standing = stand(make_course(8))
    with pytest.raises(MoveError, match="no class day left for Lecture 8") as caught:
        after(standing, NoClass(on(28)))
    assert caught.value.field == "then"


def test_the_day_gets_a_key_that_was_never_used():
    course = make_course(4)
    standing = stand(course, taken={"snow-day"})
    assert moved(NoClass(SNOW, "Snow day"), standing).course.no_class_days[0].key == "snow-day-2"
    assert derived(course).conflicts == ()
