"""Requests that nobody would think of, made from the OpenAPI document and sent in-process."""

import pytest
import schemathesis
from django.core.signals import request_finished, request_started
from django.db import close_old_connections
from hypothesis import HealthCheck, settings
from schemathesis.checks import not_a_server_error
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    response_headers_conformance,
    response_schema_conformance,
    status_code_conformance,
    unsupported_method,
)

from config.wsgi import application
from tests.schedule.api.seed import API, publish_full_course

CHECKS = [
    not_a_server_error,
    status_code_conformance,
    content_type_conformance,
    response_headers_conformance,
    response_schema_conformance,
]
REAL = {"term": "2023-fall", "course": "6.5940", "key": "lab-1-due"}
PLAIN = {"Accept-Encoding": "identity"}
"""What calls the application in-process unpacks nothing."""


# Describing the API asks no database, so it can be done before there is one.
api = schemathesis.openapi.from_wsgi(f"{API}/openapi.json", application)


@pytest.fixture
def course(db):
    """Publish a course; requests leave the connection, and the test's transaction on it, open."""
    signals = (request_started, request_finished)
    for signal in signals:
        signal.disconnect(close_old_connections)
    yield publish_full_course()
    for signal in signals:
        signal.connect(close_old_connections)


@api.parametrize()
@settings(max_examples=8, deadline=None, suppress_health_check=list(HealthCheck))
def test_any_request_has_an_answer_that_the_document_describes(case, course):
    case.call_and_validate(checks=CHECKS, headers=PLAIN)


@api.parametrize()
@settings(max_examples=15, deadline=None, suppress_health_check=list(HealthCheck))
def test_any_request_about_a_real_course_has_one_too(case, course):
    case.path_parameters = {name: REAL[name] for name in case.path_parameters or {}}
    case.call_and_validate(checks=[*CHECKS, unsupported_method], headers=PLAIN)
