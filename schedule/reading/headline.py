"""What lists and feeds say of a course, as published.

It is kept on the course's row at publishing: the row's own columns may be drafts, and a list that
asked every edition for its title would read all that the courses teach.
"""

from __future__ import annotations

from typing import Self
from zoneinfo import ZoneInfo

from courses import content
from courses.models import Course


class Headline(content.Value):
    """What the current edition says of a course in short.

    Attributes:
        number: The course's number.
        also_numbers: Its further numbers.
        title: Its title.
        language: The language tag of what its staff write.
        department: The slug of its department, or nothing.
        meetings: When it meets.
        term: The term's name.
        time_zone: The term's zone, an IANA name.
    """

    number: str
    also_numbers: tuple[str, ...] = ()
    title: str
    language: str = "en"
    department: str = ""
    meetings: tuple[content.Meeting, ...] = ()
    term: str
    time_zone: str

    @property
    def zone(self) -> ZoneInfo:
        """The zone of all local times of the course."""
        return ZoneInfo(self.time_zone)

    @classmethod
    def of(cls, course: content.Course, term: content.Term) -> Self:
        """Return what to say of a course that is being published."""
        return cls(
            number=course.number,
            also_numbers=course.also_numbers,
            title=course.title,
            language=course.language,
            department=course.department,
            meetings=course.meetings,
            term=term.name,
            time_zone=term.time_zone,
        )

    @classmethod
    def published(cls, course: Course) -> Self:
        """Return what is kept on the row of a published course."""
        return cls.model_validate(course.headline)

    def keep_on(self, course: Course) -> None:
        """Set the row's column."""
        course.headline = self.model_dump(mode="json", exclude_defaults=True)
