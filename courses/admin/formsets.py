"""Tables of rows whose primary keys and courses are looked up once, not for each row."""

from functools import cached_property
from typing import Any

from django.db.models import Model
from django.forms import BaseInlineFormSet, BaseModelFormSet, HiddenInput, ModelForm

from courses.admin.fields import LocalChoiceField, by_key
from courses.models import Course


def course_of(row: Any) -> Course:
    """Return the course that a row belongs to, or is."""
    return row if isinstance(row, Course) else row.course


class KnownRows(BaseModelFormSet):  # type: ignore[type-arg]  # no generics at run time
    """Rows that are told by their primary key from those of the table alone.

    Django would ask the database for each, and would take any row of the model for known.
    """

    def add_fields(self, form: ModelForm[Any], index: int | None) -> None:
        """Add the hidden primary key."""
        super().add_fields(form, index)
        assert self.model is not None  # noqa: S101 - set on every class that a factory makes
        name = self.model._meta.pk.name
        if isinstance(form.fields[name].widget, HiddenInput):
            field = LocalChoiceField(
                queryset=self.model._default_manager.none(),
                required=False,
                initial=form.fields[name].initial,
                widget=HiddenInput,
            )
            field.known = self._known
            form.fields[name] = field
        if "DELETE" in form.fields:
            form.fields["DELETE"].widget.attrs["aria-label"] = "Delete"

    @cached_property
    def _known(self) -> dict[str, Model]:
        return by_key(self.get_queryset())


class OwnedRows(KnownRows, BaseInlineFormSet):  # type: ignore[type-arg]  # no generics at run time
    """Rows that know whose they are without a look-up."""

    def _construct_form(self, i: int, **options: Any) -> Any:
        form = super()._construct_form(i, **options)  # type: ignore[misc]  # Django's own hook
        setattr(form.instance, self.fk.name, self.instance)
        return form


class ItemFormSet(OwnedRows):
    """Rows of a course, or of a part of it, that know their course too."""

    def _construct_form(self, i: int, **options: Any) -> Any:
        form = super()._construct_form(i, **options)
        if self.fk.name != "course":
            form.instance.course = course_of(self.instance)
        return form
