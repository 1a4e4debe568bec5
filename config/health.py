"""`/healthz`: whether this process can serve, for a monitor or a load balancer."""

from functools import cache

from django.db import DatabaseError, connection
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.recorder import MigrationRecorder
from django.http import HttpRequest, JsonResponse
from django.views.decorators.http import require_safe

from config import __version__

Name = tuple[str, str]
OK = "ok"


@require_safe
def healthz(_request: HttpRequest) -> JsonResponse:
    """Answer 200 where the web process, the database and its migrations are right, else 503.

    One query. The answer is said to be kept by no one.
    """
    found = state()
    healthy = all(value == OK for value in found.values())
    return JsonResponse(
        {"status": OK if healthy else "failing", "version": __version__, **found},
        status=200 if healthy else 503,
        headers={"Cache-Control": "no-store"},
    )


def state() -> dict[str, str]:
    """Return, part by part, `ok` or what is wrong."""
    try:
        missing = missing_migrations()
    except DatabaseError:
        # It cannot be reached, or nothing was ever migrated: which of them, the log says.
        return {"web": OK, "database": _database(), "migrations": "unknown"}
    waiting = f"{len(missing)} not applied: run manage.py migrate" if missing else OK
    return {"web": OK, "database": OK, "migrations": waiting}


def missing_migrations() -> list[Name]:
    """Return the migrations that the database has not had, in one query.

    Raises:
        DatabaseError: The database cannot say.
    """
    applied = set(MigrationRecorder.Migration.objects.values_list("app", "name"))
    return [
        name
        for name, replaced in migrations()
        if name not in applied and not (replaced and applied.issuperset(replaced))
    ]


@cache
def migrations() -> tuple[tuple[Name, tuple[Name, ...]], ...]:
    """Return every migration of this version with those it replaces; read once a process."""
    loader = MigrationLoader(None)
    graph = loader.graph.nodes
    return tuple(
        (name, tuple(loader.disk_migrations[name].replaces))
        for name in sorted(graph)
        if graph[name]
    )


def _database() -> str:
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
    except DatabaseError:
        return "unreachable"
    return OK
