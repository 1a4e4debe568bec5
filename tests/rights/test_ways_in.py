"""The ways into another course that are no address of their own: searches, lists, detours."""

import pytest
from django.apps import apps
from django.contrib import admin
from django.contrib.auth.models import Permission, User
from django.contrib.contenttypes.models import ContentType
from django.db.models import Model
from django.test import Client
from django.urls import reverse

from courses import models
from courses.models import Course, NoClassDay
from schedule.models import CalendarCourse, Edition, Event, Mail
from tests import factories
from tests.rights.places import every_route, make_places
from tests.rights.table import ADMIN, MODELS, every_row
from tests.schedule.admin.posting import values_of

OK, FORBIDDEN, MISSING = 200, 403, 404
ROLES = ("stranger", "ta", "instructor", "administrator")


def list_of(model, view="changelist"):
    return reverse(f"admin:{model._meta.app_label}_{model._meta.model_name}_{view}")


def of_a_course(model: type[Model]) -> bool:
    # The history and the ledger have no page that is anyone's but superusers', see table.py.
    return model is Course or (hasattr(model, "course") and model not in {models.Deed, Mail})


def course_pk(row):
    return row.pk if isinstance(row, Course) else row.course_id


def seen_by(world, role):
    """Return the courses that a role sees, found without asking the code under test."""
    if role == "administrator":
        return set(Course.objects.filter(department=world.ours).values_list("pk", flat=True))
    return set() if role == "stranger" else {world.a.pk}


@pytest.mark.parametrize("role", ["ta", "superuser"])
def test_autocompletion_is_of_the_course_of_a_membership_alone(world, role):
    client, found = world.client(role), set()
    for model in apps.get_models():
        for field in model._meta.get_fields():
            query = {
                "app_label": model._meta.app_label,
                "model_name": model._meta.model_name,
                "field_name": field.name,
            }
            status = client.get(reverse("admin:autocomplete"), query).status_code
            assert status in {OK, FORBIDDEN}
            if status == OK:
                found.add((model, field.name))
    assert found == ({(models.Membership, "course")} if role == "superuser" else set())


@pytest.mark.parametrize(
    ("role", "found"),
    [
        ("instructor", {"a"}),
        ("administrator", {"a", "ours-alone"}),
        ("superuser", {"a", "b", "ours-alone"}),
    ],
)
def test_autocompletion_finds_the_courses_that_one_sees(world, role, found):
    query = {"app_label": "courses", "model_name": "membership", "field_name": "course"}
    answer = world.client(role).get(reverse("admin:autocomplete"), query)
    assert {each["text"].split()[0] for each in answer.json()["results"]} == found


@pytest.mark.parametrize("words", ["a " * 2_000, "\x00"])
def test_autocompletion_has_an_answer_to_any_words(world, words):
    query = {"app_label": "courses", "model_name": "membership", "field_name": "course"}
    answer = world.client("superuser").get(reverse("admin:autocomplete"), query | {"term": words})
    assert answer.json()["results"] == []


@pytest.mark.parametrize(
    "query", ["", "?app_label=courses", "?app_label=x&model_name=y&field_name=z"]
)
def test_autocompletion_of_nothing_is_refused(world, query):
    answer = world.client("superuser").get(reverse("admin:autocomplete") + query)
    assert answer.status_code == FORBIDDEN


@pytest.mark.parametrize("role", ROLES)
def test_lists_show_nothing_of_another_course(world, role):
    client = world.client(role)
    for model in filter(of_a_course, admin.site._registry):
        answer = client.get(list_of(model), {"all": ""})
        if answer.status_code == MISSING:
            continue
        shown = set(answer.context["cl"].result_list)
        assert shown
        assert {course_pk(row) for row in shown} - {None} <= seen_by(world, role)


