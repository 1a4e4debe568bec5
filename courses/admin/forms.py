"""The forms of rows: every row is checked whole, and a new item gets its course, key and place."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, ClassVar

from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.forms.models import construct_instance

from courses.admin.fields import LocalChoiceField
from courses.admin.register import Register, TermRegister
from courses.admin.versions import VersionedForm
from courses.models import CourseItem, DaySwap, NoClassDay


class RowForm(VersionedForm):
    """A form that checks its row whole, of which it may show only a part.

    `faults` is what is wrong with the course after an edit like this one: found when it was about
    to be published, and shown here with the input kept. `is_table` tells that the form is a row
    of a table, whose labels stand in its head.
    """

    faults: ClassVar[tuple[str, ...]] = ()
    is_table: ClassVar[bool] = False

    def __init__(self, *args: Any, **options: Any) -> None:
        """Name the fields of a table's cells to those who do not see its head."""
        super().__init__(*args, **options)
        if self.is_table:
            for name, field in self.fields.items():
                if field.widget.is_hidden:
                    continue
                label = str(field.label or name.replace("_", " ").capitalize())
                field.widget.attrs.setdefault("aria-label", label)

    def clean(self) -> dict[str, Any]:
        """Refuse the edit for the faults that it would make.

        Raises:
            ValidationError: There are some, or others changed the row meanwhile.
        """
        cleaned = super().clean()
        if self.faults and self.has_changed():
            raise ValidationError([ValidationError(fault) for fault in self.faults])
        return cleaned

    def _post_clean(self) -> None:
        """Check the row, unless nothing of it changed: a list of rows then costs no queries."""
        if self.instance.pk is not None and not self.has_changed() and not self.adding:
            return
        super()._post_clean()  # type: ignore[misc]  # Django's hook, which the stubs leave out
        if not self.errors:
            self._check_constraints()

    def _check_constraints(self) -> None:
        """Check the constraints of all columns: Django has checked those of the form's alone."""
        try:
            self.instance.validate_constraints()
        except ValidationError as error:
            self.add_error(None, error)

    def add_error(self, field: str | None, error: Any) -> None:
        """Take an error; one at a column that the form does not show stands above the form."""
        if not isinstance(error, ValidationError):
            error = ValidationError(error)
        if hasattr(error, "error_dict"):
            error = ValidationError(self._shown(error.error_dict))
        super().add_error(field, error)

    def _shown(
        self, errors: Mapping[str, list[ValidationError]]
    ) -> dict[str, list[ValidationError]]:
        shown: dict[str, list[ValidationError]] = {}
        for name, found in errors.items():
            if name in self.fields or name == NON_FIELD_ERRORS:
                shown.setdefault(name, []).extend(found)
                continue
            label = name.replace("_", " ").capitalize()
            shown.setdefault(NON_FIELD_ERRORS, []).extend(
                ValidationError(f"{label}: {message}") for each in found for message in each
            )
        return shown

    @property
    def adding(self) -> bool:
        """Whether the row is not in the database yet."""
        return bool(self.instance._state.adding)


class ItemForm(RowForm):
    """The form of a row with a key.

    `register` is that of its course; without one, as in a list of many courses, nothing is new
    and nothing is chosen.
    """

    register: ClassVar[Register | TermRegister | None] = None

    def __init__(self, *args: Any, **options: Any) -> None:
        """Put a new row into its course, and offer what its course has."""
        super().__init__(*args, **options)
        if self.register is None:
            return
        if self.adding:
            self.register.adopt(self.instance)
        if isinstance(self.register, Register):
            self._offer_local(self.register)
        if self.adding:
            self._let_empty("key", "Left empty, it is made from kind and number.")
            self._let_empty("position", "Left empty, it comes last.")

    def _offer_local(self, register: Register) -> None:
        for field in self.fields.values():
            if isinstance(field, LocalChoiceField) and field.queryset is not None:
                field.offer(register.objects(field.queryset.model))

    def _let_empty(self, name: str, help_text: str) -> None:
        if name in self.fields:
            self.fields[name].required = False
            self.fields[name].help_text = f"{self.fields[name].help_text} {help_text}"
            self.initial[name] = None

    def clean(self) -> dict[str, Any]:
        """Give a new row the key and the place that were left out.

        Raises:
            ValidationError: As `RowForm`.
        """
        cleaned = super().clean()
        if self.adding and self.register is not None and not self.errors:
            self._complete(self.register)
        return cleaned

    def _complete(self, register: Register | TermRegister) -> None:
        place = self.cleaned_data.get("position")
        if (
            place is None
            and isinstance(register, Register)
            and isinstance(self.instance, CourseItem)
        ):
            self._set("position", register.new_place(type(self.instance)))
        if not self.cleaned_data.get("key"):
            self.instance.key = ""
            self._set("key", register.new_key(self._drawn()))

    def _drawn(self) -> CourseItem | NoClassDay | DaySwap:
        """Return the row as the input makes it."""
        options = self._meta
        drawn: CourseItem | NoClassDay | DaySwap = construct_instance(
            self, self.instance, options.fields, options.exclude
        )
        return drawn

    def _set(self, name: str, value: object) -> None:
        if name in self.fields:
            self.cleaned_data[name] = value
        setattr(self.instance, name, value)
