"""Load a course file, and publish what follows."""

from collections.abc import Iterator
from datetime import date, datetime
from typing import Any

import pydantic
from django.core.management.base import CommandError, CommandParser
from django.db import transaction

from courses import content
from courses.importers.course_file import CourseFileError, parse_course
from courses.importers.loading import EditedError, Loaded, Winner, load_course
from courses.importers.rows import MissingTermError
from courses.importers.source import read_source
from courses.importers.yaml_tree import read_tree
from courses.models import Course
from schedule.drafting.editing import horizon_of, start_of
from schedule.management.base import (
    FileCommand,
    faults_of,
    problems_of,
    read_bytes,
    report_lines,
)
from schedule.models import Edition
from schedule.publishing import publish
from schedule.wording.changes import change_sentence


class Command(FileCommand):
    """`manage.py load_course FILE`."""

    help = (
        "Make or update a course from its file, by the keys of its items, and publish it. Loading "
        "it again changes nothing. What is not in the file is listed and kept. An edit made in the "
        "database since the last load is not undone, unless you say which side wins."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", metavar="FILE")
        parser.add_argument(
            "--prune", action="store_true", help="remove items that are not in the file"
        )
        parser.add_argument(
            "--horizon",
            metavar="DATE",
            type=_day,
            help="what was published for a time before this day stays (2023-09-19; default: now)",
        )
        parser.add_argument("--note", default="", help="for readers, in the change log")
        winner = parser.add_mutually_exclusive_group()
        winner.add_argument(
            "--file-wins",
            dest="winner",
            action="store_const",
            const=Winner.FILE,
            help="undo edits made in the database since the last load",
        )
        winner.add_argument(
            "--database-wins",
            dest="winner",
            action="store_const",
            const=Winner.DATABASE,
            help="keep edits made in the database since the last load, load the rest",
        )
        parser.add_argument(
            "--dry-run", action="store_true", help="say what would happen, change nothing"
        )

    @transaction.atomic
    def handle(self, *args: Any, **options: Any) -> None:
        loaded = self._load(options)
        lines = [f"course {loaded.row.term.slug}/{loaded.row.slug}", *report_lines(loaded.report)]
        lines += self._publish(loaded.row, options)
        if options["dry_run"]:
            transaction.set_rollback(True)
            lines.append("dry run: nothing was changed")
        for line in lines:
            self.say(line, verbosity=options["verbosity"])

    def _load(self, options: dict[str, Any]) -> Loaded:
        name = options["file"]
        data = read_bytes(name)
        try:
            course = parse_course(data, name=name)
            return load_course(course, prune=options["prune"], winner=options["winner"])
        except CourseFileError as error:
            raise self.refuse(problems_of(error)) from None
        except MissingTermError as error:
            line = _line_of(data, "term")
            words = f"there is no term {error}: load its file first, with manage.py load_term"
            raise self.refuse([f"{name}:{line}: term: {words}"]) from None
        except EditedError as error:
            raise self.refuse(_ask_for_winner(name, error)) from None
        except pydantic.ValidationError as error:
            raise self.refuse(faults_of(error, content.Course, name=name)) from None

    def _publish(self, course: Course, options: dict[str, Any]) -> Iterator[str]:
        if not course.publish_on_save:
            yield "  not published: this course waits for Review and publish"
            return
        day: date | None = options["horizon"]
        horizon: datetime = horizon_of(course) if day is None else start_of(day, course)
        edition = publish(course, note=options["note"], horizon=horizon)
        if edition is None:
            yield "  nothing to publish"
        else:
            yield from _describe(edition, course)


def _describe(edition: Edition, course: Course) -> Iterator[str]:
    changes = list(edition.changes.all())
    yield f"  published edition {edition.number}: {len(changes)} changes"
    if edition.number > 1:
        for change in changes:
            yield f"    {change_sentence(change, course.term.zone)}"
    for conflict in edition.conflicts:
        yield f"  {conflict['severity']}: {conflict['key']}: {conflict['reason']}"


def _ask_for_winner(name: str, error: EditedError) -> Iterator[str]:
    yield f"{name}: the course was edited since its last load, and this would undo it:"
    for line in str(error).splitlines():
        yield f"  {line}"
    yield "Say which side wins: --file-wins or --database-wins; or bring the file in line."


def _line_of(data: bytes, field: str) -> int:
    return read_tree(read_source(data, name=""), name="").line_of((field,))


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        msg = f"{text!r} is not a date; write it like 2023-09-19"
        raise CommandError(msg) from None
