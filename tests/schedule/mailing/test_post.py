"""The connection to the mail server, and servers that are slow, silent, strict or not to be trusted."""

import select
import socket
import struct
import threading
import time
from contextlib import contextmanager, suppress
from types import SimpleNamespace

import pytest

from schedule.mailing import connecting
from schedule.mailing.dialogue import (
    BrokenError,
    DeferredError,
    Envelope,
    RefusedError,
    ServerError,
)
from schedule.mailing.post import Post
from tests.faults.post_office import AMPLE, PATIENCE, PostOffice, eventually
from tests.faults.sink import CERTIFICATE

LIMIT = 2
"""Seconds that a message may take where a test waits them out."""
OVER = 60
"""Seconds; a server that drips takes longer."""


@pytest.fixture
def server(settings, tmp_path, monkeypatch):
    """A mail server of its own, which the settings name, and whose certificate is trusted."""
    server = PostOffice(tmp_path)
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", server.port
    settings.EMAIL_TIMEOUT = AMPLE
    monkeypatch.setenv("SSL_CERT_FILE", str(CERTIFICATE))
    yield server
    server.close()


@pytest.fixture(params=[(), ("--one-by-one",)], ids=["at once", "one by one"])
def takes(request):
    """How the server takes commands."""
    return request.param


@pytest.fixture
def post():
    post = Post()
    yield post
    post.close()


@pytest.fixture
def gone(monkeypatch):
    """Seconds by which time has gone on for messages."""
    gone = [0]
    clock = SimpleNamespace(monotonic=lambda: time.monotonic() + sum(gone))
    monkeypatch.setattr(connecting, "time", clock)
    return gone


def to(name):
    text = (
        f"Message-ID: <{name}@lectern.example>\r\n\r\n.A line that begins with a dot\r\n..and two"
    )
    return Envelope.of("Lectern <lectern@example.edu>", f"{name}@example.edu", text.encode())


@contextmanager
def listening(speak):
    """A server that says to each who comes what `speak` sends; gives its port."""
    with socket.create_server(("127.0.0.1", 0)) as listener:
        open_ones = [listener]

        def serve():
            with suppress(OSError):
                while True:
                    connection, _ = listener.accept()
                    open_ones.append(connection)
                    with connection:
                        speak(connection)

        threading.Thread(target=serve, daemon=True).start()
        yield listener.getsockname()[1]
        for each in open_ones:
            with suppress(OSError):
                each.shutdown(socket.SHUT_RDWR)


def answering(answers, heard, *, offers="250 PIPELINING"):
    """A server that gives these answers, in order, and writes down what it is told."""

    def speak(connection):
        lines, left, answer = connection.makefile("rwb", buffering=0), iter(answers), ""
        lines.write(b"220 here\r\n")
        for line in lines:
            heard.append(line.decode().strip().replace("rset", "RSET"))
            if line.startswith(b"ehlo"):
                lines.write(f"250-here\r\n{offers}\r\n".encode())
            elif line == b".\r\n" or not answer.startswith("354"):
                answer = next(left, "221 bye")
                lines.write(f"{answer}\r\n".encode())

    return speak


def greet(connection):
    """Greet who comes, offer to take several commands at once; give the lines that come then."""
    lines = connection.makefile("rwb", buffering=0)
    lines.write(b"220 here\r\n")
    lines.readline()
    lines.write(b"250-here\r\n250 PIPELINING\r\n")
    return lines


def until(lines, end):
    """Return the lines that come until one that is so."""
    return [line.decode().strip() for line in iter(lambda: lines.readline().strip(), end)]


def drip(connection):
    for byte in b"220-" + b"." * 1000:
        connection.send(bytes([byte]))
        time.sleep(0.1)


def say_nothing(connection):
    connection.recv(1)


def test_one_connection_takes_many_messages(server, post, takes):
    server.open_sink(*takes)

    for number in range(5):
        post.send(to(f"student-{number}"))

    assert {each.connection for each in server.taken()} == {0}
    assert server.taken()[3].id == "<student-3@lectern.example>"


def test_a_refusal_leaves_the_connection_fit_for_the_next_message(server, post, takes):
    server.open_sink(*takes)

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
    settings, server, post, takes, name, words
):
    server.open_sink(*takes)
    post.send(to("student-1"))

    started = time.monotonic()
    settings.EMAIL_TIMEOUT = LIMIT
    with pytest.raises(BrokenError, match=words):
        post.send(to(name))
    assert time.monotonic() - started < OVER

    settings.EMAIL_TIMEOUT = AMPLE
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


@pytest.mark.parametrize("speak", [drip, say_nothing])
def test_a_server_that_does_not_greet_is_given_up_in_time(settings, server, post, speak):
    settings.EMAIL_TIMEOUT = LIMIT
    with listening(speak) as settings.EMAIL_PORT:
        started = time.monotonic()
        with pytest.raises(ServerError, match=r"^no answer in time$"):
            post.open()
        assert time.monotonic() - started < OVER


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
        settings.EMAIL_TIMEOUT = AMPLE
        post.open()
        settings.EMAIL_TIMEOUT = LIMIT
        started = time.monotonic()
        with pytest.raises(BrokenError, match=r"no answer in time"):
            post.send(to(name))
        assert time.monotonic() - started < OVER
    settings.EMAIL_TIMEOUT = AMPLE
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


