"""Another room, on one day or from a day on."""

import pytest

from schedule.moves import ChangeRoom, MoveError, Need, moved
from tests.engine.builders import OFFICE_HOURS, TUESDAYS_AND_THURSDAYS, make_course, on, sep
from tests.moves.standing import after, stand

SNOW = {"key": "snow", "title": "Snow day", "day": "2023-09-14"}
BOTH = [TUESDAYS_AND_THURSDAYS, OFFICE_HOURS]


def rooms(derivation, kind):
    found = [entry for entry in derivation.entries if entry.kind == kind]
    return {entry.key: entry.room for entry in sorted(found, key=lambda entry: entry.start)}


def test_on_one_day_only_that_day_is_elsewhere():
    move = ChangeRoom("lec", on(7), "2-190")
    derivation = after(stand(make_course(3)), move)
    assert list(rooms(derivation, "lecture").values()) == ["36-156", "2-190", "36-156"]
    assert move.needs is Need.ITEMS


def test_a_day_that_differs_already_keeps_what_else_does():
    exception = {"key": "late", "day": "2023-09-07", "start": "16:00", "reason": "A talk before"}
    course = make_course(3, meetings=[{**TUESDAYS_AND_THURSDAYS, "exceptions": [exception]}])
    written = moved(ChangeRoom("lec", on(7), "2-190"), stand(course))
    (changed,) = written.course.meetings[0].exceptions
    assert (changed.key, changed.room, changed.reason) == ("late", "2-190", "A talk before")
    assert f"{changed.start:%H:%M}" == "16:00"


def test_from_a_day_on_the_class_becomes_two_meetings():
    move = ChangeRoom("lec", on(12), "2-190", from_on=True)
    standing = stand(make_course(4))
    meetings = moved(move, standing).course.meetings
    assert [(each.key, each.room, each.valid_from, each.valid_until) for each in meetings] == [
        ("lec", "36-156", None, on(11)),
        ("lec-2", "2-190", on(12), None),
    ]
    assert list(rooms(after(standing, move), "lecture").values()) == [
        "36-156",
        "36-156",
        "2-190",
        "2-190",
    ]
    assert move.needs is Need.MEETINGS


def test_days_that_differ_go_with_the_part_they_are_in():
    days = [
        {"key": "one", "day": "2023-09-07", "held": False},
        {"key": "other", "day": "2023-09-14", "start": "16:00"},
    ]
    course = make_course(3, meetings=[{**TUESDAYS_AND_THURSDAYS, "exceptions": days}])
    written = moved(ChangeRoom("lec", on(12), "2-190", from_on=True), stand(course))
    assert [[day.key for day in meeting.exceptions] for meeting in written.course.meetings] == [
        ["one"],
        ["other"],
    ]


def test_from_its_first_day_on_it_is_one_meeting_in_another_room():
    written = moved(ChangeRoom("lec", on(5), "2-190", from_on=True), stand(make_course(3)))
    assert [meeting.room for meeting in written.course.meetings] == ["2-190"]


def test_days_of_office_hours_keep_their_keys_and_so_their_uids():
    standing = stand(make_course(3, meetings=BOTH))
    move = ChangeRoom("oh", on(14), "Zoom", from_on=True)
    assert rooms(after(standing, move), "office-hours") == {
        "oh-2023-09-07": "38-344",
        "oh-2023-09-14": "Zoom",
        "oh-2023-09-21": "Zoom",
        "oh-2023-09-28": "Zoom",
    }
    assert moved(move, standing).course.meetings[1].room == "Zoom"


def test_a_change_of_a_past_day_is_seen_too():
    derivation = after(stand(make_course(3)), ChangeRoom("lec", on(7), "2-190"), now=sep(20))
    assert rooms(derivation, "lecture")["lecture-2"] == "2-190"


@pytest.mark.parametrize(
    ("move", "field", "words"),
    [
        (ChangeRoom("lec", on(1), "2-190"), "on", "Fri Sep 1, 2023 is before the term begins"),
        (ChangeRoom("lec", on(1), "2-190", from_on=True), "on", "before the term begins"),
        (ChangeRoom("lec", on(30), "2-190", from_on=True), "on", "after the term has ended"),
        (ChangeRoom("lec", on(29), "2-190", from_on=True), "on", "not meet on Fri Sep 29 or later"),
        (ChangeRoom("lec", on(6), "2-190"), "on", "does not meet on Wed Sep 6"),
        (ChangeRoom("lec", on(12), "2-190"), "on", "is not held on Tue Sep 12"),
        (ChangeRoom("lec", on(7), " "), "room", "Name the room"),
        (ChangeRoom("lec", on(7), "x" * 301), "room", "301 characters are too many: at most 300."),
        (ChangeRoom("gym", on(7), "2-190"), "meeting", "no meeting gym any more"),
        (ChangeRoom("lec", on(5), "36-156", from_on=True), "room", "meets in 36-156 then already"),
        (ChangeRoom("lec", on(7), "36-156"), "room", "in 36-156 on Thu Sep 7 already"),
        (ChangeRoom("lec", on(14), "2-190"), "on", r"no class on Thu Sep 14 \(Snow day\)"),
    ],
)
def test_what_cannot_be_is_said_at_the_field(move, field, words):
    off = {"key": "off", "day": "2023-09-12", "held": False}
    course = make_course(
        3, meetings=[{**TUESDAYS_AND_THURSDAYS, "exceptions": [off]}], no_class_days=[SNOW]
    )
    with pytest.raises(MoveError, match=words) as caught:
        moved(move, stand(course))
    assert caught.value.field == field
