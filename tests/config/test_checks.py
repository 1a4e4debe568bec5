"""A wrong configuration is named, with its mend."""

from ipaddress import ip_network

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
        ({"PUBLIC_URL": "http://lec tern"}, ["lectern.E001"]),
        ({"PUBLIC_URL": "http://vorträge.example.edu"}, ["lectern.E001"]),
        ({"PUBLIC_URL": "http://[2001:db8::1]:8000"}, []),
        ({"PUBLIC_URL": "http://example.edu/lectern"}, ["lectern.E002"]),
        ({"ALLOWED_HOSTS": ["https://lectern.example.edu"]}, ["lectern.E008"]),
        ({"ALLOWED_HOSTS": ["lectern.example.edu:443"]}, ["lectern.E008"]),
        ({"ALLOWED_HOSTS": [".example.edu", "[2001:db8::1]", "127.0.0.1", "*"]}, []),
        (
            {"PUBLIC_URL": "https://example.edu", "DEBUG": True, "BEHIND_PROXY": True},
            ["lectern.W003"],
        ),
        ({"PUBLIC_URL": "https://example.edu"}, ["lectern.W005"]),
        ({"PUBLIC_URL": "https://example.edu", "BEHIND_PROXY": True}, []),
        ({"MAIL_LEASE": 39, "EMAIL_TIMEOUT": 20}, ["lectern.E006"]),
        ({"MAIL_LEASE": 40, "EMAIL_TIMEOUT": 20}, []),
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


def test_to_trust_everyone_s_header_is_warned_of(settings):
    settings.TRUSTED_PROXIES = [ip_network("10.0.0.0/8"), ip_network("::/0")]
    assert ids() == []
    settings.BEHIND_PROXY = True
    assert ids() == ["lectern.W007"]
    settings.TRUSTED_PROXIES = [ip_network("10.0.0.0/8")]
    assert ids() == []


PROXIED = [
    ("127.0.0.1", "203.0.113.9, 198.51.100.7", "198.51.100.7"),
    ("::1", "198.51.100.7", "198.51.100.7"),
    ("::ffff:127.0.0.1", "198.51.100.7", "198.51.100.7"),
    ("127.0.0.1", "203.0.113.9, 2001:db8::7, 10.1.2.3, 10.9.9.9", "2001:db8::7"),
    ("10.1.2.3", "198.51.100.7", "198.51.100.7"),
    ("127.0.0.1", "", "127.0.0.1"),
    ("127.0.0.1", "unknown", "127.0.0.1"),
    ("127.0.0.1", "198.51.100.7, unknown", "127.0.0.1"),
    ("127.0.0.1", "10.1.2.3", "10.1.2.3"),
    # Who is no proxy of ours may write what it likes.
    ("192.0.2.1", "198.51.100.7", "192.0.2.1"),
    ("", "198.51.100.7", ""),
]


@pytest.mark.parametrize(("direct", "header", "found"), PROXIED)
def test_who_asks_is_what_the_first_proxy_that_is_ours_saw(settings, direct, header, found):
    settings.TRUSTED_PROXIES = [ip_network(each) for each in ("127.0.0.1", "::1", "10.0.0.0/8")]
    headers = {"X-Forwarded-For": header} if header else {}
    request = RequestFactory().get("/", headers=headers, REMOTE_ADDR=direct)
    assert client_address(request) == direct
    settings.BEHIND_PROXY = True
    assert client_address(request) == found


def test_a_proxy_that_is_not_named_is_told_of_once(settings, caplog):
    settings.BEHIND_PROXY = True
    settings.TRUSTED_PROXIES = []
    request = RequestFactory().get("/", REMOTE_ADDR="192.0.2.77")
    for _ in range(3):
        client_address(request)
    (line,) = (each.message for each in caplog.records)
    assert "192.0.2.77" in line
    assert "TRUSTED_PROXIES" in line
