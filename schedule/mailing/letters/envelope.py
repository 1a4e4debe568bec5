"""A letter in its envelope: its two forms, its attachments, and the headers of automatic mail."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from email.header import Header
from email.utils import format_datetime
from typing import Any, Final
from urllib.parse import urlsplit
from uuid import NAMESPACE_URL, uuid5

from django.conf import settings
from django.template.loader import render_to_string
from django.utils.encoding import punycode

from schedule.mailing.dialogue import Envelope
from schedule.mailing.digest import Known
from schedule.mailing.letter import Letter
from schedule.mailing.letters.mime import Attachment, message
from schedule.mailing.letters.page import SITE, Page, Told
from schedule.mailing.letters.plain import clipped, laid_out, one_line
from schedule.models import Mail, MailKind

MOST_IN_SUBJECT: Final = 200
"""Characters. What is asked of mail servers is less than 998 octets in a line."""
MOST_IN_LIST_NAME: Final = 80
"""Characters of the name in List-Id, which is not folded: encoded it takes seven octets each at most."""

ONE_CLICK: Final = "List-Unsubscribe=One-Click"


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
    course: Told | None = None
    end: str = ""
    files: Sequence[Attachment] = ()


def enclose(sheet: Sheet, mail: Mail, told: Mapping[int, Known], *, now: datetime) -> Letter:
    """Return the letter of a row, in the language in force.

    Args:
        sheet: What it says, to whom.
        mail: The row.
        told: What its subscriptions know then.
        now: Aware.
    """
    context = {"page": sheet.page}
    subject = _subject(_rendered(sheet, "subject.txt", context))
    text = message(
        {
            "From": settings.DEFAULT_FROM_EMAIL,
            "To": sheet.to,
            "Subject": subject,
            **_headers(sheet, mail, now=now),
        },
        laid_out(_rendered(sheet, "txt", context)),
        _rendered(sheet, "html", context),
        sheet.files,
    )
    return Letter(subject, Envelope.of(settings.DEFAULT_FROM_EMAIL, sheet.to, text), told)


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


def _list_id(course: Told | None) -> str:
    """Return by what programs sort it: its course, else the site (RFC 2919)."""
    if course is None:
        return f"{SITE} <mail.{_host()}>"
    words = one_line(course.in_term).replace("\\", "").replace('"', "")
    words = clipped(words, MOST_IN_LIST_NAME)
    name = f'"{words}"' if words.isascii() else Header(words, "utf-8").encode(linesep="")
    return f"{name} <{course.list_name}.{_host()}>"


def _host() -> str:
    """Return the name of this site's host as mail has it."""
    host = urlsplit(settings.PUBLIC_URL).hostname or "localhost"
    return f"[IPv6:{host}]" if ":" in host else punycode(host)
