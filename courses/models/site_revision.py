"""The revision of all that the site shows, drawn by the database itself."""

from typing import Final

from django.db import models, transaction
from django.db.backends.base.base import BaseDatabaseWrapper

WATCHED: Final = (
    "courses_course",
    "courses_dayswap",
    "courses_department",
    "courses_noclassday",
    "courses_term",
)
"""Tables that readers are shown rows of, or whose rows change whenever others are shown."""


class SiteRevision(models.Model):
    """One row, which changes with every commit of a change that a reader could see.

    Triggers draw it, so no writer can forget to, whether it is this code, a script or a shell.
    What is kept outside of the database is as good as new while this is what it was.
    """

    id = models.PositiveSmallIntegerField(primary_key=True, default=1, editable=False)
    revision = models.CharField(max_length=32, editable=False)

    class Meta:
        verbose_name = "revision of the site"

    def __str__(self) -> str:
        """Return the revision."""
        return self.revision


def watch(connection: BaseDatabaseWrapper, *tables: str) -> None:
    """See to it that every change of these tables draws a new revision, and draw one now.

    To be called after each migration: SQLite alters a table by making it anew, without triggers.
    """
    draw = _DRAW.format(random=_RANDOM[connection.vendor])
    with transaction.atomic(using=connection.alias), connection.cursor() as cursor:
        for statement in _statements(connection.vendor, draw, tables):
            cursor.execute(statement)
        cursor.execute(draw)


def _statements(vendor: str, draw: str, tables: tuple[str, ...]) -> list[str]:
    if vendor == "sqlite":
        events = ("insert", "update", "delete")
        return [
            _SQLITE.format(table=table, event=event, draw=draw)
            for table in tables
            for event in events
        ]
    return [_FUNCTION.format(draw=draw), *(_POSTGRES.format(table=table) for table in tables)]


_DRAW: Final = (
    "INSERT INTO courses_siterevision (id, revision) VALUES (1, {random})"
    " ON CONFLICT (id) DO UPDATE SET revision = excluded.revision;"
)
_RANDOM: Final = {
    "sqlite": "lower(hex(randomblob(16)))",
    "postgresql": "replace(gen_random_uuid()::text, '-', '')",
}

_SQLITE: Final = (
    "CREATE TRIGGER IF NOT EXISTS {table}_{event}_draws AFTER {event} ON {table} BEGIN {draw} END"
)

# At the end of the transaction: the one row is then the last that any writer waits for, so two of
# them cannot wait for one another, and it is held for no longer than the commit takes.
_FUNCTION: Final = (
    "CREATE OR REPLACE FUNCTION draw_site_revision() RETURNS trigger LANGUAGE plpgsql"
    " AS $$ BEGIN {draw} RETURN NULL; END $$"
)
_POSTGRES: Final = """
    DO $$ BEGIN
        IF NOT EXISTS (
            SELECT FROM pg_trigger WHERE tgname = '{table}_draws' AND tgrelid = '{table}'::regclass
        ) THEN
            CREATE CONSTRAINT TRIGGER {table}_draws AFTER INSERT OR UPDATE OR DELETE ON {table}
            DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION draw_site_revision();
        END IF;
    END $$
"""
