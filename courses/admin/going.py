"""What goes with a row that is deleted, told before: things by name, and a mass of rows in number."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any

from django.contrib.admin.utils import NestedObjects, quote
from django.db import DEFAULT_DB_ALIAS
from django.db.models import Model, QuerySet
from django.urls import NoReverseMatch, reverse
from django.utils.html import format_html
from django.utils.text import capfirst

Counted = Mapping[type[Model], Callable[[], int]]
"""Models whose rows are not named, each with how many of them go."""


def what_goes(rows: Sequence[Model], *, counted: Counted) -> tuple[list[Any], dict[Any, int], Any]:
    """Return the names of all that is deleted with rows, how many there are by kind, and what forbids it.

    As Django's `get_deleted_objects`, which reads and names every single row.
    """
    found = _Going(using=DEFAULT_DB_ALIAS, origin=rows)
    found.passed_over = frozenset(counted)
    found.collect(rows)
    named: Any = found.model_objs
    counts = {model: len(each) for model, each in named.items()}
    counts |= {model: number for model, count in counted.items() if (number := count())}
    return (
        found.nested(_named),
        {model._meta.verbose_name_plural: number for model, number in counts.items()},
        [_named(row) for row in found.protected],
    )


class _Going(NestedObjects):
    passed_over: frozenset[type[Model]] = frozenset()

    def related_objects(
        self, related_model: type[Model], related_fields: Iterable[Any], objs: Any
    ) -> QuerySet[Any]:
        """Return the rows that go with others, of a kind that is only counted none."""
        rows = super().related_objects(related_model, related_fields, objs)
        return rows.none() if related_model in self.passed_over else rows


def _named(row: Model) -> str:
    """Name a row, with a link to its form where it has one."""
    meta = row._meta
    kind = capfirst(str(meta.verbose_name))
    try:
        name = f"admin:{meta.app_label}_{meta.model_name}_change"
        address = reverse(name, args=[quote(row.pk)])
    except NoReverseMatch:
        return f"{kind}: {row}"
    return format_html('{}: <a href="{}">{}</a>', kind, address, row)
