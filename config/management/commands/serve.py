"""Serve Lectern with the production server."""

import errno
import os
import socket
import sys
from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError

from config.alone import is_serving
from config.checks import TAG
from config.supervisor import BETWEEN
from courses.models import Course


class Command(BaseCommand):
    """`manage.py serve`: prepare, say what is worth opening, and become the server."""

    # The others test the code, which has been tested; they take half of the time that a start takes.
    requires_system_checks = [TAG]
    help = "Prepare the database and static files where needed, then serve on HOST and PORT."

    def handle(self, *args: Any, **options: Any) -> None:
        _refuse_taken_port(settings.HOST, settings.PORT)
        call_command("prepare", stdout=self.stdout)
        self.stdout.write(_addresses())
        # What is written must be out before this process becomes another.
        self.stdout.flush()
        command = _supervisor_command() if settings.MAIL_IS_ON else _server_command()
        os.execve(sys.executable, command, _environment())  # noqa: S606  no shell is wanted


def _refuse_taken_port(host: str, port: int) -> None:
    """Try the address first: the server itself would share it with another of its kind.

    Raises:
        CommandError: Nothing can be served there; the message says why.
    """
    taken = "another program, perhaps Lectern itself, serves there already"
    try:
        family, kind, protocol, _name, address = socket.getaddrinfo(
            host, port, type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE
        )[0]
        with socket.socket(family, kind, protocol) as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            probe.bind(address)
        is_taken = is_serving(str(address[0]), port)
    except OSError as error:
        reasons = {
            errno.EADDRINUSE: taken,
            errno.EACCES: "only root may use ports below 1024",
            errno.EADDRNOTAVAIL: "this machine has no such address",
        }
        reason = reasons.get(error.errno or 0, error.strerror or str(error))
        raise _refused(host, port, reason) from error
    if is_taken:
        raise _refused(host, port, taken)


def _refused(host: str, port: int, reason: str) -> CommandError:
    return CommandError(
        f"Lectern cannot serve on {host}, port {port}: {reason}. "
        "Choose another: make run PORT=8001, or HOST=…"
    )


def _addresses() -> str:
    """Return what is worth opening, the course published last as the example."""
    places = []
    published = Course.objects.exclude(published_at=None).order_by("-published_at", "-number")
    if course := published.select_related("term").first():
        page = course.get_absolute_url()
        places = [
            (f"Course {course.number}", page),
            ("This week", f"{page}week/"),
            ("Calendar feed", f"{page}calendar.ics"),
        ]
    places += [("JSON API", "/api/v1/docs"), ("Staff", "/admin/")]
    lines = [f"  {name:<20.20} {settings.PUBLIC_URL}{path}" for name, path in places]
    return "\n".join(
        [f"\nLectern {settings.LECTERN_BUILD} serves {settings.PUBLIC_URL}", *lines, ""]
    )


def _environment() -> dict[str, str]:
    """Return the environment, with our modules found from wherever this was started."""
    places = (str(settings.BASE_DIR), os.environ.get("PYTHONPATH", ""))
    return {**os.environ, "PYTHONPATH": os.pathsep.join(filter(None, places))}


def _supervisor_command() -> list[str]:
    """Return what runs the server, and beside it the sender of mail."""
    sender = [sys.executable, str(settings.BASE_DIR / "manage.py"), "send_reminders"]
    return [
        *(sys.executable, "-m", "config.supervisor", *_server_command()),
        *(BETWEEN, *sender, "--loop", "--with-parent"),
    ]


def _server_command() -> list[str]:
    return [
        sys.executable,
        *("-m", "granian", "config.wsgi:application"),
        *("--interface", "wsgi", "--http", "1", "--no-ws"),
        *("--host", settings.HOST, "--port", str(settings.PORT)),
        *("--workers", str(settings.WORKERS), "--blocking-threads", str(settings.THREADS)),
        *("--working-dir", str(settings.BASE_DIR)),
        # A worker told to stop while it starts would otherwise be waited for without end.
        *("--workers-kill-timeout", "5"),
        *("--respawn-failed-workers", "--log-level", "warning"),
    ]
