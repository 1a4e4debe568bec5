"""The history of a course, as its staff read it."""

import re
from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from courses.models import Course, Deed, Lecture, NoClassDay, written_by
from tests import factories
from tests.schedule.admin.posting import confirmed, values_of
from tests.schedule.admin.test_query_counts import fill


def history_of(row):
    return reverse(f"admin:courses_{row._meta.model_name}_history", args=[row.pk])


def text_of(answer):
    """The words of the page's content, in one line."""
    content = answer.text.partition('id="content-main"')[2]
    return " ".join(re.sub(r"<[^>]*>", " ", content).split())


def edit(client, row, **changes):
    address = reverse(f"admin:courses_{row._meta.model_name}_change", args=[row.pk])
    assert client.post(address, values_of(client.get(address), **changes)).status_code == 302


def test_of_a_course_tells_who_changed_what_and_when(world):
    lecture = world.rows_of_a[Lecture]
    edit(world.client("ta"), lecture, title="Pruning", pin_day="2023-10-17")
    told = text_of(world.client("instructor").get(history_of(world.a)))
    assert re.search(r"\d\d?:\d\d [ap]m ta Lecture Pruning changed", told)
    assert "Title Topic 1 Pruning" in told
    assert "Pinned to 2023-10-17" in told


def test_of_a_row_tells_of_that_row_alone(world):
    lecture = world.rows_of_a[Lecture]
    edit(world.client("ta"), lecture, title="Pruning")
    told = text_of(world.client("ta").get(history_of(lecture)))
    assert "2 changes, the newest first" in told
    assert "Topic 2" not in told


def test_of_a_course_holds_what_its_term_shares_and_no_other_course(world):
    NoClassDay.objects.create(
        term=world.term, key="storm", title="Storm day", day=date(2023, 11, 14)
    )
    Course.objects.filter(pk=world.b.pk).update(title="Secret plans")
    told = text_of(world.client("ta").get(history_of(world.a)))
    assert "No-class day Storm day added" in told
    assert "Secret plans" not in told


@pytest.mark.parametrize(("role", "is_told"), [("ta", False), ("instructor", True)])
def test_tells_of_memberships_those_who_see_them(world, role, is_told):
    factories.MembershipFactory(course=world.a, role="ta", user__username="grace")
    told = text_of(world.client(role).get(history_of(world.a)))
    assert ("Membership grace added" in told) is is_told
    assert ("Membership" in told) is is_told


@pytest.mark.parametrize("role", ["ta", "instructor", "administrator"])
def test_of_a_course_tells_nothing_of_cohorts_which_are_their_departments(world, role):
    theirs = factories.CohortFactory(
        department=world.b.department, term=world.term, name="Secret plans"
    )
    theirs.courses.set([world.a, world.b])
    told = text_of(world.client(role).get(history_of(world.a)))
    assert "Secret plans" not in told
    assert "Cohort" not in told


def test_of_a_cohort_tells_its_department_what_the_database_recorded(world):
    own = factories.CohortFactory(department=world.ours, term=world.term, name="Second year")
    edit(world.client("administrator"), own, name="Third year")
    told = text_of(world.client("administrator").get(history_of(own)))
    assert "administrator Cohort Third year changed Name Second year Third year" in told


def test_names_what_a_row_refers_to_also_when_it_is_gone(world):
    lecture = world.rows_of_a[Lecture]
    chapter = factories.ChapterFactory(course=world.a, title="Sparsity")
    edit(world.client("ta"), lecture, chapter=str(chapter.pk))
    assert "Chapter Sparsity" in text_of(world.client("ta").get(history_of(lecture)))
    chapter.delete()
    told = text_of(world.client("ta").get(history_of(lecture)))
    assert "Chapter Sparsity (deleted)" in told


def test_of_a_deleted_row_stays_in_the_course_s_without_a_link(world):
    lecture = factories.LectureFactory(course=world.a, title="Gone soon", number=9)
    form = reverse("admin:courses_lecture_change", args=[lecture.pk])
    client = world.client("instructor")
    assert form in client.get(history_of(world.a)).text
    confirmed(client, reverse("admin:courses_lecture_delete", args=[lecture.pk]))
    answer = client.get(history_of(world.a))
    assert "instructor Lecture Gone soon deleted" in text_of(answer)
    assert form not in answer.text


def test_can_be_of_one_account_alone(world):
    edit(world.client("ta"), world.rows_of_a[Lecture], title="By ta")
    edit(world.client("instructor"), world.rows_of_a[Lecture], title="By instructor")
    answer = world.client("ta").get(history_of(world.a), {"who": "ta"})
    told = text_of(answer)
    assert "1 change, the newest first" in told
    assert "What ta did." in told


def test_shows_markup_as_text(world):
    Lecture.objects.update(title="<script>alert(1)</script>")
    assert "<script>alert" not in world.client("ta").get(history_of(world.a)).text


def test_is_cut_into_pages(world):
    for n in range(60):
        Lecture.objects.filter(pk=world.rows_of_a[Lecture].pk).update(title=f"Title {n}")
    first = world.client("ta").get(history_of(world.a))
    assert "Title 59" in first.text
    assert "Page 1 of" in first.text
    second = world.client("ta").get(history_of(world.a), {"p": "2"})
    assert "Title 59" not in second.text


def test_cannot_be_written_or_deleted_by_anybody(world):
    deed = Deed.objects.first()
    client = world.client("superuser")
    for view in ("change", "delete"):
        address = reverse(f"admin:courses_deed_{view}", args=[deed.pk])
        assert client.post(address, {"post": "yes"}).status_code == 403
    list_of_all = reverse("admin:courses_deed_changelist")
    data = {"action": "delete_selected", "_selected_action": [deed.pk], "post": "yes"}
    client.post(list_of_all, data)
    assert Deed.objects.filter(pk=deed.pk).exists()


@pytest.mark.django_db
def test_costs_the_same_for_many_changes(client):
    course = factories.make_course(lectures=0, department=factories.DepartmentFactory())
    client.force_login(factories.MembershipFactory(course=course, role="instructor").user)
    counts = []
    for start in (1, 3):
        with written_by(factories.UserFactory()):
            fill(course, start, start + 2)
        with CaptureQueriesContext(connection) as captured:
            client.get(history_of(course))
        counts.append(len(captured))
    assert counts[0] >= counts[1]
    assert counts[0] < 25
