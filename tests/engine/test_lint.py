from datetime import UTC, datetime

from schedule.engine.lint import LintCode, lint, places_of
from tests.engine.builders import (
    BEFORE_TERM,
    OFFICE_HOURS,
    TUESDAYS_AND_THURSDAYS,
    derived,
    make_course,
    make_term,
)


def findings(course, term=None, *, now=BEFORE_TERM, elsewhere=()):
    term = term or make_term()
    return lint(term, course, derived(course, term=term), now=now, elsewhere=elsewhere)


def codes(course, term=None):
    return [(finding.code, finding.key) for finding in findings(course, term)]


def lab(key, due="2023-09-14", *, out=None):
    return {
        "key": key,
        "title": key.title(),
        "releases": [{"key": f"{key}-out", "out": out}] if out else [],
        "deadlines": [{"key": f"{key}-due", "due": due}] if due else [],
    }


def test_a_course_without_fault_has_no_findings():
    course = make_course(8, meetings=[TUESDAYS_AND_THURSDAYS, OFFICE_HOURS])
    assert findings(course) == ()


def test_coursework_that_is_due_without_a_release_is_found():
    course = make_course(
        labs=[lab("lab-0", "2023-09-21", out="2023-09-07"), lab("lab-1"), lab("lab-2", None)]
    )
    (found,) = findings(course)
    assert (found.code, found.key, found.where) == ("due-without-release", "lab-1", "labs/lab-1")
    assert found.mend.startswith("Add a release")


def test_a_course_that_never_says_when_work_comes_out_is_told_once():
    course = make_course(labs=[lab("lab-1", "2023-09-14"), lab("lab-2", "2023-09-21")])
    (found,) = findings(course)
    assert (found.code, found.key, found.where) == ("due-without-release", "6.5940", "labs")
    assert found.reason.startswith("2 pieces of coursework are due")


def test_a_release_still_to_be_announced_is_enough():
    assert findings(make_course(labs=[lab("lab-1", out="tba")])) == ()


def test_conflicts_are_findings_with_their_place_and_mends():
    course = make_course(labs=[lab("lab-1", out="2023-09-20")])
    (found,) = findings(course)
    assert (found.code, found.where) == (
        "due-before-release",
        "labs/lab-1/deadlines/lab-1-due",
    )
    (gap,) = findings(make_course(1, lecture_1={"number": 3}))
    assert (gap.code, gap.where) == ("number-gap", "lectures/lecture-1")


def test_several_mends_are_said_as_a_choice():
    found = next(each for each in findings(make_course(9)) if each.code == "no-slot-left")
    assert found.mend.count(" Or: ") == 2


def test_too_few_class_days_are_counted():
    found = next(each for each in findings(make_course(10)) if each.code == "too-few-class-days")
    assert found.reason.startswith("10 lectures need a class day, and the term has 8")


def test_lectures_that_need_no_class_day_are_not_counted():
    course = make_course(
        11,
        lecture_1={"cancelled": True},
        lecture_2={"merged_into": "lecture-3"},
        lecture_11={"pin": {"day": "2023-09-29", "start": "10:00"}},
    )
    assert findings(course) == ()


def test_meetings_that_start_at_once_are_noted():
    course = make_course(
        meetings=[
            TUESDAYS_AND_THURSDAYS,
            {**TUESDAYS_AND_THURSDAYS, "key": "b", "weekdays": ["thu"]},
        ]
    )
    (found,) = findings(course)
    assert (found.code, found.key, found.where) == ("slots-at-once", "b", "meetings/b")
    assert "on 4 days" in found.reason


def test_a_meeting_that_never_meets_is_noted():
    never = {**OFFICE_HOURS, "valid_from": "2023-10-05"}
    course = make_course(meetings=[TUESDAYS_AND_THURSDAYS, never])
    assert codes(course) == [("meeting-never-meets", "oh")]


