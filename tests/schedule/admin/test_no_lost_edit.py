"""Two who edit one row: the second is shown both versions, and keeps what was typed."""

import re
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from threading import Barrier

import pytest
from django.contrib import admin
from django.contrib.auth.models import User
from django.db import connections
from django.test import Client
from django.urls import reverse

from courses.models import Deed, Lecture
from schedule.publishing import publish
from tests import factories
from tests.faults.post_office import PATIENCE
from tests.schedule.admin.posting import values_of


def address_of(row):
    return reverse(f"admin:{row._meta.app_label}_{row._meta.model_name}_change", args=[row.pk])


LECTURES = "admin:courses_lecture_changelist"


@pytest.fixture
def course(db):
    course = factories.make_course(lectures=4, slug="a", number="6.5940")
    publish(course)
    return course


@pytest.fixture
def lecture(course):
    return course.lectures.get(key="lecture-2")


@pytest.fixture
def ada(course):
    return signed_in(course, "ada")


@pytest.fixture
def ben(course):
    return signed_in(course, "ben")


def signed_in(course, name):
    member = factories.MembershipFactory(course=course, role="instructor", user__username=name)
    client = Client()
    client.force_login(member.user)
    return client


def edit(client, row, **changes):
    """Open a row's form, change it and save it, all at once."""
    address = address_of(row)
    answer = client.post(address, values_of(client.get(address), **changes))
    assert answer.status_code == 302
    return answer


def errors_of(answer):
    return [str(each) for each in answer.context["adminform"].form.non_field_errors()]


def row_errors(answer, prefix):
    """What is said above the rows of one table of the form."""
    (formset,) = [
        inline.formset
        for inline in answer.context["inline_admin_formsets"]
        if inline.formset.prefix == prefix
    ]
    above = [str(each) for form in formset.forms for each in form.non_field_errors()]
    return above + [str(each) for each in formset.non_form_errors()]


class TestTheFormOfARow:
    def test_of_the_second_shows_both_versions_and_keeps_what_was_typed(self, lecture, ada, ben):
        opened = ben.get(address_of(lecture))
        edit(ada, lecture, title="Ada's title")
        answer = ben.post(address_of(lecture), values_of(opened, title="Ben's title"))

        who, versions = errors_of(answer)
        assert answer.status_code == 200
        assert who.startswith("ada changed this lecture just now, after you opened this page.")
        assert versions == (
            "Title: saved now is “Ada&#x27;s title”, you have “Ben&#x27;s title”, "
            "which is still in the form."
        )
        assert answer.context["adminform"].form["title"].value() == "Ben's title"
        assert Lecture.objects.get(pk=lecture.pk).title == "Ada's title"

    def test_saved_once_more_is_an_edit_of_what_was_seen(self, lecture, ada, ben):
        opened = ben.get(address_of(lecture))
        edit(ada, lecture, title="Ada's title")
        shown = ben.post(address_of(lecture), values_of(opened, title="Ben's title"))
        again = ben.post(address_of(lecture), values_of(shown))
        assert again.status_code == 302
        assert Lecture.objects.get(pk=lecture.pk).title == "Ben's title"

    def test_does_not_undo_the_fields_that_the_second_left_alone(self, lecture, ada, ben):
        opened = ben.get(address_of(lecture))
        edit(ada, lecture, pin_day="2023-10-24", description="One\nTwo")
        shown = ben.post(address_of(lecture), values_of(opened, title="Ben's title"))
        told = errors_of(shown)
        assert "Title: saved now is “Topic 2”, you have “Ben&#x27;s title”" in told[1]
        assert "Pinned to: saved now is “2023-10-24”, before it was “nothing”" in " ".join(told)
        ben.post(address_of(lecture), values_of(shown))
        lecture.refresh_from_db()
        assert (lecture.title, lecture.pin_day) == ("Ben's title", date(2023, 10, 24))
        assert lecture.description == "One\nTwo"

    def test_where_both_typed_the_same_saves_it(self, lecture, ada, ben):
        opened = ben.get(address_of(lecture))
        edit(ada, lecture, title="The title")
        assert (
            ben.post(address_of(lecture), values_of(opened, title="The title")).status_code == 302
        )

    def test_that_was_only_looked_at_takes_nothing_back(self, lecture, ada, ben):
        opened = ben.get(address_of(lecture))
        edit(ada, lecture, title="Ada's title")
        assert ben.post(address_of(lecture), values_of(opened)).status_code == 302
        assert Lecture.objects.get(pk=lecture.pk).title == "Ada's title"

    def test_without_its_version_is_refused(self, lecture, ada):
        sent = values_of(ada.get(address_of(lecture)), title="From a script")
        del sent["version"]
        answer = ada.post(address_of(lecture), sent)
        assert answer.status_code == 200
        assert "saved now is “Topic 2”, you have “From a script”" in errors_of(answer)[1]

    def test_names_choices_and_links_by_their_words(self, lecture, course, ada, ben):
        part = factories.ChapterFactory(course=course, title="Basics")
        opened = ben.get(address_of(lecture))
        edit(ada, lecture, chapter=str(part.pk), cancelled="on", reason="Ill")
        told = " ".join(errors_of(ben.post(address_of(lecture), values_of(opened, title="New"))))
        assert "Chapter: saved now is “Basics”, before it was “nothing”" in told
        assert "Cancelled: saved now is “yes”, before it was “no”" in told

    def test_of_what_a_command_changed_says_so(self, lecture, ben):
        opened = ben.get(address_of(lecture))
        Lecture.objects.filter(pk=lecture.pk).update(title="From a file")
        answer = ben.post(address_of(lecture), values_of(opened, title="Ben's title"))
        assert errors_of(answer)[0].startswith("A command changed this lecture")

    def test_tells_markup_as_text(self, lecture, ada, ben):
        opened = ben.get(address_of(lecture))
        edit(ada, lecture, title="<script>alert(1)</script>")
        answer = ben.post(address_of(lecture), values_of(opened, title="<b>"))
        assert "<script>alert" not in answer.text


