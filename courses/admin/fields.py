"""Form fields and widgets of our own."""

from collections.abc import Iterable, Mapping
from typing import Any

from django import forms
from django.contrib.admin.widgets import AdminTextInputWidget, AdminTimeWidget
from django.contrib.auth.models import User
from django.core.exceptions import ValidationError
from django.db.models import Model

from courses.models.fields import WEEKDAY_CHOICES


def by_key(objects: Iterable[Model]) -> dict[str, Model]:
    """Return objects by the text of their primary key."""
    return {str(each.pk): each for each in objects}


class DayField(forms.DateField):
    """A date, with what the browser has to choose one."""

    def __init__(self, *, required: bool = True, label: str = "Day", help_text: str = "") -> None:
        """Show it as a date."""
        widget = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
        super().__init__(required=required, label=label, help_text=help_text, widget=widget)


class LocalChoiceField(forms.ModelChoiceField):  # type: ignore[type-arg]  # no generics at run time
    """A choice among objects that are looked up once for a whole page.

    `known` is what can be chosen, by primary key; at first nothing.
    """

    known: Mapping[str, Model] = {}

    def offer(self, objects: Iterable[Model]) -> None:
        """Set what can be chosen, and list it."""
        self.known = by_key(objects)
        empty = [] if self.empty_label is None else [("", self.empty_label)]
        self.choices = [*empty, *((pk, str(each)) for pk, each in self.known.items())]

    def to_python(self, value: Any) -> Model | None:
        """Return the object of a primary key.

        Raises:
            ValidationError: It was not offered; so it is refused what is of another course.
        """
        if value in self.empty_values:
            return None
        found: Model | None = self.known.get(str(getattr(value, "pk", value)))
        if found is None:
            message = "Choose one of the list: this is of another course, or is gone."
            raise ValidationError(message, code="invalid_choice")
        return found


class AccountField(forms.ModelChoiceField):  # type: ignore[type-arg]  # no generics at run time
    """An account by its user name, typed: who may add members need not see all accounts."""

    default_error_messages = {
        "invalid_choice": (
            "There is no staff account with this user name. "
            "Whoever runs this site can make one, or give an account staff status."
        ),
    }

    def __init__(self, **options: Any) -> None:
        """Look among accounts that can enter the admin."""
        super().__init__(
            queryset=User.objects.filter(is_active=True, is_staff=True),
            to_field_name="username",
            widget=AdminTextInputWidget(attrs={"autocomplete": "off"}),
            label="User name",
            **options,
        )


class WeekdaysChoice(forms.MultipleChoiceField):
    """Weekdays as check boxes, kept as text: `tue,thu`."""

    def __init__(self, **options: Any) -> None:
        """Offer the seven."""
        options.setdefault("widget", forms.CheckboxSelectMultiple)
        super().__init__(choices=WEEKDAY_CHOICES, **options)

    def prepare_value(self, value: Any) -> Any:
        """Split the text of the row."""
        return value.split(",") if isinstance(value, str) else value

    def clean(self, value: Any) -> str:
        """Join what was ticked."""
        return ",".join(super().clean(value))

    def has_changed(self, initial: Any, data: Any) -> bool:
        """Compare with the text of the row."""
        return super().has_changed(self.prepare_value(initial) or [], data)


class CommaListField(forms.CharField):
    """A list of short texts, separated by commas."""

    def prepare_value(self, value: Any) -> Any:
        """Join the list of the row."""
        return ", ".join(value) if isinstance(value, list) else value

    def clean(self, value: Any) -> list[str]:
        """Split at commas; empty parts are left out."""
        return [part.strip() for part in super().clean(value).split(",") if part.strip()]

    def has_changed(self, initial: Any, data: Any) -> bool:
        """Compare the lists."""
        return list(initial or []) != self.clean(data)


class ClockWidget(AdminTimeWidget):
    """A time of day in hours and minutes."""

    supports_microseconds = False

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        """Leave the seconds out."""
        super().__init__(attrs=attrs, format="%H:%M")


def short(size: int) -> AdminTextInputWidget:
    """Return a text input of some characters, for the cell of a table."""
    return AdminTextInputWidget(attrs={"size": size, "class": ""})