def test_a_server_that_wants_to_know_who_we_are_blames_no_message(server, post, takes):
    server.open_sink("--password", "right", *takes)

    with pytest.raises(ServerError, match=r"^530 5.7.0 Authentication required"):
        post.send(to("student-1"))


def test_what_is_done_meanwhile_is_done_once_the_server_has_it_all(server, post):
    server.open_sink()
    seen = []

    def look():
        eventually(server.taken)
        seen.append([each.to for each in server.taken()])

    post.send(to("student-1"), meanwhile=look)

    assert seen == [["student-1@example.edu"]]


def test_what_the_server_took_is_heard_however_long_other_things_took_meanwhile(server, post, gone):
    server.open_sink()

    def take_long():
        assert select.select([post._smtp.sock], [], [], PATIENCE)[0]
        gone.append(AMPLE)

    post.send(to("student-1"), meanwhile=take_long)
    post.send(to("student-2"))

    assert [each.connection for each in server.taken()] == [0, 0]


def test_what_is_done_meanwhile_gives_a_server_that_is_silent_no_more_time(server, post, gone):
    server.open_sink()

    started = time.monotonic()
    with pytest.raises(BrokenError, match=r"^no answer in time$"):
        post.send(to("stall-1"), meanwhile=lambda: gone.append(AMPLE))
    assert time.monotonic() - started < AMPLE


def test_what_comes_next_is_announced_while_the_server_works_and_its_text_waits(settings, post):
    settings.EMAIL_HOST, settings.EMAIL_TIMEOUT, heard, seen = "127.0.0.1", AMPLE, [], []

    def speak(connection):
        lines = greet(connection)
        for _ in range(2):
            heard.append(until(lines, b"DATA"))
            lines.write(b"250 ok\r\n250 ok\r\n354 go ahead\r\n")
            until(lines, b".")
            if len(heard) == 1:
                # The answer comes only after all that is told of the next.
                heard.append(until(lines, b"DATA"))
                lines.write(b"250 taken\r\n250 ok\r\n250 ok\r\n354 go ahead\r\n")
                seen.append(until(lines, b"."))
                lines.write(b"250 taken\r\n")

    with listening(speak) as settings.EMAIL_PORT:
        post.send(to("student-1"), meanwhile=lambda: to("student-2"))
        assert seen == []
        post.send(to("student-2"))

    assert [each[1] for each in heard[:2]] == [
        "RCPT TO:<student-1@example.edu>",
        "RCPT TO:<student-2@example.edu>",
    ]
    assert "Message-ID: <student-2@lectern.example>" in seen[0]


def test_a_text_that_is_refused_leaves_what_was_announced_to_go_on(server, post, takes):
    server.open_sink(*takes)

    with pytest.raises(RefusedError, match=r"554 5.7.1 Unwanted content"):
        post.send(to("unwanted-1"), meanwhile=lambda: to("student-1"))
    post.send(to("student-1"), meanwhile=lambda: to("refuse-1"))
    with pytest.raises(RefusedError, match=r"550 5.1.1"):
        post.send(to("refuse-1"), meanwhile=lambda: to("student-2"))
    post.send(to("student-2"))

    assert [(each.to, each.connection) for each in server.taken()] == [
        ("student-1@example.edu", 0),
        ("student-2@example.edu", 0),
    ]


def test_where_another_one_comes_than_was_announced_it_has_a_connection_of_its_own(
    server, post, takes
):
    server.open_sink(*takes)

    post.send(to("student-1"), meanwhile=lambda: to("student-2"))
    post.send(to("student-3"), meanwhile=lambda: to("student-4"))
    post.close()

    assert [each.to for each in server.taken()] == [
        "student-1@example.edu",
        "student-3@example.edu",
    ]


def test_a_server_that_has_taken_its_share_is_announced_the_next_on_another_connection(
    server, post
):
    server.open_sink("--takes-a-connection", "1")

    post.send(to("student-1"), meanwhile=lambda: to("student-2"))
    post.send(to("student-2"))

    assert [each.connection for each in server.taken()] == [0, 1]


def test_what_the_server_took_is_heard_though_it_hung_up_before_the_next_was_announced(
    settings, post
):
    settings.EMAIL_HOST, settings.EMAIL_TIMEOUT = "127.0.0.1", AMPLE
    gone = threading.Event()

    def speak(connection):
        lines = greet(connection)
        until(lines, b"DATA")
        lines.write(b"250 ok\r\n250 ok\r\n354 go ahead\r\n")
        until(lines, b".")
        lines.write(b"250 taken\r\n")
        lines.close()
        # At once, without what else is to be said (socket(7), SO_LINGER).
        connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
        connection.close()
        gone.set()

    def announce_late():
        assert gone.wait(PATIENCE)
        return to("student-2")

    with listening(speak) as settings.EMAIL_PORT:
        post.send(to("student-1"), meanwhile=announce_late)


