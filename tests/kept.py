"""What many tests begin with is made once in a process, and put back as rows for each."""

from collections.abc import Callable
from typing import Any

from django.apps import apps
from django.conf import settings
from django.db import connection
from django.db.models import Model
from django.db.models.sql import InsertQuery

from courses.models import Deed, SiteRevision

Insert = tuple[str, tuple[Any, ...]]
BY_TRIGGERS = {Deed, SiteRevision}


class Kept:
    """Rows that a function adds; it changes none that are there.

    They come back under the keys they had, in the test's own transaction, and triggers write of
    them what they write of any. Calendar text holds the site's address, so each address has its
    own.
    """

    def __init__(self, make: Callable[[], object]) -> None:
        self._make = make
        self._inserts: dict[str, list[Insert]] = {}

    def put(self) -> None:
        """Add the rows to the database."""
        inserts = self._inserts.get(settings.PUBLIC_URL)
        if inserts is None:
            self._inserts[settings.PUBLIC_URL] = _added_by(self._make)
            return
        with connection.cursor() as cursor:
            for sql, values in inserts:
                cursor.execute(sql, values)


def _added_by(make: Callable[[], object]) -> list[Insert]:
    """Call a function, and return what would add the rows that it has added."""
    models = [
        model for model in apps.get_models(include_auto_created=True) if model not in BY_TRIGGERS
    ]
    before = {model: set(_pks(model)) for model in models}
    make()
    inserts: list[Insert] = []
    for model in models:
        rows = model._base_manager.exclude(pk__in=before[model]).order_by("pk")
        inserts += _inserts(model, list(rows))
    return inserts


def _pks(model: type[Model]) -> list[Any]:
    return list(model._base_manager.values_list("pk", flat=True))


def _inserts(model: type[Model], rows: list[Model]) -> list[Insert]:
    if not rows:
        return []
    query = InsertQuery(model)
    query.insert_values(model._meta.concrete_fields, rows, raw=True)
    return query.get_compiler(connection=connection).as_sql()
