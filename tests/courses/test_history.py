"""The history of what staff write: kept by the database, for every writer, deletable by nobody."""

from datetime import date, time
from uuid import uuid4

import pytest
from django.apps import apps
from django.contrib.auth.models import User
from django.db import DatabaseError, connection, transaction
from django.test.utils import CaptureQueriesContext

from courses.exporters.rows import read_course
from courses.importers.rows import save_course
from courses.models import Course, Deadline, Deed, Lecture, Membership, NoClassDay, Term, written_by
from courses.models.deed import HistoryIsKeptError, name_of
from courses.models.recording import guard
from schedule.publishing import publish
from tests import factories


@pytest.fixture
def course(db):
    return factories.make_course(lectures=3)


def deeds_of(row):
    return [(deed.kind, deed.who) for deed in Deed.objects.of_row(row)]


def differences_of(deed):
    return {each.column.name: (each.before, each.after) for each in deed.differences()}


def test_a_save_is_recorded_with_what_was_said_before_and_after(course):
    lecture = course.lectures.first()
    lecture.title, lecture.pin_day, lecture.pin_start = "New", date(2023, 9, 12), time(15, 35)
    lecture.cancelled = True
    lecture.save()
    deed = Deed.objects.first()
    assert (deed.kind, deed.model, deed.course) == ("changed", Lecture, course)
    assert differences_of(deed) == {
        "title": ("Topic 1", "New"),
        "pin_day": (None, date(2023, 9, 12)),
        "pin_start": (None, time(15, 35)),
        "cancelled": (False, True),
    }


def test_a_save_that_changes_nothing_is_no_deed(course):
    before = Deed.objects.count()
    course.save()
    course.lectures.first().save()
    assert Deed.objects.count() == before


def test_publishing_leaves_no_deed_and_asks_the_history_nothing(course):
    before = Deed.objects.count()
    with CaptureQueriesContext(connection) as captured:
        publish(course)
    assert Deed.objects.count() == before
    assert not [each for each in captured if "deed" in each["sql"]]


@pytest.mark.parametrize(
    "write",
    [
        lambda rows: rows.update(title="New"),
        lambda rows: Lecture.objects.bulk_update([_titled(row) for row in rows], ["title"]),
        lambda rows: [_titled(row).save() for row in rows],
    ],
    ids=["update", "bulk_update", "save"],
)
def test_no_way_of_writing_many_rows_passes_the_history_by(course, write):
    write(course.lectures.all())
    assert all(deeds_of(row)[0] == ("changed", "") for row in course.lectures.all())


def _fail_after(write):
    write()
    raise ZeroDivisionError


def _titled(row):
    row.title = "New"
    return row


def test_a_course_file_is_recorded_row_by_row_without_a_query_more(course):
    value = read_course(course)
    lectures = tuple(each.model_copy(update={"title": "New"}) for each in value.lectures)
    with CaptureQueriesContext(connection) as captured:
        save_course(value.model_copy(update={"lectures": lectures}))
    assert Deed.objects.filter(noun="lecture", kind="changed").count() == 3
    assert not [each for each in captured if "courses_deed" in each["sql"]]


def test_what_goes_with_a_course_is_recorded_and_outlives_it(course):
    kept = set(course.lectures.values_list("pk", flat=True))
    pk = course.pk
    course.delete()
    gone = Deed.objects.filter(course_id=pk, kind="deleted", noun="lecture")
    assert {int(deed.row_id) for deed in gone} == kept
    assert {deed.said["title"] for deed in gone} == {"Topic 1", "Topic 2", "Topic 3"}
    assert Deed.objects.filter(course_id=pk, noun="course", kind="deleted").exists()


def test_within_written_by_a_deed_names_the_account_and_after_it_a_command(course):
    ada = factories.UserFactory(username="ada")
    first, second, _ = course.lectures.all()
    with written_by(ada):
        _titled(first).save()
    _titled(second).save()
    assert deeds_of(first)[0] == ("changed", "ada")
    assert deeds_of(second)[0] == ("changed", "")
    assert Deed.objects.of_row(first).first().account == ada


