"""Passages follow the edition: written with it, only where they differ, or anew by `prepare`."""

from io import StringIO

import pytest
from django.core.management import call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext

from courses.models import Course
from schedule.models import Event, Passage
from schedule.publishing import publish
from schedule.searching import keeping, passages
from schedule.searching.keeping import keep_outdated
from tests.factories import AnnouncementFactory, LabFactory, make_course
from tests.published import SUMMER
from tests.schedule.searching.conftest import found


def rows():
    """Return all passages by key, each with its id."""
    names = [field.name for field in Passage._meta.concrete_fields]
    return {row["key"]: row for row in Passage.objects.values(*names)}


def written(queries):
    return [
        query["sql"]
        for query in queries
        if "schedule_passage" in query["sql"] and not query["sql"].startswith("SELECT")
    ]


def test_a_course_has_a_passage_for_itself_and_for_each_item_with_a_page(course):
    assert list(rows()) == [
        "",
        "lecture-1",
        "lecture-2",
        "lecture-3",
        "lab-4",
        "ps-1",
        "lab-4-due",
        "midterm",
        "moved",
    ]


def test_publishing_twice_writes_no_passage(course):
    before = rows()
    with CaptureQueriesContext(connection) as queries:
        assert publish(course, now=SUMMER) is None
    assert written(queries) == []
    assert rows() == before


def test_only_what_differs_is_written(course):
    before = rows()
    course.lectures.filter(number=2).update(title="Distillation")
    with CaptureQueriesContext(connection) as queries:
        publish(course, now=SUMMER)
    assert len(written(queries)) == 1
    changed = {key for key, row in rows().items() if row != before[key]}
    assert changed == {"lecture-2"}
    assert rows()["lecture-2"]["id"] == before["lecture-2"]["id"]


def test_a_deadline_without_a_date_has_no_page_and_no_passage(course):
    lab = course.labs.get(key="lab-4")
    lab.deadlines.create(course=course, key="final", basis="tba", position=1)
    publish(course, now=SUMMER)
    assert "final" not in rows()


def test_a_lecture_that_fits_on_no_day_has_one_without_a_day(term):
    course = make_course(term=term, lectures=60)
    publish(course, now=SUMMER)
    assert rows()["lecture-60"]["day"] is None
    assert rows()["lecture-1"]["day"] is not None


def test_the_parts_of_markdown_are_not_words_of_the_text(course):
    assert rows()["lecture-2"]["text"] == (
        "Weights of four bits. · Grace Hopper · Deep Compression · Pruning"
    )


def test_a_site_that_an_older_version_published_is_written_anew_once(course):
    before = rows()
    Passage.objects.all().delete()
    assert keep_outdated() == 1
    assert {key: {**row, "id": 0} for key, row in rows().items()} == {
        key: {**row, "id": 0} for key, row in before.items()
    }
    assert found(course.term, "quantization") == ["lecture lecture-2"]
    assert keep_outdated() == 0


def test_what_another_version_wrote_is_written_anew(course):
    Passage.objects.update(written_as=passages.WRITER - 1, title_words="")
    assert keep_outdated() == 1
    assert found(course.term, "quantization") == ["lecture lecture-2"]
    assert {row["written_as"] for row in rows().values()} == {passages.WRITER}


def test_what_is_written_anew_is_what_was_published_not_a_draft(course):
    course.lectures.filter(number=2).update(title="A draft")
    Passage.objects.all().delete()
    keep_outdated()
    assert rows()["lecture-2"]["title"] == "Quantization"


def test_a_course_that_was_never_published_is_left_alone(term):
    make_course(term=term)
    assert keep_outdated() == 0


def test_what_is_removed_has_no_passage_when_written_anew(course):
    course.labs.filter(key="lab-4").delete()
    publish(course, now=SUMMER)
    assert Event.objects.filter(key="lab-4-due", status="removed").exists()
    Passage.objects.all().delete()
    keep_outdated()
    assert "lab-4-due" not in rows()


def test_prepare_writes_what_is_missing_and_says_so(course, settings, tmp_path):
    Passage.objects.all().delete()
    settings.DEBUG = True
    out = StringIO()
    call_command("prepare", stdout=out)
    assert "Wrote what can be found of 1 courses anew for this version." in out.getvalue()
    assert found(course.term, "quantization") == ["lecture lecture-2"]


def test_a_term_and_its_courses_share_what_changes_when_one_is_published(course):
    before = Course.objects.get(pk=course.pk).term.revision
    AnnouncementFactory(course=course, key="new", text="News.")
    publish(course, now=SUMMER)
    assert Course.objects.get(pk=course.pk).term.revision != before


def test_more_than_a_database_takes_is_cut_and_published(term):
    course = make_course(term=term, lectures=0)
    lab = LabFactory(course=course, key="lab-1", title="Lab 1")
    many = " ".join(f"{chr(0x10000 + number)}{number}" for number in range(9_000))
    for number in range(5):
        lab.resources.create(
            course=course, key=f"note-{number}", kind="note", note=many[:49_000], position=number
        )
    publish(course, now=SUMMER)
    assert len(rows()["lab-1"]["text_words"]) <= passages.MOST_WORDS + 4
    assert found(term, "lab 1") == ["coursework lab-1"]


@pytest.mark.django_db
def test_every_column_but_the_identity_is_written():
    names = {field.name for field in Passage._meta.concrete_fields}
    assert names == {*keeping.IDENTITY, *keeping.WRITTEN}
