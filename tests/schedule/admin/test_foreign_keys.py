"""Nothing of another course gets into one's own: by no form, inline, list, action or address."""

import pytest
from django.urls import reverse

from courses.models import (
    Course,
    DaySwap,
    Deadline,
    Lab,
    Lecture,
    Meeting,
    MeetingException,
    Membership,
    Release,
    Resource,
)
from schedule.models import CalendarCourse, Edition, Event
from tests import factories
from tests.schedule.admin.posting import confirmed, values_of

REFUSED = "this is of another course, or is gone"
SMUGGLED = {"basis": "fixed", "day": "2023-10-05", "offset_days": "0", "title": "Late"}


def address_of(row, view="change"):
    return reverse(f"admin:courses_{row._meta.model_name}_{view}", args=[row.pk])


def post(client, address, **changes):
    return client.post(address, values_of(client.get(address), **changes))


@pytest.mark.parametrize(
    ("model", "name", "of"),
    [
        (Lecture, "chapter", "chapter"),
        (Lecture, "merged_into", "lecture"),
        (Resource, "lecture", "lecture"),
        (Resource, "lab", "lab"),
        (Release, "lab", "lab"),
        (Release, "anchor", "lecture"),
        (Deadline, "lab", "lab"),
        (Deadline, "anchor", "lecture"),
        (MeetingException, "meeting", "meeting"),
    ],
)
def test_a_form_refuses_what_is_of_another_course(world, model, name, of):
    client = world.client("instructor")
    row = world.rows_of_a[model]
    foreign = next(each for kind, each in world.rows_of_b.items() if kind._meta.model_name == of)
    changes = {name: foreign.pk}
    if name == "anchor":
        changes |= {"basis": "lecture", "day": ""}
    answer = post(client, address_of(row), **changes)
    assert answer.status_code == 200
    assert REFUSED in str(answer.context["adminform"].form.errors[name])
    stored = getattr(type(row).objects.get(pk=row.pk), f"{name}_id")
    assert stored != foreign.pk


def test_a_form_does_not_even_list_what_is_of_another_course(world):
    page = world.client("instructor").get(address_of(world.rows_of_a[Lecture]))
    chosen = {str(value) for value, _ in page.context["adminform"].form.fields["chapter"].choices}
    assert chosen == {"", str(world.a.chapters.get().pk)}


def test_the_lectures_table_of_a_course_refuses_a_foreign_chapter(world):
    client = world.client("instructor")
    answer = post(client, address_of(world.a), **{"lectures-0-chapter": world.b.chapters.get().pk})
    assert answer.status_code == 200
    assert REFUSED in answer.text


def test_the_deadlines_of_a_lab_refuse_a_foreign_anchor(world):
    client = world.client("instructor")
    answer = post(
        client,
        address_of(world.rows_of_a[Lab]),
        **{
            "deadlines-0-basis": "lecture",
            "deadlines-0-anchor": world.b.lectures.first().pk,
            "deadlines-0-day": "",
        },
    )
    assert answer.status_code == 200
    assert REFUSED in answer.text


@pytest.mark.parametrize("prefix", ["lectures", "chapters", "people", "links", "meetings"])
def test_a_table_of_a_course_does_not_take_rows_of_another(world, prefix):
    client = world.client("instructor")
    stolen = getattr(world.b, prefix).first()
    name = {"people": "name", "links": "label", "meetings": "room"}.get(prefix, "title")
    before = list(type(stolen).objects.values())
    post(
        client,
        address_of(world.a),
        **{f"{prefix}-0-id": stolen.pk, f"{prefix}-0-{name}": "Stolen"},
    )
    assert list(type(stolen).objects.values()) == before


def test_a_posted_course_or_key_is_ignored(world):
    client = world.client("instructor")
    lecture = world.rows_of_a[Lecture]
    post(client, address_of(lecture), course=str(world.b.pk), key="stolen", title="New title")
    lecture.refresh_from_db()
    assert (lecture.course, lecture.key, lecture.title) == (world.a, "lecture-1", "New title")


def test_an_item_is_not_made_in_a_course_that_is_not_seen(world):
    client = world.client("instructor")
    address = reverse("admin:courses_chapter_add") + f"?course={world.b.pk}"
    assert client.get(address).status_code == 404
    assert client.post(address, {"title": "Stolen"}).status_code == 404
    assert world.b.chapters.count() == 1


