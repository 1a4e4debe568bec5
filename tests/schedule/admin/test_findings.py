"""The page of findings: what is found, where it is mended, and what is accepted."""

import pytest
from django.urls import reverse

from courses import models
from schedule.admin.mending import FORMS, mending_addresses
from schedule.engine.places import places_of
from schedule.models import Acceptance
from schedule.publishing import propose
from tests import factories
from tests.schedule.admin.posting import values_of


@pytest.fixture
def course(world):
    # The world's lab is out on Sep 14 and due on Sep 28, a Thursday in the past; this one is not.
    lab = factories.LabFactory(course=world.a, key="lab-9", title="Lab 9")
    factories.DeadlineFactory(lab=lab)
    return world.a


def page_of(course):
    return reverse("admin:courses_course_findings", args=[course.pk])


def look(world, course, role="ta"):
    return world.client(role).get(page_of(course)).context["look"]


def finding_of(world, course, key="lab-9"):
    return next(line.finding for line in look(world, course).lines if line.finding.key == key)


def accept(world, course, role="ta", **changes):
    data = {
        "fingerprint": finding_of(world, course).fingerprint,
        "reason": "It comes with the lecture.",
        **changes,
    }
    return world.client(role).post(page_of(course), data)


def test_each_finding_leads_to_its_form(world, course):
    lines = {line.finding.key: line for line in look(world, course).lines}
    lab = models.Lab.objects.get(key="lab-9")
    assert lines["lab-9"].address == reverse("admin:courses_lab_change", args=[lab.pk])


def test_every_place_in_a_file_leads_to_a_form_that_is_there(world):
    factories.NoClassDayFactory(term=world.term, key="holidays")
    proposal = propose(world.a)
    places = {
        *places_of(proposal.term_value, proposal.course_value).values(),
        *FORMS,
        "course",
        "class-2023-09-07",
    }
    client = world.client("superuser")
    sections = {place.split("/")[-2] for place in places if "/" in place}
    assert sections == FORMS.keys()
    for address in set(mending_addresses(world.a, places).values()):
        assert client.get(address).status_code == 200


def test_places_cost_one_query(world, django_assert_num_queries):
    proposal = propose(world.a)
    places = places_of(proposal.term_value, proposal.course_value).values()
    with django_assert_num_queries(1):
        mending_addresses(world.a, places)
    with django_assert_num_queries(0):
        mending_addresses(world.a, ["lectures", "course", "term/day_swaps/swap"])


def test_a_key_that_another_course_has_too_leads_to_ones_own(world):
    own = mending_addresses(world.a, ["lectures/lecture-1"])["lectures/lecture-1"]
    lecture = world.a.lectures.get(key="lecture-1")
    assert own == reverse("admin:courses_lecture_change", args=[lecture.pk])


def test_a_finding_is_accepted_with_a_reason_and_told_below(world, course):
    answer = accept(world, course)
    assert (answer.status_code, answer.url) == (302, page_of(course))
    acceptance = Acceptance.objects.get()
    assert (acceptance.by, acceptance.key) == (world.users["ta"], "lab-9")
    page = world.client("instructor").get(page_of(course))
    assert "lab-9" not in {line.finding.key for line in page.context["look"].lines}
    assert "It comes with the lecture." in page.content.decode()


def test_without_a_reason_nothing_is_accepted_and_the_form_says_so_where_it_stands(world, course):
    answer = accept(world, course, reason=" ")
    assert answer.status_code == 400
    assert not Acceptance.objects.exists()
    lines = answer.context["look"].lines
    assert [line.finding.key for line in lines if line.form.errors] == ["lab-9"]
    assert "Say in a few words why it is meant" in answer.content.decode()


def test_a_reason_that_is_too_long_is_refused_and_kept_in_the_form(world, course):
    answer = accept(world, course, reason="x" * 301)
    assert answer.status_code == 400
    assert "x" * 301 in answer.content.decode()


def test_what_changed_meanwhile_is_not_accepted(world, course):
    answer = accept(world, course, fingerprint="0" * 32)
    assert answer.status_code == 409
    assert "changed meanwhile" in answer.content.decode()
    assert not Acceptance.objects.exists()


def test_an_acceptance_is_taken_back(world, course):
    accept(world, course)
    fingerprint = Acceptance.objects.get().fingerprint
    data = {"fingerprint": fingerprint, "take_back": "Take back"}
    client = world.client("ta")
    assert client.post(page_of(course), data).status_code == 302
    assert not Acceptance.objects.exists()
    assert finding_of(world, course).fingerprint == fingerprint
    assert client.post(page_of(course), data).status_code == 302


def test_nothing_of_another_course_is_taken_back(world, course):
    accept(world, course)
    fingerprint = Acceptance.objects.get().fingerprint
    data = {"fingerprint": fingerprint, "take_back": "Take back"}
    world.client("superuser").post(page_of(world.b), data)
    assert Acceptance.objects.exists()


def test_one_comes_back_to_the_page_of_the_course_that_the_form_stood_in(world, course):
    own = page_of(course)
    board = own.replace("findings", "board")
    assert accept(world, course, back=board).url == board
    for back in (
        "https://evil.example/",
        "//evil.example",
        "/admin/",
        f"{own}../../../../",
        f"{own}\r\nX: y",
    ):
        Acceptance.objects.all().delete()
        assert accept(world, course, back=back).url == own


def test_a_course_that_contradicts_itself_says_how(world, course):
    models.Resource.objects.filter(course=course).update(url="htp://slides")
    page = world.client("ta").get(page_of(course))
    assert page.status_code == 200
    assert "is not a web address" in page.content.decode()
    data = {"fingerprint": "0" * 32, "reason": "Meant."}
    assert world.client("ta").post(page_of(course), data).status_code == 409


def test_what_needs_a_decision_stands_first_and_cannot_be_accepted(world, course):
    models.Deadline.objects.filter(key="lab-9-due").update(extended_day="2023-09-20")
    first, *others = look(world, course).lines
    assert first.finding.is_blocking
    assert first.form is None
    assert all(line.form for line in others if not line.finding.is_blocking)


def test_the_form_of_a_course_leads_to_its_findings(world, course):
    page = world.client("ta").get(reverse("admin:courses_course_change", args=[course.pk]))
    assert f'href="{page_of(course)}"' in page.content.decode()


def test_a_lab_builds_on_lectures_of_its_own_course(world):
    lab = world.rows_of_a[models.Lab]
    models.Lecture.objects.filter(course=world.b, key="lecture-4").update(key="only-b")
    address = reverse("admin:courses_lab_change", args=[lab.pk])
    client = world.client("ta")
    form = client.get(address).context["adminform"].form
    assert [key for key, _ in form.fields["needs"].choices] == [
        *("lecture-1", "lecture-2", "lecture-3", "lecture-4")
    ]
    data = values_of(client.get(address), needs=["only-b"])
    assert client.post(address, data).status_code == 200
    data = values_of(client.get(address), needs=["lecture-2"])
    assert client.post(address, data).status_code == 302
    lab.refresh_from_db()
    assert lab.needs == ["lecture-2"]
