"""Staff as shown, who may edit what, and accounts."""

from __future__ import annotations

from typing import Any, ClassVar

from django import forms
from django.contrib import admin
from django.contrib.auth.admin import UserAdmin
from django.contrib.auth.forms import UserChangeForm
from django.contrib.auth.models import User
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse

from courses import two_step
from courses.admin.base import ScopedAdmin
from courses.admin.fields import AccountField
from courses.admin.filters import CourseFilter, TermFilter
from courses.admin.forms import RowForm
from courses.admin.items import ItemAdmin, ItemInline
from courses.admin.versions import VersionedForm
from courses.admin.visit import visit_of
from courses.models import Course, Membership, Person
from courses.permissions import Action, Rights, Role


class PersonInline(ItemInline[Person]):
    """The staff that a course page shows."""

    model = Person
    fields = ("position", "name", "role", "title", "email", "url")
    classes = ("collapse",)
    changing = Action.SETTINGS
    deleting = Action.SETTINGS


class PersonAdmin(ItemAdmin[Person]):
    """The staff that the pages of one's courses show."""

    fields = ("course", "name", "role", "title", "email", "url", "position", "key")
    list_display = ("name", "role", "title")
    list_filter = (*ItemAdmin.list_filter, "role")
    search_fields = ("name", "email", "key")
    changing = Action.SETTINGS
    deleting = Action.SETTINGS


class MembershipForm(RowForm):
    """A membership. Nobody gives a role that they may not give."""

    rights: ClassVar[Rights]

    def clean(self) -> dict[str, Any]:
        """Check that this account may give this role in this course.

        Raises:
            ValidationError: At the role.
        """
        cleaned = super().clean()
        role = cleaned.get("role")
        course = cleaned.get("course") or self.instance.course
        if not role or self.rights.is_superuser:
            return cleaned
        if not isinstance(course, Course) or role not in self.rights.roles_to_grant(course):
            message = "Only who administers the department can give this role."
            self.add_error("role", forms.ValidationError(message))
        return cleaned


class NewMembershipForm(MembershipForm):
    """A new membership, of an account named by its user name."""

    user = AccountField()


class MembershipAdmin(ScopedAdmin[Membership]):
    """Who may edit what. Account and course stay as they are: another one is another membership."""

    form = MembershipForm
    list_display = ("user", "role", "course", "department")
    list_filter = (TermFilter, CourseFilter, "role")
    list_select_related = ("user", "course__term", "department")
    search_fields = ("user__username", "user__last_name", "course__number", "course__title")
    autocomplete_fields = ("course",)
    fields = ("user", "role", "course", "department")

    def visible(self, request: HttpRequest) -> QuerySet[Membership]:
        """Return the memberships of one's courses and departments."""
        rights = visit_of(request).rights
        return rights.visible_memberships().select_related("user", "course__term", "department")

    def may_see(self, request: HttpRequest, row: Membership | None) -> bool:
        """Tell whether a membership is seen."""
        if row is None:
            return visit_of(request).rights.may_see_memberships()
        return super().may_see(request, row)

    def may_add(self, request: HttpRequest) -> bool:
        """Tell whether members can be added to some course."""
        return visit_of(request).rights.may_anywhere(Action.MEMBERS)

    def may_change(self, request: HttpRequest, row: Membership | None) -> bool:
        """Tell whether the role can be changed and taken."""
        rights = visit_of(request).rights
        if row is None:
            return rights.may_anywhere(Action.MEMBERS)
        return rights.may_edit_membership(row)

    def add_view(
        self, request: HttpRequest, form_url: str = "", extra_context: Any = None
    ) -> HttpResponse:
        """Make a membership, of the course that the address names where it names one.

        Raises:
            Http404: The course is not visible.
            PermissionDenied: Its members are not to be named.
        """
        if self.may_see(request, None):
            visit_of(request).course_named(Action.MEMBERS)
        return super().add_view(request, form_url, extra_context)

    def get_form(
        self,
        request: HttpRequest,
        obj: Membership | None = None,
        change: bool = False,  # noqa: FBT001, FBT002 - Django's signature
        **kwargs: Any,
    ) -> Any:
        """Return the form: of a new membership with the account's name to fill in."""
        if obj is None:
            kwargs.setdefault("form", self._informed(request, obj, NewMembershipForm))
        return super().get_form(request, obj, change=change, **kwargs)

    def form_attributes(self, request: HttpRequest, row: Membership | None) -> dict[str, Any]:
        """Tell the form who asks."""
        rights = visit_of(request).rights
        return {**super().form_attributes(request, row), "rights": rights}

    def get_fields(self, request: HttpRequest, obj: Membership | None = None) -> Any:
        """Leave the department to superusers: they alone name its administrators."""
        if obj is not None:
            return ("account", "role", "course", "department")
        runs_site = visit_of(request).rights.runs_site
        return self.fields if runs_site else ("user", "role", "course")

    def get_readonly_fields(self, request: HttpRequest, obj: Membership | None = None) -> Any:
        """Leave the role alone to be changed."""
        return ("account", "course", "department") if obj else ()

    @admin.display(description="user name")
    def account(self, row: Membership) -> str:
        """Name the account; its form is for superusers."""
        return row.user.get_username()

    def get_changeform_initial_data(self, request: HttpRequest) -> dict[str, Any]:
        """Start with the course of the address, and the role that is given most."""
        course = visit_of(request).course_named(Action.MEMBERS)
        return {"course": course, "role": Role.TEACHING_ASSISTANT}

    def formfield_for_foreignkey(self, db_field: Any, request: HttpRequest, **kwargs: Any) -> Any:
        """Offer the courses whose members can be named."""
        if db_field.name == "course":
            rights = visit_of(request).rights
            kwargs["queryset"] = rights.courses_for(Action.MEMBERS)
            kwargs["required"] = not rights.runs_site
        return super().formfield_for_foreignkey(db_field, request, **kwargs)

    def formfield_for_choice_field(self, db_field: Any, request: HttpRequest, **kwargs: Any) -> Any:
        """Offer the roles that this account gives somewhere."""
        if db_field.name == "role":
            kwargs["choices"] = [(role.value, role.label) for role in self._roles(request)]
        return super().formfield_for_choice_field(db_field, request, **kwargs)

    def _roles(self, request: HttpRequest) -> list[Role]:
        given = visit_of(request).rights.roles_to_grant_anywhere()
        return [role for role in Role if role in given]

    def view_on_site(self, obj: Membership) -> str:
        """Return the course's page; a department has none."""
        return obj.course.get_absolute_url() if obj.course else ""