@pytest.mark.parametrize("role", ROLES)
def test_a_window_of_its_own_shows_and_makes_nothing_of_another_course(world, role):
    client = world.client(role)
    for model in filter(of_a_course, admin.site._registry):
        row = world.rows_of_b[model]
        name = f"admin:{model._meta.app_label}_{model._meta.model_name}"
        for view in ("change", "delete", "history"):
            address = reverse(f"{name}_{view}", args=[row.pk])
            for query in ("?_popup=1", "?_popup=1&_to_field=id", "?_to_field=course"):
                assert client.get(address + query).status_code in {MISSING, 400}
                answer = client.post(address + query, {"_popup": "1", "post": "yes"})
                assert answer.status_code in {MISSING, 400}
    assert Course.objects.filter(pk=world.b.pk).exists()


@pytest.mark.parametrize("lookup", ["course", "course__exact", "course__id", "course__id__exact"])
def test_no_filter_of_a_list_leads_to_another_course(world, lookup):
    for role in ("ta", "instructor"):
        client = world.client(role)
        for model in (models.Lecture, models.Deadline, Edition, Event, CalendarCourse):
            answer = client.get(list_of(model), {lookup: str(world.b.pk)}, follow=True)
            rows = answer.context["cl"].result_list
            assert {row.course_id for row in rows} <= {world.a.pk}


@pytest.mark.parametrize(
    "lookup",
    [
        "course__memberships__user__username__startswith",
        "course__memberships__user__password__startswith",
        "calendar__token_hash__startswith",
        "calendar__page_hash__startswith",
        "given_by__password__startswith",
        "by__password__startswith",
    ],
)
def test_no_filter_of_a_list_guesses_a_secret(world, lookup):
    client = world.client("instructor")
    for model in (models.Lecture, Edition, CalendarCourse, models.Membership, Course):
        answer = client.get(list_of(model), {lookup: "a"})
        # What is refused is told so, or the list is asked for again without it.
        assert answer.status_code in {400, 302}


@pytest.mark.parametrize("role", ROLES)
def test_what_one_account_did_is_not_shown_to_another(world, role):
    lecture = world.rows_of_b[models.Lecture]
    address = reverse("admin:courses_lecture_change", args=[lecture.pk])
    root = world.client("superuser")
    root.post(address, values_of(root.get(address), title="Not for your eyes"))
    lecture.refresh_from_db()
    assert lecture.title == "Not for your eyes"
    client = world.client(role)
    assert "Not for your eyes" not in client.get(reverse("admin:index")).text


def test_an_account_that_is_not_staff_of_the_site_is_asked_to_sign_in(world):
    visitor = factories.UserFactory(is_staff=False)
    factories.MembershipFactory(user=visitor, course=world.a)
    client = Client()
    client.force_login(visitor)
    answer = client.get(list_of(models.Lecture))
    assert answer.status_code == 302
    assert "/admin/login/" in answer.url


def test_who_is_no_member_any_more_sees_nothing_at_the_next_request(world):
    client = world.client("ta")
    address = reverse("admin:courses_lecture_change", args=[world.rows_of_a[models.Lecture].pk])
    assert client.get(address).status_code == OK
    world.users["ta"].memberships.all().delete()
    assert client.get(address).status_code == MISSING
    assert client.post(address, {}).status_code == MISSING


def test_djangos_own_permissions_give_no_way_in(world):
    client = world.client("stranger")
    world.users["stranger"].user_permissions.set(Permission.objects.all())
    ours = {model for model, forms in MODELS.items() if forms.unseen == MISSING}
    assert {client.get(list_of(model)).status_code for model in ours} == {MISSING}


def test_no_class_days_of_the_shared_term_are_seen_and_not_changed(world):
    day = NoClassDay.objects.create(term=world.term, key="t", title="T", day="2023-11-10")
    address = reverse("admin:courses_noclassday_change", args=[day.pk])
    delete = reverse("admin:courses_noclassday_delete", args=[day.pk])
    for role in ("ta", "instructor", "administrator"):
        client = world.client(role)
        assert client.get(address).status_code == OK
        assert client.post(address, {}).status_code == FORBIDDEN
        assert client.post(delete, {"post": "yes"}).status_code == FORBIDDEN
        client.post(
            list_of(NoClassDay),
            {"action": "delete_selected", "_selected_action": [day.pk], "post": "yes"},
        )
    assert NoClassDay.objects.filter(pk=day.pk).exists()
    assert world.client("stranger").get(address).status_code == MISSING


