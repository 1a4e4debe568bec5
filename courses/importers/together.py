"""What does not fit together in a file, found in its tree while single fields may be wrong."""

from collections.abc import Iterator
from itertools import islice

from courses.content.checks import find_dangling, find_doubles
from courses.content.course import MAX_LECTURES, too_many_lectures
from courses.content.faults import MAX_FAULTS, Fault, Path
from courses.content.when import LAST_CLASS, Anchored, parse_when
from courses.importers.yaml_tree import Node

Text = tuple[Path, str]


def find_wrong_together(root: Node) -> list[Fault]:
    """Find keys that stand twice and references to what is not there."""
    if not isinstance(root, dict):
        return []
    lectures = _items(root, "lectures")
    if len(lectures) > MAX_LECTURES:
        return [too_many_lectures(len(lectures))]
    return list(islice(_find(root, lectures), MAX_FAULTS))


def _find(root: dict[str, Node], lectures: list[Node]) -> Iterator[Fault]:
    yield from find_doubles(_keys(root, ()))
    names = [key for _, key in _texts(lectures, ("lectures",), "key")]
    if isinstance(root.get("chapters"), list) or "chapters" not in root:
        chapters = [key for _, key in _texts(_items(root, "chapters"), (), "key")]
        yield from find_dangling(
            _texts(lectures, ("lectures",), "chapter"), chapters, what="chapter"
        )
    yield from find_dangling(_texts(lectures, ("lectures",), "merged_into"), names, what="lecture")
    if isinstance(root.get("lectures"), list) or "lectures" not in root:
        yield from find_dangling(_anchors(root), [*names, LAST_CLASS], what="lecture")
        yield from find_dangling(_needs(root), names, what="lecture")


def _items(fields: Node, name: str) -> list[Node]:
    value = fields.get(name) if isinstance(fields, dict) else None
    return value if isinstance(value, list) else []


def _keys(node: Node, path: Path) -> Iterator[Text]:
    match node:
        case dict():
            key = node.get("key")
            if isinstance(key, str) and path and isinstance(path[-1], int):
                yield (*path, "key"), key.strip()
            for name, value in node.items():
                yield from _keys(value, (*path, name))
        case list():
            for position, item in enumerate(node):
                yield from _keys(item, (*path, position))


def _texts(items: list[Node], path: Path, name: str) -> Iterator[Text]:
    for position, item in enumerate(items):
        value = item.get(name) if isinstance(item, dict) else None
        if isinstance(value, str) and value.strip():
            yield (*path, position, name), value.strip()


def _anchors(root: dict[str, Node]) -> Iterator[Text]:
    for position, lab in enumerate(_items(root, "labs")):
        for list_name, name in (("releases", "out"), ("deadlines", "due")):
            path = ("labs", position, list_name)
            for place, text in _texts(_items(lab, list_name), path, name):
                if anchor := _anchor_of(text):
                    yield place, anchor


def _needs(root: dict[str, Node]) -> Iterator[Text]:
    for position, lab in enumerate(_items(root, "labs")):
        for place, needed in enumerate(_items(lab, "needs")):
            if isinstance(needed, str) and needed.strip():
                yield ("labs", position, "needs", place), needed.strip()


def _anchor_of(text: str) -> str:
    try:
        when = parse_when(text)
    except ValueError:  # said where the field is checked
        return ""
    return when.anchor if isinstance(when, Anchored) else ""
