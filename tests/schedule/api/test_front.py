import pytest

from tests.schedule.api.seed import API, COURSE, publish_course

pytestmark = pytest.mark.django_db

PATHS = ["", "/terms", "/courses", "/openapi.json", "/docs"]


@pytest.mark.parametrize("path", [*PATHS, "/courses/2023-fall/6.5940/events"])
def test_head_is_get_without_the_body(client, path):
    publish_course()
    address = f"{API}{path}" if path else f"{API}/"
    got, head = client.get(address), client.head(address)
    assert (head.status_code, head.content) == (200, b"")
    for name in ("ETag", "Content-Type", "Cache-Control", "Content-Length"):
        assert head.headers[name] == got.headers[name]


def test_any_origin_may_read_and_see_the_tag(client):
    publish_course()
    for answer in (
        client.get(COURSE),
        client.get(COURSE, headers={"If-None-Match": client.get(COURSE).headers["ETag"]}),
        client.get(f"{API}/nonsense"),
        client.get(f"{COURSE}/calendar.ics"),
    ):
        assert answer.headers["Access-Control-Allow-Origin"] == "*"
        assert answer.headers["Access-Control-Expose-Headers"] == "ETag"
        assert "Access-Control-Allow-Credentials" not in answer.headers


def test_a_browser_that_asks_first_is_told_what_it_may_send(client):
    answer = client.options(COURSE, headers={"Access-Control-Request-Method": "GET"})
    assert (answer.status_code, answer.content) == (204, b"")
    assert answer.headers["Access-Control-Allow-Methods"] == "GET, HEAD, OPTIONS"
    assert answer.headers["Access-Control-Allow-Headers"] == "If-None-Match"


def test_an_answer_is_public_and_always_asked_for_again(client):
    publish_course()
    answer = client.get(COURSE)
    assert answer.headers["Cache-Control"] == "public, no-cache"
    assert answer.headers["Content-Type"] == "application/json"


def test_unknown_parameters_are_no_part_of_the_tag(client):
    publish_course()
    plain, odd = client.get(f"{COURSE}/events"), client.get(f"{COURSE}/events?utm=1&limit=50")
    assert plain.headers["ETag"] == odd.headers["ETag"]
    assert plain.content == odd.content


def test_different_answers_have_different_tags(client):
    publish_course()
    paths = ["", "/outline", "/lectures", "/labs", "/deadlines", "/events", "/events?limit=1",
             "/events?offset=1", "/events?kind=lecture", "/events?from=2023-09-01",
             "/events?to=2023-09-01", "/changes", "/reminders?from=2023-09-01"]  # fmt: skip
    tags = [client.get(f"{COURSE}{path}").headers["ETag"] for path in paths]
    assert len(set(tags)) == len(paths)


def test_the_root_says_where_to_start(client, settings):
    assert client.get(f"{API}/").json() == {
        name: f"{settings.PUBLIC_URL}{API}/{path}"
        for name, path in (
            ("terms", "terms"),
            ("courses", "courses"),
            ("openapi", "openapi.json"),
            ("docs", "docs"),
        )
    }
