"""Load a term file."""

from typing import Any

from django.core.management.base import CommandParser
from django.db import transaction

from courses.importers.course_file import CourseFileError, parse_term
from courses.importers.rows import TermDiffersError, save_term
from courses.models import Course
from schedule.drafting.editing import horizon_of
from schedule.management.base import FileCommand, problems_of, read_bytes, report_lines
from schedule.publishing import publish


class Command(FileCommand):
    """`manage.py load_term FILE`."""

    help = (
        "Make a term from its file. Loading it again changes nothing; a term that differs from the "
        "one in the database is refused, as its courses share it."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", metavar="FILE")
        parser.add_argument(
            "--update",
            action="store_true",
            help="make the term in the database equal to the file, and publish its courses anew",
        )
        parser.add_argument(
            "--dry-run", action="store_true", help="say what would happen, change nothing"
        )

    @transaction.atomic
    def handle(self, *args: Any, **options: Any) -> None:
        name, verbosity = options["file"], options["verbosity"]
        try:
            term = parse_term(read_bytes(name), name=name)
            report = save_term(term, update=options["update"])
        except CourseFileError as error:
            raise self.refuse(problems_of(error)) from None
        except TermDiffersError as error:
            head = f"{name}: the database has another {term.slug}; --update makes it equal:"
            raise self.refuse([head, *(f"  {line}" for line in error.differences)]) from None
        self.say(f"term {term.slug}", verbosity=verbosity)
        for line in report_lines(report):
            self.say(line, verbosity=verbosity)
        if report.updated or report.removed or report.created:
            self._publish(term.slug, verbosity=verbosity)
        if options["dry_run"]:
            transaction.set_rollback(True)
            self.say("dry run: nothing was changed", verbosity=verbosity)

    def _publish(self, slug: str, *, verbosity: int) -> None:
        """Publish what follows for the courses that publish on save and have been published."""
        courses = Course.objects.filter(term__slug=slug, edition_number__gt=0, publish_on_save=True)
        for course in courses.select_related("term"):
            edition = publish(course, horizon=horizon_of(course))
            if edition is not None:
                text = f"  published edition {edition.number} of {course.slug}"
                self.say(text, verbosity=verbosity)
