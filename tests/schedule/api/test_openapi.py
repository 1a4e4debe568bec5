import json
import re

import pytest
from django.conf import settings
from django.test import Client
from jsonschema_rs import validator_for

from schedule.api.openapi import operations
from tests.schedule.api.seed import API


@pytest.fixture(scope="module")
def document():
    return Client().get(f"{API}/openapi.json").json()


def test_the_document_needs_no_database_and_has_a_tag(client):
    answer = client.get(f"{API}/openapi.json")
    assert answer.headers["Content-Type"] == "application/json"
    again = client.get(f"{API}/openapi.json", headers={"If-None-Match": answer.headers["ETag"]})
    assert again.status_code == 304


def test_every_operation_is_named_described_and_shown(document):
    for operation in operations(document):
        name = operation["operationId"]
        assert re.fullmatch(r"(get|list)_[a-z_]+", name)
        assert operation["description"], name
        for parameter in operation["parameters"]:
            assert parameter["description"], (name, parameter["name"])
        (content,) = operation["responses"]["200"]["content"].values()
        assert "example" in content, name
        assert "ETag" in operation["responses"]["200"]["headers"]


def test_every_error_is_typed(document):
    for path, methods in document["paths"].items():
        for operation in methods.values():
            assert "500" in operation["responses"]
            assert ("404" in operation["responses"]) == ("{" in path)
    for response in document["components"]["responses"].values():
        (media,) = response["content"]
        assert media == "application/problem+json"


def test_examples_fit_their_schemas(document):
    contents = [
        content
        for operation in operations(document)
        for content in operation["responses"]["200"]["content"].values()
    ]
    problems = document["components"]["responses"].values()
    contents += [content for each in problems for content in each["content"].values()]
    for content in contents:
        schema = {**content["schema"], "components": document["components"]}
        validator_for(schema).validate(content["example"])


def test_no_parameter_can_be_null(document):
    for operation in operations(document):
        assert '"null"' not in json.dumps(operation["parameters"])


def test_every_field_is_described_or_plain_and_always_there(document):
    for name, schema in document["components"]["schemas"].items():
        if "properties" in schema:
            assert set(schema["required"]) == set(schema["properties"]), name


def test_references_lead_somewhere(document):
    for kind, name in re.findall(r'"#/components/(\w+)/([^"]+)"', json.dumps(document)):
        assert name in document["components"][kind]


def test_every_endpoint_has_its_heading_in_the_documentation(document):
    text = (settings.BASE_DIR / "docs/api.md").read_text()
    headings = re.findall(r"^## GET (.+)$", text, re.MULTILINE)
    assert sorted(headings) == sorted(document["paths"])
