"""Finding what an address names, or saying that it is not there."""

from django.http import HttpRequest

from courses.content.base import SLUG_PATTERN
from courses.models import Course, Term
from schedule.reading.published import NotFoundError, find_course, find_term


class NotPublishedError(Exception):
    """The course is there for its staff, and was never published.

    Attributes:
        course: The course.
    """

    def __init__(self, course: Course) -> None:
        """Keep the course, for words that help."""
        super().__init__(course.slug)
        self.course = course


def check_address(term: str, *rest: str) -> None:
    """Refuse what can be the name of nothing, and perhaps is no text for a database.

    Raises:
        NotFoundError: A part of the address has other characters than slugs and keys have.
    """
    if not SLUG_PATTERN.fullmatch(term):
        raise NotFoundError(term)
    for part in rest:
        if not SLUG_PATTERN.fullmatch(part):
            raise NotFoundError(part, term=find_term(term))


def term_at(slug: str) -> Term:
    """Return the term at an address, in one query.

    Raises:
        NotFoundError: There is none.
    """
    check_address(slug)
    return find_term(slug)


def course_at(request: HttpRequest, term: str, slug: str) -> Course:
    """Return the published course at an address, with its term, in one query.

    Raises:
        NotFoundError: There is none for this reader.
        NotPublishedError: It is there, and was never published.
    """
    check_address(term, slug)
    course = find_course(term, slug, user=request.user)
    if not course.is_published:
        raise NotPublishedError(course)
    return course
