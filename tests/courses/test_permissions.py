"""Who may do what, by role and action, without a request."""

import pytest
from django.contrib.auth.models import AnonymousUser

from courses.models import Course
from courses.permissions import Action, Rights, Role, may, may_see_drafts
from tests import factories

ALL = set(Action)
TABLE = {
    "stranger": set(),
    "ta": {Action.SEE, Action.WRITE, Action.PUBLISH},
    "instructor": ALL - {Action.ADMINISTER},
    "administrator": ALL,
    "superuser": ALL,
}


@pytest.fixture
def course(db):
    return factories.CourseFactory(department=factories.DepartmentFactory())


@pytest.fixture
def other(course):
    return factories.CourseFactory(term=course.term, department=factories.DepartmentFactory())


def member(course, role):
    if role == "stranger":
        return factories.UserFactory()
    if role == "superuser":
        return factories.UserFactory(is_superuser=True)
    scope = (
        {"course": None, "department": course.department}
        if role == "administrator"
        else {"course": course}
    )
    return factories.MembershipFactory(role=role, **scope).user


@pytest.mark.parametrize("role", TABLE)
def test_a_role_may_do_in_its_course_what_the_table_says(course, role):
    user = member(course, role)
    assert {action for action in Action if may(user, action, course)} == TABLE[role]
    assert may_see_drafts(user, course) == (Action.SEE in TABLE[role])


@pytest.mark.parametrize("role", ["stranger", "ta", "instructor", "administrator"])
def test_a_role_may_do_nothing_in_another_course(course, other, role):
    user = member(course, role)
    assert not any(may(user, action, other) for action in Action)


@pytest.mark.parametrize("role", TABLE)
@pytest.mark.parametrize("action", Action)
def test_the_courses_of_an_action_are_those_in_which_it_is_allowed(course, other, role, action):
    user = member(course, role)
    allowed = {each for each in Course.objects.all() if may(user, action, each)}
    assert set(Rights.of(user).courses_for(action)) == allowed


def test_a_course_without_a_department_is_no_administrators(course):
    alone = factories.CourseFactory(department=None)
    assert not may(member(course, "administrator"), Action.SEE, alone)


def test_nobody_and_a_closed_account_may_do_nothing(course):
    closed = member(course, "superuser")
    closed.is_active = False
    for user in (AnonymousUser(), closed):
        assert not may(user, Action.SEE, course)
        assert not Rights.of(user).courses_for(Action.SEE).exists()


def test_two_memberships_add_up(course, other):
    user = member(course, "ta")
    factories.MembershipFactory(user=user, course=other, role="instructor")
    rights = Rights.of(user)
    assert rights.may_anywhere(Action.SETTINGS)
    assert not rights.may(Action.SETTINGS, course)
    assert rights.may(Action.SETTINGS, other)


def test_an_assistant_who_administers_the_department_may_do_all(course):
    user = member(course, "ta")
    factories.MembershipFactory(
        user=user, course=None, department=course.department, role="administrator"
    )
    assert may(user, Action.ADMINISTER, course)


@pytest.mark.parametrize(
    ("role", "granted"),
    [
        ("stranger", set()),
        ("ta", set()),
        ("instructor", {Role.TEACHING_ASSISTANT}),
        ("administrator", {Role.TEACHING_ASSISTANT, Role.INSTRUCTOR}),
        ("superuser", {Role.TEACHING_ASSISTANT, Role.INSTRUCTOR}),
    ],
)
def test_a_role_gives_roles_below_it(course, other, role, granted):
    rights = Rights.of(member(course, role))
    assert rights.roles_to_grant(course) == granted
    if role != "superuser":
        assert not rights.roles_to_grant(other)


def test_a_term_is_edited_by_who_administers_all_of_its_courses(course):
    rights = Rights.of(member(course, "administrator"))
    assert rights.may_edit_term(course.term)
    factories.CourseFactory(term=course.term, department=None)
    assert not rights.may_edit_term(course.term)


def test_a_term_is_not_edited_by_an_instructor(course):
    rights = Rights.of(member(course, "instructor"))
    assert not rights.may_edit_term(course.term)
    assert list(rights.visible_terms()) == [course.term]


def test_an_assistant_takes_nothing_back_that_others_wrote(course):
    rights = Rights.of(member(course, "ta"))
    taking_back = (Action.DELETE, Action.UNDO, Action.IMPORT, Action.ROLL_OVER, Action.SETTINGS)
    assert not any(rights.may(action, course) for action in taking_back)


@pytest.mark.parametrize("role", TABLE)
def test_the_site_is_run_by_superusers(course, role):
    assert Rights.of(member(course, role)).runs_site == (role == "superuser")


@pytest.mark.parametrize("role", TABLE)
def test_a_form_offers_the_roles_that_can_be_given_somewhere(course, role):
    rights = Rights.of(member(course, role))
    offered = rights.roles_to_grant_anywhere()
    if role == "superuser":
        assert offered == set(Role)  # administrators are named in departments
    else:
        assert offered == rights.roles_to_grant(course)


@pytest.mark.parametrize("role", TABLE)
def test_terms_are_seen_by_who_sees_some_course(course, role):
    assert Rights.of(member(course, role)).may_see_terms() == (role != "stranger")


def test_rights_are_read_in_one_query(course, django_assert_num_queries):
    user = member(course, "instructor")
    with django_assert_num_queries(1):
        rights = Rights.of(user)
        assert rights.may(Action.SETTINGS, course)
        assert rights.may_anywhere(Action.WRITE)
