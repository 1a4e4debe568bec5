"""Cohorts: a department says which courses share students."""

import pytest
from django.urls import reverse

from courses.models import Cohort
from tests import factories
from tests.schedule.admin.posting import values_of


@pytest.fixture
def cohort(world):
    return factories.CohortFactory(department=world.ours, term=world.term, name="Second year")


def form_of(cohort):
    return reverse("admin:courses_cohort_change", args=[cohort.pk])


def offered(world, cohort):
    form = world.client("administrator").get(form_of(cohort)).context["adminform"].form
    return {course.slug for course in form.fields["courses"].queryset}


def test_one_is_made_first_and_gets_its_courses_after(world):
    client = world.client("administrator")
    data = {"department": world.ours.pk, "term": world.term.pk, "name": "Third year"}
    answer = client.post(reverse("admin:courses_cohort_add"), data)
    made = Cohort.objects.get()
    assert answer.url == form_of(made)
    data = values_of(client.get(form_of(made)), courses=[world.a.pk, world.b.pk])
    assert client.post(form_of(made), data).status_code == 302
    assert set(made.courses.all()) == {world.a, world.b}


def test_another_department_is_not_offered(world):
    theirs = world.b.department
    data = {"department": theirs.pk, "term": world.term.pk, "name": "Third year"}
    answer = world.client("administrator").post(reverse("admin:courses_cohort_add"), data)
    assert answer.status_code == 200
    assert not Cohort.objects.exists()


def test_courses_are_ones_own_and_those_that_everyone_finds(world, cohort):
    factories.CourseFactory(term=world.term, department=world.ours, slug="our-draft")
    factories.CourseFactory(term=world.term, slug="their-draft")
    assert offered(world, cohort) == {"a", "b", "our-draft"}
    world.b.visibility = "unlisted"
    world.b.save()
    assert offered(world, cohort) == {"a", "our-draft"}
    client = world.client("administrator")
    data = values_of(client.get(form_of(cohort)), courses=[world.b.pk])
    assert client.post(form_of(cohort), data).status_code == 200
    assert not cohort.courses.exists()


def test_what_was_chosen_once_stays_when_the_form_is_saved(world, cohort):
    cohort.courses.set([world.b])
    world.b.visibility = "unlisted"
    world.b.save()
    client = world.client("administrator")
    data = values_of(client.get(form_of(cohort)), name="Renamed")
    assert client.post(form_of(cohort), data).status_code == 302
    assert cohort.courses.get() == world.b


def test_a_cohort_of_another_department_is_not_found(world):
    theirs = factories.CohortFactory(department=world.b.department, term=world.term)
    client = world.client("administrator")
    for view in ("change", "delete", "history"):
        address = reverse(f"admin:courses_cohort_{view}", args=[theirs.pk])
        assert client.get(address).status_code == 404
    page = client.get(reverse("admin:courses_cohort_changelist"))
    assert list(page.context["cl"].result_list) == []
