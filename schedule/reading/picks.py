"""The courses that a reader picks, as addresses name them: ?course=6.5940&course=18.303."""

from collections.abc import Iterable
from typing import Final

COURSE: Final = "course"
"""The option that names a picked course; it stands once for each."""

MOST_TOGETHER: Final = 40
"""Courses on one page, or in one feed."""


def parse_picked(values: Iterable[str]) -> tuple[str, ...]:
    """Return the slugs of `course=`, repeated or separated by commas, each once, in order."""
    words = (word.strip() for value in values for word in value.split(","))
    return tuple(dict.fromkeys(word for word in words if word))


def query_of(slugs: Iterable[str]) -> tuple[tuple[str, str], ...]:
    """Return the one query that picks these courses."""
    return tuple((COURSE, slug) for slug in slugs)
