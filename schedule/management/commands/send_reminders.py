"""Send the mail that is due."""

from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser

from schedule.mailing.ending import Ending
from schedule.mailing.housekeeping import keep_house
from schedule.mailing.letters import write
from schedule.mailing.planner import plan
from schedule.mailing.sender import Sender, Work, said


class Command(BaseCommand):
    """`manage.py send_reminders`."""

    help = (
        "Plan reminders and notices of changes, and send what is due: once, or again and again. "
        "Any number of these may run at once."
    )
    # The others test the code, which has been tested.
    requires_system_checks = ["lectern"]

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--loop", action="store_true", help="go on until told to end")
        parser.add_argument(
            "--with-parent", action="store_true", help="end when the process that started it does"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        if not settings.MAIL_IS_ON:
            message = "No mail can be sent: EMAIL_URL names no server (docs/settings.md)."
            raise CommandError(message)
        sender = Sender(Work(plan=plan, write=write, keep_house=keep_house))
        if options["loop"]:
            with Ending(with_parent=options["with_parent"]) as ending:
                sender.run(ending)
            return
        sender.run_once()
        if sender.trouble:
            message = f"The mail server cannot be used: {sender.trouble}."
            raise CommandError(message)
        self.stdout.write(f"Done: {said(sender.became) or 'nothing was due'}.")