def test_an_item_is_not_made_where_one_may_only_look(world):
    client = world.client("ta")
    address = reverse("admin:courses_meeting_add") + f"?course={world.a.pk}"
    assert client.post(address, {}).status_code == 403


@pytest.mark.parametrize("nonsense", ["x", "00000000-0000-0000-0000-000000000000"])
def test_a_course_that_is_none_is_not_found(world, nonsense):
    address = reverse("admin:courses_chapter_add") + f"?course={nonsense}"
    assert world.client("instructor").get(address).status_code == 404


def test_a_list_does_not_edit_rows_of_another_course(world):
    client = world.client("instructor")
    foreign = world.rows_of_b[Deadline]
    address = reverse("admin:courses_deadline_changelist")
    data = values_of(client.get(address)) | {
        "form-0-id": foreign.pk,
        "form-0-extended_day": "2023-09-30",
    }
    client.post(address, data)
    foreign.refresh_from_db()
    assert foreign.extended_day is None


def test_an_action_does_not_delete_rows_of_another_course(world):
    client = world.client("instructor")
    foreign = world.rows_of_b[Deadline]
    client.post(
        reverse("admin:courses_deadline_changelist"),
        {"action": "delete_selected", "_selected_action": [foreign.pk], "post": "yes"},
    )
    assert Deadline.objects.filter(pk=foreign.pk).exists()


def test_who_may_delete_in_one_course_deletes_nothing_in_another_that_is_seen(world):
    factories.MembershipFactory(user=world.users["instructor"], course=world.b)  # ta of B
    client = world.client("instructor")
    rows = [world.rows_of_a[Deadline].pk, world.rows_of_b[Deadline].pk]
    answer = client.post(
        reverse("admin:courses_deadline_changelist"),
        {"action": "delete_selected", "_selected_action": rows, "post": "yes"},
    )
    assert answer.status_code == 403
    assert Deadline.objects.filter(pk__in=rows).count() == 2


def test_who_may_write_settings_in_one_course_writes_none_in_another_that_is_seen(world):
    factories.MembershipFactory(user=world.users["instructor"], course=world.b)  # ta of B
    client = world.client("instructor")
    meeting = world.rows_of_b[Meeting]
    assert client.get(address_of(meeting)).status_code == 200
    assert client.post(address_of(meeting), {}).status_code == 403
    address = reverse("admin:courses_meeting_add") + f"?course={world.b.pk}"
    assert client.get(address).status_code == 403


def test_a_filter_by_another_course_shows_nothing(world):
    client = world.client("instructor")
    address = reverse("admin:courses_lecture_changelist")
    page = client.get(address, {"course": str(world.b.pk)})
    assert list(page.context["cl"].result_list) == []
    assert client.get(address, {"course": "nonsense"}).status_code == 200


def test_a_list_cannot_be_filtered_by_what_is_secret(world):
    client = world.client("instructor")
    address = reverse("admin:courses_membership_changelist")
    assert client.get(address, {"user__password__startswith": "a"}).status_code == 400


def test_a_teaching_assistant_does_not_change_settings(world):
    client = world.client("ta")
    page = client.get(address_of(world.a))
    assert page.status_code == 200
    assert not page.context["has_change_permission"]
    assert client.post(address_of(world.a), {"title": "Stolen"}).status_code == 403
    assert Course.objects.get(pk=world.a.pk).title == "Efficient Computing"


def test_an_instructor_moves_no_course_to_another_term_or_department(world):
    client = world.client("instructor")
    changes = {"term": world.own_term.pk, "department": world.b.department_id, "title": "T"}
    post(client, address_of(world.a), **changes)
    course = Course.objects.get(pk=world.a.pk)
    assert (course.term, course.department, course.title) == (world.term, world.ours, "T")


def test_an_administrator_gives_no_course_to_another_department(world):
    client = world.client("administrator")
    answer = post(client, address_of(world.a), department=world.b.department_id)
    assert "department" in answer.context["adminform"].form.errors
    answer = post(client, address_of(world.a), department="")
    assert "department" in answer.context["adminform"].form.errors