@pytest.mark.parametrize("loses", [b"MAIL", b"."], ids=["MAIL", "a text"])
def test_a_server_that_loses_what_comes_along_is_told_step_by_step_from_then_on(
    settings, post, loses
):
    settings.EMAIL_HOST, settings.EMAIL_TIMEOUT, taken = "127.0.0.1", LIMIT, []

    def speak(connection):
        lines = greet(connection)
        for line in lines:
            word = line.split()[0]
            if word == loses:
                lose_what_comes_along(connection)
            if word == b"DATA":
                lines.write(b"354 go ahead\r\n")
                taken.append(until(lines, b"."))
                if loses == b".":
                    lose_what_comes_along(connection)
            lines.write(b"250 ok\r\n")

    # What comes along comes the first time; whoever goes step by step waits for an answer.
    waits = iter([0])

    def lose_what_comes_along(connection):
        with suppress(BlockingIOError):
            connection.recv(4096, next(waits, socket.MSG_DONTWAIT))

    with listening(speak) as settings.EMAIL_PORT:
        if loses == b".":
            post.send(to("student-1"), meanwhile=lambda: to("student-2"))
        with pytest.raises((ServerError, BrokenError), match=r"^no answer in time$"):
            post.send(to("student-2"))
        settings.EMAIL_TIMEOUT = AMPLE
        post.send(to("student-2"), meanwhile=lambda: to("student-3"))
        post.send(to("student-3"))

    ids = [line for text in taken for line in text if line.startswith("Message-ID")]
    assert [each[13:22] for each in ids][-2:] == ["student-2", "student-3"]


BEGIN = ["MAIL FROM:<lectern@example.edu>", "RCPT TO:<student-1@example.edu>", "DATA"]


@pytest.mark.parametrize(
    ("answers", "error", "after"),
    [
        (("550 no sender",), ServerError, []),
        (("250 ok", "550 nobody", "503 nobody"), RefusedError, ["RSET"]),
        (("250 ok", "550 nobody", "354 go ahead", "554 nobody"), RefusedError, [".", "RSET"]),
        (("250 ok", "450 later", "354 go ahead", "250 none"), DeferredError, [".", "RSET"]),
        (("250 ok", "550 nobody", "421 closing"), RefusedError, ["RSET"]),
        (("250 ok", "421 closing"), BrokenError, []),
        (("250 ok", "530 sign in"), ServerError, []),
        (("250 ok", "250 ok", "451 no text now"), DeferredError, ["RSET"]),
        (("250 ok", "250 ok", "250 odd"), DeferredError, ["RSET"]),
        (("250 ok", "250 ok", "nonsense"), BrokenError, []),
    ],
)
def test_each_answer_to_what_is_said_at_once_is_judged_as_if_it_were_alone(
    settings, post, answers, error, after
):
    settings.EMAIL_HOST, settings.EMAIL_TIMEOUT, heard = "127.0.0.1", AMPLE, []
    with listening(answering((*answers, "250 anew"), heard)) as settings.EMAIL_PORT:
        with pytest.raises(error):
            post.send(to("student-1"))
        post.close()
        eventually(lambda: heard[-1] == "quit" or not after)

    if after:
        assert heard[1:] == [*BEGIN, *after, "quit"]
    assert ("RSET" in heard) == bool(after)


def test_a_server_that_does_not_offer_to_take_all_at_once_is_told_no_more_once_it_refuses(
    settings, post
):
    settings.EMAIL_HOST, settings.EMAIL_TIMEOUT, heard = "127.0.0.1", AMPLE, []
    speak = answering(("250 ok", "550 nobody", "250 anew"), heard, offers="250 HELP")
    with listening(speak) as settings.EMAIL_PORT:
        with pytest.raises(RefusedError, match=r"^550 nobody$"):
            post.send(to("student-1"))
        post.close()
        eventually(lambda: heard[-1] == "quit")

    assert heard[1:] == [*BEGIN[:2], "RSET", "quit"]


def test_what_cannot_be_part_of_a_command_is_said_to_no_server(server, post):
    server.open_sink()
    odd = Envelope("lectern@example.edu", '"\r\nDATA', b"x")

    with pytest.raises(BrokenError, match=r"a command has one line"):
        post.send(odd)


def test_lines_that_begin_with_a_dot_have_another_and_the_last_is_a_dot():
    def data(text):
        return Envelope("a", "b", text).data

    assert data(b".one\r\n..two\r\nthree.\r\n.\r\n") == (
        b"..one\r\n...two\r\nthree.\r\n..\r\n.\r\n"
    )
    assert data(b"no end") == b"no end\r\n.\r\n"
