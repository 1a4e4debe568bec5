from tests.engine.builders import codes, days, derived, entry_of, make_course, on, published, sep


def exam(day, **more):
    return {"key": "midterm", "title": "Midterm", "day": f"2023-09-{day:02}", **more}


def test_an_exam_that_takes_the_slot_has_its_times_and_room_and_moves_the_lectures():
    made = derived(make_course(3, exams=[exam(7, takes_slot=True)]))
    entry = entry_of(made, "midterm")
    assert (entry.kind, entry.label, entry.start, entry.end, entry.room) == (
        "exam",
        "Midterm",
        sep(7, 15, 35),
        sep(7, 17),
        "36-156",
    )
    assert days(made) == {"1": "09-05", "2": "09-12", "3": "09-14"}
    assert made.plan.last_class == on(28)


def test_an_exam_with_its_own_time_keeps_it_and_takes_the_slot_all_the_same():
    made = derived(
        make_course(2, exams=[exam(7, takes_slot=True, start="19:30", end="21:30", room="Gym")])
    )
    entry = entry_of(made, "midterm")
    assert (entry.start, entry.end, entry.room) == (sep(7, 19, 30), sep(7, 21, 30), "Gym")
    assert days(made)["2"] == "09-12"


def test_an_exam_that_takes_no_slot_leaves_it_and_may_have_no_time():
    made = derived(make_course(2, exams=[exam(7)]))
    assert entry_of(made, "midterm").start is None
    assert days(made)["2"] == "09-07"


def test_an_exam_on_a_day_without_a_slot_is_a_warning():
    made = derived(make_course(1, exams=[exam(8, takes_slot=True)]))
    assert codes(made) == [("exam-without-slot", "midterm")]
    assert not made.is_blocked


def test_an_exam_on_a_day_without_class_is_a_warning():
    free = {"key": "free", "title": "Holiday", "day": "2023-09-07"}
    made = derived(make_course(1, exams=[exam(7)], no_class_days=[free]))
    assert codes(made) == [("exam-on-no-class-day", "midterm")]


def test_an_exam_cannot_take_a_slot_in_which_a_lecture_was_held():
    before = published(make_course(3))
    course = make_course(3, exams=[exam(7, takes_slot=True)])
    made = derived(course, published=before, horizon=sep(8))
    assert codes(made) == [("exam-slot-taken", "midterm")]
    assert days(made) == {"1": "09-05", "2": "09-07", "3": "09-12"}


def test_a_past_exam_keeps_the_slots_times_when_the_pattern_changes():
    before = published(make_course(2, exams=[exam(7, takes_slot=True)]))
    course = make_course(
        2,
        exams=[exam(7, takes_slot=True)],
        meetings=[{"key": "lec", "weekdays": ["tue", "thu"], "start": "09:00", "room": "36-156"}],
    )
    made = derived(course, published=before, horizon=sep(8))
    assert entry_of(made, "midterm") == before["midterm"]
