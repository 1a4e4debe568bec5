"""Fill a database: the reference course, and as many copies of it as asked, with all their rows."""

import uuid
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from django.core.management import call_command
from django.core.management.color import no_style
from django.db import connection, models, transaction

from courses.models import Course, Term
from courses.models.base import draw_revision
from schedule.models import Change, Edition, Event, Passage
from schedule.searching.passages import term_word

FIXTURES = Path(__file__).resolve().parent.parent / "fixtures"
COURSES_A_TERM = 50
BATCH = 2_000
NOT_COPIED = {"Membership", "Deed"}  # the database writes deeds itself

Row = models.Model


def fill(courses: int) -> Course:
    """Load the reference course and copy it until there are `courses`; return the original."""
    call_command("load_term", str(FIXTURES / "2023-fall.yaml"), verbosity=0)
    call_command("load_course", str(FIXTURES / "mit-6.5940-fall-2023.yaml"), verbosity=0)
    original = Course.objects.select_related("term").get()
    if courses > 1:
        with transaction.atomic():
            _copy(original, courses - 1)
        _reset_sequences()
    return original


def _copy(original: Course, count: int) -> None:
    copies = list(_course_copies(original, count))
    Course.objects.bulk_create(copies, batch_size=BATCH)
    first_keys: dict[type[Row], list[int]] = {}
    for model in _models_of_a_course():
        rows = _rows_of(model, original)
        if not rows:
            continue
        first_keys[model] = [row.pk for row in rows]
        highest = max(first_keys[model])
        batch: list[Row] = []
        for number, course in enumerate(copies):
            batch += [_copy_row(row, course, number, highest, first_keys) for row in rows]
            if len(batch) >= BATCH:
                model._default_manager.bulk_create(batch)
                batch = []
        model._default_manager.bulk_create(batch)


def _course_copies(original: Course, count: int) -> Iterator[Course]:
    term = original.term
    for number in range(1, count + 1):
        if number % COURSES_A_TERM == 0:
            term = _term_copy(original.term, number // COURSES_A_TERM)
        values = _values(original)
        values.update(
            id=uuid.uuid4(), term_id=term.pk, slug=f"6.{number}", revision=draw_revision()
        )
        yield Course(**values)


def _term_copy(term: Term, number: int) -> Term:
    values = {**_values(term), "id": uuid.uuid4(), "slug": f"{term.slug}-{number}"}
    return Term.objects.create(**values)


def _models_of_a_course() -> list[type[Row]]:
    """Return the models whose rows belong to a course, those that others refer to first."""
    found = [
        relation.related_model
        for relation in Course._meta.related_objects
        if not relation.many_to_many and relation.related_model.__name__ not in NOT_COPIED
    ]
    ordered: list[type[Row]] = []
    while found:
        ready = [model for model in found if not _refers_to(model, found)]
        ordered += ready
        found = [model for model in found if model not in ready]
    return [*ordered, Change]


def _refers_to(model: type[Row], others: list[type[Row]]) -> bool:
    return any(
        field.related_model in others and field.related_model is not model
        for field in model._meta.concrete_fields
        if field.is_relation
    )


def _rows_of(model: type[Row], course: Course) -> list[Row]:
    path = {"edition__course": course} if model is Change else {"course": course}
    return list(model._default_manager.filter(**path).order_by("pk"))


def _copy_row(
    row: Row, course: Course, number: int, highest: int, keys: dict[type[Row], list[int]]
) -> Row:
    """Return the row of the copy: its key and its references are moved by whole courses."""
    values = _values(row)
    values["id"] = row.pk + highest * (number + 1)
    for field in row._meta.concrete_fields:
        value = values.get(field.attname)
        if not field.is_relation or value is None:
            continue
        if field.related_model is Course:
            values[field.attname] = course.pk
        elif field.related_model in keys:
            values[field.attname] = value + max(keys[field.related_model]) * (number + 1)
    if isinstance(row, Event):
        old = row.uid
        values["uid"] = f"{uuid.uuid4()}@lectern"
        values["vevent"] = values["vevent"].replace(old, values["uid"])
    if isinstance(row, Passage):
        there, here = term_word(row.course.term_id), term_word(course.term_id)
        values["context_words"] = values["context_words"].replace(there, here)
    return type(row)(**values)


def _values(row: Row) -> dict[str, Any]:
    return {field.attname: getattr(row, field.attname) for field in row._meta.concrete_fields}


def _reset_sequences() -> None:
    models_used = [*_models_of_a_course(), Edition]
    with connection.cursor() as cursor:
        for sql in connection.ops.sequence_reset_sql(no_style(), models_used):
            cursor.execute(sql)
        cursor.execute("ANALYZE")
