"""Erase a mail address, where somebody asks for that who has no link to their own page."""

from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from schedule.mailing.subscribing import forget


class Command(BaseCommand):
    """`manage.py forget`."""

    help = "Erase a mail address with all that is known of it, and say what that was."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("address", help="like ada@example.edu, in small letters or capitals")

    def handle(self, *args: Any, **options: Any) -> None:
        address = options["address"].strip()
        erased = forget(address)
        if not erased.any:
            self.stdout.write(f"Nothing is known of {address}.")
            return
        self.stdout.write(
            f"Of {address} was erased: {_count(erased.subscribers, 'subscriber')} "
            f"with {_count(erased.courses, 'course')}, {_count(erased.sign_ups, 'sign-up')}, "
            f"and the record of {_count(erased.mails, 'mail')}."
        )


def _count(number: int, noun: str) -> str:
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"
