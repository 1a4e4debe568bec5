"""MIT 6.5940 as the API's examples show it: the course file, published with fixed identities."""

from datetime import UTC, datetime
from pathlib import Path
from uuid import UUID

from courses import content, models
from courses.importers.course_file import parse_course, parse_term
from courses.importers.rows import save_course, save_term
from schedule.publishing import publish

FIXTURES = Path(__file__).parents[3] / "fixtures"

TERM_ID = UUID("2b9a6a52-6a0f-4d0c-8a53-0f2f1a3a9d10")
COURSE_ID = UUID("7c2d8c7e-4d0f-4f6e-9a43-65940f230001")

PUBLISHED = datetime(2023, 9, 1, 12, tzinfo=UTC)
EXTENDED = datetime(2023, 9, 27, 12, tzinfo=UTC)


def publish_mit():
    """Load and publish the course as it was at first, then with Lab 1 extended."""
    term = parse_term((FIXTURES / "2023-fall.yaml").read_text())
    course = parse_course((FIXTURES / "mit-6.5940-fall-2023.yaml").read_text())
    row = models.Term.objects.create(
        id=TERM_ID, **term.model_dump(exclude={"no_class_days", "day_swaps"})
    )
    save_term(term, update=True)
    models.Course.objects.create(
        id=COURSE_ID, term=row, slug=course.slug, number=course.number, title=course.title
    )
    save_course(_before_extension(course))
    stored = models.Course.objects.get(pk=COURSE_ID)
    publish(stored, now=PUBLISHED)
    save_course(course)
    publish(stored, now=EXTENDED, note="More time for Lab 1.")
    return stored


def _before_extension(course):
    labs = [
        lab.model_copy(
            update={
                "deadlines": tuple(
                    deadline.model_copy(update={"extended": None}) for deadline in lab.deadlines
                )
            }
        )
        for lab in course.labs
    ]
    return content.Course(**{**dict(course), "labs": tuple(labs)})
