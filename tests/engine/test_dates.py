from datetime import UTC, datetime

from tests.engine.builders import (
    codes,
    derived,
    entry_of,
    make_course,
    make_term,
    on,
    published,
    sep,
)

SNOW = {"key": "snow", "title": "Snow", "day": "2023-09-12"}


def lab(due=None, out=None, **more):
    return {
        "key": "lab-1",
        "title": "Lab 1",
        "releases": [{"key": "lab-1-out", "out": out}] if out else [],
        "deadlines": [{"key": "lab-1-due", "due": due, **more}] if due else [],
    }


def due(made):
    return entry_of(made, "lab-1-due")


def test_a_fixed_date_with_a_time_is_that_time():
    entry = due(derived(make_course(labs=[lab("2023-09-14 17:00")])))
    assert (entry.day, entry.start, entry.end, entry.time_stated) == (
        on(14),
        sep(14, 17),
        None,
        True,
    )


def test_a_deadline_without_a_time_has_the_courses_default():
    course = make_course(labs=[lab("2023-09-14")], default_due_time="22:00")
    entry = due(derived(course))
    assert (entry.start, entry.time_stated) == (sep(14, 22), False)


def test_a_release_without_a_time_is_for_the_whole_day():
    entry = entry_of(derived(make_course(labs=[lab(out="2023-09-14")])), "lab-1-out")
    assert (entry.day, entry.start) == (on(14), None)


def test_a_release_with_a_time_has_it():
    entry = entry_of(derived(make_course(labs=[lab(out="lecture-2 +1d 09:00")])), "lab-1-out")
    assert (entry.day, entry.start) == (on(8), sep(8, 9))


def test_an_anchored_date_is_counted_in_local_days_across_the_clock_change():
    term = make_term(last_day="2023-12-13")
    pin = {"pin": {"day": "2023-11-02"}}
    course = make_course(1, lecture_1=pin, labs=[lab("lecture-1 +5d 15:35")])
    assert due(derived(course, term=term)).start == datetime(2023, 11, 7, 20, 35, tzinfo=UTC)


def test_a_deadline_at_midnight_counts_to_the_day_before():
    entry = due(derived(make_course(labs=[lab("2023-09-15 00:00")])))
    assert (entry.day, entry.start) == (on(14), sep(15))


def test_what_is_to_be_announced_has_no_entry():
    made = derived(make_course(1, labs=[lab("tba", "tba")]))
    assert [entry.key for entry in made.entries] == ["lecture-1"]


def test_last_class_is_the_last_class_day_even_without_a_lecture():
    assert due(derived(make_course(labs=[lab("last-class")]))).day == on(28)


def test_last_class_without_any_class_is_a_warning():
    made = derived(make_course(0, meetings=[], labs=[lab("last-class")]))
    assert codes(made) == [("anchor-without-date", "lab-1-due")]


def test_an_anchored_date_moves_with_its_lecture():
    before = published(make_course(labs=[lab("lecture-3")]))
    snowed = make_course(labs=[lab("lecture-3")], no_class_days=[SNOW])
    made = derived(snowed, published=before, horizon=sep(12))
    assert due(made).day == on(14)


def test_an_anchor_on_a_merged_lecture_follows_its_target():
    course = make_course(labs=[lab("lecture-1")], lecture_1={"merged_into": "lecture-3"})
    assert due(derived(course)).day == on(7)


def test_an_anchor_on_a_cancelled_lecture_is_a_blocking_conflict_and_the_date_stays():
    before = published(make_course(labs=[lab("lecture-2")]))
    course = make_course(labs=[lab("lecture-2")], lecture_2={"cancelled": True})
    made = derived(course, published=before)
    assert codes(made) == [("anchor-cancelled", "lab-1-due")]
    assert made.is_blocked
    assert due(made) == before["lab-1-due"]


def test_an_anchor_on_a_lecture_that_does_not_fit_has_its_published_day():
    before = published(make_course(8, labs=[lab("lecture-8")]))
    snowed = make_course(8, labs=[lab("lecture-8")], no_class_days=[SNOW])
    made = derived(snowed, published=before, horizon=sep(12))
    assert due(made) == before["lab-1-due"]
    assert codes(made) == [("no-slot-left", "lecture-8")]


def test_an_anchor_on_what_was_never_dated_is_a_warning():
    made = derived(make_course(9, labs=[lab("lecture-9")]))
    assert codes(made) == [("no-slot-left", "lecture-9"), ("anchor-without-date", "lab-1-due")]


def test_a_past_anchored_date_stays_with_a_warning():
    before = published(make_course(labs=[lab("lecture-1", "lecture-1")]))
    course = make_course(labs=[lab("lecture-2", "lecture-2")])
    made = derived(course, published=before, horizon=sep(8))
    assert due(made) == before["lab-1-due"]
    assert entry_of(made, "lab-1-out") == before["lab-1-out"]
    assert codes(made) == [("date-held", "lab-1-due"), ("date-held", "lab-1-out")]


