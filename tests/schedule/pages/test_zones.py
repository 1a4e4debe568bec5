"""Time zones as people write them."""

import pytest
from django.utils.translation import override

from courses.content.term import zone_names
from schedule.pages.zones import find_zone, near_zones, offered_zones


@pytest.mark.parametrize(
    ("written", "zone"),
    [
        ("Europe/Berlin", "Europe/Berlin"),
        (" berlin", "Europe/Berlin"),
        ("NEW YORK", "America/New_York"),
        ("new_york", "America/New_York"),
        ("Eastern Time", "America/New_York"),
        ("pacific", "America/Los_Angeles"),
        ("Berlin time", "Europe/Berlin"),
        ("São Paulo", "America/Sao_Paulo"),
        ("sao paulo", "America/Sao_Paulo"),
        ("Kathmandu", "Asia/Kathmandu"),
        ("Lord Howe", "Australia/Lord_Howe"),
        ("utc", "UTC"),
        ("EST5EDT", "EST5EDT"),
        ("Mars", ""),
        ("", ""),
        ("x" * 10_000, ""),
    ],
)
def test_a_zone_is_found_by_its_name_or_its_city(written, zone):
    assert find_zone(written) == zone


def test_a_city_is_known_by_its_name_in_the_reader_s_language():
    with override("de"):
        assert find_zone("Zürich") == "Europe/Zurich"
        assert find_zone("Zurich") == "Europe/Zurich"


def test_what_is_mistyped_is_near_what_was_meant():
    assert near_zones("Berln") == ["Europe/Berlin"]
    assert "Australia/Melbourne" in near_zones("Melborne")
    assert near_zones("Mars") == []


def test_each_zone_that_is_offered_is_one_and_is_found_by_what_it_is_called():
    offered = offered_zones()
    assert {choice.key for choice in offered} <= zone_names()
    assert len({choice.key for choice in offered}) == len(offered) > 50
    called = [choice for choice in offered if find_zone(choice.words) != choice.key]
    # Eastern and Mountain Time are several zones' name.
    assert {choice.key for choice in called} <= {
        "America/Detroit",
        "America/Phoenix",
        "America/Denver",
    }
