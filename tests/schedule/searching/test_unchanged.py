"""After any edit the passages are what writing all of them anew would make, and few are made."""

from dataclasses import replace
from datetime import date

import pytest

from courses.models import Course, Deadline, Term
from schedule.engine.change import ChangeKind, EntryChange
from schedule.engine.entry import Entry, Kind, Status
from schedule.models import Passage
from schedule.publishing import publish
from schedule.searching.keeping import keep_outdated
from schedule.searching.unchanged import unchanged
from tests.factories import AnnouncementFactory, ChapterFactory, LinkFactory, TermFactory
from tests.published import SUMMER

LECTURE = {"key": "lecture-1", "title": "Pruning", "chapter": "part-1"}
LAB = {"key": "lab-1", "title": "Lab 1", "deadlines": [{"key": "lab-1-due"}]}
CONTENT = {
    "number": "6.5940",
    "chapters": [{"key": "part-1", "title": "Inference"}],
    "lectures": [LECTURE],
    "labs": [LAB],
}
ENTRY = Entry("lecture-1", Kind.LECTURE, "Lecture 1", date(2023, 9, 7), date(2023, 9, 7))
ITEMS = {"lecture-1", "lab-1", "lab-1-due"}


def rows():
    names = [field.attname for field in Passage._meta.concrete_fields if field.name != "id"]
    return {row["key"]: row for row in Passage.objects.values(*names)}


def changed_by(course, edit):
    """Publish an edit; return the keys of all passages that came, went or changed."""
    before = rows()
    edit(course)
    publish(Course.objects.get(pk=course.pk), now=SUMMER)
    after = rows()
    return {key for key in before.keys() | after.keys() if before.get(key) != after.get(key)}


def set_course(**fields):
    return lambda course: Course.objects.filter(pk=course.pk).update(**fields)


def set_item(items, key, **fields):
    return lambda course: getattr(course, items).filter(key=key).update(**fields)


def move_to_another_term(course):
    set_course(term=TermFactory(slug="2024-fall"))(course)


def let_another_term_take_its_address(course):
    other = TermFactory(slug="2024-fall")
    Term.objects.filter(pk=course.term_id).update(slug="2022-fall")
    Term.objects.filter(pk=other.pk).update(slug="2023-fall")
    set_course(term=other, description="Of another year.")(course)


def swap_lectures(course):
    set_item("lectures", "lecture-2", position=99)(course)
    set_item("lectures", "lecture-3", position=2)(course)


def name_a_chapter(course):
    chapter = ChapterFactory(course=course, key="part-1", title="Inference")
    course.lectures.filter(key="lecture-1").update(chapter=chapter)


def cancel_the_last_lecture(course):
    set_item("lectures", "lecture-3", cancelled=True, reason="Snow")(course)


def set_deadline(**fields):
    return lambda course: Deadline.objects.filter(course=course).update(**fields)


def add_an_announcement(course):
    AnnouncementFactory(course=course, key="new", text="News.")


def add_a_link(course):
    LinkFactory(course=course, key="forum")


LECTURES = {"lecture-1", "lecture-2", "lecture-3"}
AFTER_LECTURES = {"lab-4", "ps-1", "lab-4-due", "midterm", "moved"}
ALL = {"", *LECTURES, *AFTER_LECTURES}

