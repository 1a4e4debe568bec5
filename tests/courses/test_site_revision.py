"""The revision of the site: drawn by the database with every change that a reader could see."""

import pytest
from django.apps import apps
from django.core.management import call_command
from django.db import connection

from courses.models import Course, Department, Lecture, Term
from courses.models.site_revision import WATCHED, SiteRevision
from schedule.publishing import publish
from tests.factories import (
    DepartmentFactory,
    LectureFactory,
    NoClassDayFactory,
    TermFactory,
    make_course,
)

UNSEEN = {
    "announcement": "an edition shows it",
    "chapter": "an edition shows it",
    "cohort": "no reader is shown it",
    "cohort_courses": "no reader is shown it",
    "deadline": "an edition shows it",
    "deed": "no reader is shown it",
    "exam": "an edition shows it",
    "lab": "an edition shows it",
    "lecture": "an edition shows it",
    "link": "an edition shows it",
    "meeting": "an edition shows it",
    "meetingexception": "an edition shows it",
    "membership": "no reader is shown it",
    "person": "an edition shows it",
    "release": "an edition shows it",
    "resource": "an edition shows it",
    "siterevision": "it is what is drawn",
}


def revision():
    connection.check_constraints()  # as at the end of a transaction
    return SiteRevision.objects.get().revision


@pytest.fixture
def drawn(db):
    """Tell whether a revision was drawn since the last question."""
    seen = [revision()]

    def ask():
        seen.append(revision())
        return seen[-1] != seen[-2]

    return ask


def test_every_table_of_courses_is_watched_or_has_a_reason_not_to_be():
    tables = {model._meta.db_table: name for name, model in apps.all_models["courses"].items()}
    assert set(WATCHED) <= set(tables)
    assert {name for table, name in tables.items() if table not in WATCHED} == set(UNSEEN)


def test_what_readers_are_shown_draws_it(drawn):
    term = TermFactory()
    assert drawn()
    course = make_course(lectures=2, term=term)
    assert drawn()
    NoClassDayFactory(term=term, course=None, key="holiday")
    assert drawn()
    DepartmentFactory()
    assert drawn()
    publish(course)
    assert drawn()


@pytest.mark.parametrize("model", [Term, Course, Department])
def test_no_way_to_write_goes_around_it(drawn, model):
    make_course(lectures=1, department=DepartmentFactory())
    assert drawn()
    field = {"Course": "title"}.get(model.__name__, "name")
    model.objects.update(**{field: "Another"})
    assert drawn()
    with connection.cursor() as cursor:
        cursor.execute(f"UPDATE {model._meta.db_table} SET {field} = 'By hand'")
    assert drawn()


def test_what_is_deleted_draws_it(drawn):
    course = make_course(lectures=1)
    assert drawn()
    course.delete()
    assert drawn()


def test_a_draft_does_not(drawn):
    course = make_course(lectures=1)
    publish(course)
    assert drawn()
    LectureFactory(course=course, key="lecture-9")
    Lecture.objects.update(title="Not published")
    assert not drawn()


def test_reading_does_not(drawn, client):
    course = make_course(lectures=1)
    publish(course)
    assert drawn()
    assert client.get(course.get_absolute_url()).status_code == 200
    assert not drawn()


@pytest.mark.django_db(transaction=True)
def test_a_table_that_was_made_anew_is_watched_again():
    before = revision()
    with connection.cursor() as cursor:
        for event in ("insert", "update", "delete"):
            cursor.execute(
                f"DROP TRIGGER courses_term_{event}_draws"
                if connection.vendor == "sqlite"
                else "DROP TRIGGER IF EXISTS courses_term_draws ON courses_term"
            )
    TermFactory()
    assert revision() == before
    call_command("migrate", verbosity=0)
    seen = revision()
    TermFactory()
    assert seen != before
    assert revision() != seen


@pytest.mark.django_db(transaction=True)
def test_an_emptied_database_has_a_revision():
    call_command("flush", interactive=False, verbosity=0)
    assert revision()