def test_the_detour_to_public_pages_shows_no_draft(world):
    draft = factories.make_course(term=world.term, slug="draft")
    lecture = draft.lectures.first()
    kind = ContentType.objects.get_for_model(lecture)
    client = world.client("stranger")
    answer = client.get(reverse("admin:view_on_site", args=[kind.pk, lecture.pk]), follow=True)
    assert answer.status_code == MISSING


def test_no_address_takes_a_form_of_another_site(db):
    world, places = make_places()
    client = Client(enforce_csrf_checks=True)
    client.force_login(world.users["superuser"])
    elsewhere = {"Origin": "https://evil.example", "Sec-Fetch-Site": "cross-site"}
    # Whoever knows its secret may send the form of a calendar, or of mail: nobody else knows the
    # address.
    by_secret = {
        "schedule:own_calendar",
        "schedule:confirm_mail",
        "schedule:own_mail",
        "schedule:end_mail",
        "schedule:end_mail_course",
    }
    for route in every_route():
        for place, row in every_row()[route.id].items():
            if not row.by.get("POST") or route.id in by_secret:
                continue
            name, _, given = place.partition("?")
            address = places[name].address(route, given)
            answer = client.post(address, {"x": "1"}, headers=elsewhere)
            assert answer.status_code == FORBIDDEN, route


def test_the_admin_has_no_address_that_the_table_takes_for_public():
    open_to_all = {
        name for name, rows in ADMIN.items() if any("nobody" in row.sees for row in rows.values())
    }
    assert open_to_all == {"admin:login", "admin:second_step"}


def test_lists_of_the_whole_site_are_there_before_anything_is_in_them(db):
    client = Client()
    client.force_login(factories.UserFactory(is_superuser=True))
    models.Deed.objects.all()._raw_delete(using="default")
    for model in (Mail, models.Deed):
        assert client.get(list_of(model)).status_code == 200


def test_who_has_no_role_is_told_how_to_get_one(world):
    page = world.client("stranger").get(reverse("admin:index")).text
    assert "You have no role in a course yet." in page
    assert "You have no role" not in world.client("ta").get(reverse("admin:index")).text


@pytest.mark.parametrize("lookup", ["title__regex", "title__iregex", "course__title__regex"])
def test_no_list_is_filtered_by_a_pattern(world, lookup):
    """A wrong one would be an error of the database, and a bad one keeps it busy."""
    client = world.client("superuser")
    for model in (models.Lecture, models.Deadline, Event):
        assert client.get(list_of(model), {lookup: "("}).status_code in {400, 302}


def test_no_filter_of_a_list_asks_for_what_leads_to_its_rows(world):
    """A term that is shared would tell which courses it has that one does not see."""
    hidden = factories.CourseFactory(term=world.term, slug="hidden", visibility="staff")
    client = world.client("ta")
    for lookup, value in {
        "courses": str(hidden.pk),
        "courses__pk__startswith": str(hidden.pk)[:8],
        "cohorts__isnull": "0",
    }.items():
        assert client.get(list_of(models.Term), {lookup: value}).status_code == 400
    assert client.get(list_of(Course), {"memberships__isnull": "0"}).status_code == 400
    assert client.get(list_of(models.Term), {"slug": world.term.slug}).status_code == OK


def test_no_list_and_no_history_is_broken_by_a_character_that_no_text_has(world):
    client = world.client("ta")
    for model in (models.Lecture, models.Course, Event):
        for lookup in ("title", "title__contains", "id"):
            assert client.get(list_of(model), {lookup: "\0"}).status_code in {400, 302}
    for row in (world.a, world.rows_of_a[models.Lecture]):
        history = reverse(f"admin:courses_{row._meta.model_name}_history", args=[row.pk])
        assert client.get(history, {"who": "\0"}).status_code == OK


@pytest.mark.parametrize("words", ["x" * 70_000, "a " * 2_000, "a " * 50, "\x00", "'\" \\"])
def test_any_search_in_a_list_has_an_answer(world, words):
    client = world.client("superuser")
    for model in (models.Term, models.Release, models.Cohort, Mail, User):
        assert client.get(list_of(model), {"q": words}).status_code == OK
