"""Content to the text of course files and term files.

What has its default is left out, so that a file says only what someone said. Reading the text
gives the same content.
"""

from datetime import date, time
from enum import Enum
from typing import Any

from courses import content
from courses.content.base import format_clock
from courses.exporters.bare import Bare
from courses.exporters.yaml_text import Tree, write_yaml


def dump_course(course: content.Course) -> str:
    """Return the course file of a course."""
    return write_yaml(_fields(course))


def dump_term(term: content.Term) -> str:
    """Return the term file of a term."""
    return write_yaml(_fields(term))


def _fields(value: content.Value) -> dict[str, Tree]:
    return {
        name: _tree(getattr(value, name))
        for name, field in type(value).model_fields.items()
        if field.is_required() or getattr(value, name) != field.default
    }


def _tree(value: Any) -> Tree:
    match value:
        case tuple():
            return [_tree(item) for item in value]
        case content.Value() if not (isinstance(value, content.Pin) and not value.room):
            return _fields(value)
        case time():
            return format_clock(value)
        case Enum():
            return str(value.value)
    text = str(value).lower() if isinstance(value, bool) else str(value)
    # YAML's own dates and numbers say the same to every reader as our text does.
    is_bare = isinstance(value, int | date | content.Fixed | content.Pin)
    return Bare(text) if is_bare else text