class TestMemberships:
    address = "admin:courses_membership_add"

    def add(self, world, who, **data):
        factories.UserFactory(username="newcomer")
        data = {"user": "newcomer", "role": "ta", "course": str(world.a.pk)} | data
        return world.client(who).post(reverse(self.address), data)

    def granted(self):
        found = Membership.objects.filter(user__username="newcomer")
        return list(found.values_list("role", flat=True))

    def test_an_instructor_names_assistants_of_its_course(self, world):
        assert self.add(world, "instructor").status_code == 302
        assert self.granted() == ["ta"]

    def test_an_instructor_names_no_instructor(self, world):
        self.add_refused(world, "instructor", role="instructor")

    def test_an_instructor_names_nobody_in_another_course(self, world):
        self.add_refused(world, "instructor", course=str(world.b.pk))

    def test_an_instructor_makes_no_administrator(self, world):
        self.add_refused(world, "instructor", role="administrator", department=world.ours.pk)

    def test_an_administrator_names_instructors_of_its_departments_courses(self, world):
        assert self.add(world, "administrator", role="instructor").status_code == 302
        assert self.granted() == ["instructor"]

    def test_an_administrator_names_nobody_elsewhere(self, world):
        self.add_refused(world, "administrator", course=str(world.b.pk))

    def test_an_administrator_makes_no_other_administrator(self, world):
        self.add_refused(
            world, "administrator", role="administrator", course="", department=world.ours.pk
        )

    def test_a_superuser_makes_administrators(self, world):
        answer = self.add(
            world, "superuser", role="administrator", course="", department=world.ours.pk
        )
        assert answer.status_code == 302
        assert self.granted() == ["administrator"]

    def test_an_account_is_found_by_its_user_name_alone(self, world):
        answer = self.add(world, "instructor", user="nobody")
        assert "There is no staff account with this user name" in answer.text

    def test_a_second_membership_in_a_course_is_refused(self, world):
        answer = self.add(world, "instructor", user="ta")
        assert answer.status_code == 200
        assert answer.context["adminform"].form.errors

    def test_an_instructor_promotes_nobody(self, world):
        membership = Membership.objects.get(user=world.users["ta"])
        world.client("instructor").post(address_of(membership), {"role": "instructor"})
        membership.refresh_from_db()
        assert membership.role == "ta"

    def test_an_instructor_does_not_touch_the_other_instructors(self, world):
        other = factories.MembershipFactory(course=world.a, role="instructor")
        client = world.client("instructor")
        assert client.get(address_of(other)).status_code == 200
        assert client.post(address_of(other), {"role": "ta"}).status_code == 403
        assert client.post(address_of(other, "delete"), {"post": "yes"}).status_code == 403

    def add_refused(self, world, who, **data):
        answer = self.add(world, who, **data)
        assert answer.status_code == 200
        assert answer.context["adminform"].form.errors
        assert self.granted() == []


def test_an_assistant_deletes_nothing_in_the_tables_of_a_lab(world):
    client = world.client("ta")
    post(client, address_of(world.rows_of_a[Lab]), **{"deadlines-0-DELETE": "on"})
    assert world.a.deadlines.count() == 1


def test_a_form_posted_to_make_a_copy_is_refused(world):
    client = world.client("instructor")
    answer = post(client, address_of(world.rows_of_a[Lecture]), _saveasnew="1")
    assert answer.status_code == 400
    assert world.a.lectures.count() == 4


def test_a_new_course_is_made_in_ones_department_and_then_filled(world):
    client = world.client("administrator")
    data = {
        "term": world.term.pk,
        "department": world.ours.pk,
        "number": "6.100",
        "title": "Python",
        "slug": "6.100",
        "language": "en",
        "visibility": "public",
        "default_due_time": "23:59",
    }
    answer = client.post(reverse("admin:courses_course_add"), data)
    made = Course.objects.get(slug="6.100")
    assert answer.url == address_of(made)
    assert client.get(answer.url).context["inline_admin_formsets"]
    refused = client.post(
        reverse("admin:courses_course_add"),
        data | {"slug": "x", "department": world.b.department_id},
    )
    assert "department" in refused.context["adminform"].form.errors


def test_two_courses_with_one_address_are_refused_in_words(world):
    client = world.client("superuser")
    answer = post(client, address_of(world.a), slug="b")
    assert "This term has another course with this slug." in answer.text


