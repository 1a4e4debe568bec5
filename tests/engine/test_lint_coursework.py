"""What the linter says of the dates of coursework, in four weeks of September 2023."""

from datetime import datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from schedule.engine.derive import derive
from schedule.engine.lint import LintCode, lint
from schedule.engine.piles import Due
from tests.engine.builders import (
    BEFORE_TERM,
    TUESDAYS_AND_THURSDAYS,
    derived,
    make_course,
    make_term,
    sep,
)
from tests.engine.strategies import terms_and_courses

DATED = {LintCode.DUE_ON_WEEKEND, LintCode.DEADLINES_PILE_UP, LintCode.DUE_BEFORE_LECTURE}
WITH_SLIDES = {
    f"lecture_{n}": {"resources": [{"key": f"slides-{n}", "kind": "slides", "note": "On paper."}]}
    for n in range(1, 9)
}


def lab(key, *dues, **fields):
    deadlines = [
        {"key": f"{key}-due" if n == 0 else f"{key}-due-{n + 1}", "due": due}
        for n, due in enumerate(dues)
    ]
    out = [{"key": f"{key}-out", "out": "tba"}]
    title = key.replace("-", " ").capitalize()
    return {"key": key, "title": title, "releases": out, "deadlines": deadlines, **fields}


def findings(*labs, now=BEFORE_TERM, elsewhere=(), term=None, **fields):
    course = make_course(8, labs=list(labs), **{**WITH_SLIDES, **fields})
    term = term or make_term()
    return lint(term, course, derived(course, term=term), now=now, elsewhere=elsewhere)


def reasons(*labs, **options):
    return [found.reason for found in findings(*labs, **options)]


def sister(key, day, clock="23:59", course="18.303"):
    at = datetime.fromisoformat(f"2023-09-{day:02} {clock}")
    return Due(at, course, key, at.date(), course, key.upper(), key)


def test_a_deadline_on_a_saturday_is_found_with_its_place():
    (found,) = findings(lab("lab-1", "2023-09-16"))
    assert (found.code, found.where) == ("due-on-weekend", "labs/lab-1/deadlines/lab-1-due")
    assert found.reason == "Lab 1 is due on Sat Sep 16, on a weekend."


def test_midnight_after_a_friday_is_friday():
    assert findings(lab("lab-1", "2023-09-16 00:00")) == ()
    assert reasons(lab("lab-1", "2023-09-18 00:00"))[0].endswith("Sun Sep 17, on a weekend.")


def test_a_weekend_that_is_past_is_not_told():
    assert findings(lab("lab-1", "2023-09-16"), now=sep(16, 23))
    assert findings(lab("lab-1", "2023-09-16"), now=sep(17)) == ()


def test_a_saturday_with_classes_is_a_day_like_others():
    meetings = [{**TUESDAYS_AND_THURSDAYS, "weekdays": ["tue", "thu", "sat"]}]
    assert findings(lab("lab-1", "2023-09-16"), meetings=meetings) == ()


def test_a_weekend_without_class_is_told_once():
    term = make_term(no_class_days=[{"key": "free", "title": "Free", "day": "2023-09-16"}])
    assert [each.code for each in findings(lab("lab-1", "2023-09-16"), term=term)] == [
        "due-on-no-class-day"
    ]


def test_a_day_without_class_that_is_past_is_not_told():
    term = make_term(no_class_days=[{"key": "free", "title": "Free", "day": "2023-09-15"}])
    assert findings(lab("lab-1", "2023-09-15"), term=term, now=sep(16)) == ()


def test_a_course_that_is_due_on_sundays_is_told_once_and_the_same_all_term():
    labs = [lab(f"lab-{n}", f"2023-09-{day:02}") for n, day in ((1, 10), (2, 17), (3, 24))]
    (found,) = findings(*labs)
    assert (found.key, found.where) == ("6.5940", "labs")
    assert found.reason == "3 of 3 deadlines are on a weekend."
    (later,) = findings(*labs[:2], lab("lab-3", "2023-09-26"), now=sep(12))
    assert later.fingerprint == found.fingerprint


def test_two_deadlines_of_one_course_within_48_hours_pile_up():
    (found,) = findings(lab("lab-1", "2023-09-12"), lab("lab-2", "2023-09-14"))
    assert (found.code, found.key) == ("deadlines-pile-up", "lab-1-due")
    assert found.reason == (
        "2 deadlines are within 48 hours: Lab 1 (Tue Sep 12, 23:59), Lab 2 (Thu Sep 14, 23:59)."
    )
    assert findings(lab("lab-1", "2023-09-12 23:58"), lab("lab-2", "2023-09-14")) == ()


def test_48_hours_are_counted_on_the_clock_of_the_course():
    term = make_term(first_day="2023-10-30", last_day="2023-11-17")
    labs = lab("lab-1", "2023-11-03"), lab("lab-2", "2023-11-06 00:00")
    codes = [each.code for each in findings(*labs, term=term)]
    assert codes.count("deadlines-pile-up") == 0
    labs = lab("lab-1", "2023-11-03"), lab("lab-2", "2023-11-05 23:59")
    codes = [each.code for each in findings(*labs, term=term)]
    assert codes.count("deadlines-pile-up") == 1


