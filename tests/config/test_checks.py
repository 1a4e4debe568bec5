"""A wrong configuration is named, with its mend."""

import pytest
from django.test import RequestFactory

from config.checks import check_configuration
from config.proxy import client_address


def ids() -> list[str]:
    return [message.id for message in check_configuration()]


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({}, []),
        ({"PUBLIC_URL": "lectern.example.edu"}, ["lectern.E001"]),
        ({"PUBLIC_URL": "ftp://lectern.example.edu"}, ["lectern.E001"]),
        ({"PUBLIC_URL": "http://example.edu/lectern"}, ["lectern.E002"]),
        (
            {"PUBLIC_URL": "https://example.edu", "DEBUG": True, "BEHIND_PROXY": True},
            ["lectern.W003"],
        ),
        ({"PUBLIC_URL": "https://example.edu"}, ["lectern.W005"]),
        ({"PUBLIC_URL": "https://example.edu", "BEHIND_PROXY": True}, []),
    ],
)
def test_each_wrong_setting_is_found(settings, changes, expected):
    for name, value in changes.items():
        setattr(settings, name, value)

    assert ids() == expected


def test_a_data_folder_that_is_not_there_is_an_error(settings, tmp_path):
    settings.DATA_DIR = tmp_path / "nowhere"

    assert ids() == ["lectern.E004"]


def test_every_message_has_a_hint(settings, tmp_path):
    settings.DATA_DIR = tmp_path / "nowhere"
    settings.PUBLIC_URL = "https://example.edu/path"

    assert [message.id for message in check_configuration() if not message.hint] == []


def test_who_asks_is_taken_from_the_proxy_only_where_there_is_one(settings):
    headers = {"X-Forwarded-For": "203.0.113.9, 198.51.100.7"}
    request = RequestFactory().get("/", headers=headers, REMOTE_ADDR="10.0.0.1")

    assert client_address(request) == "10.0.0.1"
    settings.BEHIND_PROXY = True
    assert client_address(request) == "198.51.100.7"
