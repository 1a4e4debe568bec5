"""How the database writes the history: triggers on every table that staff write.

They cost a writer no query, and what publishing writes beside them nothing at all: only columns
that people write are watched (`written_columns`).
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, Final

from django.conf import settings
from django.contrib.auth.models import AbstractBaseUser
from django.db import connection, models, transaction
from django.db.backends.base.base import BaseDatabaseWrapper

from courses.models.deed import written_columns


@contextmanager
def written_by(account: AbstractBaseUser) -> Iterator[None]:
    """Open a transaction in which the history names an account; else a deed is a command's."""
    own = _SQL[connection.vendor]
    with transaction.atomic():
        with connection.cursor() as cursor:
            cursor.execute(own["name"], [str(account.pk), account.get_username()])
        yield
        # After an error the transaction is taken back, and the name with it.
        with connection.cursor() as cursor:
            cursor.execute(own["unname"])


def start_recording(connection: BaseDatabaseWrapper, *kinds: type[models.Model]) -> None:
    """See to it that every change of these tables is recorded. To be called after migrations."""
    own = _SQL[connection.vendor]
    with transaction.atomic(using=connection.alias), connection.cursor() as cursor:
        for statement in own["prepare"]:
            cursor.execute(statement)
        if settings.HISTORY_IS_GUARDED:
            guard(connection)
        for kind in kinds:
            for statement in own["watch"](kind):
                cursor.execute(statement)


def stop_recording(connection: BaseDatabaseWrapper, *kinds: type[models.Model]) -> None:
    """Take the triggers away: SQLite refuses to alter a table whose columns a trigger names."""
    tables = set(connection.introspection.table_names())
    with transaction.atomic(using=connection.alias), connection.cursor() as cursor:
        for kind in kinds:
            if kind._meta.db_table in tables:
                for statement in _SQL[connection.vendor]["unwatch"](kind):
                    cursor.execute(statement)


def guard(connection: BaseDatabaseWrapper) -> None:
    """Let the database refuse to change or delete the history, whoever asks."""
    with connection.cursor() as cursor:
        for statement in _SQL[connection.vendor]["guard"]:
            cursor.execute(statement)


def _names(kind: type[models.Model]) -> list[str]:
    return [f'"{column.column}"' for column in written_columns(kind)]


def _owner(kind: type[models.Model], owner: str, row: str) -> str:
    """Return the SQL of the key of the course or term that a row belongs to, or is."""
    if kind._meta.model_name == owner:
        return f"{row}.id"
    columns = {column.column for column in kind._meta.concrete_fields}
    return f"{row}.{owner}_id" if f"{owner}_id" in columns else "NULL"


def _sqlite_json(kind: type[models.Model], row: str) -> str:
    parts = [
        f"'{column.column}', json({row}.\"{column.column}\")"
        if isinstance(column, models.JSONField)
        else f"'{column.column}', {row}.\"{column.column}\""
        for column in written_columns(kind)
    ]
    return f"json_object({', '.join(parts)})"


def _sqlite_watch(kind: type[models.Model]) -> Iterator[str]:
    yield from _sqlite_unwatch(kind)
    names = _names(kind)
    differs = " OR ".join(f"OLD.{name} IS NOT NEW.{name}" for name in names)
    events = {
        "insert": ("INSERT", "added", "NEW"),
        "update": (f"UPDATE OF {', '.join(names)}", "changed", "NEW"),
        "delete": ("DELETE", "deleted", "OLD"),
    }
    for event, (when, did, row) in events.items():
        yield _SQLITE_TRIGGER.format(
            table=kind._meta.db_table,
            event=event,
            when=when,
            condition=f"WHEN {differs}" if event == "update" else "",
            kind=did,
            noun=kind._meta.model_name,
            row=row,
            course=_owner(kind, "course", row),
            term=_owner(kind, "term", row),
            before="NULL" if event == "insert" else _sqlite_json(kind, "OLD"),
            after="NULL" if event == "delete" else _sqlite_json(kind, "NEW"),
        )


def _sqlite_unwatch(kind: type[models.Model]) -> Iterator[str]:
    for event in ("insert", "update", "delete"):
        yield f"DROP TRIGGER IF EXISTS {kind._meta.db_table}_{event}_recorded"


def _postgres_watch(kind: type[models.Model]) -> Iterator[str]:
    yield from _postgres_unwatch(kind)
    yield _POSTGRES_TRIGGER.format(
        table=kind._meta.db_table,
        noun=kind._meta.model_name,
        names=",".join(_names(kind)).replace('"', ""),
        columns=", ".join(_names(kind)),
    )


def _postgres_unwatch(kind: type[models.Model]) -> Iterator[str]:
    table = kind._meta.db_table
    yield f"DROP TRIGGER IF EXISTS {table}_recorded ON {table}"


