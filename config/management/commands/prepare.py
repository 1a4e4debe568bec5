"""Make Lectern ready to serve: database, demonstration courses, static files."""

import secrets
from io import StringIO
from pathlib import Path
from typing import Any

from django.conf import settings
from django.contrib.auth import get_user_model
from django.core.management import call_command
from django.core.management.base import BaseCommand
from django.db import connection, transaction
from django.db.migrations.executor import MigrationExecutor

from config.alone import preparing
from config.build import build_id
from config.checks import TAG
from courses.models import Term
from schedule.searching.index import mend
from schedule.searching.keeping import keep_outdated
from schedule.serialising import serialise_outdated

TERM = "2023-fall.yaml"
COURSES = "mit-*-fall-2023.yaml"
DEMO_USER = "demo"


class Command(BaseCommand):
    """`manage.py prepare`: each step only where it is needed, so that doing it again is quick."""

    requires_system_checks = [TAG]
    help = "Migrate, load the demonstration courses into an empty database, collect static files."

    def handle(self, *args: Any, **options: Any) -> None:
        with preparing(say=self.stdout.write):
            self._prepare()

    def _prepare(self) -> None:
        self._migrate()
        mend(connection)
        if not Term.objects.exists():
            self._load_demonstration()
        if count := serialise_outdated():
            self.stdout.write(f"Wrote {count} calendar events anew for this version and address.")
        if count := keep_outdated():
            self.stdout.write(f"Wrote what can be found of {count} courses anew for this version.")
        if not settings.DEBUG:
            self._collect_static()

    def _migrate(self) -> None:
        executor = MigrationExecutor(connection)
        if executor.migration_plan(executor.loader.graph.leaf_nodes()):
            self.stdout.write("Bringing the database up to date …")
            call_command("migrate", interactive=False, verbosity=0)

    def _load_demonstration(self) -> None:
        """Load all or nothing, so that an interrupted first start is made good by the second."""
        self.stdout.write("The database is empty: loading four courses of MIT, Fall 2023 …")
        folder: Path = settings.BASE_DIR / "fixtures"
        with transaction.atomic():
            # Their reports are for those who wrote the files.
            call_command("load_term", str(folder / TERM), stdout=StringIO())
            for path in sorted(folder.glob(COURSES)):
                call_command("load_course", str(path), stdout=StringIO())
            password = _create_demo_user()
        if password:
            self.stdout.write(
                f"\n  A staff account to look around with: {DEMO_USER}, password {password}\n"
                "  It is shown this once; `manage.py changepassword demo` sets another."
            )

    def _collect_static(self) -> None:
        """Collect again only when a file or a package has changed; a stamp says for which it was done."""
        stamp = settings.STATIC_ROOT / ".build"
        wanted = build_id(settings.BASE_DIR, sources=("static",))
        if stamp.is_file() and stamp.read_text(encoding="utf-8") == wanted:
            return
        self.stdout.write("Collecting static files …")
        # Without a stamp the last time was broken off, perhaps amid a file, which would count as done.
        was_broken_off = not stamp.exists()
        stamp.unlink(missing_ok=True)
        call_command("collectstatic", interactive=False, verbosity=0, clear=was_broken_off)
        stamp.write_text(wanted, encoding="utf-8")


def _create_demo_user() -> str:
    """Make the account where there is none at all yet; return its password, which is kept nowhere."""
    users = get_user_model().objects
    if users.exists():
        return ""
    password = secrets.token_urlsafe(12)
    users.create_superuser(DEMO_USER, password=password)
    return password
