"""Whether Lectern works, for a monitor: `/healthz` of this process, `/healthz/mail` of the sender.

A load balancer asks the first only: web processes are as good as ever while no mail goes out.
"""

from functools import cache

from django.conf import settings
from django.db import DatabaseError, connection
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.recorder import MigrationRecorder
from django.http import HttpRequest, JsonResponse
from django.utils import timezone
from django.views.decorators.http import require_safe

from config import __version__
from schedule.mailing.trouble import PATIENCE, trouble_of_mail

Name = tuple[str, str]
OK = "ok"
OFF = "off"


@require_safe
def healthz(_request: HttpRequest) -> JsonResponse:
    """Answer 200 where the web process, the database and its migrations are right, else 503.

    One query. The answer is said to be kept by no one.
    """
    return _answer(state())


@require_safe
def healthz_mail(_request: HttpRequest) -> JsonResponse:
    """Answer 503 where mail is due and does not go: no sender looks for it, or no server takes it.

    What is wrong with a server is said to staff and in the log alone.
    """
    return _answer({"mail": state_of_mail()})


def _answer(found: dict[str, str]) -> JsonResponse:
    healthy = all(value in {OK, OFF} for value in found.values())
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


def state_of_mail() -> str:
    """Return `ok`, `off` where no server is set, or what is wrong with mail for ten minutes."""
    if not settings.MAIL_IS_ON:
        return OFF
    now = timezone.now()
    try:
        found = trouble_of_mail(now=now)
    except DatabaseError:
        return "unknown"
    if found and found.words:
        is_lasting = found.since is None or found.since <= now - PATIENCE
        return "the mail server cannot be used" if is_lasting else OK
    if found:
        since = f"since {found.since:%Y-%m-%d %H:%M} UTC" if found.since else "yet"
        return f"mail is due, and no sender has run {since}"
    return OK


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
