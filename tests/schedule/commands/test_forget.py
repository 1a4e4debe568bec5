"""`manage.py forget`."""

from django.core.management import call_command

from schedule.models import Subscriber
from tests.schedule.mailing.signups import course, subscribe

__all__ = ["course"]


def said(capsys, address):
    call_command("forget", address)
    return capsys.readouterr().out.strip()


def test_it_erases_an_address_and_says_what_was_erased(course, capsys):
    subscribe(course)
    assert said(capsys, " Ada@example.edu ") == (
        "Of Ada@example.edu was erased: 1 subscriber with 1 course, 1 sign-up, "
        "and the record of 1 mail."
    )
    assert not Subscriber.objects.exists()
    assert said(capsys, "ada@example.edu") == "Nothing is known of ada@example.edu."
