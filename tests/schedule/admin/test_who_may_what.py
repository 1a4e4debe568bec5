"""Every registered address of the admin, asked for by every role, of one's course and another's."""

import pytest
from django.contrib import admin
from django.contrib.auth.models import Permission, User
from django.contrib.contenttypes.models import ContentType
from django.db import transaction
from django.urls import URLPattern, get_resolver, reverse

from courses import models
from courses.models import Course, DaySwap, Deed, Department, Membership, NoClassDay, Term
from schedule.models import CalendarCourse, Edition, Event
from tests import factories
from tests.schedule.admin.world import ROLES, make_world

OK, FORBIDDEN, MISSING = 200, 403, 404

TAUGHT = (
    models.Announcement,
    models.Chapter,
    models.Deadline,
    models.Exam,
    models.Lab,
    models.Lecture,
    models.MeetingException,
    models.NoClassDay,
    models.Release,
    models.Resource,
)
SETTINGS = (models.Link, models.Meeting, models.Person, CalendarCourse)
RECORDS = (Edition, Event)
VIEWS = ("list", "add", "read", "write", "delete", "history")

# One row a model and role: the answers to VIEWS, for what is of the role's own course.
OWN = {
    **{
        (model, role): answers
        for model in TAUGHT
        for role, answers in {
            "stranger": (FORBIDDEN, MISSING, MISSING, MISSING, MISSING, MISSING),
            "ta": (OK, OK, OK, OK, FORBIDDEN, OK),
            "instructor": (OK, OK, OK, OK, OK, OK),
            "administrator": (OK, OK, OK, OK, OK, OK),
            "superuser": (OK, OK, OK, OK, OK, OK),
        }.items()
    },
    **{
        (model, role): answers
        for model in SETTINGS
        for role, answers in {
            "stranger": (FORBIDDEN, MISSING, MISSING, MISSING, MISSING, MISSING),
            "ta": (OK, FORBIDDEN, OK, FORBIDDEN, FORBIDDEN, OK),
            "instructor": (OK, OK, OK, OK, OK, OK),
            "administrator": (OK, OK, OK, OK, OK, OK),
            "superuser": (OK, OK, OK, OK, OK, OK),
        }.items()
    },
    **{
        (model, role): answers
        for model in RECORDS
        for role, answers in {
            "stranger": (FORBIDDEN, MISSING, MISSING, MISSING, MISSING, MISSING),
            "ta": (OK, FORBIDDEN, OK, FORBIDDEN, FORBIDDEN, OK),
            "instructor": (OK, FORBIDDEN, OK, FORBIDDEN, FORBIDDEN, OK),
            "administrator": (OK, FORBIDDEN, OK, FORBIDDEN, FORBIDDEN, OK),
            "superuser": (OK, FORBIDDEN, OK, FORBIDDEN, FORBIDDEN, OK),
        }.items()
    },
    (Course, "stranger"): (FORBIDDEN, FORBIDDEN, MISSING, MISSING, MISSING, MISSING),
    (Course, "ta"): (OK, FORBIDDEN, OK, FORBIDDEN, FORBIDDEN, OK),
    (Course, "instructor"): (OK, FORBIDDEN, OK, OK, FORBIDDEN, OK),
    (Course, "administrator"): (OK, OK, OK, OK, OK, OK),
    (Course, "superuser"): (OK, OK, OK, OK, OK, OK),
    (Membership, "stranger"): (FORBIDDEN, FORBIDDEN, MISSING, MISSING, MISSING, MISSING),
    (Membership, "ta"): (FORBIDDEN, FORBIDDEN, MISSING, MISSING, MISSING, MISSING),
    (Membership, "instructor"): (OK, OK, OK, OK, OK, OK),
    (Membership, "administrator"): (OK, OK, OK, OK, OK, OK),
    (Membership, "superuser"): (OK, OK, OK, OK, OK, OK),
    # The term that A shares with a course of another department.
    (Term, "stranger"): (FORBIDDEN, FORBIDDEN, MISSING, MISSING, MISSING, MISSING),
    (Term, "ta"): (OK, FORBIDDEN, OK, FORBIDDEN, FORBIDDEN, OK),
    (Term, "instructor"): (OK, FORBIDDEN, OK, FORBIDDEN, FORBIDDEN, OK),
    (Term, "administrator"): (OK, OK, OK, FORBIDDEN, FORBIDDEN, OK),
    (Term, "superuser"): (OK, OK, OK, OK, OK, OK),
    (DaySwap, "stranger"): (FORBIDDEN, FORBIDDEN, MISSING, MISSING, MISSING, MISSING),
    (DaySwap, "ta"): (OK, FORBIDDEN, OK, FORBIDDEN, FORBIDDEN, OK),
    (DaySwap, "instructor"): (OK, FORBIDDEN, OK, FORBIDDEN, FORBIDDEN, OK),
    (DaySwap, "administrator"): (OK, FORBIDDEN, OK, FORBIDDEN, FORBIDDEN, OK),
    (DaySwap, "superuser"): (OK, FORBIDDEN, OK, OK, OK, OK),
    (Department, "stranger"): (FORBIDDEN, FORBIDDEN, MISSING, MISSING, MISSING, MISSING),
    (Department, "ta"): (FORBIDDEN, FORBIDDEN, MISSING, MISSING, MISSING, MISSING),
    (Department, "instructor"): (FORBIDDEN, FORBIDDEN, MISSING, MISSING, MISSING, MISSING),
    (Department, "administrator"): (OK, FORBIDDEN, OK, FORBIDDEN, FORBIDDEN, OK),
    (Department, "superuser"): (OK, OK, OK, OK, OK, OK),
    **{
        (Deed, role): (FORBIDDEN, FORBIDDEN, MISSING, MISSING, MISSING, MISSING)
        for role in ("stranger", "ta", "instructor", "administrator")
    },
    (Deed, "superuser"): (OK, FORBIDDEN, OK, FORBIDDEN, FORBIDDEN, OK),
    (User, "stranger"): (FORBIDDEN, FORBIDDEN, MISSING, MISSING, MISSING, MISSING),
    (User, "ta"): (FORBIDDEN, FORBIDDEN, MISSING, MISSING, MISSING, MISSING),
    (User, "instructor"): (FORBIDDEN, FORBIDDEN, MISSING, MISSING, MISSING, MISSING),
    (User, "administrator"): (FORBIDDEN, FORBIDDEN, MISSING, MISSING, MISSING, MISSING),
    (User, "superuser"): (OK, OK, OK, OK, OK, OK),
}