class AccountForm(VersionedForm, UserChangeForm):  # type: ignore[type-arg]  # no generics at run time
    """An account. What others change meanwhile is not undone."""


class AccountAdmin(ScopedAdmin[User], UserAdmin[User]):
    """Accounts, for superusers alone: a permission of Django's gives no way in."""

    form: Any = AccountForm
    filter_horizontal = ()
    list_filter = ("is_staff", "is_superuser", "is_active")
    fieldsets = (
        (None, {"fields": ("username", "password")}),
        ("Person", {"fields": ("first_name", "last_name", "email")}),
        ("May", {"fields": ("is_active", "is_staff", "is_superuser")}),
        ("Dates", {"fields": ("last_login", "date_joined")}),
    )
    view_on_site = False  # type: ignore[assignment]  # an account has no page
    actions = ("end_two_step",)

    @admin.action(description="Turn two-step sign-in off, for who lost phone and codes")
    def end_two_step(self, request: HttpRequest, queryset: QuerySet[User]) -> None:
        """Let accounts sign in with their password alone."""
        two_step.turn_off(queryset)
        names = ", ".join(user.get_username() for user in queryset)
        self.message_user(request, f"These sign in with their password alone: {names}.")

    def visible(self, request: HttpRequest) -> QuerySet[User]:
        """Return all accounts to a superuser, none to others."""
        return User.objects.all() if visit_of(request).rights.runs_site else User.objects.none()

    def may_see(self, request: HttpRequest, row: User | None) -> bool:
        """Tell whether accounts are seen: by superusers alone."""
        return visit_of(request).rights.runs_site

    def user_change_password(
        self,
        request: HttpRequest,
        id: str,  # noqa: A002 - Django's signature
        form_url: str = "",
    ) -> HttpResponse:
        """Set an account's password.

        Raises:
            Http404: Accounts are not visible, or this one is not there.
        """
        self.require_visible(request, id)
        return super().user_change_password(request, id, form_url)

    def get_form(
        self,
        request: HttpRequest,
        obj: User | None = None,
        change: bool = False,  # noqa: FBT001, FBT002 - Django's signature
        **kwargs: Any,
    ) -> Any:
        """Return Django's own forms of accounts, with their handling of passwords."""
        return UserAdmin.get_form(self, request, obj, change=change, **kwargs)
