"""pydantic's errors in the words of a course file."""

from collections.abc import Callable, Iterator
from typing import Any

import pydantic
from pydantic_core import ErrorDetails

from courses.content import Value
from courses.content.faults import ContentError, Fault, Path, shown
from courses.importers.shape import model_at, say_model


def say_errors(error: pydantic.ValidationError, model: type[Value]) -> Iterator[tuple[Path, Fault]]:
    """Yield what is wrong, each with the way to the value that was checked and found so.

    That way is empty for what is wrong with the whole.
    """
    for details in error.errors(include_url=False):
        path: Path = details["loc"]
        raised = details.get("ctx", {}).get("error")
        if isinstance(raised, ContentError):
            for fault in raised.faults:
                yield path, Fault((*path, *fault.path), fault.message)
        else:
            yield path, Fault(path, _say(details, model))


def _say(details: ErrorDetails, model: type[Value]) -> str:
    if details["type"] == "missing":
        holder = model_at(details["loc"], model)
        required = [name for name, field in holder.model_fields.items() if field.is_required()]
        return f"missing: {say_model(holder)} needs {', '.join(required)}"
    words = _WORDS.get(details["type"])
    if words:
        return words(details["input"], details.get("ctx", {}))
    return details["msg"].removeprefix("Value error, ")


def _say_enum(value: Any, context: dict[str, Any]) -> str:
    allowed = context["expected"].replace("'", "")
    return f"{shown(value)} is not known here; write {allowed}"


def _say_long(value: Any, context: dict[str, Any]) -> str:
    return f"{len(value):,} characters are too many: at most {context['max_length']:,}"


def _say_number(value: Any, _: dict[str, Any]) -> str:
    return f"{shown(value)} is not a whole number"


_WORDS: dict[str, Callable[[Any, dict[str, Any]], str]] = {
    "enum": _say_enum,
    "string_too_long": _say_long,
    "string_too_short": lambda _value, _: "empty: write a text",
    "int_parsing": _say_number,
    "int_parsing_size": _say_number,
    "int_from_float": _say_number,
    "greater_than_equal": lambda value, c: f"{shown(value)} is too small: at least {c['ge']}",
    "less_than_equal": lambda value, c: f"{shown(value)} is too large: at most {c['le']}",
    "bool_parsing": lambda value, _: f"{shown(value)} is neither; write true or false",
}
