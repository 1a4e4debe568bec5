"""Fields of our own."""

from typing import Any

from django.core.exceptions import ValidationError
from django.db import models

from courses.content import Weekday

WEEKDAY_CHOICES = [(day.value, day.name.capitalize()) for day in Weekday]


class WeekdaysField(models.CharField):  # type: ignore[type-arg]  # has no generics at run time
    """Weekdays as comma-separated text, in the order of the week: `tue,thu`."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """Fix the length: seven names and six commas."""
        kwargs["max_length"] = 27
        super().__init__(*args, **kwargs)

    def to_python(self, value: Any) -> str:
        """Accept text or a list of names; return text in the order of the week.

        Raises:
            ValidationError: A name is not a weekday.
        """
        names = value.split(",") if isinstance(value, str) else list(value or [])
        wanted = {str(name).strip() for name in names if str(name).strip()}
        unknown = wanted - {day.value for day in Weekday}
        if unknown:
            known = ", ".join(day.value for day in Weekday)
            message = f"{', '.join(sorted(unknown))}: not a weekday; use {known}."
            raise ValidationError(message)
        return ",".join(day.value for day in Weekday if day.value in wanted)

    def get_prep_value(self, value: Any) -> str:
        """Store the text."""
        return self.to_python(value)


def parse_weekdays(text: str) -> tuple[Weekday, ...]:
    """Return the weekdays of a stored text."""
    return tuple(Weekday(name) for name in text.split(",") if name)
