"""A letter as a message: its two forms, its attachments, and the headers of automatic mail."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from email.charset import QP, Charset
from email.header import Header
from email.policy import Compat32
from email.utils import format_datetime
from typing import Any, Final
from urllib.parse import urlsplit
from uuid import NAMESPACE_URL, uuid5

from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.template.loader import render_to_string
from django.utils.encoding import punycode

from courses.models import Course
from schedule.mailing.letters.page import SITE, Page, Told
from schedule.mailing.letters.plain import clipped, laid_out, one_line
from schedule.models import Mail, MailKind

MOST_IN_SUBJECT: Final = 200
"""Characters. What is asked of mail servers is less than 998 octets in a line."""

HTML: Final = "text/html"
CALENDAR: Final = "text/calendar"
ONE_CLICK: Final = "List-Unsubscribe=One-Click"

UTF_8: Final = Charset("utf-8")
UTF_8.body_encoding = QP
"""So that a message is ASCII, with lines of 76 characters: no server has to change it on its way,
which would break its signature (RFC 6376, section 5.3)."""


class OneLine(Compat32):
    """Headers stay on their lines.

    Python would fold one with a long address right after its name, which some programs read as
    an empty one. A subject is folded already (RFC 2047, section 2).
    """

    def fold_binary(self, name: str, value: str) -> bytes:
        """Return a header as it goes down the wire; what is on one line goes as it is."""
        if value.isascii() and "\n" not in value:
            return f"{name}: {value}{self.linesep}".encode("ascii")
        return super().fold_binary(name, value)


ONE_LINE: Final = OneLine(max_line_length=None)


class Message(EmailMultiAlternatives):
    """A message with its headers on their lines, and borders that stand in no text.

    None that is quoted-printable, as ours are, holds "=_" (RFC 2045, section 6.7): Python would draw
    lots, and search all texts for what it drew.
    """

    def message(self, *args: Any, **kwargs: Any) -> Any:
        """Return it as it goes down the wire."""
        made = super().message(*args, **kwargs)
        made.policy = ONE_LINE
        for number, part in enumerate(made.walk()):
            if part.is_multipart():
                part.set_boundary(f"=_lectern-{number}")
        return made


@dataclass(frozen=True, slots=True)
class Attachment:
    """A calendar file."""

    name: str
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """A letter before it is put into its envelope.

    Attributes:
        template: The name of its three templates.
        page: What it says.
        to: An address.
        course: The one course that it is about, if it is about one.
        end: The address that ends such mail when it is posted to; empty where none comes again.
        files: What is attached.
    """

    template: str
    page: Page
    to: str
    course: Course | None = None
    end: str = ""
    files: Sequence[Attachment] = ()


def enclose(sheet: Sheet, mail: Mail, *, now: datetime) -> Message:
    """Return the message of a row, in the language in force. `now` aware."""
    context = {"page": sheet.page}
    message = Message(
        subject=_subject(_rendered(sheet, "subject.txt", context)),
        body=laid_out(_rendered(sheet, "txt", context)),
        to=[sheet.to],
        headers=_headers(sheet, mail, now=now),
    )
    message.encoding = UTF_8
    message.attach_alternative(_rendered(sheet, "html", context), HTML)
    for file in sheet.files:
        message.attach(file.name, file.text, CALENDAR)
    return message


def message_id(mail: Mail) -> str:
    """Return the Message-ID of a row: the same whenever it is sent (RFC 5322, section 3.6.4).

    A reminder's is made of what makes the row unique, so that a row that is planned again has the
    same one.
    """
    parts: tuple[object, ...] = (mail.kind, mail.pk, mail.made_at.astimezone(UTC).isoformat())
    if mail.kind == MailKind.REMINDER and mail.event is not None and mail.due is not None:
        due = mail.due.astimezone(UTC).isoformat()
        about = (mail.subscription_id, mail.event.uid, due, mail.lead)
        parts = (mail.kind, mail.subscriber_id, *about)
    name = uuid5(NAMESPACE_URL, "|".join(map(str, parts)))
    return f"<{name}@{_host()}>"


def _rendered(sheet: Sheet, form: str, context: dict[str, Any]) -> str:
    return render_to_string(f"emails/{sheet.template}.{form}", context)


def _subject(text: str) -> str:
    return clipped(one_line(text), MOST_IN_SUBJECT)


def _headers(sheet: Sheet, mail: Mail, *, now: datetime) -> dict[str, str]:
    """Return all headers but those of addresses and subject.

    Automatic answers are declined in both known ways: by RFC 3834, and by Exchange's own. There is
    no Precedence, which no standard has (RFC 2076, section 3.9) and some filters count against.
    """
    headers = {
        "Date": format_datetime(now.astimezone(UTC)),
        "Message-ID": message_id(mail),
        "Content-Language": sheet.page.language,
        "List-Id": _list_id(sheet.course),
        "Auto-Submitted": "auto-generated",
        "X-Auto-Response-Suppress": "OOF, AutoReply",
    }
    if sheet.end:
        headers |= {
            "List-Unsubscribe": f"<{sheet.end}>",
            "List-Unsubscribe-Post": ONE_CLICK,
        }
    return headers


def _list_id(course: Course | None) -> str:
    """Return by what programs sort it: its course, else the site (RFC 2919)."""
    if course is None:
        return f"{SITE} <mail.{_host()}>"
    told = Told.of(course)
    words = one_line(told.in_term).replace("\\", "").replace('"', "")
    name = f'"{words}"' if words.isascii() else Header(words, "utf-8").encode(linesep="")
    return f"{name} <{course.slug}.{course.term.slug}.{_host()}>"


def _host() -> str:
    """Return the name of this site's host as mail has it."""
    host = urlsplit(settings.PUBLIC_URL).hostname or "localhost"
    return f"[IPv6:{host}]" if ":" in host else punycode(host)
