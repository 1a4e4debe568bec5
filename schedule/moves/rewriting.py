"""Content values with other fields, and keys for what is new."""

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from itertools import count
from typing import Any, Final, TypeVar

from courses import content
from courses.content.base import ENDS_IN_DATE, check_item_key
from schedule.moves.standing import Standing

V = TypeVar("V", bound=content.Value)

LONGEST_STEM: Final = 60


def rewritten(value: V, **fields: Any) -> V:
    """Return a value with other fields, checked as any value is.

    Raises:
        pydantic.ValidationError: It would be no such value.
    """
    return type(value)(**{**dict(value), **fields})


def with_lectures(course: content.Course, changed: Mapping[str, content.Lecture]) -> content.Course:
    """Return a course in which some lectures are others, by their keys."""
    lectures = tuple(changed.get(lecture.key, lecture) for lecture in course.lectures)
    return rewritten(course, lectures=lectures)


def free_key(title: str, standing: Standing, *, otherwise: str) -> str:
    """Return the first of `free_keys`."""
    return next(free_keys(title, standing, otherwise=otherwise))


def free_keys(title: str, standing: Standing, *, otherwise: str) -> Iterator[str]:
    """Yield keys made of a title that nothing in the course or its term ever had.

    Args:
        title: Of the new item.
        standing: What has keys already.
        otherwise: The key to begin with where the title has no letter that a key can have.
    """
    stem = _stem(title) or otherwise
    used = standing.taken | _keys(standing)
    if stem not in used:
        yield stem
    for number in count(2):
        if (key := f"{stem}-{number}") not in used:
            yield key


def _stem(title: str) -> str:
    plain = unicodedata.normalize("NFKD", title).encode("ascii", "ignore").decode().lower()
    stem = re.sub(r"[^a-z0-9]+", "-", plain)[:LONGEST_STEM].strip("-")
    if not stem or ENDS_IN_DATE.search(stem):
        return ""
    try:
        return check_item_key(stem)
    except ValueError:  # it is the address of a page
        return ""


def _keys(standing: Standing) -> set[str]:
    items: Iterable[Any] = (
        *standing.course.items(),
        *standing.term.no_class_days,
        *standing.term.day_swaps,
    )
    return {item.key for item in items}