def test_a_release_of_today_still_moves_with_its_lecture():
    before = published(make_course(labs=[lab(out="lecture-3")]))
    snowed = make_course(labs=[lab(out="lecture-3")], no_class_days=[SNOW])
    made = derived(snowed, published=before, horizon=sep(12, 10))
    assert entry_of(made, "lab-1-out").day == on(14)


def test_a_past_fixed_date_that_staff_change_is_changed():
    before = published(make_course(labs=[lab("2023-09-07")]))
    made = derived(make_course(labs=[lab("2023-09-06")]), published=before, horizon=sep(20))
    assert due(made).day == on(6)


def test_another_default_time_does_not_change_what_was_due_before():
    before = published(make_course(labs=[lab("2023-09-07")]))
    course = make_course(labs=[lab("2023-09-07")], default_due_time="22:00")
    assert due(derived(course, published=before, horizon=sep(20))) == before["lab-1-due"]
    assert due(derived(course, published=before, horizon=sep(6))).start == sep(7, 22)


def test_an_extended_deadline_shows_the_new_date_and_keeps_the_first():
    entry = due(derived(make_course(labs=[lab("lecture-2", extended="2023-09-09 18:00")])))
    assert (entry.day, entry.start, entry.time_stated) == (on(9), sep(9, 18), True)
    assert (entry.first_day, entry.first_start) == (on(7), sep(7, 23, 59))
    assert entry.is_extended


def test_extending_freezes_the_first_date_as_published():
    before = published(make_course(labs=[lab("lecture-3")]))
    extended = [lab("lecture-3", extended="2023-09-30 23:59")]
    course = make_course(labs=extended, no_class_days=[SNOW])
    made = derived(course, published=before, horizon=sep(10))
    assert (due(made).first_day, due(made).day) == (on(12), on(30))


def test_once_extended_neither_date_moves_by_planning_anew():
    extended = [lab("lecture-3", extended="2023-09-30 23:59")]
    before = published(make_course(labs=extended))
    course = make_course(labs=extended, no_class_days=[SNOW])
    made = derived(course, published=before, horizon=sep(10))
    assert due(made) == before["lab-1-due"]


def test_an_extension_outlives_the_lecture_its_first_date_hung_on():
    extended = [lab("lecture-3", extended="2023-09-30 23:59")]
    before = published(make_course(labs=extended))
    course = make_course(labs=extended, lecture_3={"cancelled": True})
    made = derived(course, published=before)
    assert due(made) == before["lab-1-due"]
    assert codes(made) == []


def test_an_extension_can_be_moved_at_any_time():
    before = published(make_course(labs=[lab("lecture-1", extended="2023-09-08")]))
    course = make_course(labs=[lab("lecture-1", extended="2023-09-12")])
    made = derived(course, published=before, horizon=sep(20))
    assert (due(made).day, due(made).first_day) == (on(12), on(5))


def test_an_extension_that_is_taken_back_leaves_the_first_date():
    before = published(make_course(labs=[lab("lecture-1", extended="2023-09-08")]))
    made = derived(make_course(labs=[lab("lecture-1")]), published=before, horizon=sep(20))
    assert (due(made).day, due(made).is_extended) == (on(5), False)
    assert codes(made) == []


def test_an_extension_before_the_first_date_is_a_blocking_conflict_and_is_not_made():
    made = derived(make_course(labs=[lab("2023-09-14", extended="2023-09-12")]))
    assert codes(made) == [("extension-before-first", "lab-1-due")]
    assert made.is_blocked
    assert (due(made).day, due(made).is_extended) == (on(14), False)


def test_a_wrong_extension_leaves_the_one_that_is_published():
    before = published(make_course(labs=[lab("2023-09-14", extended="2023-09-19")]))
    course = make_course(labs=[lab("2023-09-14", extended="2023-09-12")])
    assert due(derived(course, published=before)) == before["lab-1-due"]


def test_a_deadline_before_its_release_is_a_warning():
    made = derived(make_course(labs=[lab("lecture-1", "lecture-2")]))
    assert codes(made) == [("due-before-release", "lab-1-due")]
    assert not made.is_blocked
    assert codes(derived(make_course(labs=[lab("lecture-1", "lecture-1")]))) == []


def test_a_deadline_is_compared_with_the_first_of_several_releases():
    twice = {
        **lab("lecture-2"),
        "releases": [{"key": "b", "out": "lecture-3"}, {"key": "a", "out": "lecture-1"}],
    }
    assert codes(derived(make_course(labs=[twice]))) == []


def test_a_deadline_on_a_day_without_class_is_a_warning_though_no_meeting_falls_on_it():
    term = make_term(no_class_days=[{"key": "free", "title": "Holiday", "day": "2023-09-22"}])
    made = derived(make_course(labs=[lab("2023-09-22")]), term=term)
    assert codes(made) == [("due-on-no-class-day", "lab-1-due")]
    assert "Holiday" in made.conflicts[0].reason
