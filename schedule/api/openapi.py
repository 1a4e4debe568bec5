"""The OpenAPI document: what django-ninja writes, with examples, errors and headers."""

import json
import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, Final

from django.conf import settings
from ninja import NinjaAPI

from schedule.api.problems import (
    BROKEN,
    CONTENT_TYPE,
    INVALID,
    KINDS,
    NOT_FOUND,
    UNAVAILABLE,
    ProblemKind,
)
from schedule.api.schemas import Problem, ProblemError

Document = dict[str, Any]

EXAMPLES_FILE: Final = Path(__file__).with_name("examples.json")
"""What the API answers about MIT 6.5940, by operation; a test holds it true."""

REF: Final = "#/components/schemas/{model}"
NOT_MODIFIED: Final = {"description": "You have the answer already: If-None-Match has its ETag."}
ETAG: Final = {
    "ETag": {
        "description": "Send it as If-None-Match, and get a 304 while nothing has changed.",
        "schema": {"type": "string"},
    }
}
PLACES: Final = {
    "term": ("The slug of a term.", "2023-fall"),
    "course": ("The slug of a course.", "6.5940"),
    "key": ("The key of an item of the course.", "lab-1-due"),
}
"""What the parts of a path are, each with an example."""

DETAILS: Final = {
    "invalid-parameters": "limit: it should be less than or equal to 200.",
    "not-found": "Fall 2023 has no course '6.9999'; https://lectern.example.edu/api/v1/courses lists courses.",
    "method-not-allowed": "POST is not possible here: the API is for reading, with GET, HEAD, OPTIONS.",
    "internal-error": "Something went wrong here; it was written to the log.",
    "unavailable": "The database does not answer. Ask again later.",
}


def examples() -> dict[str, Document]:
    """Return an example for each operation: a request's path, and the answer to it."""
    found: dict[str, Document] = json.loads(EXAMPLES_FILE.read_text(encoding="utf-8"))
    return found


def document_of(api: NinjaAPI, *, prefix: str) -> Document:
    """Return the OpenAPI document of an API whose paths begin with `prefix`."""
    document: Document = json.loads(json.dumps(api.get_openapi_schema(path_prefix=prefix)))
    document["servers"] = [{"url": settings.PUBLIC_URL}]
    _add_problem(document)
    known = examples()
    for operation in operations(document):
        operation["summary"] = operation["summary"].capitalize()
        _tidy_parameters(operation)
        _add_responses(operation, known[operation["operationId"]])
    _drop_unused(document)
    return document


def operations(document: Document) -> Iterator[Document]:
    """Yield every operation of a document."""
    for methods in document["paths"].values():
        yield from methods.values()


def _drop_unused(document: Document) -> None:
    """Leave out what only described parameters together: they are described one by one."""
    schemas = document["components"]["schemas"]
    waiting = _named_in({**document, "components": document["components"]["responses"]})
    used: set[str] = set()
    while waiting:
        name = waiting.pop()
        if name not in used:
            used.add(name)
            waiting |= _named_in(schemas[name])
    document["components"]["schemas"] = {name: schemas[name] for name in sorted(used)}


def _named_in(part: Document) -> set[str]:
    return set(re.findall(r'"#/components/schemas/([^"]+)"', json.dumps(part)))


def _add_problem(document: Document) -> None:
    schema = Problem.model_json_schema(ref_template=REF, mode="serialization")
    document["components"]["schemas"] |= schema.pop("$defs") | {"Problem": schema}
    document["components"]["responses"] = {kind.name: _problem_response(kind) for kind in KINDS}


def _problem_response(kind: ProblemKind) -> Document:
    example = Problem(
        type=f"https://lectern.example.edu/api/v1/docs#problem-{kind.name}",
        title=kind.title,
        status=kind.status,
        detail=DETAILS[kind.name],
        instance="/api/v1/courses/2023-fall/6.5940/lectures",
        errors=(
            ProblemError(
                where="query", name="limit", detail="it should be less than or equal to 200"
            ),
        )
        if kind is INVALID
        else (),
    )
    schema = {"$ref": REF.format(model="Problem")}
    content = {CONTENT_TYPE: {"schema": schema, "example": example.model_dump(mode="json")}}
    return {"description": kind.title, "content": content}


def _tidy_parameters(operation: Document) -> None:
    """Leave null out of parameters: an address cannot say it."""
    for parameter in operation["parameters"]:
        parameter.setdefault("required", False)
        schema = parameter["schema"]
        if parameter["in"] == "path":
            parameter["description"], parameter["example"] = PLACES[parameter["name"]]
        choices = [each for each in schema.get("anyOf", []) if each != {"type": "null"}]
        if len(choices) == 1:
            del schema["anyOf"]
            schema |= choices[0]
        elif choices:
            schema["anyOf"] = choices
        if schema.get("default", "") is None:
            del schema["default"]
        # django-ninja copies the schema's list here, where OpenAPI has a map.
        if given := parameter.pop("examples", schema.get("examples")):
            parameter["example"] = given[0]


def _add_responses(operation: Document, example: Mapping[str, Any]) -> None:
    responses = operation["responses"]
    answer = responses["200"]
    answer["headers"] = ETAG
    for content in answer["content"].values():
        content["example"] = example["response"]
    responses["304"] = NOT_MODIFIED
    places = {parameter["in"] for parameter in operation["parameters"]}
    if "query" in places:
        responses["400"] = _reference(INVALID)
    if "path" in places:
        responses["404"] = _reference(NOT_FOUND)
    responses["500"] = _reference(BROKEN)
    responses["503"] = _reference(UNAVAILABLE)


def _reference(kind: ProblemKind) -> Document:
    return {"$ref": f"#/components/responses/{kind.name}"}
