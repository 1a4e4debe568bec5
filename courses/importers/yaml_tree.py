"""YAML as plain text, lists and mappings, with the line of each.

Of YAML only this is read: every scalar is text, whatever it looks like (YAML 1.1 would make 6.594
of 6.5940 and 1439 of 23:59); what is empty, `~` or `null` is nothing. No anchor, alias, tag or
merge key is followed, so no file is larger than it looks.
"""

import re
from collections.abc import Iterator
from typing import Any, NamedTuple

import yaml

from courses.content.base import KEY_PATTERN
from courses.content.faults import MAX_SHOWN, Path, shown
from courses.importers.problems import CourseFileError, Problem

MAX_DEPTH = 12
MAX_NODES = 50_000

Node = None | str | list["Node"] | dict[str, "Node"]
"""None is what was left empty."""

_FIELD = re.compile(r"[\w-]+")
_NOTHING = {"", "~", "null", "Null", "NULL"}
LOADER: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
"""libyaml, which is ten times faster, where PyYAML was built with it."""

_ADVICE = {
    "mapping values are not allowed": (
        "a ':' where none can be: put quotes around a text that has ': ' in it, "
        "and check the indentation"
    ),
    "could not find expected ':'": "a field without ':': write 'field: value'",
    "did not find expected key": (
        "this does not go on as it began: check the indentation, and quotes inside a text"
    ),
    "expected <block end>": (
        "this does not go on as it began: check the indentation, and quotes inside a text"
    ),
    "did not find expected '-'": "items of one list start with '- ' at one indentation",
    "cannot start any token": "a text cannot start with this character: put it in quotes",
    "unexpected end of stream": "a quote is opened and never closed",
    "did not find expected ','": "a list in brackets needs commas, and ']' at its end",
    "expected ',' or": "a list in brackets needs commas, and ']' at its end",
    "block sequence entries are not allowed": "a '- ' where no list is: put it on a line of its own",
    "mapping keys are not allowed": "a '? ' where none can be: put quotes around the text",
    "expected node content": "a text is missing, or needs quotes",
    "expected the node content": "a text is missing, or needs quotes",
    "expected <document start>": "this does not belong to what stands above: check the indentation",
    "alphabetic or numeric character": "a text cannot start with & or *: put it in quotes",
    "Unicode character escape": "after \\u come four digits of a character, after \\U eight",
    "expected comment or line break": "after | or > the text starts on the next line",
    "unknown escape character": "in double quotes a backslash is written twice: \\\\",
}


class Tree(NamedTuple):
    """What a file holds.

    Attributes:
        root: The whole of it.
        lines: The line of each field and of each item of a list, by the way to it.
    """

    root: Node
    lines: dict[Path, int]

    def line_of(self, path: Path) -> int:
        """Return the line of a field, or of what it should stand in."""
        while path and path not in self.lines:
            path = path[:-1]
        return self.lines.get(path, 1)

    def name_of(self, path: Path) -> str:
        """Return the way to a field as people read it: `labs[lab-1].title`."""
        name, node = "", self.root
        for step in path:
            node = _step_into(node, step)
            name += f"[{_name_item(node, step)}]" if isinstance(step, int) else f".{_name(step)}"
        return name.removeprefix(".")

    def problem(self, path: Path, message: str) -> Problem:
        """Return a problem at a field."""
        return Problem(self.line_of(path), self.name_of(path), message)


def _step_into(node: Node, step: str | int) -> Node:
    if isinstance(node, dict) and isinstance(step, str):
        return node.get(step)
    if isinstance(node, list) and isinstance(step, int) and step < len(node):
        return node[step]
    return None


def _name_item(item: Node, position: int) -> str:
    key = item.get("key") if isinstance(item, dict) else None
    is_key = isinstance(key, str) and len(key) <= MAX_SHOWN and KEY_PATTERN.fullmatch(key)
    return str(key) if is_key else f"#{position + 1}"


def _name(field: str) -> str:
    return field if _FIELD.fullmatch(field) and len(field) <= MAX_SHOWN else shown(field)


def read_tree(text: str, *, name: str, loader: Any = LOADER) -> Tree:
    """Read one YAML document.

    Args:
        text: The document.
        name: What to call the file in messages.
        loader: PyYAML's loader to parse with.

    Raises:
        CourseFileError: It is not YAML, more than one document, too deep, too much, or uses
            what is not read here: duplicate fields, anchors, aliases, tags, merge keys.
    """
    reader = _Reader(text, loader)
    try:
        tree = reader.read()
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        problem = Problem(mark.line + 1 if mark else 1, "", _advise(error.problem or ""))
        raise CourseFileError([problem], name=name) from None
    except (yaml.YAMLError, ValueError, OverflowError) as error:
        message = f"this is not YAML: {shown(error)}"
        raise CourseFileError([Problem(reader.line, "", message)], name=name) from None
    except _UnreadableError as error:
        raise CourseFileError([Problem(reader.line, "", str(error))], name=name) from None
    if reader.found:
        problems = [
            Problem(line, tree.name_of(path), message) for line, path, message in reader.found
        ]
        raise CourseFileError(problems, name=name)
    return tree


