"""The letter that asks whether it was its reader who asked for mail."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.translation import gettext, ngettext

from courses.models import Course
from schedule.mailing import links
from schedule.mailing.choice import Choice
from schedule.mailing.letters.choices import choice_facts
from schedule.mailing.letters.envelope import Sheet
from schedule.mailing.letters.page import Fact, Foot, Link, NothingToSayError, Page, Told, given
from schedule.mailing.signing_up import KEPT_FOR
from schedule.models import Mail
from schedule.reading.published import natural
from schedule.wording import some_of
from schedule.wording.phrase import fill

MOST_NAMED = 4


@dataclass(frozen=True, slots=True, kw_only=True)
class ConfirmationPage(Page):
    """A question.

    Attributes:
        courses: Which courses were asked for.
        facts: What else was chosen.
        ask: What to do, and until when.
        confirm: To the page that confirms it.
    """

    courses: tuple[Told, ...]
    facts: tuple[Fact, ...]
    ask: str
    confirm: Link


def confirmation(mail: Mail) -> Sheet:
    """Return the letter to an address that somebody typed: the same whether it is known or not.

    Raises:
        NothingToSayError: None of the courses is open to everyone any more.
    """
    sign_up = given(mail.sign_up)
    courses = _courses(sign_up.courses)
    if not courses:
        raise NothingToSayError
    numbers = some_of([course.number for course in courses], MOST_NAMED)
    page = ConfirmationPage(
        subject=fill(gettext("Confirm: mail about {courses}"), courses=numbers),
        foot=Foot(gettext("If it was not you, do nothing, and nothing changes.")),
        courses=courses,
        facts=tuple(choice_facts(Choice.of(sign_up))),
        ask=_ask(KEPT_FOR.days),
        confirm=Link(gettext("Confirm"), links.confirm_url(sign_up)),
    )
    return Sheet(template="confirmation", page=page, to=sign_up.address)


def _ask(days: int) -> str:
    template = ngettext(
        "To get it, confirm within {n} day.",
        "To get it, confirm within {n} days.",
        days,
    )
    return fill(template, n=days)


def _courses(keys: list[str]) -> tuple[Told, ...]:
    rows = Course.objects.open().filter(pk__in=keys).select_related("term")
    return tuple(sorted(map(Told.of, rows), key=lambda course: natural(course.number)))