def select(client, model, rows, **more):
    address = reverse(f"admin:{model._meta.app_label}_{model._meta.model_name}_changelist")
    data = {"action": "delete_selected", "_selected_action": [row.pk for row in rows]}
    return client.post(address, data | {"post": "yes", "select_across": "1"} | more)


def test_who_deletes_courses_of_a_department_deletes_none_that_it_only_assists_in(world):
    factories.MembershipFactory(user=world.users["administrator"], course=world.b)  # ta of B
    client = world.client("administrator")
    assert client.get(address_of(world.b)).status_code == 200
    assert select(client, Course, [world.b]).status_code == 403
    assert Course.objects.filter(pk=world.b.pk).exists()


def test_who_deletes_day_swaps_of_its_own_term_deletes_none_of_a_shared_one(world):
    rows = [
        DaySwap.objects.create(term=term, key="swap", day=day, follows="fri")
        for term, day in ((world.term, "2023-11-22"), (world.own_term, "2023-11-22"))
    ]
    client = world.client("administrator")
    assert select(client, DaySwap, rows).status_code == 403
    assert DaySwap.objects.count() == 2
    own = {"action": "delete_selected", "_selected_action": [rows[1].pk]}
    assert confirmed(client, reverse("admin:courses_dayswap_changelist"), **own).status_code == 302
    assert DaySwap.objects.get() == rows[0]


@pytest.mark.parametrize("model", [Lecture, Deadline, Lab, Meeting, Edition, Event, CalendarCourse])
@pytest.mark.parametrize("role", ["ta", "instructor", "administrator"])
def test_an_action_finds_no_row_of_another_course_to_act_on(world, model, role):
    row = world.rows_of_b[model]
    select(world.client(role), model, [row])
    assert model.objects.filter(pk=row.pk).exists()


@pytest.mark.parametrize(
    "model", [Lecture, Deadline, Lab, Meeting, Edition, Event, CalendarCourse, Course]
)
def test_an_assistant_deletes_nothing_by_an_action(world, model):
    row = world.rows_of_a[model]
    answer = select(world.client("ta"), model, [row])
    assert model.objects.filter(pk=row.pk).exists()
    assert answer.status_code in {200, 302, 403}


@pytest.mark.parametrize(
    ("model", "changes"),
    [(Deadline, {"extended_day": "2023-09-30"}), (Lecture, {"title": "Stolen", "cancelled": "on"})],
)
@pytest.mark.parametrize("role", ["ta", "instructor", "administrator"])
def test_a_list_saves_no_row_of_another_course_that_is_slipped_in(world, model, changes, role):
    """As one more row, and in the place of one's own, by the list as seen or as filtered."""
    client = world.client(role)
    foreign = world.rows_of_b[model]
    before = list(world.b.lectures.values()), list(world.b.deadlines.values())
    address = reverse(f"admin:courses_{model._meta.model_name}_changelist")
    shown = values_of(client.get(address))
    last = int(shown["form-TOTAL_FORMS"])
    for query in ("", f"?course={world.b.pk}", f"?course={world.a.pk}"):
        for n in (0, last):
            row = {f"form-{n}-{name}": value for name, value in changes.items()}
            counts = {"form-TOTAL_FORMS": last + 1, "form-INITIAL_FORMS": last + 1}
            client.post(address + query, shown | row | counts | {f"form-{n}-id": foreign.pk})
    assert (list(world.b.lectures.values()), list(world.b.deadlines.values())) == before


def test_a_list_of_two_courses_saves_in_each_what_is_allowed_there(world):
    """Lectures are written by assistants too; with no role in B left, its row is not found."""
    user = world.users["instructor"]
    membership = factories.MembershipFactory(user=user, course=world.b)
    client = world.client("instructor")
    address = reverse("admin:courses_lecture_changelist")
    shown = values_of(client.get(address))
    membership.delete()
    rows = {name: "New" for name in shown if name.endswith("-title")}
    client.post(address, shown | rows)
    assert not world.b.lectures.filter(title="New").exists()


