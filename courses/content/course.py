"""A course: one offering of a subject in one term, with all that a reader can see."""

from collections.abc import Iterator
from datetime import time
from enum import StrEnum
from typing import Self

from pydantic import model_validator

from courses.content.base import (
    Clock,
    Key,
    LanguageTag,
    Line,
    Prose,
    Slug,
    TermSlug,
    Title,
    Value,
    WebAddress,
)
from courses.content.checks import Keyed, find_circles, find_dangling, find_doubles
from courses.content.coursework import Deadline, Exam, Lab, Release
from courses.content.days import NoClassDays
from courses.content.faults import Fault, Path, raise_faults
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
    department: Line = ""
    description: Prose = ""
    language: LanguageTag = "en"
    visibility: Visibility = Visibility.PUBLIC
    default_due_time: Clock = END_OF_DAY
    links: tuple[Link, ...] = ()
    people: tuple[Person, ...] = ()
    meetings: tuple[Meeting, ...] = ()
    no_class_days: NoClassDays = ()
    chapters: tuple[Chapter, ...] = ()
    lectures: tuple[Lecture, ...] = ()
    labs: tuple[Lab, ...] = ()
    exams: tuple[Exam, ...] = ()
    resources: tuple[Resource, ...] = ()
    announcements: tuple[Announcement, ...] = ()

    @model_validator(mode="after")
    def _check_whole(self) -> Self:
        raise_faults(self._faults())
        return self

    def _faults(self) -> Iterator[Fault]:
        if len(self.lectures) > MAX_LECTURES:
            yield too_many_lectures(len(self.lectures))
            return
        lectures = [lecture.key for lecture in self.lectures]
        chapters = [chapter.key for chapter in self.chapters]
        merged = [
            (("lectures", n, "merged_into"), lecture.key, lecture.merged_into)
            for n, lecture in enumerate(self.lectures)
            if lecture.merged_into
        ]
        yield from find_doubles(((*path, "key"), item.key) for path, item in self.placed_items())
        yield from find_dangling(self._chapters_named(), chapters, what="chapter")
        yield from find_dangling(
            ((path, target) for path, _, target in merged), lectures, what="lecture"
        )
        yield from find_dangling(self._anchors(), [*lectures, LAST_CLASS], what="lecture")
        yield from find_dangling(self._needs(), lectures, what="lecture")
        yield from find_circles(merged)

    def items(self) -> Iterator[Keyed]:
        """Yield everything in the course that has a key, in the order of the file."""
        for _, item in self.placed_items():
            yield item

    def placed_items(self) -> Iterator[tuple[Path, Keyed]]:
        """Yield everything in the course that has a key, each with the way to it."""
        lists: tuple[tuple[str, tuple[Keyed, ...]], ...] = (
            ("links", self.links),
            ("people", self.people),
            ("meetings", self.meetings),
            ("no_class_days", self.no_class_days),
            ("chapters", self.chapters),
            ("lectures", self.lectures),
            ("labs", self.labs),
            ("exams", self.exams),
            ("resources", self.resources),
            ("announcements", self.announcements),
        )
        for name, items in lists:
            for n, item in enumerate(items):
                yield (name, n), item
                for inner_name, inner in _inner_items(item):
                    for m, part in enumerate(inner):
                        yield (name, n, inner_name, m), part

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

    def _chapters_named(self) -> Iterator[tuple[Path, str]]:
        for n, lecture in enumerate(self.lectures):
            if lecture.chapter:
                yield ("lectures", n, "chapter"), lecture.chapter

    def _anchors(self) -> Iterator[tuple[Path, str]]:
        for n, lab in enumerate(self.labs):
            for m, release in enumerate(lab.releases):
                if isinstance(release.out, Anchored):
                    yield ("labs", n, "releases", m, "out"), release.out.anchor
            for m, deadline in enumerate(lab.deadlines):
                if isinstance(deadline.due, Anchored):
                    yield ("labs", n, "deadlines", m, "due"), deadline.due.anchor

    def _needs(self) -> Iterator[tuple[Path, str]]:
        for n, lab in enumerate(self.labs):
            for m, needed in enumerate(lab.needs):
                yield ("labs", n, "needs", m), needed


def _inner_items(item: Keyed) -> tuple[tuple[str, tuple[Keyed, ...]], ...]:
    match item:
        case Meeting():
            return (("exceptions", item.exceptions),)
        case Lecture():
            return (("resources", item.resources),)
        case Lab():
            return (
                ("releases", item.releases),
                ("deadlines", item.deadlines),
                ("resources", item.resources),
            )
        case _:
            return ()


def too_many_lectures(count: int) -> Fault:
    """Return the fault of a course with more lectures than it can have."""
    return Fault(("lectures",), f"{count} lectures are too many: at most {MAX_LECTURES}")