def test_the_parts_of_one_piece_of_coursework_are_no_pile():
    project = lab("project", "2023-09-12", "2023-09-13")
    assert findings(project) == ()
    (found,) = findings(project, lab("lab-1", "2023-09-13"))
    assert found.reason.startswith("2 deadlines")


def test_a_pile_is_told_until_the_last_of_it_is_over():
    labs = lab("lab-1", "2023-09-12"), lab("lab-2", "2023-09-14")
    first, later = findings(*labs), findings(*labs, now=sep(14, 12))
    assert first == later
    assert findings(*labs, now=sep(15)) == ()


def test_what_is_due_on_the_day_of_a_sister_course_is_told_with_its_number():
    (found,) = findings(lab("lab-1", "2023-09-12 17:00"), elsewhere=[sister("hw-1", 12)])
    assert found.reason == (
        "2 deadlines are within 48 hours: "
        "Lab 1 (Tue Sep 12, 17:00), 18.303 HW-1 (Tue Sep 12, 23:59)."
    )
    assert found.mend == "Move one of yours, or agree with the staff of 18.303."


def test_on_different_days_it_takes_three_of_sister_courses():
    one = lab("lab-1", "2023-09-12")
    assert findings(one, elsewhere=[sister("hw-1", 13)]) == ()
    (found,) = findings(one, elsewhere=[sister("hw-1", 13), sister("pset", 14, course="8.01")])
    assert found.reason.startswith("3 deadlines")
    assert found.mend.endswith("the staff of 18.303 and 8.01.")


def test_piles_of_sister_courses_alone_are_theirs():
    others = [sister(f"hw-{n}", 12) for n in range(4)]
    assert findings(lab("lab-1", "2023-09-26"), elsewhere=others) == ()


def test_another_deadline_in_a_pile_makes_it_another_finding():
    labs = lab("lab-1", "2023-09-12"), lab("lab-2", "2023-09-12")
    (two,), (three,) = findings(*labs), findings(*labs, lab("lab-3", "2023-09-13"))
    assert (two.code, two.key) == (three.code, three.key)
    assert two.fingerprint != three.fingerprint
    (renamed,) = findings({**labs[0], "title": "Homework 1"}, labs[1])
    assert renamed.reason != two.reason
    assert renamed.fingerprint == two.fingerprint


def test_what_is_due_before_the_lectures_it_builds_on_is_found():
    needs = ["lecture-1", "lecture-3", "lecture-4"]
    (found,) = findings(lab("lab-1", "2023-09-12", needs=needs))
    assert (found.code, found.key) == ("due-before-lecture", "lab-1-due")
    assert found.reason == (
        "Lab 1 is due on Tue Sep 12, before what it builds on: Lecture 4 on Thu Sep 14."
    )


def test_the_day_of_the_lecture_is_early_enough_once_it_is_over():
    assert findings(lab("lab-1", "2023-09-12 17:00", needs=["lecture-3"])) == ()
    assert findings(lab("lab-1", "2023-09-12 16:59", needs=["lecture-3"]))


def test_the_last_of_several_deadlines_is_what_must_wait():
    assert findings(lab("project", "2023-09-07", "2023-09-20", needs=["lecture-4"])) == ()


def test_coursework_that_builds_on_a_cancelled_lecture_is_found():
    lecture = {"cancelled": True, "reason": "The lecturer is ill."}
    (found,) = findings(lab("lab-1", "2023-09-20", needs=["lecture-4"]), lecture_4=lecture)
    assert (found.code, found.reason) == (
        "needs-no-class",
        "Lab 1 builds on Lecture 4, which is cancelled.",
    )


def test_what_merged_lectures_teach_is_taught_with_their_target():
    merged = {"merged_into": "lecture-2"}
    assert findings(lab("lab-1", "2023-09-12", needs=["lecture-4"]), lecture_4=merged) == ()


@given(terms_and_courses(), st.data())
def test_findings_of_dates_only_go_as_time_goes_by(case, data):
    term, course = case
    derivation = derive(term, course, published={}, horizon=BEFORE_TERM)
    hours = st.integers(0, 40_000).map(lambda hours: BEFORE_TERM + timedelta(hours=hours - 10_000))
    early, late = sorted((data.draw(hours), data.draw(hours)))
    before, after = (
        {each for each in lint(term, course, derivation, now=now) if each.code in DATED}
        for now in (early, late)
    )
    assert after <= before


@given(terms_and_courses())
def test_every_finding_says_where_why_and_what_to_do_and_is_told_once(case):
    term, course = case
    derivation = derive(term, course, published={}, horizon=BEFORE_TERM)
    found = lint(term, course, derivation, now=BEFORE_TERM)
    assert all(each.where and each.mend and each.reason.endswith(".") for each in found)
    assert len({each.fingerprint for each in found}) == len(set(found))