@pytest.mark.parametrize("role", ["ta", "instructor", "administrator"])
def test_an_inline_adds_to_no_other_course(world, role):
    """What a new row of a table belongs to is the page's, whatever is sent along."""
    client = world.client(role)
    lab = world.rows_of_a[Lab]
    before = world.b.deadlines.count(), world.b.resources.count()
    sent = {"deadlines-TOTAL_FORMS": "2", "resources-TOTAL_FORMS": "1"}
    sent |= {f"deadlines-1-{name}": value for name, value in SMUGGLED.items()}
    foreign = {"deadlines-1-lab": world.rows_of_b[Lab].pk}
    refused = post(client, address_of(lab), **sent, **foreign)
    deadlines = refused.context["inline_admin_formsets"][1].formset
    assert "lab" in deadlines.errors[1]
    assert lab.deadlines.count() == 1
    sent |= {f"deadlines-1-{name}": str(world.b.pk) for name in ("course", "course_id")}
    assert post(client, address_of(lab), **sent).status_code == 302
    assert (world.b.deadlines.count(), world.b.resources.count()) == before
    assert lab.deadlines.count() == 2
    assert set(lab.deadlines.values_list("course", flat=True)) == {world.a.pk}


def test_an_inline_of_a_lab_takes_no_deadline_of_another_lab(world):
    """Not even of one's own course: the tables of a page hold what belongs to it."""
    foreign = world.rows_of_b[Deadline]
    own_lab = factories.LabFactory(course=world.a, key="lab-9")
    own = factories.DeadlineFactory(lab=own_lab)
    for stolen in (foreign, own):
        before = list(Deadline.objects.filter(pk=stolen.pk).values())
        post(
            world.client("instructor"),
            address_of(world.rows_of_a[Lab]),
            **{"deadlines-0-id": stolen.pk, "deadlines-0-day": "2023-10-12"},
        )
        assert list(Deadline.objects.filter(pk=stolen.pk).values()) == before


@pytest.mark.parametrize("role", ["ta", "instructor"])
def test_a_new_item_belongs_to_the_course_of_its_address_whatever_is_sent(world, role):
    client = world.client(role)
    address = reverse("admin:courses_chapter_add") + f"?course={world.a.pk}"
    sent = {"course": str(world.b.pk), "course_id": str(world.b.pk), "title": "New"}
    assert client.post(address, sent).status_code == 302
    assert world.b.chapters.count() == 1
    assert world.a.chapters.filter(title="New").exists()


def test_an_address_that_names_two_courses_reaches_none_but_ones_own(world):
    client = world.client("ta")
    address = reverse("admin:courses_chapter_add")
    for query in (
        f"?course={world.a.pk}&course={world.b.pk}",
        f"?_changelist_filters=course%3D{world.b.pk}",
        f"?_popup=1&course={world.b.pk}",
    ):
        assert client.post(address + query, {"title": "Stolen"}).status_code == 404
    assert world.b.chapters.count() == 1


@pytest.mark.parametrize("role", ["ta", "instructor", "administrator"])
def test_publishing_is_not_done_for_another_course(world, role):
    world.b.lectures.update(title="Edited")
    number = Course.objects.get(pk=world.b.pk).edition_number
    client = world.client(role)
    address = reverse("admin:courses_course_review", args=[world.b.pk])
    token = world.client("superuser").get(address).context["proposal"].token
    assert client.post(address, {"token": token, "note": "mine"}).status_code == 404
    assert Course.objects.get(pk=world.b.pk).edition_number == number


def test_an_assistant_writes_what_the_week_needs_and_publishes_it(world):
    client = world.client("ta")
    lecture, deadline = world.rows_of_a[Lecture], world.rows_of_a[Deadline]
    post(client, address_of(lecture), pin_day="2023-09-14", title="Moved")
    post(client, address_of(deadline), extended_day="2023-10-02")
    day = {"title": "Snow", "day": "2023-12-12"}
    added = reverse("admin:courses_noclassday_add") + f"?course={world.a.pk}"
    assert client.post(added, day).status_code == 302
    address = reverse("admin:courses_course_review", args=[world.a.pk])
    token = client.get(address).context["proposal"].token
    client.post(address, {"token": token})
    lecture.refresh_from_db()
    deadline.refresh_from_db()
    assert (str(lecture.pin_day), str(deadline.extended_day)) == ("2023-09-14", "2023-10-02")
    assert client.get(address).context["proposal"].is_empty
