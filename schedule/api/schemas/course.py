"""Courses."""

from datetime import datetime

from courses.api import (
    Announcement,
    Link,
    Meeting,
    NoClassDay,
    Person,
    Resource,
    Shape,
    Term,
)


class CourseSummary(Shape):
    """A course as a list of courses shows it."""

    term: str
    """The slug of its term."""
    slug: str
    number: str
    also_numbers: tuple[str, ...]
    title: str
    department: str
    edition: int
    """The number of its current edition: it grows by one each time the course is published."""
    published_at: datetime
    """When the current edition was published, with the course's offset."""
    url: str
    """The course page, for people."""
    api_url: str
    """The course in this API."""
    calendar_url: str
    """The calendar to subscribe to."""


class Course(CourseSummary):
    """A course: the facts of its page. Its dates are under addresses of their own."""

    description: str
    """Markdown."""
    default_due_time: str
    """Local time of day of deadlines without a stated time, like 23:59."""
    term_in_full: Term
    """The course's term as it was when the course was published."""
    links: tuple[Link, ...]
    people: tuple[Person, ...]
    meetings: tuple[Meeting, ...]
    no_class_days: tuple[NoClassDay, ...]
    """The course's own; those of the term are in term_in_full."""
    resources: tuple[Resource, ...]
    """Of the course as a whole; those of lectures and coursework stand there."""
    announcements: tuple[Announcement, ...]
