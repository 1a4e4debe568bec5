"""A course read for its board: all that is written and published of it, in three queries."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime

from django.db.models import Model
from django.urls import reverse

from courses.exporters.together import read_together
from courses.models import Course, NoClassDay
from courses.models.base import item_models
from schedule.planning import look
from schedule.publishing import Proposal


def read_board(
    course: Course, *, now: datetime | None = None
) -> tuple[Proposal, Callable[[str], str]]:
    """Return what publishing a course would do, and a function to the form of each of its items.

    As `look`, and what was read for both is read once.

    Raises:
        pydantic.ValidationError: What is written contradicts itself.
    """
    written = read_together(course)
    proposal = look(course, written=written, now=now).proposal
    return proposal, _forms(written.pks)


def _forms(pks: Mapping[tuple[type[Model], str], int]) -> Callable[[str], str]:
    models: tuple[type[Model], ...] = (*item_models(), NoClassDay)
    # Reversing once a kind: the addresses of its rows differ in the number alone.
    patterns = {
        model: reverse(f"admin:courses_{model._meta.model_name}_change", args=[0])
        for model in models
    }
    rows = {key: (model, pk) for (model, key), pk in pks.items() if model in patterns}

    def form_of(key: str) -> str:
        if key not in rows:
            return ""
        model, pk = rows[key]
        return patterns[model].replace("/0/", f"/{pk}/")

    return form_of
