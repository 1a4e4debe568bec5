"""Say what looks wrong in a course."""

from typing import Any

import pydantic
from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser

from courses.content.faults import MAX_FAULTS
from schedule.admin.mending import mending_addresses
from schedule.drafting.linting import Accepted, findings_of
from schedule.engine.finding import Finding
from schedule.management.base import FAILED, find_course


class Command(BaseCommand):
    """`manage.py lint_course 2023-fall/6.5940`."""

    help = (
        "Say what is probably not meant in a course as it is written now, and what would mend it. "
        "Fails where a decision is needed before the plan is right."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("course", metavar="TERM/COURSE", help="like 2023-fall/6.5940")
        parser.add_argument(
            "--accepted", action="store_true", help="say also what staff accepted, and why"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        course = find_course(options["course"])
        try:
            found = findings_of(course)
        except pydantic.ValidationError as error:
            raise CommandError(_say_faults(error)) from None
        addresses = mending_addresses(course, {finding.where for finding in found.open})
        for finding in found.open:
            self.stdout.write(_say(finding, settings.PUBLIC_URL + addresses[finding.where]))
        if options["accepted"]:
            for each in found.accepted:
                self.stdout.write(_say_accepted(each))
        blocking = len(found.blocking)
        accepted = f"; {len(found.accepted)} accepted" if found.accepted else ""
        self.stdout.write(
            f"{len(found.open)} findings, {blocking} of them need a decision{accepted}"
        )
        if blocking:
            raise SystemExit(FAILED)


def _say(finding: Finding, address: str) -> str:
    return f"{finding.where}: {finding.reason} {finding.mend} [{finding.code}] {address}"


def _say_accepted(each: Accepted) -> str:
    who = each.acceptance.by or "a closed account"
    when = f"{each.acceptance.accepted_at:%Y-%m-%d}"
    finding = each.finding
    return (
        f"{finding.where}: {finding.reason} Accepted by {who}, {when}: "
        f"{each.acceptance.reason} [{finding.code}]"
    )


def _say_faults(error: pydantic.ValidationError) -> str:
    """Return what is wrong with a course from which nothing follows, a line for each fault."""
    faults = error.errors(include_url=False, include_context=False)[:MAX_FAULTS]
    lines = (
        f"{'.'.join(str(part) for part in fault['loc']) or 'course'}: "
        f"{fault['msg'].removeprefix('Value error, ')}"
        for fault in faults
    )
    return "\n".join(lines)
