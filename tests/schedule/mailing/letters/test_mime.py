"""Messages as they go down the wire."""

import email
from email import policy

import pytest
from django.core.mail import BadHeaderError
from hypothesis import given
from hypothesis import strategies as st

from schedule.mailing.letters.mime import Attachment, message, quoted_printable

HEADERS = {"From": "Lectern <a@example.edu>", "To": "b@example.edu"}
TEXT = st.lists(
    st.sampled_from(
        ["word " * 20, "=", ".", " ", "\t", "\n", "\r\n", "\r", "ü", "数", "😀", "\x00"]
    )
).map("".join)


def read(wire):
    return email.message_from_bytes(wire, policy=policy.default)


def ended(text):
    """Return text as mail can have it: lines ended alike, and no blanks before their end."""
    lines = text.replace("\r\n", "\n").replace("\r", "\n").rstrip("\n").split("\n")
    return "".join(line.rstrip(" \t") + "\n" for line in lines)


@given(TEXT, TEXT)
def test_any_text_comes_back_from_short_lines_of_ascii(text, html):
    wire = message(HEADERS, text, html)
    lines = wire.split(b"\r\n")
    plain, rich = read(wire).iter_parts()
    assert wire.isascii()
    assert not [line for line in lines if len(line) > 76 or b"\n" in line or b"\r" in line]
    assert not [
        line for line in quoted_printable(text).split(b"\r\n") if line.endswith((b" ", b"\t"))
    ]
    assert plain.get_content().replace("\r\n", "\n") == ended(text)
    assert rich.get_content().replace("\r\n", "\n") == ended(html)


def test_a_file_comes_back_to_the_byte():
    text = "BEGIN:VCALENDAR\r\nSUMMARY:A line that is folded \r\n after a blank, ü\r\n"
    wire = message(HEADERS, "Text", "HTML", [Attachment("lab-1.ics", text)])
    _, file = read(wire).iter_parts()
    assert (file.get_filename(), file.get_payload(decode=True)) == ("lab-1.ics", text.encode())


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_no_value_adds_a_header(end):
    with pytest.raises(BadHeaderError):
        message(HEADERS | {"List-Id": f"a{end}Bcc: eve@example.com"}, "Text", "HTML")


def test_words_and_names_that_are_not_ascii_are_encoded():
    headers = HEADERS | {"From": "Tütor <a@bücher.example>", "Subject": "数" * 60}
    wire = message(headers, "Text", "HTML")
    found = read(wire)
    assert wire.isascii()
    assert found["From"].addresses[0].display_name == "Tütor"
    assert found["From"].addresses[0].domain == "xn--bcher-kva.example"
    assert found["Subject"] == "数" * 60
