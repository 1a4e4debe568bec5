"""Who may do what: the one module that decides. Admin, API and pages ask it.

| | assistant of A | instructor of A | administrator of its department | superuser |
|---|---|---|---|---|
| see A before it is published, its history, its mail in numbers | yes | yes | yes | yes |
| outline, coursework, announcements, resources, days | create, update | all | all | all |
| pin, cancel, extend, publish, accept a finding | yes | yes | yes | yes |
| undo an edition, discard, import, roll over | – | yes | yes | yes |
| settings, meetings, people, links, calendars given out | – | all | all | all |
| memberships | – | assistants | assistants, instructors | all |
| courses themselves, their term and department | – | – | all | all |
| cohorts: courses that share students | – | – | its department's | all |
| terms | – | – | whose courses are all its department's | all |
| departments, accounts, tokens of others, mail that was sent | – | – | – | all |

What an account does not see is not found (404), what it sees and may not do is forbidden (403).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, Self
from uuid import UUID

from django.db.models import Q

from courses.models import Cohort, Course, Department, Membership, Term

if TYPE_CHECKING:
    from django.contrib.auth.models import AbstractBaseUser, AnonymousUser
    from django.db.models import QuerySet

    User = AbstractBaseUser | AnonymousUser

Role = Membership.Role


class Action(StrEnum):
    """What can be done with a course.

    WRITE is to make and change what is taught, and the days that differ. What takes back or
    replaces other people's work has an action of its own: DELETE, UNDO (put an edition back, or
    discard what was not published), IMPORT and ROLL_OVER (make next term's course of it).
    """

    SEE = "see"
    WRITE = "write"
    PUBLISH = "publish"
    DELETE = "delete"
    UNDO = "undo"
    IMPORT = "import"
    ROLL_OVER = "roll over"
    SETTINGS = "settings"
    MEMBERS = "members"
    ADMINISTER = "administer"


ACTIONS_OF: Mapping[Role, frozenset[Action]] = {
    Role.TEACHING_ASSISTANT: frozenset({Action.SEE, Action.WRITE, Action.PUBLISH}),
    Role.INSTRUCTOR: frozenset(Action) - {Action.ADMINISTER},
    Role.ADMINISTRATOR: frozenset(Action),
}
"""The table above. A superuser may do everything."""

GRANTED_BY: Mapping[Role, frozenset[Role]] = {
    Role.TEACHING_ASSISTANT: frozenset(),
    Role.INSTRUCTOR: frozenset({Role.TEACHING_ASSISTANT}),
    Role.ADMINISTRATOR: frozenset({Role.TEACHING_ASSISTANT, Role.INSTRUCTOR}),
}
"""The roles that a role may give and take in its course."""


@dataclass(frozen=True)
class Rights:
    """What an account may do, read from the database once. For one request, not for longer."""

    is_superuser: bool
    courses: Mapping[UUID, Role]
    departments: frozenset[int]

    @classmethod
    def of(cls, user: User) -> Self:
        """Read the rights of an account; of nobody and of a closed account there are none."""
        if not user.is_authenticated or not user.is_active:
            return cls(is_superuser=False, courses={}, departments=frozenset())
        if getattr(user, "is_superuser", False):
            return cls(is_superuser=True, courses={}, departments=frozenset())
        rows = list(Membership.objects.filter(user_id=user.pk).order_by())
        return cls(
            is_superuser=False,
            courses={row.course_id: Role(row.role) for row in rows if row.course_id},
            departments=frozenset(row.department_id for row in rows if row.department_id),
        )

    @property
    def runs_site(self) -> bool:
        """Whether accounts, departments, tokens of others and the mail that was sent are theirs."""
        return self.is_superuser

    def may(self, action: Action, course: Course) -> bool:
        """Tell whether the action is allowed in the course."""
        if self.is_superuser:
            return True
        return any(action in ACTIONS_OF[role] for role in self.roles_in(course))

    def may_anywhere(self, action: Action) -> bool:
        """Tell whether the action is allowed in some course, or would be in one yet to come."""
        roles = set(self.courses.values())
        if self.departments:
            roles.add(Role.ADMINISTRATOR)
        return self.is_superuser or any(action in ACTIONS_OF[role] for role in roles)

    def roles_in(self, course: Course) -> set[Role]:
        """Return the roles held in the course, by membership in it or in its department."""
        held = {self.courses[course.pk]} if course.pk in self.courses else set()
        if course.department_id in self.departments:
            held.add(Role.ADMINISTRATOR)
        return held

    def courses_for(self, action: Action) -> QuerySet[Course]:
        """Return the courses in which the action is allowed."""
        if self.is_superuser:
            return Course.objects.all()
        own = [pk for pk, role in self.courses.items() if action in ACTIONS_OF[role]]
        found = Q(pk__in=own)
        if action in ACTIONS_OF[Role.ADMINISTRATOR]:
            found |= Q(department_id__in=self.departments)
        return Course.objects.filter(found)

    def departments_for_courses(self) -> QuerySet[Department]:
        """Return the departments in which courses can be made."""
        if self.is_superuser:
            return Department.objects.all()
        return Department.objects.filter(pk__in=self.departments)

    def may_see_terms(self) -> bool:
        """Tell whether terms are seen: those of one's courses, or those to make courses in."""
        return self.may_anywhere(Action.SEE)

    def visible_terms(self) -> QuerySet[Term]:
        """Return the terms of visible courses; to an administrator all, to make courses in."""
        if self.is_superuser or self.departments:
            return Term.objects.all()
        return Term.objects.filter(pk__in=self.courses_for(Action.SEE).values("term_id"))

    def may_add_terms(self) -> bool:
        """Tell whether terms can be made."""
        return self.is_superuser or bool(self.departments)

    def may_edit_term(self, term: Term) -> bool:
        """Tell whether the term, which many courses share, has none of another department."""
        if self.is_superuser:
            return True
        if not self.departments:
            return False
        others = Course.objects.filter(term=term).exclude(department_id__in=self.departments)
        return not others.exists()

    def visible_cohorts(self) -> QuerySet[Cohort]:
        """Return the cohorts of one's departments."""
        if self.is_superuser:
            return Cohort.objects.all()
        return Cohort.objects.filter(department_id__in=self.departments)

    def may_add_cohorts(self) -> bool:
        """Tell whether cohorts can be made in some department."""
        return self.is_superuser or bool(self.departments)

    def may_edit_cohort(self, cohort: Cohort) -> bool:
        """Tell whether the cohort is one of one's department."""
        return self.is_superuser or cohort.department_id in self.departments

    def roles_to_grant(self, course: Course) -> frozenset[Role]:
        """Return the roles that can be given and taken in the course."""
        if self.is_superuser:
            return frozenset({Role.TEACHING_ASSISTANT, Role.INSTRUCTOR})
        return frozenset().union(*(GRANTED_BY[role] for role in self.roles_in(course)))

    def roles_to_grant_anywhere(self) -> frozenset[Role]:
        """Return the roles that can be given somewhere, by a form that does not know where yet."""
        if self.is_superuser:
            return frozenset(Role)
        held = set(self.courses.values())
        if self.departments:
            held.add(Role.ADMINISTRATOR)
        return frozenset().union(*(GRANTED_BY[role] for role in held))

    def may_see_memberships(self) -> bool:
        """Tell whether the members of some course are seen."""
        return self.may_anywhere(Action.MEMBERS)

    def visible_memberships(self) -> QuerySet[Membership]:
        """Return the memberships of courses whose members can be named, and of departments."""
        if self.is_superuser:
            return Membership.objects.all()
        return Membership.objects.filter(
            Q(course__in=self.courses_for(Action.MEMBERS)) | Q(department_id__in=self.departments)
        )

    def may_edit_membership(self, membership: Membership) -> bool:
        """Tell whether the membership can be changed and taken away."""
        if self.is_superuser:
            return True
        course = membership.course
        return course is not None and membership.role in self.roles_to_grant(course)


def may(user: User, action: Action, course: Course) -> bool:
    """Tell whether an account may do this in a course."""
    return Rights.of(user).may(action, course)


def may_see_drafts(user: User, course: Course) -> bool:
    """Tell whether `user` is staff of `course`, and sees it before it is published."""
    return may(user, Action.SEE, course)
