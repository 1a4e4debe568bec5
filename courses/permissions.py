"""Who may do what with a course: the one module that decides.

| role | sees drafts of | edits |
|---|---|---|
| teaching assistant | its course | outline, coursework, announcements, days; not settings |
| instructor | its course | all of its course |
| department administrator | courses of its department | all of its department |
| superuser | all | all |
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from courses.models import Membership

if TYPE_CHECKING:
    from django.contrib.auth.models import AbstractBaseUser, AnonymousUser

    from courses.models import Course

    User = AbstractBaseUser | AnonymousUser


def may_see_drafts(user: User, course: Course) -> bool:
    """Tell whether `user` is staff of `course`, and sees it before it is published."""
    if not user.is_authenticated or not user.is_active:
        return False
    if getattr(user, "is_superuser", False):
        return True
    memberships = Membership.objects.filter(user_id=user.pk)
    if course.department_id is not None:
        of_department = memberships.filter(department_id=course.department_id)
        return (memberships.filter(course=course) | of_department).exists()
    return memberships.filter(course=course).exists()
