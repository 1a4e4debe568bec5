"""What an edition leaves as search found it: passages that need not be made to know what they say."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any, Final

from schedule.engine.change import EntryChange
from schedule.engine.entry import Entry

Json = Mapping[str, Any]

OF_THE_COURSE: Final = ("number", "also_numbers", "title", "description", "people", "links")
"""What the passage of the course itself is made of."""


def unchanged(before: Json, after: Json, changes: Iterable[EntryChange]) -> frozenset[str]:
    """Return the keys of the passages that say in both editions the same, wherever they stand.

    What all passages of a course say of it is not looked at: `Source.place` has it.

    Args:
        before: The content of the course in the edition before, as JSON.
        after: The content of the new edition, as JSON.
        changes: What differs in the calendar.
    """
    said, dated = dict(_grounds(before)), _dated_anew(changes)
    return frozenset(
        key
        for key, ground in _grounds(after)
        if key in said and said[key] == ground and key not in dated
    )


def _grounds(course: Json) -> Iterator[tuple[str, tuple[object, ...]]]:
    """Yield for each key what a passage is made of, but for its date."""
    yield "", tuple(course.get(name) for name in OF_THE_COURSE)
    chapters = {chapter["key"]: chapter["title"] for chapter in course.get("chapters", ())}
    for lecture in course.get("lectures", ()):
        yield lecture["key"], ("lecture", lecture, chapters.get(lecture.get("chapter")))
    for lab in course.get("labs", ()):
        yield lab["key"], ("lab", lab)
        for deadline in lab.get("deadlines", ()):
            yield deadline["key"], ("deadline", lab)
    for exam in course.get("exams", ()):
        yield exam["key"], ("exam", exam)
    for announcement in course.get("announcements", ()):
        yield announcement["key"], ("announcement", announcement)


def _dated_anew(changes: Iterable[EntryChange]) -> frozenset[str]:
    """Return the keys of what is on another day now, stands no more, or does again."""
    return frozenset(each.key for each in changes if _date(each.before) != _date(each.after))


def _date(entry: Entry | None) -> tuple[object, ...]:
    return (entry.kind, entry.day, entry.status) if entry else ()
