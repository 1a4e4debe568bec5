"""Mails by the thousand: rows that the database makes of other rows, in one statement."""

from __future__ import annotations

from typing import Any

from django.db import connection
from django.db.models import Expression, F, Field, QuerySet, Value

from schedule.models import Mail

Column = Expression | F


def insert_mails(of: QuerySet[Any], **values: object) -> None:
    """Put one mail into the ledger for each row of a query; none where there is one already.

    A hundred thousand rows made in Python would take as many calls, and ten times as long.

    Args:
        of: The rows.
        values: Fields of the mails; a value is the same for all, an `F` is of the row. What is
            left out is at its default.
    """
    fields = [each for each in Mail._meta.concrete_fields if not each.primary_key]
    columns = {f"mail_{each.name}": _column(each, values) for each in fields}
    rows = of.order_by().annotate(**columns).values_list(*columns)
    select, parameters = rows.query.sql_with_params()
    quote = connection.ops.quote_name
    names = ", ".join(quote(str(each.column)) for each in fields)
    insert = f"INSERT INTO {quote(Mail._meta.db_table)} ({names}) {select} ON CONFLICT DO NOTHING"
    with connection.cursor() as cursor:
        cursor.execute(insert, parameters)


def _column(field: Field[Any, Any], values: dict[str, object]) -> Column:
    value = values.get(field.name, field.get_default())
    return value if isinstance(value, (Expression, F)) else Value(value, output_field=field)
