"""Turn an account's two-step sign-in off, where phone and recovery codes are lost."""

from typing import Any

from django.contrib.auth.models import User
from django.core.management.base import BaseCommand, CommandError, CommandParser

from courses import two_step


class Command(BaseCommand):
    """`manage.py two_step_off`."""

    help = "Let an account sign in with its password alone again."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("username")

    def handle(self, *args: Any, **options: Any) -> None:
        users = User.objects.filter(username=options["username"])
        if not users:
            message = f"There is no account {options['username']}."
            raise CommandError(message)
        two_step.turn_off(users)
        self.stdout.write(f"{options['username']} signs in with the password alone.")
