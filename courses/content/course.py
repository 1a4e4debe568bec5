"""A course: one offering of a subject in one term, with all that a reader can see."""

from collections.abc import Iterator
from datetime import time
from enum import StrEnum
from typing import Self

from pydantic import model_validator

from courses.content.base import Clock, Key, Line, Prose, Slug, TermSlug, Title, Value, WebAddress
from courses.content.checks import Keyed, check_references, check_unique_keys
from courses.content.coursework import Deadline, Exam, Lab, Release
from courses.content.days import NoClassDay
from courses.content.meetings import Meeting
from courses.content.outline import Announcement, Chapter, Lecture, Resource
from courses.content.when import LAST_CLASS, Anchored

END_OF_DAY = time(23, 59)
MAX_LECTURES = 400


class Visibility(StrEnum):
    """Who finds a published course: everyone, those with its address, or its staff."""

    PUBLIC = "public"
    UNLISTED = "unlisted"
    STAFF = "staff"


class PersonRole(StrEnum):
    """What a person is to the course."""

    INSTRUCTOR = "instructor"
    TEACHING_ASSISTANT = "ta"
    STAFF = "staff"


class Link(Value):
    """A fact of the course page: "Discussion: Piazza", with or without an address."""

    key: Key
    label: Title
    text: Line = ""
    url: WebAddress = ""
    note: Line = ""


class Person(Value):
    """Staff as shown on the page, with or without an account."""

    key: Key
    name: Title
    role: PersonRole = PersonRole.INSTRUCTOR
    title: Line = ""
    email: Line = ""
    url: WebAddress = ""


class Course(Value):
    """All that staff write of one course, and a reader can see once it is published."""

    term: TermSlug
    slug: Slug
    number: Title
    also_numbers: tuple[Title, ...] = ()
    title: Title
    department: str = ""
    description: Prose = ""
    visibility: Visibility = Visibility.PUBLIC
    default_due_time: Clock = END_OF_DAY
    links: tuple[Link, ...] = ()
    people: tuple[Person, ...] = ()
    meetings: tuple[Meeting, ...] = ()
    no_class_days: tuple[NoClassDay, ...] = ()
    chapters: tuple[Chapter, ...] = ()
    lectures: tuple[Lecture, ...] = ()
    labs: tuple[Lab, ...] = ()
    exams: tuple[Exam, ...] = ()
    resources: tuple[Resource, ...] = ()
    announcements: tuple[Announcement, ...] = ()

    @model_validator(mode="after")
    def _check_whole(self) -> Self:
        if len(self.lectures) > MAX_LECTURES:
            msg = f"a course has at most {MAX_LECTURES} lectures, this has {len(self.lectures)}"
            raise ValueError(msg)
        check_unique_keys(self.items())
        lectures = [lecture.key for lecture in self.lectures]
        check_references(
            ((lecture.key, lecture.chapter) for lecture in self.lectures if lecture.chapter),
            (chapter.key for chapter in self.chapters),
            what="chapter",
        )
        check_references(
            ((lecture.key, lecture.merged_into) for lecture in self.lectures if lecture.merged_into),
            lectures,
            what="lecture",
        )
        check_references(self._anchors(), [*lectures, LAST_CLASS], what="lecture")
        return self

    def items(self) -> Iterator[Keyed]:
        """Yield everything in the course that has a key, in the order of the file."""
        yield from self.links
        yield from self.people
        for meeting in self.meetings:
            yield meeting
            yield from meeting.exceptions
        yield from self.no_class_days
        yield from self.chapters
        for lecture in self.lectures:
            yield lecture
            yield from lecture.resources
        for lab in self.labs:
            yield lab
            yield from lab.releases
            yield from lab.deadlines
            yield from lab.resources
        yield from self.exams
        yield from self.resources
        yield from self.announcements

    def releases(self) -> Iterator[tuple[Lab, Release]]:
        """Yield each release with its coursework."""
        for lab in self.labs:
            for release in lab.releases:
                yield lab, release

    def deadlines(self) -> Iterator[tuple[Lab, Deadline]]:
        """Yield each deadline with its coursework."""
        for lab in self.labs:
            for deadline in lab.deadlines:
                yield lab, deadline

    def _anchors(self) -> Iterator[tuple[str, str]]:
        for _, release in self.releases():
            if isinstance(release.out, Anchored):
                yield release.key, release.out.anchor
        for _, deadline in self.deadlines():
            if isinstance(deadline.due, Anchored):
                yield deadline.key, deadline.due.anchor
