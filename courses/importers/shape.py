"""Whether a tree has the shape of a content value: its fields, lists and texts.

What each text says is the content value's own matter.
"""

import types
from collections.abc import Iterator
from difflib import get_close_matches
from typing import Annotated, Any, Union, get_args, get_origin

from courses.content import Lecture, Pin, Value
from courses.content.faults import MAX_FAULTS, Fault, Path, shown
from courses.importers.yaml_tree import Node

LONGEST_GUESSED = 40

_LECTURE_DATE = (
    "a lecture's date is not written, it follows from the meetings and the order; "
    "to hold it to a day write 'pin: 2023-10-07'"
)
_HINTS: dict[tuple[type[Value], str], str] = {
    (Lecture, "date"): _LECTURE_DATE,
    (Lecture, "day"): _LECTURE_DATE,
}
_NAMES = {"Lab": "piece of coursework"}


class Fitted:
    """A tree as far as it has the shape of a content value.

    Attributes:
        values: What can be handed to the content value. Where something did not fit, a field is
            left out, an item of a list is an empty one, so that positions stay.
        faults: What did not fit.
    """

    def __init__(self, root: Node, model: type[Value]) -> None:
        """Fit a tree to a content value."""
        self.faults: list[Fault] = []
        self._unfit: set[Path] = set()
        self.values = self._fit_fields(root, model, ())

    def covers(self, path: Path) -> bool:
        """Tell whether something on the way to a field was found not to fit already."""
        return any(path[:length] in self._unfit for length in range(len(path) + 1))

    def _refuse(self, path: Path, message: str) -> None:
        self.faults.append(Fault(path, message))
        self._unfit.add(path)

    def _fit_fields(self, node: Node, model: type[Value], path: Path) -> dict[str, Any]:
        if not isinstance(node, dict):
            known = ", ".join(model.model_fields)
            self._refuse(path, f"{say_node(node)}; {say_model(model)} has fields: {known}")
            return {}
        values: dict[str, Any] = {}
        for name, value in node.items():
            place = (*path, name)
            if name not in model.model_fields:
                # Guessing what was meant costs time, and nobody reads a hundred guesses.
                guess = len(self.faults) < MAX_FAULTS
                self._refuse(place, say_unknown(name, model, guess=guess))
            elif value is not None:
                fitted = self._fit(value, model.model_fields[name].annotation, place)
                if place not in self._unfit:
                    values[name] = fitted
        return values

    def _fit(self, node: Node, annotation: Any, path: Path) -> Any:
        kinds = list(_kinds(annotation))
        for kind in kinds:
            if get_origin(kind) is tuple:
                return self._fit_list(node, get_args(kind)[0], path)
            if isinstance(kind, type) and issubclass(kind, Value):
                if kind is Pin and isinstance(node, str):
                    return node
                return self._fit_fields(node, kind, path)
        if not isinstance(node, str):
            self._refuse(path, f"{say_node(node)}; write one text")
        return node

    def _fit_list(self, node: Node, annotation: Any, path: Path) -> list[Any]:
        if not isinstance(node, list):
            self._refuse(path, f"{say_node(node)}; write a list, each item after '- '")
            return []
        return [
            self._fit_item(item, annotation, (*path, position))
            for position, item in enumerate(node)
        ]

    def _fit_item(self, item: Node, annotation: Any, path: Path) -> Any:
        if item is None:
            self._refuse(path, "an empty item: write it, or delete the '-'")
            return None
        fitted = self._fit(item, annotation, path)
        return None if path in self._unfit else fitted


def _kinds(annotation: Any) -> Iterator[Any]:
    origin = get_origin(annotation)
    if origin is Annotated:
        yield from _kinds(get_args(annotation)[0])
    elif origin in {Union, types.UnionType}:
        for option in get_args(annotation):
            yield from _kinds(option)
    else:
        yield annotation


def model_at(path: Path, model: type[Value]) -> type[Value]:
    """Return the content value that holds the field at a path."""
    for step in path[:-1]:
        if isinstance(step, int) or step not in model.model_fields:
            continue
        for kind in _kinds(model.model_fields[step].annotation):
            inner = get_args(kind)[0] if get_origin(kind) is tuple else kind
            if isinstance(inner, type) and issubclass(inner, Value):
                model = inner
    return model


def say_node(node: Node) -> str:
    """Return what a node is, in words."""
    match node:
        case None:
            return "this is empty"
        case str():
            return f"this is the text {shown(node)}"
        case list():
            return "this is a list"
        case _:
            return "this has fields of its own"


def say_model(model: type[Value]) -> str:
    """Return what a content value is, in words: `a no class day`."""
    letters = (f" {letter.lower()}" if letter.isupper() else letter for letter in model.__name__)
    name = _NAMES.get(model.__name__, "".join(letters).strip())
    return f"an {name}" if name[0] in "aeiou" else f"a {name}"


def say_unknown(name: str, model: type[Value], *, guess: bool = True) -> str:
    """Return what is wrong with a field that a content value does not have."""
    if hint := _HINTS.get((model, name)):
        return f"not a field of {say_model(model)}: {hint}"
    guess = guess and len(name) < LONGEST_GUESSED
    close = get_close_matches(name, model.model_fields, n=1) if guess else []
    ask = f"did you mean {close[0]}? " if close else ""
    return f"not a field of {say_model(model)}; {ask}allowed: {', '.join(model.model_fields)}"
