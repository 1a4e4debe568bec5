import smtplib
import ssl

import pytest

from courses.models.base import LINE
from schedule.mailing.said import one_line, reason, reply


def test_a_reply_of_several_lines_is_one():
    assert reply(550, b"5.1.1 No such\nmailbox\r\n here") == "550 5.1.1 No such mailbox here"


def test_what_is_no_text_is_left_out():
    assert reply(550, b"\xff\x00\x1b[31mred") == "550 \N{REPLACEMENT CHARACTER} [31mred"


def test_a_long_reply_is_cut_to_what_a_column_takes():
    cut = one_line("x" * 1_000)
    assert (len(cut), cut[-2:]) == (LINE, "x…")


@pytest.mark.parametrize(
    ("error", "words"),
    [
        (ConnectionRefusedError(111, "Connection refused"), "Connection refused"),
        (TimeoutError("timed out"), "no answer in time"),
        (smtplib.SMTPAuthenticationError(535, b"5.7.8 Bad password"), "535 5.7.8 Bad password"),
        (smtplib.SMTPServerDisconnected("Connection unexpectedly closed"), None),
        (ssl.SSLError(1, "[SSL] wrong version number"), "[SSL] wrong version number"),
        (smtplib.SMTPNotSupportedError("STARTTLS extension not supported by server."), None),
        (OSError(), "OSError"),
    ],
)
def test_trouble_is_said_in_the_words_of_who_had_it(error, words):
    assert reason(error) == (words or str(error))


def test_a_connection_that_is_reset_is_told_as_one_that_ends():
    error = smtplib.SMTPServerDisconnected("Connection unexpectedly closed: [Errno 104] Reset")
    error.__context__ = ConnectionResetError(104, "Connection reset by peer")
    assert reason(error) == "Connection unexpectedly closed"
