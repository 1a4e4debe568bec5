"""What the commands on files share: reading one, finding a course, saying what happened."""

from collections import Counter
from collections.abc import Iterable, Iterator
from difflib import get_close_matches
from pathlib import Path

import pydantic
from django.core.management.base import BaseCommand, CommandError

from courses.content import Value
from courses.importers.messages import say_errors
from courses.importers.problems import CourseFileError
from courses.importers.source import MAX_BYTES
from courses.importers.table import SaveReport
from courses.models import Course, Term

FAILED = 1
MAX_NAMED = 6


class FileCommand(BaseCommand):
    """A command that speaks as compilers do: `FILE:LINE: field: what is wrong, what is allowed`."""

    def say(self, text: str, *, verbosity: int) -> None:
        """Print a line, unless told to be quiet."""
        if verbosity > 0:
            self.stdout.write(text)

    def refuse(self, lines: Iterable[str]) -> SystemExit:
        """Print what is wrong; the caller raises what is returned, so that nothing is changed."""
        for line in lines:
            self.stderr.write(line)
        return SystemExit(FAILED)


def read_bytes(path: str) -> bytes:
    """Return what is in a file, of a very large one no more than shows that it is.

    Raises:
        CommandError: It cannot be read.
    """
    try:
        with Path(path).open("rb") as file:
            return file.read(MAX_BYTES + 1)
    except OSError as error:
        reason = (error.strerror or str(error)).lower()
        msg = f"{path} cannot be read: {reason}"
        raise CommandError(msg) from None


def find_course(address: str) -> Course:
    """Return the course at an address like `2023-fall/6.5940`.

    Raises:
        CommandError: There is none.
    """
    term, _, slug = address.partition("/")
    course = Course.objects.at(term, slug).first()
    if course is None:
        known = [f"{each.term.slug}/{each.slug}" for each in Course.objects.select_related("term")]
        msg = f"there is no course {address}; {_offer(address, known)}"
        raise CommandError(msg)
    return course


def find_term(slug: str) -> Term:
    """Return the term with a slug.

    Raises:
        CommandError: There is none.
    """
    term = Term.objects.filter(slug=slug).first()
    if term is None:
        known = list(Term.objects.values_list("slug", flat=True))
        msg = f"there is no term {slug}; {_offer(slug, known)}"
        raise CommandError(msg)
    return term


def _offer(name: str, known: list[str]) -> str:
    if not known:
        return "the database is empty"
    close = get_close_matches(name, known, n=1)
    return f"did you mean {close[0]}?" if close else f"there are {', '.join(sorted(known)[:12])}"


def problems_of(error: CourseFileError) -> Iterator[str]:
    """Yield a line for each problem of a file."""
    yield from error.lines()


def faults_of(error: pydantic.ValidationError, model: type[Value], *, name: str) -> Iterator[str]:
    """Yield a line for each fault of what a file and the database would come to together."""
    for _, fault in say_errors(error, model):
        yield f"{name}: {fault.message} (together with what is kept; --prune keeps nothing)"


def report_lines(report: SaveReport) -> Iterator[str]:
    """Yield what saving did, in lines."""
    for verb, entries in (
        ("created", report.created),
        ("updated", report.updated),
        ("removed", report.removed),
    ):
        if entries:
            yield f"  {verb} {_count(entries)}"
    if report.kept:
        yield f"  kept, though not in the file: {', '.join(report.kept)} (--prune removes them)"
    if report.is_empty:
        yield "  nothing to change"


def _count(entries: tuple[str, ...]) -> str:
    if len(entries) <= MAX_NAMED:
        return ", ".join(entries)
    kinds = Counter(entry.rpartition(" ")[0] for entry in entries)
    return ", ".join(f"{count} {_plural(kind, count)}" for kind, count in kinds.items())


def _plural(kind: str, count: int) -> str:
    if count == 1:
        return kind
    return "people" if kind == "person" else f"{kind}s"
