"""The mail server, as an operator names it."""

import pytest
from django.core.exceptions import ImproperlyConfigured
from django.core.mail.message import sanitize_address

from config.post import MailServer, mail_server, sender_at


@pytest.mark.parametrize(
    ("url", "server"),
    [
        ("", None),
        ("smtp://mail.example.edu", MailServer("mail.example.edu", 25)),
        ("smtp://[::1]:2525", MailServer("::1", 2525)),
        (
            "smtp+tls://lectern%40example.edu:p%2Fw%3A@mail.example.edu",
            MailServer("mail.example.edu", 587, "lectern@example.edu", "p/w:", starts_tls=True),
        ),
        (
            "smtps://u:p@mail.example.edu/",
            MailServer("mail.example.edu", 465, "u", "p", is_tls=True),
        ),
    ],
)
def test_a_url_names_a_server(url, server):
    assert mail_server(url) == server


@pytest.mark.parametrize(
    "url",
    ["mail.example.edu", "http://mail.example.edu", "smtp://", "smtp://host:x", "smtp://host/x"],
)
def test_what_names_no_server_stops_the_start_and_says_how_to_write_it(url):
    with pytest.raises(ImproperlyConfigured, match=r"^EMAIL_URL .*Write smtp://host:25"):
        mail_server(url)


def test_what_is_said_of_a_wrong_url_holds_nothing_of_its_password():
    with pytest.raises(ImproperlyConfigured) as told:
        mail_server("smtps://lectern:secret/word@mail.example.edu")
    assert "secret" not in str(told.value)
    assert told.value.__cause__ is None


@pytest.mark.parametrize(
    ("host", "sender"),
    [
        ("lectern.example.edu", "lectern@lectern.example.edu"),
        ("localhost", "lectern@localhost"),
        ("192.0.2.1", "lectern@[192.0.2.1]"),
        ("2001:db8::1", "lectern@[IPv6:2001:db8::1]"),
    ],
)
def test_mails_are_from_an_address_of_the_host_also_where_that_is_a_number(host, sender):
    assert sender_at(host) == sanitize_address(sender_at(host), "utf-8") == f"Lectern <{sender}>"
