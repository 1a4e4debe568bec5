"""The passages of a course: what search finds of its published content."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import partial
from typing import Final
from uuid import UUID

from courses import content
from courses.models import Course
from schedule.engine.entry import Kind, Status
from schedule.engine.words import label_of
from schedule.markdown import plain
from schedule.models import Passage
from schedule.searching.folding import fold_pieces
from schedule.wording import Item

WRITER: Final = 1
"""Raise it with every change of what is written here: kept passages are then written anew."""

MOST_WORDS: Final = 200_000
"""Characters of a passage's words: PostgreSQL takes no tsvector of over a million bytes."""

PLACE: Final = ("position", "context_words", "written_as")
"""Columns of a passage that are known before it is made."""

Place = tuple[int, str, int]

SEPARATOR: Final = " · "

ALSO_CALLED: Final[Mapping[Passage.Kind, tuple[str, ...]]] = {
    Passage.Kind.DEADLINE: ("due", "deadline"),
    Passage.Kind.EXAM: ("exam",),
    Passage.Kind.ANNOUNCEMENT: ("announcement",),
}
"""What people type besides a name; a piece of coursework is also called what it is."""


def term_word(term: UUID) -> str:
    """Return the word that all passages of a term have, by its id; nobody can type it."""
    return f"\ue000{term.hex}"


@dataclass(frozen=True, slots=True)
class Source:
    """What a passage is made of, and where it stands; making it reads Markdown and folds all words.

    Attributes:
        key: The item's; empty for the course.
        position: In its course.
        context_words: Of the term and the course that it belongs to.
        write: Makes what it says, not saved, and not yet at its place.
    """

    key: str
    position: int
    context_words: str
    write: Callable[[], Passage]

    @property
    def place(self) -> Place:
        """What is known of its passage before it is made."""
        return self.position, self.context_words, WRITER

    def passage(self, course: Course) -> Passage:
        """Return the passage, not saved."""
        passage = self.write()
        passage.course = course
        passage.position, passage.context_words, passage.written_as = self.place
        return passage


def sources_of(
    course: Course, written: content.Course, items: Mapping[str, Item]
) -> Iterator[Source]:
    """Yield what the passages of a course are made of, in their order.

    Args:
        course: Its row.
        written: Its content as published.
        items: What stands in its calendar, by key.
    """
    term = f"  {term_word(course.term_id)}"
    context = fold_pieces((written.number, *written.also_numbers, written.title))
    for position, (key, write) in enumerate(_writers(written, items)):
        yield Source(key, position, term + (context if key else "  "), write)


def _writers(
    written: content.Course, items: Mapping[str, Item]
) -> Iterator[tuple[str, Callable[[], Passage]]]:
    yield "", partial(_course, written)
    chapters = {chapter.key: chapter.title for chapter in written.chapters}
    for lecture in written.lectures:
        chapter = chapters.get(lecture.chapter, "")
        yield lecture.key, partial(_lecture, lecture, chapter, items.get(lecture.key))
    for lab in written.labs:
        yield lab.key, partial(_coursework, lab)
    for lab, deadline in written.deadlines():
        # One that is still to be announced has no page yet; its coursework's says so.
        if (item := items.get(deadline.key)) is not None and item.kind == Kind.DEADLINE:
            yield deadline.key, partial(_deadline, lab, deadline, item)
    for exam in written.exams:
        yield exam.key, partial(_exam, exam, items.get(exam.key))
    for announcement in written.announcements:
        yield announcement.key, partial(_announcement, announcement)


def _course(written: content.Course) -> Passage:
    facts = (f"{link.label} {link.text}" for link in written.links)
    people = (person.name for person in written.people)
    return _passage(
        Passage.Kind.COURSE,
        label=written.number,
        title=written.title,
        text=(plain(written.description), *people, *facts),
        names=(written.number, *written.also_numbers),
    )


def _lecture(lecture: content.Lecture, chapter: str, item: Item | None) -> Passage:
    label = label_of(lecture)
    passage = _passage(
        Passage.Kind.LECTURE,
        key=lecture.key,
        label=label,
        title=lecture.title,
        text=(
            plain(lecture.description),
            lecture.reason,
            lecture.lecturer,
            *_resources(lecture.resources),
            chapter,
        ),
        names=(label,),
    )
    passage.is_cancelled = lecture.cancelled
    return _dated(passage, item)


def _coursework(lab: content.Lab) -> Passage:
    return _passage(
        Passage.Kind.COURSEWORK,
        key=lab.key,
        label=lab.title,
        title=lab.topic,
        text=(plain(lab.description), *_resources(lab.resources)),
        names=(lab.title, lab.kind.value),
    )


def _deadline(lab: content.Lab, deadline: content.Deadline, item: Item) -> Passage:
    label = deadline.title or lab.title
    passage = _passage(
        Passage.Kind.DEADLINE,
        key=deadline.key,
        label=label,
        title=lab.topic,
        text=(deadline.note,),
        names=(label, lab.kind.value),
    )
    return _dated(passage, item)


def _exam(exam: content.Exam, item: Item | None) -> Passage:
    passage = _passage(
        Passage.Kind.EXAM,
        key=exam.key,
        label=exam.title,
        text=(plain(exam.description),),
        names=(exam.title,),
    )
    return _dated(passage, item)


def _announcement(announcement: content.Announcement) -> Passage:
    passage = _passage(
        Passage.Kind.ANNOUNCEMENT,
        key=announcement.key,
        title=announcement.title,
        text=(plain(announcement.text),),
    )
    passage.day = announcement.day
    return passage


def _passage(
    kind: Passage.Kind,
    *,
    key: str = "",
    label: str = "",
    title: str = "",
    text: Iterable[str],
    names: Iterable[str] = (),
) -> Passage:
    pieces = [piece for piece in text if piece]
    return Passage(
        kind=kind,
        key=key,
        label=label,
        title=title,
        text=SEPARATOR.join(pieces),
        name_words=fold_pieces((*names, *ALSO_CALLED.get(kind, ()))),
        title_words=fold_pieces((title,)),
        text_words=fold_pieces(pieces, most=MOST_WORDS),
    )


def _dated(passage: Passage, item: Item | None) -> Passage:
    """Say when it is, as its event says."""
    if item is not None:
        passage.day = item.day
        passage.is_cancelled = item.status == Status.CANCELLED
    return passage


def _resources(resources: Iterable[content.Resource]) -> Iterator[str]:
    for resource in resources:
        yield resource.label
        yield plain(resource.note)
