"""What was found in a term, as its page shows it."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext, ngettext

from schedule.engine.entry import Kind
from schedule.models import Passage
from schedule.pages.sight import Sight
from schedule.reading.headline import Headline
from schedule.searching.excerpt import Part, excerpt, marked
from schedule.searching.finding import Group, Hit
from schedule.searching.query import MENTIONED, Query
from schedule.wording import date_words, kind_name, kind_plural
from schedule.wording.items import lecture_words
from schedule.wording.phrase import fill


@dataclass(frozen=True, slots=True, kw_only=True)
class FoundView:
    """One result.

    Attributes:
        url: Its page.
        course: The course's number, in parts.
        language: Of what its staff wrote.
        label: What it is called in short, in parts; empty where the title says it.
        title: What it is about, in parts.
        day: Its day, if it has one.
        when: The same in words, or that there is none yet.
        text: Some of its text around what was looked for, where name and title do not have it all.
        is_cancelled: Whether it will not be held.
    """

    url: str
    course: tuple[Part, ...]
    language: str
    label: tuple[Part, ...]
    title: tuple[Part, ...]
    day: date | None
    when: str
    text: tuple[Part, ...]
    is_cancelled: bool


@dataclass(frozen=True, slots=True)
class GroupView:
    """The results of one kind.

    Attributes:
        kind: Of passages; the anchor of the group.
        glyph: The kind of events it has the shape of; empty for courses.
        title: What they are called.
        count: How many there are in all.
        results: Those that are shown.
        more: How many are not, and what to do about it; empty where all are.
    """

    kind: str
    glyph: str
    title: str
    count: int
    results: tuple[FoundView, ...]
    more: str


_GLYPHS = {
    Passage.Kind.COURSE: "",
    Passage.Kind.LECTURE: Kind.LECTURE.value,
    Passage.Kind.COURSEWORK: Kind.RELEASE.value,
    Passage.Kind.DEADLINE: Kind.DEADLINE.value,
    Passage.Kind.EXAM: Kind.EXAM.value,
    Passage.Kind.ANNOUNCEMENT: Kind.ANNOUNCEMENT.value,
}


def make_groups(groups: Iterable[Group], query: Query, sight: Sight) -> tuple[GroupView, ...]:
    """Make the groups of a page."""
    return tuple(
        GroupView(
            kind=group.kind.value,
            glyph=_GLYPHS[group.kind],
            title=_title(group.kind),
            count=group.count,
            results=tuple(_found(hit, query, sight) for hit in group.hits),
            more=_more(group.count - len(group.hits)),
        )
        for group in groups
    )


def count_words(groups: Iterable[GroupView]) -> str:
    """Return how many results there are in all."""
    count = sum(group.count for group in groups)
    return fill(ngettext("{n} result.", "{n} results.", count), n=count)


def _found(hit: Hit, query: Query, sight: Sight) -> FoundView:
    passage, course = hit.passage, hit.passage.course
    headline = Headline.published(course)
    is_course = passage.kind == Passage.Kind.COURSE
    label = "" if is_course else _label(passage)
    return FoundView(
        url=(
            sight.links.to("course", course.slug)
            if is_course
            else sight.links.item(course.slug, passage.key)
        ),
        course=marked(headline.number, query),
        language=headline.language,
        label=marked(label, query) if passage.title else (),
        title=marked(passage.title or label, query),
        day=passage.day,
        when=_when(passage, sight.today),
        text=excerpt(passage.text, query) if hit.fitness == MENTIONED else (),
        is_cancelled=passage.is_cancelled,
    )


def _label(passage: Passage) -> str:
    """Return what a passage is called in short: Lecture 7, Lab 4, Lab 4 due."""
    if passage.kind == Passage.Kind.DEADLINE:
        return fill(gettext("{item} due"), item=passage.label)
    if passage.kind == Passage.Kind.ANNOUNCEMENT and not passage.title:
        return kind_name(Kind.ANNOUNCEMENT)
    return lecture_words(passage.label)


def _when(passage: Passage, today: date) -> str:
    if passage.day is not None:
        return date_words(passage.day, near=today)
    if passage.kind in {Passage.Kind.LECTURE, Passage.Kind.EXAM} and not passage.is_cancelled:
        return gettext("Date to be announced")
    return ""


def _title(kind: Passage.Kind) -> str:
    if kind == Passage.Kind.COURSE:
        return gettext("Courses")
    if kind == Passage.Kind.COURSEWORK:
        return gettext("Coursework")
    return kind_plural(kind.value)


def _more(count: int) -> str:
    if not count:
        return ""
    return fill(
        ngettext(
            "{n} more is not shown. Another word narrows it down.",
            "{n} more are not shown. Another word narrows it down.",
            count,
        ),
        n=count,
    )