# SQLite has one writer at a time, so one row is enough to say who it is; it never outlives the
# transaction that wrote it.
_SQLITE_TRIGGER: Final = (
    "CREATE TRIGGER {table}_{event}_recorded AFTER {when} ON {table} {condition} BEGIN"
    " INSERT INTO courses_deed"
    " (at, account_id, who, kind, noun, row_id, course_id, term_id, before, after)"
    " VALUES (strftime('%Y-%m-%d %H:%M:%f', 'now'),"
    " (SELECT account_id FROM courses_writer), coalesce((SELECT who FROM courses_writer), ''),"
    " '{kind}', '{noun}', {row}.id, {course}, {term}, {before}, {after}); END"
)
_SQLITE_WRITER: Final = (
    "CREATE TABLE IF NOT EXISTS courses_writer"
    " (id integer PRIMARY KEY CHECK (id = 1), account_id integer, who text NOT NULL)"
)
_SQLITE_GUARD: Final = (
    "CREATE TRIGGER IF NOT EXISTS courses_deed_{event}_refused BEFORE {event} ON courses_deed"
    " BEGIN SELECT RAISE(ABORT, 'The history is kept.'); END"
)

_POSTGRES_TRIGGER: Final = (
    "CREATE TRIGGER {table}_recorded AFTER INSERT OR DELETE OR UPDATE OF {columns} ON {table}"
    " FOR EACH ROW EXECUTE FUNCTION record_deed('{noun}', '{names}')"
)
_POSTGRES_FUNCTION: Final = """
    CREATE OR REPLACE FUNCTION record_deed() RETURNS trigger LANGUAGE plpgsql AS $$
    DECLARE
        names text[] := string_to_array(TG_ARGV[1], ',');
        old_row jsonb := CASE WHEN TG_OP = 'INSERT' THEN NULL ELSE to_jsonb(OLD) END;
        new_row jsonb := CASE WHEN TG_OP = 'DELETE' THEN NULL ELSE to_jsonb(NEW) END;
        one jsonb := coalesce(new_row, old_row);
        said_before jsonb := (SELECT jsonb_object_agg(key, value) FROM jsonb_each(old_row)
                              WHERE key = ANY(names));
        said_after jsonb := (SELECT jsonb_object_agg(key, value) FROM jsonb_each(new_row)
                             WHERE key = ANY(names));
    BEGIN
        IF said_before = said_after THEN RETURN NULL; END IF;
        INSERT INTO courses_deed (
            at, account_id, who, kind, noun, row_id, course_id, term_id, before, after
        ) VALUES (
            clock_timestamp(),
            nullif(current_setting('lectern.account', true), '')::bigint,
            coalesce(current_setting('lectern.who', true), ''),
            CASE TG_OP WHEN 'INSERT' THEN 'added' WHEN 'DELETE' THEN 'deleted' ELSE 'changed' END,
            TG_ARGV[0],
            replace(one->>'id', '-', ''),
            (CASE TG_ARGV[0] WHEN 'course' THEN one->>'id' ELSE one->>'course_id' END)::uuid,
            (CASE TG_ARGV[0] WHEN 'term' THEN one->>'id' ELSE one->>'term_id' END)::uuid,
            said_before,
            said_after
        );
        RETURN NULL;
    END $$
"""
_POSTGRES_GUARD: Final = (
    """
    CREATE OR REPLACE FUNCTION refuse_deed() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN RAISE EXCEPTION 'The history is kept.'; END $$
    """,
    "DROP TRIGGER IF EXISTS courses_deed_refused ON courses_deed",
    """
    CREATE TRIGGER courses_deed_refused BEFORE UPDATE OR DELETE ON courses_deed
    FOR EACH ROW EXECUTE FUNCTION refuse_deed()
    """,
)

_SQL: Final[dict[str, dict[str, Any]]] = {
    "sqlite": {
        "prepare": (_SQLITE_WRITER,),
        "guard": [_SQLITE_GUARD.format(event=event) for event in ("update", "delete")],
        "watch": _sqlite_watch,
        "unwatch": _sqlite_unwatch,
        "name": "INSERT OR REPLACE INTO courses_writer (id, account_id, who) VALUES (1, %s, %s)",
        "unname": "DELETE FROM courses_writer",
    },
    "postgresql": {
        "prepare": (_POSTGRES_FUNCTION,),
        "guard": _POSTGRES_GUARD,
        "watch": _postgres_watch,
        "unwatch": _postgres_unwatch,
        # For the transaction alone: no other request on this connection inherits it.
        "name": "SELECT set_config('lectern.account', %s, true), set_config('lectern.who', %s, true)",
        "unname": (
            "SELECT set_config('lectern.account', '', true), set_config('lectern.who', '', true)"
        ),
    },
}
