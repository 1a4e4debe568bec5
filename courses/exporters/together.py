"""A course and its term as they are written now, in one query: for a page that has few to spend."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from functools import cache
from typing import Any

from django.db import models
from django.db.models import QuerySet, Value
from django.db.models.functions import JSONObject

from courses import content
from courses.exporters.rows import course_of
from courses.models import Chapter, Course, DaySwap, Lab, Lecture, NoClassDay
from courses.models.base import item_models

Rows = dict[type[models.Model], list[Any]]

REFERRED = {"chapter": Chapter, "merged_into": Lecture, "anchor": Lecture, "lab": Lab}
"""The foreign keys within a course that content names by key."""


@dataclass(frozen=True)
class Written:
    """What stands in the database of a course.

    Attributes:
        course: The course.
        term: Its term.
        pks: The primary key of each item and no-class day of the course, by model and key.
    """

    course: content.Course
    term: content.Term
    pks: dict[tuple[type[models.Model], str], int]


def read_together(course: Course) -> Written:
    """Return a course and its term, in one query beside the course's own row.

    The rows come as JSON, which a union of all tables can hold; they are the same models again
    before anything looks at them.
    """
    rows = _read(course)
    _refer(rows)
    term = course.term
    closed = rows[NoClassDay]
    own = [day for day in closed if day.course_id == course.pk]
    rows[NoClassDay] = own
    return Written(
        course=course_of(course, lambda model: rows[model]),
        term=content.Term.model_validate(
            {
                **term.own_values(),
                "no_class_days": [day.own_values() for day in closed if day.term_id == term.pk],
                "day_swaps": [swap.own_values() for swap in rows[DaySwap]],
            }
        ),
        pks={(model, row.key): row.pk for model in rows for row in rows[model]},
    )


def _read(course: Course) -> Rows:
    kinds: list[type[models.Model]] = [*item_models(), NoClassDay, DaySwap]
    of_term = NoClassDay.objects.filter(term=course.term_id)
    first, *others = (
        *(_as_json(kind._default_manager.filter(course=course)) for kind in kinds[:-1]),
        _as_json(of_term),
        _as_json(DaySwap.objects.filter(term=course.term_id)),
    )
    named = {kind._meta.label_lower: kind for kind in kinds}
    rows: Rows = defaultdict(list)
    for label, record in first.union(*others, all=True):
        rows[named[label]].append(_row_of(named[label], record))
    for found in rows.values():
        found.sort(key=lambda row: (getattr(row, "position", 0), row.pk))
    return rows


def _as_json(rows: QuerySet[Any]) -> QuerySet[Any]:
    columns = {field.attname: field.attname for field in rows.model._meta.concrete_fields}
    label = Value(rows.model._meta.label_lower, output_field=models.TextField())
    return rows.order_by().annotate(of=label, record=JSONObject(**columns)).values_list(
        "of", "record"
    )


@cache
def _columns(model: type[models.Model]) -> tuple[tuple[str, Any], ...]:
    return tuple((field.attname, field.to_python) for field in model._meta.concrete_fields)


def _row_of(model: type[models.Model], record: dict[str, Any]) -> models.Model:
    columns = _columns(model)
    values = [None if record[name] is None else read(record[name]) for name, read in columns]
    return model.from_db("default", [name for name, _ in columns], values)


def _refer(rows: Rows) -> None:
    """Give each row the rows that it refers to."""
    known = {model: {row.pk: row for row in rows[model]} for model in set(REFERRED.values())}
    for model in [*rows]:
        names = [field.name for field in model._meta.concrete_fields if field.name in REFERRED]
        for row in rows[model]:
            for name in names:
                setattr(row, name, known[REFERRED[name]].get(getattr(row, f"{name}_id")))
