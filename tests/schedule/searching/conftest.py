"""What is found, in a form that a test can state."""

from datetime import date

import pytest

from courses.models import Course
from schedule.publishing import publish
from schedule.searching.finding import find
from schedule.searching.query import Query
from tests.factories import (
    AnnouncementFactory,
    ChapterFactory,
    DeadlineFactory,
    ExamFactory,
    LabFactory,
    PersonFactory,
    ResourceFactory,
    TermFactory,
    make_course,
)
from tests.published import SUMMER

TODAY = date(2023, 10, 31)


@pytest.fixture
def term(db):
    return TermFactory(slug="2023-fall")


@pytest.fixture
def course(term):
    """A course with one of everything that can be found, published."""
    row = make_course(
        term=term,
        slug="6.5940",
        title="Efficient Computing",
        also_numbers=["6.S965"],
        description="About *small* machines.",
        lectures=3,
    )
    PersonFactory(course=row, name="Ada Lovelace")
    chapter = ChapterFactory(course=row, key="pruning", title="Pruning")
    lecture = row.lectures.get(number=2)
    lecture.title, lecture.chapter, lecture.lecturer = "Quantization", chapter, "Grace Hopper"
    lecture.description = "Weights of **four bits**."
    lecture.save()
    ResourceFactory(course=row, lecture=lecture, key="paper", label="Deep Compression")
    lab = LabFactory(course=row, key="lab-4", title="Lab 4", topic="Tiny transformers")
    DeadlineFactory(course=row, lab=lab, note="on Canvas")
    LabFactory(course=row, key="ps-1", kind="homework", title="Problem Set 1")
    ExamFactory(course=row, key="midterm", description="Closed book.")
    AnnouncementFactory(course=row, key="moved", title="Room", text="We meet in 32-123.")
    publish(row, now=SUMMER)
    return row


def found(term, words, *, by=None, today=TODAY):
    """Return what is found, best group first: kind and key, or the course's slug."""
    groups = find(term, Query.of(words), today, by=by)
    return [
        f"{group.kind.value} {hit.passage.key or hit.passage.course.slug}"
        for group in groups
        for hit in group.hits
    ]


def republish(course, **fields):
    """Change columns of a course, and publish it."""
    for name, value in fields.items():
        setattr(course, name, value)
    course.save()
    publish(Course.objects.get(pk=course.pk), now=SUMMER)