class TestTheTablesOfAForm:
    def test_leave_rows_alone_that_the_second_did_not_touch(self, course, lecture, ada, ben):
        opened = ben.get(address_of(course))
        edit(ada, lecture, title="Ada's title")
        changes = {"lectures-0-title": "Ben's title"}
        answer = ben.post(address_of(course), values_of(opened, **changes))
        assert answer.status_code == 302
        titles = [row.title for row in course.lectures.all()]
        assert titles == ["Ben's title", "Ada's title", "Topic 3", "Topic 4"]

    def test_refuse_a_row_that_both_changed_and_save_nothing(self, course, lecture, ada, ben):
        opened = ben.get(address_of(course))
        edit(ada, lecture, title="Ada's title")
        changes = {"lectures-0-title": "First", "lectures-1-title": "Ben's title"}
        answer = ben.post(address_of(course), values_of(opened, **changes))
        assert "saved now is “Ada&#x27;s title”, you have “Ben&#x27;s title”" in " ".join(
            row_errors(answer, "lectures")
        )
        assert course.lectures.get(key="lecture-1").title == "Topic 1"
        assert ben.post(address_of(course), values_of(answer)).status_code == 302
        assert [row.title for row in course.lectures.all()][:2] == ["First", "Ben's title"]

    def test_delete_no_row_that_was_changed_before_it_was_seen(self, course, lecture, ada, ben):
        opened = ben.get(address_of(course))
        edit(ada, lecture, title="Ada's title")
        answer = ben.post(address_of(course), values_of(opened, **{"lectures-1-DELETE": "on"}))
        assert "Others changed what you wanted to delete" in row_errors(answer, "lectures")[-1]
        assert Lecture.objects.filter(pk=lecture.pk).exists()
        ben.post(address_of(course), values_of(answer))
        assert not Lecture.objects.filter(pk=lecture.pk).exists()

    def test_say_so_of_a_row_that_is_gone(self, course, lecture, ben):
        opened = ben.get(address_of(course))
        lecture.delete()
        changes = {"lectures-1-title": "Ben's title"}
        answer = ben.post(address_of(course), values_of(opened, **changes))
        assert answer.status_code == 200
        told = row_errors(answer, "lectures")[-1]
        assert told.startswith("Somebody deleted a lecture after you opened this page.")
        assert "Title “Ben's title”" in told


class TestAListThatIsEdited:
    def test_refuses_a_row_that_others_changed(self, course, lecture, ada, ben):
        address = f"{reverse(LECTURES)}?course={course.pk}"
        opened = ben.get(address)
        edit(ada, lecture, title="Ada's title")
        answer = ben.post(address, values_of(opened, **{"form-1-title": "Ben's title"}))
        assert answer.status_code == 200
        assert "ada changed this lecture" in answer.text
        assert Lecture.objects.get(pk=lecture.pk).title == "Ada's title"

    def test_saves_the_other_rows_as_they_were_typed(self, course, lecture, ada, ben):
        address = f"{reverse(LECTURES)}?course={course.pk}"
        opened = ben.get(address)
        edit(ada, lecture, title="Ada's title")
        answer = ben.post(address, values_of(opened, **{"form-0-title": "Ben's title"}))
        assert answer.status_code == 302
        assert [row.title for row in course.lectures.all()][:2] == ["Ben's title", "Ada's title"]


