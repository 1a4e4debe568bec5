"""The JSON schema of course files and term files, for editors that check as one types.

An editor reads 6.5940 as a number and 2023-09-07 as a date; the schema lets all of them pass as
text. What only the whole file tells (keys that stand twice, references) it does not know.

`python -m courses.exporters.schema course` writes it to the standard output.
"""

import json
import re
import sys
import types
from enum import Enum
from typing import Annotated, Any, Union, get_args, get_origin

from courses import content

Schema = dict[str, Any]

TEXT: Schema = {"$ref": "#/$defs/text"}
TEXT_DEFINITION: Schema = {"type": ["string", "number", "boolean", "null"]}
DIALECT = "https://json-schema.org/draft/2020-12/schema"


def schema_of(model: type[content.Value]) -> Schema:
    """Return the schema of a file that holds a value, with what it is made of in `$defs`."""
    definitions: dict[str, Schema] = {"text": TEXT_DEFINITION}
    root = _object(model, definitions)
    return {"$schema": DIALECT, "title": model.__name__, **root, "$defs": definitions}


def _object(model: type[content.Value], definitions: dict[str, Schema]) -> Schema:
    fields = model.model_fields
    return {
        "type": "object",
        "description": re.sub(r"\s+", " ", model.__doc__ or ""),
        "properties": {
            name: _field(field.annotation, definitions) for name, field in fields.items()
        },
        "required": [name for name, field in fields.items() if field.is_required()],
        "additionalProperties": False,
    }


def _field(annotation: Any, definitions: dict[str, Schema]) -> Schema:
    origin = get_origin(annotation)
    if origin is Annotated:
        return _field(get_args(annotation)[0], definitions)
    if origin is tuple:
        return {"type": ["array", "null"], "items": _field(get_args(annotation)[0], definitions)}
    if origin in {Union, types.UnionType}:
        return _field(get_args(annotation)[0], definitions)
    if isinstance(annotation, type) and issubclass(annotation, content.Value):
        name = annotation.__name__
        if name not in definitions:
            definitions[name] = {}
            definitions[name] = _object(annotation, definitions)
        reference = {"$ref": f"#/$defs/{name}"}
        return {"anyOf": [TEXT, reference]} if annotation is content.Pin else reference
    if isinstance(annotation, type) and issubclass(annotation, Enum):
        return {"enum": [kind.value for kind in annotation]}
    return TEXT


def write_schema(model: type[content.Value]) -> str:
    """Return the schema as the text of a file."""
    return json.dumps(schema_of(model), indent=2, ensure_ascii=False) + "\n"


if __name__ == "__main__":
    sys.stdout.write(write_schema(content.Term if "term" in sys.argv[1:] else content.Course))
