"""A course and its term as they are written now, in one query: for a page that has few to spend."""

from __future__ import annotations

import json
import uuid
from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Any

from django.db import connection, models
from django.db.models import QuerySet, Value
from django.db.models.functions import JSONObject

from courses import content
from courses.exporters.rows import course_of
from courses.models import Chapter, Course, DaySwap, Lab, Lecture, NoClassDay
from courses.models.base import item_models

Rows = dict[type[models.Model], list[Any]]

A_COURSE, A_TERM = uuid.uuid4(), uuid.uuid4()
"""Where the course and the term go into the query."""

REFERRED = {"chapter": Chapter, "merged_into": Lecture, "anchor": Lecture, "lab": Lab}
"""The foreign keys within a course that content names by key."""

AS_IN_JSON = (models.CharField, models.TextField, models.IntegerField, models.AutoField)
"""Fields of which both databases make JSON that is read as their value."""


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
    sql, places = _statement(connection.vendor)
    prepared = {
        owner: Course._meta.pk.get_db_prep_value(pk, connection)
        for owner, pk in ((A_COURSE, course.pk), (A_TERM, course.term_id))
    }
    named = {kind._meta.label_lower: kind for kind in _kinds()}
    rows: Rows = defaultdict(list)
    with connection.cursor() as cursor:
        cursor.execute(sql, [prepared.get(value, value) for value in places])
        for label, record in cursor:
            rows[named[label]].append(_row_of(named[label], _parsed(record)))
    for found in rows.values():
        found.sort(key=lambda row: (getattr(row, "position", 0), row.pk))
    return rows


def _kinds() -> list[type[models.Model]]:
    return [*item_models(), NoClassDay, DaySwap]


@cache
def _statement(_vendor: str) -> tuple[str, tuple[Any, ...]]:
    """Return the query and its parameters; building it anew takes longer than running it does."""
    of_course: list[type[models.Model]] = [*item_models(), NoClassDay]
    queries = [
        *(_as_json(kind._default_manager.filter(course=A_COURSE)) for kind in of_course),
        _as_json(NoClassDay.objects.filter(term=A_TERM)),
        _as_json(DaySwap.objects.filter(term=A_TERM)),
    ]
    union = queries[0].union(*queries[1:], all=True)
    sql, values = union.query.get_compiler(connection=connection).as_sql()
    owners = {
        Course._meta.pk.get_db_prep_value(owner, connection): owner for owner in (A_COURSE, A_TERM)
    }
    return sql, tuple(owners.get(value, value) for value in values)


def _as_json(rows: QuerySet[Any]) -> QuerySet[Any]:
    columns = {field.attname: field.attname for field in rows.model._meta.concrete_fields}
    label = Value(rows.model._meta.label_lower, output_field=models.TextField())
    plain: QuerySet[Any] = rows.order_by().annotate(of=label, record=JSONObject(**columns))
    return plain.values_list("of", "record")


@cache
def _names(model: type[models.Model]) -> tuple[str, ...]:
    return tuple(field.attname for field in model._meta.concrete_fields)


@cache
def _readers(model: type[models.Model]) -> tuple[tuple[int, Callable[[Any], Any]], ...]:
    """Return what makes columns of JSON, by their places; the others stand in it as they are."""
    columns = enumerate(model._meta.concrete_fields)
    return tuple((place, _reader(field)) for place, field in columns if not _is_as_in_json(field))


def _is_as_in_json(field: Any) -> bool:
    return isinstance(field.target_field if field.is_relation else field, AS_IN_JSON)


def _reader(field: Any) -> Callable[[Any], Any]:
    """Return what makes a column's value of JSON; SQLite gives JSON within it as text."""
    if field.is_relation:
        # All rows name the one course, or its term.
        return lru_cache(maxsize=16)(field.to_python)
    return _parsed if isinstance(field, models.JSONField) else field.to_python


def _parsed(value: Any) -> Any:
    return json.loads(value) if isinstance(value, str | bytes) else value


def _row_of(model: type[models.Model], record: dict[str, Any]) -> models.Model:
    names = _names(model)
    values = [record[name] for name in names]
    for place, read in _readers(model):
        if values[place] is not None:
            values[place] = read(values[place])
    return model.from_db("default", names, values)


def _refer(rows: Rows) -> None:
    """Give each row the rows that it refers to."""
    known = {model: {row.pk: row for row in rows[model]} for model in set(REFERRED.values())}
    for model in [*rows]:
        names = [field.name for field in model._meta.concrete_fields if field.name in REFERRED]
        for row in rows[model]:
            for name in names:
                setattr(row, name, known[REFERRED[name]].get(getattr(row, f"{name}_id")))