OTHERS = (*TAUGHT, *SETTINGS, *RECORDS, Course, Membership)
"""Models of which another course has rows too."""

SITE = {
    "index": "the lists that one sees",
    "login": "everyone",
    "logout": "everyone",
    "password_change": "one's own",
    "password_change_done": "one's own",
    "second_step": "who has given a password: see tests/config/test_signin.py",
    "two_step": "one's own",
    "autocomplete": "see test_autocompletion_finds_only_visible_courses",
    "jsi18n": "words for scripts",
    "view_on_site": "see test_the_detour_to_public_pages_shows_no_draft",
    "app_list": "the lists that one sees",
    "courses_course_review": "see test_reviewing_is_for_who_may_publish",
    "auth_user_password_change": "see test_only_superusers_set_passwords",
}
"""Addresses that are not one of a model's five."""

FOREIGN_APPS = {"axes"}
"""Apps whose own admin goes by Django's permissions, which nobody but a superuser has."""


@pytest.fixture(scope="module")
def world(django_db_setup, django_db_blocker):
    """One world for all rows of the table: no request of this file may change it."""
    with django_db_blocker.unblock(), transaction.atomic():
        made = make_world()
        factories_of_term(made)
        yield made
        transaction.set_rollback(True)


def factories_of_term(world):
    DaySwap.objects.create(term=world.term, key="swap", day="2023-11-22", follows="fri")


def row_of(world, model):
    fixed = {
        Term: world.term,
        DaySwap: DaySwap.objects.first(),
        Deed: Deed.objects.first(),
        Department: world.ours,
        User: world.users["ta"],
    }
    return fixed.get(model) or world.rows_of_a[model]


def ask(client, model, view, row, course):
    name = f"admin:{model._meta.app_label}_{model._meta.model_name}"
    if view == "list":
        return client.get(reverse(f"{name}_changelist"))
    if view == "add":
        query = f"?course={course.pk}" if hasattr(model, "course") else ""
        return client.get(reverse(f"{name}_add") + query)
    if view == "read":
        return client.get(reverse(f"{name}_change", args=[row.pk]))
    if view == "write":
        return client.post(reverse(f"{name}_change", args=[row.pk]), {"nothing": "valid"})
    return client.get(reverse(f"{name}_{view}", args=[row.pk]))


@pytest.mark.parametrize("role", ROLES)
@pytest.mark.parametrize("model", sorted({model for model, _ in OWN}, key=lambda m: m.__name__))
def test_each_role_does_with_its_own_what_the_table_says(world, db, model, role):
    client = world.client(role)
    row = row_of(world, model)
    answers = tuple(ask(client, model, view, row, world.a).status_code for view in VIEWS)
    assert dict(zip(VIEWS, answers, strict=True)) == dict(zip(VIEWS, OWN[model, role], strict=True))


@pytest.mark.parametrize("role", ["stranger", "ta", "instructor", "administrator"])
@pytest.mark.parametrize("model", OTHERS)
def test_what_is_of_another_course_is_not_found(world, db, model, role):
    client = world.client(role)
    row = world.rows_of_b[model]
    answers = {
        view: ask(client, model, view, row, world.b).status_code
        for view in ("read", "write", "delete", "history")
    }
    assert set(answers.values()) == {MISSING}


def test_every_registered_model_stands_in_the_table():
    registered = {
        model for model in admin.site._registry if model._meta.app_label not in FOREIGN_APPS
    }
    assert registered == {model for model, _ in OWN}


