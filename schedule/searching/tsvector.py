"""The index on PostgreSQL: a generated column of lexemes, and a GIN index of it.

The column is no field of the model: Django's rows pass it by, and so do backups.
"""

from __future__ import annotations

from typing import Final

from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models.expressions import RawSQL

from schedule.searching.query import EVERY, Query

PASSAGES: Final = "schedule_passage"
COLUMN: Final = "words"

_JOINED: Final = " || ' ' || ".join(EVERY)

# Not to_tsvector: its parser has rules of its own for numbers, and some follow the server's locale.
_LEXEMES: Final = f"array_to_tsvector(array_remove(string_to_array({_JOINED}, ' '), ''))"


class TsvectorIndex:
    """PostgreSQL's full text index, of words as they are: no parser, no dictionary."""

    def narrow(self, query: Query, within: str) -> RawSQL | None:
        """Return the ids of the passages with all words; in what order, lexemes do not say."""
        lexemes = [f"'{within}'"]
        for each in query.sought:
            lexemes += [f"'{word}'" for word in each.words]
            lexemes[-1] += ":*" if each.is_open else ""
        sql = f"SELECT id FROM {PASSAGES} WHERE {COLUMN} @@ %s::tsquery"  # noqa: S608 - names of ours
        return RawSQL(sql, [" & ".join(lexemes)])  # noqa: S611 - a parameter


def make(database: BaseDatabaseWrapper) -> None:
    """Make the column of the passages that are there, and its index."""
    with database.cursor() as cursor:
        cursor.execute(
            f"ALTER TABLE {PASSAGES} ADD COLUMN {COLUMN} tsvector "
            f"GENERATED ALWAYS AS ({_LEXEMES}) STORED"
        )
        cursor.execute(f"CREATE INDEX passage_words ON {PASSAGES} USING gin ({COLUMN})")


def drop(database: BaseDatabaseWrapper) -> None:
    """Drop the column, and with it the index."""
    with database.cursor() as cursor:
        cursor.execute(f"ALTER TABLE {PASSAGES} DROP COLUMN IF EXISTS {COLUMN}")
