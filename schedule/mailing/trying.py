"""A test: a mail as subscribers get it, to the account that asks for it."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Final

from django.conf import settings
from django.contrib.auth.models import User
from django.db import transaction

from courses.models import Course
from schedule.models import Mail, MailKind

MOST: Final = 10
"""How many tests an account may ask for in an hour."""
IS_OFF: Final = "This site sends no mail. Whoever runs it can set EMAIL_URL."


class NoTestError(Exception):
    """No test is sent. The message says why, and what helps."""


@transaction.atomic
def send_test(account: User, course: Course, *, now: datetime) -> Mail:
    """Put a test into the ledger: a reminder of the course's next deadline, to the account itself.

    Raises:
        NoTestError: The site sends no mail, the account has no address, a test of it waits already,
            or it asked for many.
    """
    if not settings.MAIL_IS_ON:
        raise NoTestError(IS_OFF)
    locked = User.objects.select_for_update().get(pk=account.pk)
    if not locked.email:
        message = (
            "Your account has no e-mail address. Whoever runs this site can write one into it."
        )
        raise NoTestError(message)
    tests = Mail.objects.filter(kind=MailKind.TEST, account=locked)
    if tests.waiting().exists():
        message = "A test to you waits to be sent. It goes with the next round of the sender."
        raise NoTestError(message)
    if tests.filter(made_at__gt=now - timedelta(hours=1)).count() >= MOST:
        message = f"You asked for {MOST} tests in the last hour. Try again later."
        raise NoTestError(message)
    return Mail.objects.create(
        kind=MailKind.TEST, account=locked, course=course, made_at=now, send_at=now, urgent=True
    )


def last_test(account: User, course: Course) -> Mail | None:
    """Return the newest test of an account in a course."""
    tests = Mail.objects.filter(kind=MailKind.TEST, account=account, course=course)
    return tests.order_by("-made_at", "-pk").first()
