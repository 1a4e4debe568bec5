"""Tables of rows whose primary keys and courses are looked up once, not for each row."""

from functools import cached_property
from typing import Any

from django.core.exceptions import ValidationError
from django.db.models import Model
from django.forms import BaseInlineFormSet, BaseModelFormSet, HiddenInput, ModelForm

from courses.admin.fields import LocalChoiceField, by_key
from courses.admin.versions import KeyWithVersion, changed_since
from courses.models import Course
from courses.models.deed import EMPTY


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
                widget=KeyWithVersion,
            )
            field.known = self._known
            field.widget.form = form  # set after the widget was copied
            form.fields[name] = field
        if "DELETE" in form.fields:
            form.fields["DELETE"].widget.attrs["aria-label"] = "Delete"

    def clean(self) -> None:
        """Refuse what others deleted, and to delete what others changed, since it was drawn.

        Raises:
            ValidationError: Above the table, naming each of them.
        """
        super().clean()
        if gone := [form for form in self.initial_forms if form.instance.pk is None]:
            raise ValidationError([_gone_words(form) for form in gone])
        stale = [form for form in self.forms if self._goes(form) and changed_since(form)]
        if stale:
            names = ", ".join(str(form.instance) for form in stale)
            message = (
                f"Others changed what you wanted to delete, after you opened this page: {names}. "
                "Nothing is saved yet: look at it, and save again if it is to go."
            )
            raise ValidationError(message)

    def _goes(self, form: Any) -> bool:
        return self.can_delete and bool(form.cleaned_data.get("DELETE"))

    @cached_property
    def _known(self) -> dict[str, Model]:
        return by_key(self.get_queryset())


def _gone_words(form: ModelForm[Any]) -> str:
    """Tell of a row that is not there any more, with what was typed into it."""
    typed = [
        f"{bound.label} “{bound.data}”"
        for bound in form.visible_fields()
        if bound.data not in EMPTY and bound.name != "DELETE"
    ]
    return (
        f"Somebody deleted a {form.instance._meta.verbose_name} after you opened this page. "
        f"Nothing is saved. You had: {', '.join(typed)}. Open the page anew, and edit what is left."
    )


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
