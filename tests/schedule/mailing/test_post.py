"""The connection to the mail server, and servers that are slow, silent, strict or not to be trusted."""

import socket
import threading
import time
from contextlib import contextmanager

import pytest
from django.core.mail import EmailMessage

from schedule.mailing.dialogue import (
    BrokenError,
    DeferredError,
    Envelope,
    RefusedError,
    ServerError,
)
from schedule.mailing.post import Post
from tests.faults.post_office import PostOffice
from tests.faults.sink import CERTIFICATE

LIMIT = 1


@pytest.fixture
def server(settings, tmp_path, monkeypatch):
    """A mail server of its own, which the settings name, and whose certificate is trusted."""
    server = PostOffice(tmp_path)
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", server.port
    settings.EMAIL_TIMEOUT = LIMIT
    monkeypatch.setenv("SSL_CERT_FILE", str(CERTIFICATE))
    yield server
    server.close()


@pytest.fixture
def post():
    post = Post()
    yield post
    post.close()


def to(name):
    message = EmailMessage(
        "Lab 3 is due",
        ".A line that begins with a dot, and ümlauts\n..and two",
        "Lectern <lectern@example.edu>",
        [f"{name}@example.edu"],
        headers={"Message-ID": f"<{name}@lectern.example>"},
    )
    return Envelope.of(message)


@contextmanager
def listening(speak):
    """A server that says to each who comes what `speak` sends; gives its port."""
    with socket.create_server(("127.0.0.1", 0)) as listener:

        def serve():
            try:
                while True:
                    connection, _ = listener.accept()
                    with connection:
                        speak(connection)
            except OSError:
                return

        threading.Thread(target=serve, daemon=True).start()
        yield listener.getsockname()[1]
        listener.shutdown(socket.SHUT_RDWR)


def drip(connection):
    for byte in b"220-" + b"." * 100:
        connection.send(bytes([byte]))
        time.sleep(0.1)


def test_one_connection_takes_many_messages(server, post):
    server.open_sink()

    for number in range(5):
        post.send(to(f"student-{number}"))

    assert {each.connection for each in server.taken()} == {0}
    assert server.taken()[3].id == "<student-3@lectern.example>"


def test_a_refusal_leaves_the_connection_fit_for_the_next_message(server, post):
    server.open_sink()

    with pytest.raises(RefusedError, match=r"550 5.1.1 <refuse-1@example.edu>: no such mailbox"):
        post.send(to("refuse-1"))
    with pytest.raises(DeferredError, match=r"451 4.7.1 Greylisted"):
        post.send(to("defer-1"))
    with pytest.raises(RefusedError, match=r"554 5.7.1 Unwanted content"):
        post.send(to("unwanted-1"))
    post.send(to("student-1"))

    assert [each.connection for each in server.taken()] == [0]


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("stall-1", "no answer in time"),
        ("drip-1", "no answer in time"),
        ("hangup-1", "Connection unexpectedly closed"),
        ("closes-1", "421 4.3.2 Shutting down"),
    ],
)
def test_a_message_that_breaks_off_is_over_in_time_and_the_next_has_another_connection(
    server, post, name, words
):
    server.open_sink()
    post.send(to("student-1"))

    started = time.monotonic()
    with pytest.raises(BrokenError, match=words):
        post.send(to(name))
    assert time.monotonic() - started < LIMIT + 3

    post.send(to("student-2"))
    assert [each.connection for each in server.taken()] == [0, 1]


def test_a_connection_that_was_closed_since_it_was_used_is_opened_again(server, post):
    server.open_sink()
    post.send(to("student-1"))
    server.close_sink()
    server.open_sink()

    post.send(to("student-2"))

    assert len(server.taken()) == 2


def test_no_server_is_said_in_the_words_of_the_system(server, post):
    with pytest.raises(ServerError, match=r"^Connection refused$"):
        post.open()


@pytest.mark.parametrize("speak", [drip, lambda _: time.sleep(10)], ids=["drips", "is silent"])
def test_a_server_that_does_not_greet_is_given_up_in_time(settings, server, post, speak):
    with listening(speak) as settings.EMAIL_PORT:
        started = time.monotonic()
        with pytest.raises(ServerError, match=r"^no answer in time$"):
            post.open()
        assert time.monotonic() - started < LIMIT + 3


@pytest.mark.parametrize(
    ("option", "setting"), [("--tls", "EMAIL_USE_SSL"), ("--starttls", "EMAIL_USE_TLS")]
)
def test_an_encrypted_connection_is_held_to_the_limit_as_well(
    settings, server, post, option, setting
):
    setattr(settings, setting, True)
    server.open_sink(option)

    post.send(to("student-1"))
    for name in ("stall-1", "drip-1"):
        started = time.monotonic()
        with pytest.raises(BrokenError, match=r"no answer in time"):
            post.send(to(name))
        assert time.monotonic() - started < LIMIT + 3
    post.send(to("student-2"))

    assert [each.to for each in server.taken()] == [
        "student-1@example.edu",
        "student-2@example.edu",
    ]


def test_nothing_is_sent_in_the_open_where_encryption_is_asked_for(settings, server, post):
    settings.EMAIL_USE_TLS = True
    server.open_sink()

    with pytest.raises(ServerError, match=r"STARTTLS extension not supported by server"):
        post.open()


def test_a_certificate_that_nobody_vouches_for_is_refused(settings, server, post, monkeypatch):
    monkeypatch.delenv("SSL_CERT_FILE")
    settings.EMAIL_USE_SSL = True
    server.open_sink("--tls")

    with pytest.raises(ServerError, match=r"self.signed certificate"):
        post.open()


def test_a_wrong_password_is_the_servers_trouble(settings, server, post):
    settings.EMAIL_HOST_USER, settings.EMAIL_HOST_PASSWORD = "lectern", "wrong"
    server.open_sink("--password", "right")

    with pytest.raises(ServerError, match=r"^535 5.7.8"):
        post.open()
    settings.EMAIL_HOST_PASSWORD = "right"
    post.send(to("student-1"))
    assert len(server.taken()) == 1


def test_a_server_that_wants_to_know_who_we_are_blames_no_message(server, post):
    server.open_sink("--password", "right")

    with pytest.raises(ServerError, match=r"^530 5.7.0 Authentication required"):
        post.send(to("student-1"))