EDITS = {
    "nothing": (lambda _: None, set()),
    "the number": (set_course(number="6.5941"), ALL),
    "a further number": (set_course(also_numbers=[]), ALL),
    "the title": (set_course(title="Tiny machines"), ALL),
    "the description": (set_course(description="Of large ones."), {""}),
    "the language": (set_course(language="de"), set()),
    "who teaches": (set_item("people", "person-1", name="Alan Turing"), {""}),
    "a link": (add_a_link, {""}),
    "the term": (move_to_another_term, ALL),
    "the term, at the same address": (let_another_term_take_its_address, ALL),
    "a chapter's title": (set_item("chapters", "pruning", title="Sparsity"), {"lecture-2"}),
    "a chapter of a lecture": (name_a_chapter, {"lecture-1"}),
    "a lecture's title": (set_item("lectures", "lecture-2", title="Distilling"), {"lecture-2"}),
    "a lecture's number": (set_item("lectures", "lecture-2", number=None), {"lecture-2"}),
    "a resource": (set_item("resources", "paper", label="Lottery Tickets"), {"lecture-2"}),
    "the order of lectures": (swap_lectures, {"lecture-2", "lecture-3"}),
    "a cancelled lecture": (cancel_the_last_lecture, {"lecture-3"}),
    "when class meets": (set_item("meetings", "class", weekdays="mon,wed"), LECTURES),
    "where class meets": (set_item("meetings", "class", room="32-123"), set()),
    "a topic of coursework": (set_item("labs", "lab-4", topic="Bits"), {"lab-4", "lab-4-due"}),
    "a deadline's day": (set_deadline(day=date(2023, 10, 5)), {"lab-4-due"}),
    "a deadline's note": (set_deadline(note="on paper"), {"lab-4-due"}),
    "a deadline without a date": (
        set_deadline(day=None, basis="tba"),
        {"lab-4-due", "midterm", "moved"},
    ),
    "an exam's day": (set_item("exams", "midterm", day=date(2023, 10, 12)), {"midterm"}),
    "an announcement": (set_item("announcements", "moved", text="Stay."), {"moved"}),
    "a new announcement": (add_an_announcement, {"new"}),
    "a lecture that is gone": (
        lambda course: course.lectures.filter(key="lecture-1").delete(),
        {*LECTURES, *AFTER_LECTURES},
    ),
}


@pytest.mark.parametrize(("edit", "expected"), EDITS.values(), ids=EDITS)
def test_after_an_edit_all_is_as_if_it_were_written_anew(course, edit, expected):
    course.people.update(key="person-1")
    publish(course, now=SUMMER)
    assert changed_by(course, edit) == expected
    kept = rows()
    Passage.objects.all().delete()
    keep_outdated()
    assert rows() == kept


def test_an_edit_that_is_put_back_leaves_all_as_it_was(course):
    before = rows()
    edit, expected = EDITS["the title"]
    assert changed_by(course, edit) == expected
    assert changed_by(course, set_course(title="Efficient Computing")) == expected
    assert rows() == before


def test_what_another_version_wrote_is_made_anew_by_the_next_edition(course):
    before = rows()
    Passage.objects.filter(key="lecture-1").update(written_as=0, title_words="")
    changed_by(course, add_an_announcement)
    assert rows()["lecture-1"] == before["lecture-1"]


def test_an_edition_without_a_difference_changes_none():
    assert unchanged(CONTENT, CONTENT, []) == {"", *ITEMS}


def test_a_title_of_a_lecture_changes_its_own_alone():
    edited = CONTENT | {"lectures": [LECTURE | {"title": "Sparsity"}]}
    assert unchanged(CONTENT, edited, []) == {"", "lab-1", "lab-1-due"}


def test_a_change_of_coursework_changes_its_deadlines_too():
    assert unchanged(CONTENT, CONTENT | {"labs": [LAB | {"title": "Lab A"}]}, []) == {
        "",
        "lecture-1",
    }


def test_a_piece_of_another_kind_with_an_old_key_is_another_one():
    was = {"lectures": [{"key": "one", "title": "One"}]}
    assert unchanged(was, {"labs": [{"key": "one", "title": "One"}]}, []) == {""}


@pytest.mark.parametrize(
    "after",
    [
        replace(ENTRY, day=date(2023, 9, 12)),
        replace(ENTRY, status=Status.CANCELLED),
        replace(ENTRY, kind=Kind.NO_CLASS),
    ],
)
def test_a_lecture_on_another_day_or_that_stands_no_more_is_changed(after):
    moved = EntryChange(ChangeKind.MOVED, ENTRY, after)
    assert unchanged(CONTENT, CONTENT, [moved]) == {"", "lab-1", "lab-1-due"}


def test_one_that_comes_into_the_calendar_is_changed():
    added = EntryChange(ChangeKind.ADDED, None, ENTRY)
    assert unchanged(CONTENT, CONTENT, [added]) == {"", "lab-1", "lab-1-due"}


def test_another_room_changes_none():
    elsewhere = EntryChange(ChangeKind.RELOCATED, ENTRY, replace(ENTRY, room="32-123"))
    assert unchanged(CONTENT, CONTENT, [elsewhere]) == {"", *ITEMS}
