"""Write a course as its file."""

from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from courses.exporters.course_file import dump_course
from courses.exporters.rows import read_course
from schedule.management.base import find_course


class Command(BaseCommand):
    """`manage.py dump_course 2023-fall/6.5940`."""

    help = "Write a course, as it is written now, as the file that load_course reads."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("course", metavar="TERM/COURSE", help="like 2023-fall/6.5940")

    def handle(self, *args: Any, **options: Any) -> None:
        course = find_course(options["course"])
        self.stdout.write(dump_course(read_course(course)), ending="")
