from schedule.engine.entry import Material
from tests.engine.builders import (
    TUESDAYS_AND_THURSDAYS,
    derived,
    entry_of,
    make_course,
    make_term,
    on,
    published,
    sep,
)

FRIDAY = {"key": "friday", "title": "Student holiday", "day": "2023-09-22"}
BREAK = {"key": "break", "title": "Break", "day": "2023-09-21", "last_day": "2023-09-25"}


def test_a_lectures_entry_says_all_that_is_written_of_it():
    course = make_course(
        1,
        chapters=[{"key": "one", "title": "Efficient Inference"}],
        lecture_1={
            "chapter": "one",
            "lecturer": "A. Guest",
            "description": "Why *small* is fast.",
            "resources": [
                {"key": "s", "kind": "slides", "url": "https://example.org/1.pdf"},
                {"key": "v", "kind": "live-video", "url": "https://example.org/v", "label": "Zoom"},
                {"key": "n", "kind": "note", "note": "Bring a laptop."},
            ],
        },
    )
    entry = entry_of(derived(course), "lecture-1")
    assert (entry.label, entry.title, entry.chapter, entry.note, entry.description) == (
        "Lecture 1",
        "Topic 1",
        "Efficient Inference",
        "A. Guest",
        "Why *small* is fast.",
    )
    assert entry.materials == (
        Material("slides", "Slides", "https://example.org/1.pdf"),
        Material("live-video", "Zoom", "https://example.org/v"),
    )


def test_a_lecture_without_a_number_is_called_lecture():
    entry = entry_of(derived(make_course(1, lecture_1={"number": None})), "lecture-1")
    assert (entry.label, entry.title) == ("Lecture", "Topic 1")


def test_a_lecture_merged_into_one_without_a_number_names_its_title():
    course = make_course(2, lecture_1={"merged_into": "lecture-2"}, lecture_2={"number": None})
    assert entry_of(derived(course), "lecture-1").together_with == "Topic 2"


def test_coursework_is_called_by_its_own_title_or_else_the_labs():
    lab = {
        "key": "project",
        "kind": "project",
        "title": "Project",
        "topic": "Anything small",
        "handout": "https://example.org/p",
        "description": "In pairs.",
        "releases": [{"key": "ideas", "title": "Project ideas", "out": "2023-09-07"}],
        "deadlines": [
            {"key": "proposal", "title": "Project proposal", "due": "2023-09-14"},
            {"key": "report", "due": "2023-09-28", "note": "on Canvas"},
        ],
        "resources": [{"key": "code", "kind": "code", "url": "https://example.org/c"}],
    }
    made = derived(make_course(0, labs=[lab]))
    assert [(entry.key, entry.label) for entry in made.entries] == [
        ("proposal", "Project proposal"),
        ("report", "Project"),
        ("ideas", "Project ideas"),
    ]
    report = entry_of(made, "report")
    assert (report.title, report.parent, report.note, report.description) == (
        "Anything small",
        "project",
        "on Canvas",
        "In pairs.",
    )
    assert report.materials == (
        Material("handout", "Handout", "https://example.org/p"),
        Material("code", "Code", "https://example.org/c"),
    )


def test_a_range_without_class_is_one_entry_over_all_its_days():
    made = derived(make_course(0), term=make_term(no_class_days=[BREAK]))
    (entry,) = made.entries
    assert (entry.kind, entry.label, entry.title, entry.day, entry.last_day, entry.start) == (
        "no-class",
        "No class",
        "Break",
        on(21),
        on(25),
        None,
    )


def test_a_term_day_that_does_not_concern_the_course_has_no_entry():
    assert derived(make_course(0), term=make_term(no_class_days=[FRIDAY])).entries == ()


def test_a_past_term_day_stays_though_no_meeting_would_fall_on_it_now():
    term = make_term(no_class_days=[BREAK])
    before = published(make_course(0), term=term)
    moved = make_course(0, meetings=[{**TUESDAYS_AND_THURSDAYS, "weekdays": ["wed"]}])
    for horizon, stays in ((sep(26), True), (sep(25), False)):
        made = derived(moved, term=term, published=before, horizon=horizon)
        assert [entry.key for entry in made.entries] == (["break"] if stays else [])


def test_an_announcement_stands_on_its_day():
    note = {"key": "hello", "day": "2023-09-04", "title": "Welcome", "text": "See *Piazza*."}
    (entry,) = derived(make_course(0, announcements=[note])).entries
    assert (entry.kind, entry.day, entry.title, entry.description, entry.is_all_day) == (
        "announcement",
        on(4),
        "Welcome",
        "See *Piazza*.",
        True,
    )
