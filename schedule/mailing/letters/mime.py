"""A message as it goes down the wire (RFC 5322, RFC 2045): ASCII, in lines of 76 characters.

So no server has to change it on its way, which would break its signature (RFC 6376, section 5.3).
Python's own email package takes ten times as long for the same.
"""

from __future__ import annotations

import binascii
from base64 import encodebytes
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from django.core.mail.message import forbid_multi_line_headers

UTF_8: Final = "utf-8"
SUBJECT: Final = "Subject"
REMEMBERED: Final = 512
BORDER: Final = "=_lectern-"
"""No part has it: "=_" is neither quoted-printable (RFC 2045, section 6.7) nor base64."""


@dataclass(frozen=True, slots=True)
class Attachment:
    """A calendar file."""

    name: str
    text: str


def message(
    headers: Mapping[str, str], text: str, html: str, files: Sequence[Attachment] = ()
) -> bytes:
    """Return a message in two forms, with files beside them.

    Args:
        headers: All but those of MIME. None is folded, as some programs read one that is folded
            after its name as an empty one; only a subject may be (RFC 2047, section 2).
        text: As plain text.
        html: The same as HTML.
        files: What is attached.

    Raises:
        BadHeaderError: A header has more than one line.
        ValueError: An address is none.
    """
    head = "".join(f"{name}: {_value(name, value)}\r\n" for name, value in headers.items())
    forms = [_form("plain", text), _form("html", html)]
    if files:
        inner = _parts("alternative", 1, forms)
        whole = _parts("mixed", 0, [inner, *map(_file, files)])
    else:
        whole = _parts("alternative", 0, forms)
    return f"{head}MIME-Version: 1.0\r\n".encode("ascii") + whole


def _value(name: str, value: str) -> str:
    # Only a subject is looked at longer: many share one.
    return _subject(value) if name == SUBJECT else _safe(name, value)


@lru_cache(REMEMBERED)
def _subject(value: str) -> str:
    return _safe(SUBJECT, value)


def _safe(name: str, value: str) -> str:
    _, safe = forbid_multi_line_headers(name, value, UTF_8)
    return safe.replace("\n", "\r\n")


def _parts(kind: str, number: int, parts: Sequence[bytes]) -> bytes:
    border = f"{BORDER}{number}"
    head = f'Content-Type: multipart/{kind}; boundary="{border}"\r\n'
    between = f"\r\n--{border}\r\n".encode("ascii")
    end = f"\r\n--{border}--\r\n".encode("ascii")
    return head.encode("ascii") + b"".join(between + part for part in parts) + end


def _form(kind: str, text: str) -> bytes:
    head = (
        f'Content-Type: text/{kind}; charset="{UTF_8}"\r\n'
        "Content-Transfer-Encoding: quoted-printable\r\n\r\n"
    )
    return head.encode("ascii") + quoted_printable(text)


def quoted_printable(text: str) -> bytes:
    """Return text with its lines ended as mail ends them, without blanks before that."""
    lines = text.replace("\r\n", "\n").replace("\r", "\n").rstrip("\n").split("\n")
    # It makes lines too long that end in a blank; and how the first one ends, it ends what it breaks.
    whole = "".join([line.rstrip(" \t") + "\r\n" for line in lines])
    return binascii.b2a_qp(whole.encode(), istext=True)


def _file(file: Attachment) -> bytes:
    head = (
        f'Content-Type: text/calendar; charset="{UTF_8}"\r\n'
        "Content-Transfer-Encoding: base64\r\n"
        f'Content-Disposition: attachment; filename="{file.name}"\r\n\r\n'
    )
    return head.encode("ascii") + encodebytes(file.text.encode()).replace(b"\n", b"\r\n")
