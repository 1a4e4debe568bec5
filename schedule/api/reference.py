"""The OpenAPI document as a page for people: flat values that a template only lists."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from django.utils.safestring import SafeString

from schedule.api.openapi import Document
from schedule.api.problems import KINDS, ProblemKind
from schedule.markdown import render


@dataclass(frozen=True)
class TypeWords:
    """What a value can be, in words; `schema` names the part of the page that describes it."""

    words: str
    schema: str = ""


@dataclass(frozen=True)
class Field:
    """A parameter, or a field of an answer."""

    name: str
    type: TypeWords
    description: SafeString
    where: str = ""
    default: str = ""


@dataclass(frozen=True)
class Operation:
    """One thing to ask for."""

    id: str
    path: str
    summary: str
    description: SafeString
    tag: str
    parameters: tuple[Field, ...]
    answer: TypeWords
    request: str
    response: str


@dataclass(frozen=True)
class Schema:
    """One kind of value in answers: an object with fields, or one of some words."""

    name: str
    description: SafeString
    fields: tuple[Field, ...]
    words: tuple[str, ...]


@dataclass(frozen=True)
class Reference:
    """The whole page."""

    document: Document
    introduction: SafeString
    groups: tuple[tuple[str, tuple[Operation, ...]], ...]
    schemas: tuple[Schema, ...]
    problems: tuple[ProblemKind, ...] = KINDS


def reference_of(document: Document, examples: dict[str, Document]) -> Reference:
    """Return the page of a document, with the requests that its examples answer."""
    found = sorted(_operations(document, examples), key=_order)
    groups = tuple((tag, tuple(group)) for tag, group in groupby(found, key=lambda one: one.tag))
    schemas = tuple(
        _schema(name, schema)
        for name, schema in sorted(document["components"]["schemas"].items())
        if "Page_" not in name
    )
    return Reference(document, render(document["info"]["description"]), groups, schemas)


def _order(operation: Operation) -> int:
    tags = ("Start", "Terms", "Courses", "Coursework", "Calendar", "Reminders")
    return tags.index(operation.tag)


def _operations(document: Document, examples: dict[str, Document]) -> Iterator[Operation]:
    for path, methods in document["paths"].items():
        for operation in methods.values():
            example = examples[operation["operationId"]]
            (content,) = operation["responses"]["200"]["content"].values()
            yield Operation(
                id=operation["operationId"],
                path=path,
                summary=operation["summary"],
                description=render(operation["description"]),
                tag=operation["tags"][0],
                parameters=tuple(map(_parameter, operation["parameters"])),
                answer=type_words(content["schema"]),
                request=example["request"],
                response=_pretty(example["response"]),
            )


def _pretty(response: object) -> str:
    if isinstance(response, str):
        return response.replace("\r\n", "\n")
    return json.dumps(response, indent=2, ensure_ascii=False)


def _parameter(parameter: Document) -> Field:
    default = parameter["schema"].get("default")
    return Field(
        name=parameter["name"],
        type=type_words(parameter["schema"]),
        description=render(parameter.get("description", "")),
        where=parameter["in"],
        default="" if default in (None, "", []) else str(default),
    )


def _schema(name: str, schema: Document) -> Schema:
    return Schema(
        name=name,
        description=render(schema.get("description", "")),
        fields=tuple(
            Field(
                name=field, type=type_words(value), description=render(value.get("description", ""))
            )
            for field, value in schema.get("properties", {}).items()
        ),
        words=tuple(schema.get("enum", ())),
    )


def type_words(schema: Document) -> TypeWords:
    """Return what a value of a schema can be: `list of` Lecture, string (date-time) or null."""
    if "$ref" in schema:
        return _named(schema["$ref"].rpartition("/")[2])
    if choices := schema.get("anyOf"):
        parts = [type_words(choice) for choice in choices]
        named = next((part.schema for part in parts if part.schema), "")
        return TypeWords(" or ".join(part.words for part in parts), named)
    if schema.get("type") == "array":
        items = type_words(schema.get("items", {}))
        return TypeWords(f"list of {items.words}", items.schema)
    return TypeWords(_plain(schema))


def _named(name: str) -> TypeWords:
    if name.startswith("Page_"):
        item = name.removeprefix("Page_").strip("_")
        return TypeWords(f"page of {item}", item)
    return TypeWords(name, name)


def _plain(schema: dict[str, Any]) -> str:
    if "const" in schema:
        return json.dumps(schema["const"])
    if "enum" in schema:
        return ", ".join(map(str, schema["enum"]))
    words = str(schema.get("type", "anything"))
    return f"{words} ({schema['format']})" if "format" in schema else words
