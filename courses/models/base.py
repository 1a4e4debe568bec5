"""What all rows of a course share: a key, a place in its list, and one validator."""

import secrets
from collections.abc import Iterator, Mapping
from functools import cache
from typing import Any, ClassVar

import pydantic
from django.apps import apps
from django.core.exceptions import ValidationError
from django.db import models

from courses import content
from courses.content.base import MAX_TITLE

REVISION_BYTES = 16
LINE = MAX_TITLE
KEY = 80
ADDRESS = 2_000


def draw_revision() -> str:
    """Draw a new revision: random bits, since a counter would repeat after a restore."""
    return secrets.token_hex(REVISION_BYTES)


def choices(kinds: type[Any]) -> list[tuple[str, str]]:
    """Return a text enumeration as the choices of a field."""
    return [(kind.value, kind.value.replace("-", " ")) for kind in kinds]


class Validated(models.Model):
    """A row that is valid when the content value of its own fields is.

    So the course file, the model, its forms and the API have one validator.
    """

    content_type: ClassVar[type[content.Value]]
    content_columns: ClassVar[Mapping[str, str]] = {}
    """The column that holds a field of the content value, where the names differ."""

    class Meta:
        abstract = True

    def own_values(self) -> dict[str, object]:
        """Return the fields of the content value that this row holds, without its lists.

        They are its columns of the same names; a model adds what it holds in another form.
        """
        return {name: getattr(self, name) for name in columns_of(type(self))}

    def clean(self) -> None:
        """Check the row as its content value is checked.

        Raises:
            ValidationError: By field, in the words of the content value.
        """
        super().clean()
        try:
            values = self.own_values()
            self.content_type(**values)
        except pydantic.ValidationError as error:
            raise ValidationError(dict(self._messages(error))) from None
        except ValueError as error:
            raise ValidationError(str(error)) from None

    def _messages(self, error: pydantic.ValidationError) -> Iterator[tuple[str, list[str]]]:
        columns = {field.name for field in self._meta.get_fields()}
        found: dict[str, list[str]] = {}
        for problem in error.errors(include_url=False, include_context=False):
            path = ".".join(str(part) for part in problem["loc"])
            name = self.content_columns.get(path) or path.partition(".")[0]
            message = problem["msg"].removeprefix("Value error, ")
            found.setdefault(name if name in columns else "__all__", []).append(message)
        yield from found.items()


@cache
def columns_of(model: type[Validated]) -> tuple[str, ...]:
    """Return the columns of a model that are fields of its content value as they are."""
    columns = {field.name for field in model._meta.concrete_fields if not field.is_relation}
    return tuple(name for name in model.content_type.model_fields if name in columns)


class Keyed(Validated):
    """A row with a key that is written once and used for nothing else in its course."""

    key = models.CharField(
        max_length=KEY,
        help_text="Written once, part of addresses and calendars: lecture-7, lab-1-due.",
    )

    class Meta:
        abstract = True

    def clean(self) -> None:
        """Check the row, that its key is free in its course, and that it did not change.

        Raises:
            ValidationError: By field.
        """
        super().clean()
        if holder := self._key_holder():
            words = f"This course has a {holder._meta.verbose_name} with this key."
            raise ValidationError({"key": words})
        if type(self)._default_manager.filter(pk=self.pk).exclude(key=self.key).exists():
            raise ValidationError({"key": "A key is written once and never changes."})

    def _key_holder(self) -> type[models.Model] | None:
        """Return the other table that has the key in the same course; the own one is unique."""
        course = getattr(self, "course_id", None)
        if course is None:
            return None
        for model in keyed_models():
            rows = model._default_manager.filter(course_id=course, key=self.key)
            if model is not type(self) and rows.exists():
                return model
        return None


class CourseItem(Keyed):
    """A row of one course, with a place in its list."""

    course = models.ForeignKey("courses.Course", on_delete=models.CASCADE)
    position = models.PositiveIntegerField(default=0, help_text="Place in its list.")

    class Meta:
        abstract = True
        ordering: ClassVar[list[str]] = ["position", "id"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(
                fields=["course", "key"],
                name="%(class)s_key_once_a_course",
                violation_error_message="This course has another item with this key.",
            )
        ]


def chosen(row: models.Model, name: str) -> bool:
    """Tell whether a required foreign key is set: in a form that was not filled it is not."""
    return getattr(row, f"{name}_id", None) is not None


def keyed_models() -> list[type[models.Model]]:
    """Return every model whose rows have a key that nothing else in their course has."""
    found = apps.get_app_config("courses").get_models()
    return [model for model in found if issubclass(model, Keyed)]


def item_models() -> list[type[CourseItem]]:
    """Return every model whose rows have a key and a place in a course."""
    found = apps.get_app_config("courses").get_models()
    return [model for model in found if issubclass(model, CourseItem)]
