"""Say what looks wrong in a course."""

from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from schedule.editing import horizon_of
from schedule.engine.lint import Finding, lint
from schedule.management.base import FAILED, find_course
from schedule.publishing import propose


class Command(BaseCommand):
    """`manage.py lint_course 2023-fall/6.5940`."""

    help = (
        "Say what is probably not meant in a course as it is written now, and what would mend it. "
        "Fails where a decision is needed before the plan is right."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("course", metavar="TERM/COURSE", help="like 2023-fall/6.5940")

    def handle(self, *args: Any, **options: Any) -> None:
        course = find_course(options["course"])
        proposal = propose(course, horizon=horizon_of(course))
        findings = lint(proposal.term_value, proposal.course_value, proposal.derivation)
        for finding in findings:
            self.stdout.write(_say(finding))
        blocking = len(proposal.blocking)
        self.stdout.write(f"{len(findings)} findings, {blocking} of them need a decision")
        if blocking:
            raise SystemExit(FAILED)


def _say(finding: Finding) -> str:
    mend = f" {finding.mend}" if finding.mend else ""
    return f"{finding.where or finding.key}: {finding.reason}{mend} [{finding.code}]"