def test_an_edit_that_is_taken_back_leaves_neither_a_deed_nor_a_name(course):
    ada = factories.UserFactory()
    first, second, _ = course.lectures.all()
    with pytest.raises(ZeroDivisionError), written_by(ada):
        _fail_after(_titled(first).save)
    _titled(second).save()
    assert deeds_of(first) == [("added", "")]
    assert deeds_of(second)[0] == ("changed", "")


def test_the_name_stays_when_the_account_goes(course):
    ada = factories.UserFactory(username="ada")
    with written_by(ada):
        _titled(course.lectures.first()).save()
    User.objects.filter(pk=ada.pk).delete()
    assert Deed.objects.first().who == "ada"


def test_every_table_that_staff_write_is_recorded(course):
    lab = factories.LabFactory(course=course)
    factories.ReleaseFactory(lab=lab)
    Term.objects.update(name="Autumn")
    NoClassDay.objects.create(term=course.term, key="day", title="Day", day=date(2023, 10, 9))
    for make in (
        factories.AnnouncementFactory,
        factories.ChapterFactory,
        factories.ExamFactory,
        factories.LinkFactory,
        factories.PersonFactory,
        factories.ResourceFactory,
    ):
        make(course=course)
    factories.DeadlineFactory(lab=lab)
    factories.DepartmentFactory()
    factories.CohortFactory(term=course.term)
    factories.MembershipFactory(course=course)
    factories.MeetingExceptionFactory(meeting=course.meetings.get(), day=date(2023, 10, 17))
    course.term.day_swaps.create(key="swap", day=date(2023, 11, 22), follows="fri")
    models = {model._meta.model_name for model in apps.get_app_config("courses").get_models()}
    recorded = set(Deed.objects.values_list("noun", flat=True))
    assert recorded == models - {"deed", "siterevision"}


def test_a_term_s_own_rows_stand_under_the_term(course):
    day = NoClassDay.objects.create(term=course.term, key="day", title="Day", day=date(2023, 10, 9))
    deed = Deed.objects.of_row(day).get()
    assert (deed.term, deed.course) == (course.term, None)


def test_a_membership_is_recorded_with_its_role(course):
    membership = factories.MembershipFactory(course=course, role="ta")
    Membership.objects.update(role="instructor")
    deed = Deed.objects.of_row(membership).first()
    assert differences_of(deed) == {"role": ("ta", "instructor")}


def test_an_extension_that_is_taken_back_tells_both_dates(course):
    lab = factories.LabFactory(course=course)
    deadline = factories.DeadlineFactory(lab=lab, extended_day=date(2023, 9, 30))
    Deadline.objects.update(extended_day=None)
    deed = Deed.objects.of_row(deadline).first()
    assert differences_of(deed) == {"extended_day": (date(2023, 9, 30), None)}


def test_code_is_refused_that_would_change_or_delete_the_history(course):
    deed = Deed.objects.first()
    for wrong in (
        deed.delete,
        deed.save,
        Deed.objects.all().delete,
        lambda: Deed.objects.update(who="somebody else"),
    ):
        with pytest.raises(HistoryIsKeptError):
            wrong()


@pytest.mark.parametrize(
    "statement", ["DELETE FROM courses_deed", "UPDATE courses_deed SET who = 'somebody else'"]
)
def test_the_database_refuses_it_too(course, statement):
    guard(connection)
    with pytest.raises(DatabaseError, match="history is kept"), transaction.atomic():
        connection.cursor().execute(statement)
    assert Deed.objects.exists()


def test_a_primary_key_has_one_name_on_every_database():
    drawn = uuid4()
    assert (name_of(drawn), name_of(7)) == (drawn.hex, "7")
    assert Course(pk=drawn).pk == drawn
