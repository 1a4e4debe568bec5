"""Write a term as its file."""

from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from courses.exporters.course_file import dump_term
from courses.exporters.rows import read_term
from schedule.management.base import find_term


class Command(BaseCommand):
    """`manage.py dump_term 2023-fall`."""

    help = "Write a term as the file that load_term reads."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("term", metavar="TERM", help="like 2023-fall")

    def handle(self, *args: Any, **options: Any) -> None:
        self.stdout.write(dump_term(read_term(find_term(options["term"]))), ending="")
