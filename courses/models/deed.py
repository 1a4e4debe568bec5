"""The history of what staff write: who changed which row, when, and what it said."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass
from typing import Any, NoReturn, Self

from django.apps import apps
from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models


class HistoryIsKeptError(Exception):
    """Somebody tried to change or delete the history."""

    def __init__(self) -> None:
        """Say so."""
        super().__init__("The history is kept: nobody changes or deletes it.")


class DeedQuerySet(models.QuerySet["Deed"]):
    """Deeds, the newest first; read only."""

    def of_row(self, row: models.Model) -> Self:
        """Keep what was done to one row."""
        return self.filter(noun=row._meta.model_name, row_id=name_of(row.pk))

    def delete(self) -> NoReturn:
        """Refuse.

        Raises:
            HistoryIsKeptError: Always.
        """
        raise HistoryIsKeptError

    def update(self, **_columns: Any) -> NoReturn:
        """Refuse.

        Raises:
            HistoryIsKeptError: Always.
        """
        raise HistoryIsKeptError


@dataclass(frozen=True, slots=True)
class Difference:
    """A column that a deed changed, with what it said before and after."""

    column: models.Field[Any, Any]
    before: Any
    after: Any


class Deed(models.Model):
    """What somebody did to one row that staff write.

    The database itself writes these rows (`courses.models.recording`), so no writer can forget
    to, whether it saves one row or many, from a form, a file or a shell. Nobody changes or deletes
    them: they outlive the row, its course and the account.
    """

    class Kind(models.TextChoices):
        """What was done."""

        ADDED = "added"
        CHANGED = "changed"
        DELETED = "deleted"

    at = models.DateTimeField()
    account = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        on_delete=models.DO_NOTHING,
        db_constraint=False,
        related_name="+",
    )
    who = models.CharField(
        max_length=150, blank=True, help_text="The user name at the time; empty: a command."
    )
    kind = models.CharField(max_length=7, choices=Kind.choices)
    noun = models.CharField(max_length=30, help_text="The model of the row.")
    row_id = models.CharField(max_length=32)
    course = models.ForeignKey(
        "courses.Course",
        null=True,
        on_delete=models.DO_NOTHING,
        db_constraint=False,
        related_name="deeds",
    )
    term = models.ForeignKey(
        "courses.Term",
        null=True,
        on_delete=models.DO_NOTHING,
        db_constraint=False,
        related_name="deeds",
    )
    before = models.JSONField(null=True)
    after = models.JSONField(null=True)

    objects = DeedQuerySet.as_manager()

    class Meta:
        verbose_name = "entry of the history"
        verbose_name_plural = "history"
        ordering = ["-id"]
        indexes = [models.Index(fields=["noun", "row_id"], name="deed_of_a_row")]

    def __str__(self) -> str:
        """Return what was done to what."""
        return f"{self.noun} {self.row_id} {self.kind}"

    def save(self, *_args: Any, **_options: Any) -> NoReturn:
        """Refuse.

        Raises:
            HistoryIsKeptError: Always.
        """
        raise HistoryIsKeptError

    def delete(self, *_args: Any, **_options: Any) -> NoReturn:
        """Refuse.

        Raises:
            HistoryIsKeptError: Always.
        """
        raise HistoryIsKeptError

    @property
    def model(self) -> type[models.Model]:
        """The model of the row.

        Raises:
            LookupError: This version of Lectern has no such model any more.
        """
        return apps.get_model("courses", self.noun)

    @property
    def said(self) -> Mapping[str, Any]:
        """What the row said after the deed; of a deleted one, before."""
        said: Mapping[str, Any] = self.after or self.before or {}
        return said

    def differences(self) -> Iterator[Difference]:
        """Yield each column whose value the deed changed, in the order of the model."""
        before, after = self.before or {}, self.after or {}
        for column in written_columns(self.model):
            old, new = (_read(column, each.get(column.attname)) for each in (before, after))
            if old != new and not (old in EMPTY and new in EMPTY):
                yield Difference(column, old, new)


EMPTY: tuple[Any, ...] = (None, "", [])
"""What says nothing: of a new row it is no difference to nothing."""


def written_columns(model: type[models.Model]) -> list[models.Field[Any, Any]]:
    """Return the columns of a model that people write; the others follow from publishing."""
    return [
        column
        for column in model._meta.concrete_fields
        if column.editable and not column.primary_key
    ]


def name_of(pk: Any) -> str:
    """Return a primary key as a deed has it: the same on every database."""
    return str(pk).replace("-", "")


def _read(column: models.Field[Any, Any], raw: Any) -> Any:
    """Return a kept value as the row had it: databases write dates and truth in their own way."""
    target = column.target_field if column.is_relation else column  # type: ignore[attr-defined]
    if raw is None or isinstance(target, models.JSONField):
        return raw
    with suppress(ValidationError):  # of an older Lectern, whose column was another
        return target.to_python(raw)
    return raw
