from datetime import date

import pytest

from courses.models import DaySwap
from tests.factories import NoClassDayFactory
from tests.schedule.api.seed import API, make_term

pytestmark = pytest.mark.django_db


def test_terms_come_latest_first_with_zone_days_and_page(client, settings):
    make_term("2023-spring", first_day=date(2023, 1, 30), last_day=date(2023, 5, 12))
    make_term("2023-fall")
    answer = client.get(f"{API}/terms").json()
    assert [term["slug"] for term in answer["items"]] == ["2023-fall", "2023-spring"]
    assert answer["count"] == 2
    assert answer["items"][0] == {
        "slug": "2023-fall",
        "name": "Fall 2023",
        "time_zone": "America/New_York",
        "first_day": "2023-09-06",
        "last_day": "2023-12-13",
        "url": f"{settings.PUBLIC_URL}/2023-fall/",
    }


def test_a_term_has_its_days_without_class_and_its_swaps(client):
    term = make_term()
    NoClassDayFactory(term=term, key="holiday", title="Student holiday")
    DaySwap.objects.create(term=term, key="swap", day=date(2023, 11, 22), follows="mon")
    answer = client.get(f"{API}/terms/2023-fall").json()
    assert answer["no_class_days"] == [
        {"key": "holiday", "title": "Student holiday", "day": "2023-10-10", "last_day": None}
    ]
    assert answer["day_swaps"] == [{"key": "swap", "day": "2023-11-22", "follows": "mon"}]


def test_queries_do_not_grow_with_terms(client, django_assert_num_queries):
    for number in range(12):
        make_term(f"term-{number}")
    with django_assert_num_queries(1):
        client.get(f"{API}/terms")


def test_a_term_has_another_tag_as_soon_as_a_day_without_class_is_written(
    client, django_assert_num_queries
):
    term = make_term()
    before = client.get(f"{API}/terms/2023-fall").headers["ETag"]
    NoClassDayFactory(term=term)
    with django_assert_num_queries(3):
        answer = client.get(f"{API}/terms/2023-fall", headers={"If-None-Match": before})
    assert answer.status_code == 200
