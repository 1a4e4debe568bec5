"""Put a backup back."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError
from django.db import connection
from django.utils import timezone

from config import backup
from config.alone import preparing
from schedule.publishing import supersede_what_is_lost, whole_seconds
from schedule.searching.index import mend
from schedule.searching.keeping import keep_outdated


class Command(BaseCommand):
    """`manage.py restore FILE`."""

    help = (
        "Replace what the database holds by a backup, after checking that the backup is whole. "
        "What is there now is saved first."
    )
    # A damaged database must not keep its own mend from running.
    requires_system_checks = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path, help="a file that `backup` wrote")

    def handle(self, *args: Any, **options: Any) -> None:
        path: Path = options["file"]
        if not path.is_file():
            message = f"There is no file {path}."
            raise CommandError(message)
        with preparing(say=self.stdout.write):
            kept = self._restore(path)
        self.stdout.write(f"Restored {path}.")
        if kept:
            self.stdout.write(f"What was there before is kept as {kept}.")

    def _restore(self, path: Path) -> Path | None:
        """Restore, and return where what was there before is kept."""
        try:
            backup.verify(path)
            kept = backup.keep_present(settings.DATA_DIR / "backups", now=timezone.localtime())
            backup.restore(path)
        except backup.BackupError as error:
            message = f"{error} Nothing was changed."
            raise CommandError(message) from error
        call_command("migrate", interactive=False, verbosity=0)
        mend(connection)
        keep_outdated()
        supersede_what_is_lost(now=whole_seconds(None))
        return kept
