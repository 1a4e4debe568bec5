"""The four courses of MIT, Fall 2023, published before their term."""

from datetime import UTC, datetime
from pathlib import Path

from courses.importers.course_file import parse_course, parse_term
from courses.importers.rows import save_course, save_term
from courses.models import Course
from schedule.publishing import publish
from tests.kept import Kept

FIXTURES = Path(__file__).parents[1] / "fixtures"
SUMMER = datetime(2023, 8, 1, 12, tzinfo=UTC)


def load(name):
    """Load one of the course files, and publish it."""
    saved = parse_course((FIXTURES / f"mit-{name}-fall-2023.yaml").read_bytes())
    save_course(saved)
    course = Course.objects.get(slug=saved.slug)
    publish(course, now=SUMMER)
    return course


TERM = Kept(lambda: save_term(parse_term((FIXTURES / "2023-fall.yaml").read_bytes())))
MIT = Kept(lambda: load("6.5940"))
OTHERS = Kept(lambda: [load(name) for name in ("18.303", "18.338", "18.c25")])


def put_term():
    """Put the term, which has no course."""
    TERM.put()


def put_mit():
    """Return the reference course, put into its term."""
    MIT.put()
    return Course.objects.get(slug="6.5940")


def put_others():
    """Return the other three, put beside the reference course."""
    OTHERS.put()
    return [Course.objects.get(slug=slug) for slug in ("18.303", "18.338", "18.C25")]