def _advise(problem: str) -> str:
    for part, advice in _ADVICE.items():
        if part in problem:
            return advice
    return f"this is not YAML: {problem}"


class _UnreadableError(Exception):
    """The file is not of the YAML that is read here; the message says why."""


class _Reader:
    """Builds a tree of the parser's events, which come one by one and need no memory."""

    def __init__(self, text: str, loader: Any) -> None:
        self.events: Iterator[yaml.Event] = yaml.parse(text, Loader=loader)
        self.lines: dict[Path, int] = {}
        self.found: list[tuple[int, Path, str]] = []
        self.line = 1
        self.nodes = 0

    def read(self) -> Tree:
        """Read the one document."""
        next(self.events)  # the stream starts
        root: Node = None
        if isinstance(self.next(), yaml.DocumentStartEvent):
            root = self.node(self.next(), ())
            self.next()  # the document ends
            if isinstance(self.next(), yaml.DocumentStartEvent):
                message = "a second document starts here: a file holds one; delete '---'"
                self.found.append((self.line, (), message))
        return Tree(root, self.lines)

    def next(self) -> yaml.Event:
        """Return the next event, and note its line."""
        event = next(self.events)
        self.line = event.start_mark.line + 1 if event.start_mark else self.line
        return event

    def node(self, event: yaml.Event, path: Path) -> Node:
        """Read the node that starts with an event."""
        self.check(event, path)
        if isinstance(event, yaml.ScalarEvent):
            is_plain = event.implicit[0]
            return None if is_plain and event.value in _NOTHING else str(event.value)
        if isinstance(event, yaml.SequenceStartEvent):
            return self.sequence(path)
        if isinstance(event, yaml.MappingStartEvent):
            return self.mapping(path)
        return None

    def check(self, event: yaml.Event, path: Path) -> None:
        """Note what is not read here."""
        self.nodes += 1
        if self.nodes > MAX_NODES:
            msg = f"more than {MAX_NODES:,} texts, lists and fields are too many"
            raise _UnreadableError(msg)
        if len(path) > MAX_DEPTH:
            msg = f"more than {MAX_DEPTH} lists and fields in each other are too many"
            raise _UnreadableError(msg)
        anchor, tag = getattr(event, "anchor", None), getattr(event, "tag", None)
        if isinstance(event, yaml.AliasEvent):
            self.refuse(path, f"the alias {shown(anchor)} is not followed: write the text itself")
        elif anchor is not None:
            self.refuse(path, f"the anchor {shown(anchor)} is not known here: delete it")
        if tag is not None:
            self.refuse(path, f"the tag {shown(tag)} is not known here: delete it")

    def refuse(self, path: Path, message: str) -> None:
        """Note a problem, and go on."""
        self.found.append((self.line, path, message))

    def sequence(self, path: Path) -> Node:
        """Read the items of a list."""
        items: list[Node] = []
        while not isinstance(event := self.next(), yaml.SequenceEndEvent):
            place = (*path, len(items))
            self.lines[place] = self.line
            items.append(self.node(event, place))
        return items

    def mapping(self, path: Path) -> Node:
        """Read the fields of a mapping; of two with one name the first holds."""
        fields: dict[str, Node] = {}
        while not isinstance(event := self.next(), yaml.MappingEndEvent):
            line = self.line
            key = self.key(event)
            place = (*path, key)
            if key == "<<":
                self.refuse(place, "the merge key << is not followed: write the fields themselves")
            if place in self.lines:
                message = f"a second {shown(key)}; the first is in line {self.lines[place]}"
                self.found.append((line, place, message))
            self.lines.setdefault(place, line)
            value = self.node(self.next(), place)
            fields.setdefault(key, value)
        return fields

    def key(self, event: yaml.Event) -> str:
        """Read the name of a field.

        Raises:
            _UnreadableError: It is not a text.
        """
        key = self.node(event, ()) if isinstance(event, yaml.ScalarEvent) else None
        if isinstance(key, str):
            return key
        msg = "a field's name is a word, like 'title: …'"
        raise _UnreadableError(msg)
