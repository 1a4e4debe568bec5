import pytest
from django.db import connection

from tests.schedule.api.seed import API, COURSE, make_term, publish_course

pytestmark = pytest.mark.django_db


def problem(answer, status):
    assert answer.status_code == status
    assert answer.headers["Content-Type"] == "application/problem+json"
    assert answer.headers["Cache-Control"] == "no-store"
    value = answer.json()
    assert list(value) == ["type", "title", "status", "detail", "instance", "errors"]
    assert value["status"] == status
    return value


def test_an_unknown_course_is_named_with_its_term_and_where_courses_are(client, settings):
    make_term()
    value = problem(client.get(f"{API}/courses/2023-fall/6.9999/events"), 404)
    assert value == {
        "type": f"{settings.PUBLIC_URL}/api/v1/docs#problem-not-found",
        "title": "Not found",
        "status": 404,
        "detail": (
            f"Fall 2023 has no course '6.9999'; {settings.PUBLIC_URL}/api/v1/courses lists courses."
        ),
        "instance": "/api/v1/courses/2023-fall/6.9999/events",
        "errors": [],
    }


@pytest.mark.parametrize("path", ["terms/2030-fall", "courses/2030-fall/6.5940"])
def test_an_unknown_term_is_named(client, path):
    assert "There is no term '2030-fall'" in problem(client.get(f"{API}/{path}"), 404)["detail"]


@pytest.mark.parametrize(
    "path",
    ["terms/%00", "terms/%ff", "terms/" + "x" * 3000, "courses/%00/%00", "courses/2023-fall/%00",
     "courses/2023-fall/..", "courses/2023-fall/%D8%A7", "courses/2023-fall/<script>"],
)  # fmt: skip
def test_what_can_name_nothing_is_not_found(client, path):
    make_term()
    problem(client.get(f"{API}/{path}"), 404)


def test_an_unknown_address_says_where_to_look(client, settings):
    value = problem(client.get(f"{API}/nonsense"), 404)
    assert f"{settings.PUBLIC_URL}/api/v1/docs lists what there is" in value["detail"]


def test_a_slash_at_the_end_is_the_likely_reason(client):
    assert "no slash at the end" in problem(client.get(f"{API}/terms/"), 404)["detail"]


def test_every_wrong_parameter_is_named_with_what_is_allowed(client):
    publish_course()
    answer = client.get(f"{COURSE}/events?from=x&to=2023-09-31&kind=party&limit=201&offset=-1")
    errors = {each["name"]: each["detail"] for each in problem(answer, 400)["errors"]}
    assert errors == {
        "from": "'x' is not a date; write it like 2023-09-07",
        "to": "'2023-09-31' is not a day of the calendar",
        "kind": (
            "it should be 'lecture', 'recitation', 'office-hours', 'exam', 'deadline', 'release', "
            "'no-class' or 'announcement'"
        ),
        "limit": "it should be less than or equal to 200",
        "offset": "it should be greater than or equal to 0",
    }


def test_a_range_that_ends_before_it_starts_is_refused(client):
    publish_course()
    answer = client.get(f"{COURSE}/events?from=2023-10-01&to=2023-09-01")
    assert problem(answer, 400)["errors"] == [
        {"where": "query", "name": "to", "detail": "to (2023-09-01) is before from (2023-10-01)"}
    ]


@pytest.mark.parametrize("query", ["q=%00", "q=%0A", "q=" + "x" * 101, "term=%00"])
def test_text_that_cannot_be_searched_for_is_refused(client, query):
    problem(client.get(f"{API}/courses?{query}"), 400)


@pytest.mark.parametrize("method", ["post", "put", "patch", "delete", "trace"])
@pytest.mark.parametrize("path", ["/terms", "/openapi.json", "/docs"])
def test_the_api_is_for_reading(client, method, path):
    answer = getattr(client, method)(f"{API}{path}")
    assert "is not possible here" in problem(answer, 405)["detail"]
    assert answer.headers["Allow"] == "GET, HEAD, OPTIONS"


def test_a_fault_of_ours_is_said_without_its_insides(client, caplog):
    make_term()
    with connection.cursor() as cursor:
        cursor.execute("ALTER TABLE courses_term RENAME COLUMN name TO gone")
    value = problem(client.get(f"{API}/terms"), 500)
    assert value["detail"] == "Something went wrong here; it was written to the log."
    assert "GET /api/v1/terms failed" in caplog.text