class TestDeleting:
    def test_a_row_that_others_changed_since_is_asked_again(self, lecture, ada, ben):
        address = address_of(lecture).replace("change", "delete")
        asked = ben.get(address)
        edit(ada, lecture, title="Ada's title")
        again = ben.post(address, sent_by(asked), follow=True)
        assert "Others changed what you wanted to delete" in again.text
        assert "Ada’s title" in again.text or "Ada&#x27;s title" in again.text
        assert Lecture.objects.filter(pk=lecture.pk).exists()
        assert ben.post(address, sent_by(again)).status_code == 302
        assert not Lecture.objects.filter(pk=lecture.pk).exists()

    def test_what_goes_along_counts_too(self, lecture, ben):
        address = address_of(lecture).replace("change", "delete")
        asked = ben.get(address)
        factories.ResourceFactory(course=lecture.course, lecture=lecture, label="By Ada")
        again = ben.post(address, sent_by(asked), follow=True)
        assert "Resource" in again.text
        assert Lecture.objects.filter(pk=lecture.pk).exists()

    def test_several_of_which_others_changed_one_is_asked_again(self, course, lecture, ada, ben):
        rows = [row.pk for row in course.lectures.all()][:2]
        chosen = {"action": "delete_selected", "_selected_action": rows}
        asked = ben.post(reverse(LECTURES), chosen)
        edit(ada, lecture, title="Ada's title")
        again = ben.post(reverse(LECTURES), chosen | sent_by(asked))
        assert again.status_code == 200
        assert "Others changed what you wanted to delete" in again.text
        assert course.lectures.count() == 4
        assert ben.post(reverse(LECTURES), chosen | sent_by(again)).status_code == 302
        assert course.lectures.count() == 2

    def test_without_a_version_is_asked_first(self, lecture, ben):
        address = address_of(lecture).replace("change", "delete")
        assert ben.post(address, {"post": "yes"}).url == address
        assert Lecture.objects.filter(pk=lecture.pk).exists()


def sent_by(asked):
    """What a browser sends back for a page that asks whether to delete."""
    version = re.search(r'name="version" value="([0-9a-f]+)"', asked.text)[1]
    return {"post": "yes", "version": version}


def test_every_form_and_table_of_the_admin_has_a_version(world):
    client = world.client("superuser")
    rows = {**world.rows_of_a, User: world.users["ta"], type(world.term): world.term}
    seen = set()
    for model in admin.site._registry:
        row = rows.get(model) or model._default_manager.first()
        if row is None or model._meta.app_label == "axes":
            continue
        answer = client.get(address_of(row))
        form = answer.context["adminform"].form
        forms = [form] if form.fields else []
        for inline in answer.context["inline_admin_formsets"]:
            forms += inline.formset.initial_forms
        assert all("version" in each.fields for each in forms), model
        assert all(str(each["version"]) in answer.text for each in forms), model
        seen |= {type(each.instance) for each in forms}
    assert {model.__name__ for model in seen} >= {
        "Announcement",
        "Course",
        "Deadline",
        "Lecture",
        "Meeting",
        "Membership",
        "Term",
        "User",
    }


def test_what_is_saved_in_the_admin_stands_in_the_history_under_its_account(course, lecture, ada):
    edit(ada, lecture, title="Ada's title")
    edit(ada, course, **{"lectures-0-title": "First"})
    newest = Deed.objects.filter(kind="changed")[:2]
    assert [(deed.who, deed.said["title"]) for deed in newest] == [
        ("ada", "First"),
        ("ada", "Ada's title"),
    ]


@pytest.mark.django_db(transaction=True)
def test_of_two_who_save_at_the_same_moment_one_is_refused(lecture, course):
    clients = [signed_in(course, name) for name in ("ada", "ben")]
    sent = [
        values_of(client.get(address_of(lecture)), title=f"Title {n}")
        for n, client in enumerate(clients)
    ]
    start = Barrier(2)

    def save(n):
        try:
            start.wait(PATIENCE)
            return clients[n].post(address_of(lecture), sent[n]).status_code
        finally:
            connections.close_all()

    with ThreadPoolExecutor(2) as pool:
        assert sorted(pool.map(save, range(2))) == [200, 302]
