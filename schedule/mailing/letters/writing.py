"""Writing the letter of a row of the ledger."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from django.conf import settings
from django.utils.translation import override

from schedule.mailing.digest import CourseDifference, Known
from schedule.mailing.letter import Letter
from schedule.mailing.letters.changes import changes
from schedule.mailing.letters.confirmation import confirmation
from schedule.mailing.letters.envelope import Sheet, enclose
from schedule.mailing.letters.page import given
from schedule.mailing.letters.reminder import reminder
from schedule.mailing.letters.trial import trial
from schedule.models import Mail, MailKind
from schedule.reading.headline import Headline
from schedule.wording.languages import LANGUAGES, spoken


def write(mail: Mail, now: datetime, news: Sequence[CourseDifference] = ()) -> Letter:
    """Return the letter of a row, as it is to be sent now, in the language of its reader.

    Args:
        mail: The row, with what it refers to as `verdict` read it.
        now: Aware.
        news: What a notice tells, as `verdict` found it; without it that is read.

    Raises:
        NothingToSayError: What it is about is not so any more, since the verdict.
        LookupError: What it refers to is gone.
    """
    with override(_language(mail)):
        sheet, told = _sheet(mail, now, news)
        return enclose(sheet, mail, told, now=now)


def _sheet(
    mail: Mail, now: datetime, news: Sequence[CourseDifference]
) -> tuple[Sheet, dict[int, Known]]:
    if mail.kind == MailKind.CHANGES:
        return changes(mail, news, now=now)
    if mail.kind == MailKind.REMINDER:
        return reminder(mail, now=now), {}
    return (confirmation(mail) if mail.kind == MailKind.CONFIRM else trial(mail, now=now)), {}


def _language(mail: Mail) -> str:
    """Return the code of the language that was chosen; for staff, that of their course."""
    if mail.kind == MailKind.TEST:
        return spoken(Headline.published(given(mail.course)).language)
    chosen = mail.sign_up if mail.kind == MailKind.CONFIRM else mail.subscriber
    code = given(chosen).language
    return code if code in LANGUAGES else settings.LANGUAGE_CODE
