"""Copy the database, also while Lectern serves."""

from shlex import quote
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from config import backup


class Command(BaseCommand):
    """`manage.py backup`."""

    help = "Write a consistent copy of the database to DATA_DIR/backups, also while serving."

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            path = backup.save(settings.DATA_DIR / "backups", now=timezone.localtime())
        except backup.BackupError as error:
            raise CommandError(error) from error
        size = path.stat().st_size
        self.stdout.write(
            f"Saved {path} ({size:,} bytes). Put it back with: make restore FILE={quote(str(path))}"
        )