def test_every_address_of_the_admin_is_in_a_table():
    known = set(SITE)
    for model in admin.site._registry:
        name = f"{model._meta.app_label}_{model._meta.model_name}"
        known |= {f"{name}_{view}" for view in ("changelist", "add", "change", "history", "delete")}
    assert set(names_of(get_resolver().url_patterns, within="admin")) - {None} <= known


def names_of(patterns, *, within=""):
    for pattern in patterns:
        if isinstance(pattern, URLPattern):
            if not within:
                yield pattern.name
        elif within in {"", pattern.namespace}:
            yield from names_of(pattern.url_patterns)


@pytest.mark.parametrize("role", [role for role in ROLES if role != "superuser"])
def test_other_apps_are_for_superusers(world, db, role):
    client = world.client(role)
    found = [model for model in admin.site._registry if model._meta.app_label in FOREIGN_APPS]
    assert found
    for model in found:
        name = f"admin:{model._meta.app_label}_{model._meta.model_name}_changelist"
        assert client.get(reverse(name)).status_code == FORBIDDEN


@pytest.mark.parametrize(
    ("role", "own", "other"),
    [
        ("stranger", MISSING, MISSING),
        ("ta", OK, MISSING),
        ("instructor", OK, MISSING),
        ("administrator", OK, MISSING),
        ("superuser", OK, OK),
    ],
)
def test_reviewing_is_for_who_may_publish(world, db, role, own, other):
    client = world.client(role)
    for course, expected in ((world.a, own), (world.b, other)):
        address = reverse("admin:courses_course_review", args=[course.pk])
        assert client.get(address).status_code == expected
        assert client.post(address, {}).status_code == expected


@pytest.mark.parametrize("role", [role for role in ROLES if role != "superuser"])
def test_only_superusers_set_passwords(world, db, role):
    address = reverse("admin:auth_user_password_change", args=[world.users["superuser"].pk])
    assert world.client(role).get(address).status_code in {FORBIDDEN, MISSING}


@pytest.mark.parametrize(
    ("role", "found"),
    [
        ("stranger", None),
        ("ta", {"a"}),
        ("instructor", {"a"}),
        ("administrator", {"a", "ours-alone"}),
        ("superuser", {"a", "b", "ours-alone"}),
    ],
)
def test_autocompletion_finds_only_visible_courses(world, db, role, found):
    query = {"app_label": "courses", "model_name": "membership", "field_name": "course"}
    answer = world.client(role).get(reverse("admin:autocomplete"), query)
    if found is None:
        assert answer.status_code == FORBIDDEN
        return
    texts = {each["text"].split()[0] for each in answer.json()["results"]}
    assert texts == found


def test_autocompletion_is_offered_for_nothing_else():
    offered = [
        (model.__name__, name)
        for model, model_admin in admin.site._registry.items()
        for name in model_admin.get_autocomplete_fields(None)
    ]
    assert offered == [("Membership", "course")]


@pytest.mark.parametrize("role", ["ta", "instructor", "administrator"])
def test_lists_show_nothing_of_another_course(world, db, role):
    client = world.client(role)
    for model in OTHERS:
        name = f"admin:{model._meta.app_label}_{model._meta.model_name}_changelist"
        answer = client.get(reverse(name))
        if answer.status_code == FORBIDDEN:
            continue
        shown = set(answer.context["cl"].result_list)
        assert shown
        assert world.rows_of_b[model] not in shown


def test_an_account_that_is_not_staff_of_the_site_is_asked_to_sign_in(world, db):
    visitor = factories.UserFactory(is_staff=False)
    factories.MembershipFactory(user=visitor, course=world.a)
    client = world.client("ta")
    client.force_login(visitor)
    answer = client.get(reverse("admin:courses_lecture_changelist"))
    assert answer.status_code == 302
    assert "/admin/login/" in answer.url


def test_djangos_own_permissions_give_no_way_in(world, db):
    client = world.client("stranger")
    world.users["stranger"].user_permissions.set(Permission.objects.all())
    for model in {model for model, _ in OWN}:
        name = f"admin:{model._meta.app_label}_{model._meta.model_name}_changelist"
        assert client.get(reverse(name)).status_code == FORBIDDEN


def test_no_class_days_of_the_shared_term_are_seen_and_not_changed(world, db):
    day = NoClassDay.objects.create(term=world.term, key="t", title="T", day="2023-11-10")
    address = reverse("admin:courses_noclassday_change", args=[day.pk])
    for role in ("ta", "instructor", "administrator"):
        client = world.client(role)
        assert client.get(address).status_code == OK
        assert client.post(address, {}).status_code == FORBIDDEN
    assert world.client("stranger").get(address).status_code == MISSING


def test_the_detour_to_public_pages_shows_no_draft(world, db):
    draft = factories.make_course(term=world.term, slug="draft")
    lecture = draft.lectures.first()
    kind = ContentType.objects.get_for_model(lecture)
    client = world.client("stranger")
    answer = client.get(reverse("admin:view_on_site", args=[kind.pk, lecture.pk]), follow=True)
    assert answer.status_code == MISSING
