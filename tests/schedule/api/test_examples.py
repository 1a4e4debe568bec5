"""The examples of the OpenAPI document are what the API answers.

After an intended change, write them anew:
LECTERN_WRITE_EXAMPLES=1 pytest -n0 tests/schedule/api/test_examples.py
"""

import json
import os

import pytest
from pydantic import TypeAdapter

from config.api import api
from schedule.api.openapi import EXAMPLES_FILE, examples
from tests.schedule.api.mit import publish_mit
from tests.schedule.api.seed import API, COURSE

pytestmark = pytest.mark.django_db

REQUESTS = {
    "get_root": f"{API}/",
    "list_terms": f"{API}/terms",
    "get_term": f"{API}/terms/2023-fall",
    "list_courses": f"{API}/courses?term=2023-fall&limit=10",
    "get_course": COURSE,
    "get_outline": f"{COURSE}/outline",
    "list_lectures": f"{COURSE}/lectures?limit=1&offset=2",
    "list_labs": f"{COURSE}/labs?limit=1&offset=1",
    "list_deadlines": f"{COURSE}/deadlines?limit=2",
    "get_calendar": f"{COURSE}/calendar.ics?only=no-class",
    "get_tasks": f"{COURSE}/tasks.ics?summary=dot",
    "list_events": f"{COURSE}/events?from=2023-09-25&to=2023-10-01&kind=lecture&kind=deadline&limit=2",
    "get_event_calendar": f"{COURSE}/events/lab-1-due.ics?alarm=P1D",
    "list_changes": f"{COURSE}/changes?limit=1",
    "list_reminders": f"{COURSE}/reminders?lead=P1D&lead=PT2H&from=2023-09-25&to=2023-10-01",
}
LONGEST_LIST = 2
LONGEST_TEXT = 300


@pytest.fixture
def answers(client, settings):
    """Return what the API answers to each example's request."""
    settings.PUBLIC_URL = "https://lectern.example.edu"
    publish_mit()
    return {
        name: {"request": path, "response": read(client, path)} for name, path in REQUESTS.items()
    }


def read(client, path):
    answer = client.get(path)
    assert answer.status_code == 200, answer.content
    if answer.headers["Content-Type"].startswith("text/calendar"):
        return answer.content.decode()
    return short(answer.json())


def short(value):
    """Return a value with two items of each list, and the start of long texts."""
    match value:
        case dict():
            return {name: short(each) for name, each in value.items()}
        case list():
            return [short(each) for each in value[:LONGEST_LIST]]
        case str() if len(value) > LONGEST_TEXT:
            return value[:LONGEST_TEXT] + "…"
        case _:
            return value


def test_the_examples_are_what_the_api_answers(answers):
    if os.environ.get("LECTERN_WRITE_EXAMPLES"):
        text = json.dumps(answers, indent=2, ensure_ascii=False)
        EXAMPLES_FILE.write_text(f"{text}\n", encoding="utf-8")
    assert examples() == answers


def test_every_operation_has_an_example_that_fits_its_answer():
    known = examples()
    operations = {
        operation.operation_id: operation
        for router in api._get_bound_routers()
        for path in router.path_operations.values()
        for operation in path.operations
    }
    assert set(known) == set(operations)
    for name, operation in operations.items():
        model = operation.response_models[200]
        if isinstance(model, type):
            shape = model.model_fields["response"].annotation
            TypeAdapter(shape).validate_python(known[name]["response"])