def test_a_swap_outside_the_term_is_noted():
    inside = {"key": "inside", "day": "2023-09-13", "follows": "tue"}
    outside = {"key": "swap", "day": "2023-10-10", "follows": "mon"}
    term = make_term(day_swaps=[inside, outside])
    (found,) = findings(make_course(), term)
    assert (found.code, found.where) == ("swap-outside-term", "term/day_swaps/swap")


SPRING = {
    "slug": "2023-fall",
    "first_day": "2024-03-04",
    "last_day": "2024-03-15",
}


def test_a_local_time_that_clocks_skip_is_noted_wherever_it_is_written():
    course = make_course(
        1,
        meetings=[
            {"key": "lec", "weekdays": ["tue"], "start": "09:00"},
            {"key": "oh", "kind": "office-hours", "weekdays": ["sun"], "start": "02:30"},
        ],
        lecture_1={"pin": {"day": "2024-03-10", "start": "02:15"}},
        exams=[{"key": "exam", "title": "Exam", "day": "2024-03-10", "start": "02:00"}],
        labs=[lab("lab-1", "lecture-1 02:45", out="2024-03-10 02:10")],
    )
    found = findings(course, make_term(**SPRING))
    assert [(each.code, each.key) for each in found] == [
        (LintCode.LOCAL_TIME_SKIPPED, "oh"),
        (LintCode.LOCAL_TIME_SKIPPED, "lecture-1"),
        (LintCode.LOCAL_TIME_SKIPPED, "exam"),
        (LintCode.LOCAL_TIME_SKIPPED, "lab-1-out"),
        (LintCode.LOCAL_TIME_SKIPPED, "lab-1-due"),
    ]
    assert found[0].reason == (
        "02:30 does not exist on Sun Mar 10, as clocks change; it is taken as that much later."
    )


def test_a_local_time_that_comes_twice_is_noted():
    term = make_term(first_day="2023-11-01", last_day="2023-11-10")
    course = make_course(
        0, labs=[lab("lab-1", "last-class -4d 01:30", out="tba")], default_due_time="01:15"
    )
    assert codes(course, term)[0] == ("local-time-repeated", "lab-1-due")


def test_a_local_time_of_a_day_that_is_past_or_without_class_is_not_noted():
    sunday = {"key": "oh", "kind": "office-hours", "weekdays": ["sun"], "start": "02:30"}
    course = make_course(0, meetings=[sunday])
    march_11 = datetime(2024, 3, 11, 12, tzinfo=UTC)
    assert findings(course, make_term(**SPRING), now=march_11) == ()
    free = {"key": "free", "title": "Free", "day": "2024-03-10"}
    assert findings(course, make_term(**SPRING, no_class_days=[free])) == ()


def test_a_day_that_is_not_held_or_has_another_time_is_not_noted():
    term = make_term(**SPRING)
    for change in ({"held": False}, {"start": "09:00"}):
        sunday = {
            "key": "oh",
            "kind": "office-hours",
            "weekdays": ["sun"],
            "start": "02:30",
            "exceptions": [{"key": "x", "day": "2024-03-10", **change}],
        }
        assert findings(make_course(0, meetings=[sunday]), term) == ()


def test_every_item_has_its_place():
    course = make_course(
        1,
        meetings=[{**OFFICE_HOURS, "exceptions": [{"key": "x", "day": "2023-09-07"}]}],
        labs=[lab("lab-1", out="tba")],
        no_class_days=[{"key": "own", "title": "Own", "day": "2023-09-07"}],
        announcements=[{"key": "hello", "day": "2023-09-07", "text": "Hi."}],
    )
    term = make_term(no_class_days=[{"key": "free", "title": "Free", "day": "2023-09-08"}])
    assert places_of(term, course) == {
        "free": "term/no_class_days/free",
        "own": "no_class_days/own",
        "lecture-1": "lectures/lecture-1",
        "oh": "meetings/oh",
        "x": "meetings/oh/exceptions/x",
        "lab-1": "labs/lab-1",
        "lab-1-out": "labs/lab-1/releases/lab-1-out",
        "lab-1-due": "labs/lab-1/deadlines/lab-1-due",
        "hello": "announcements/hello",
    }
