"""Whether mail goes out."""

from datetime import UTC, datetime, timedelta

import pytest

from schedule.mailing.trouble import Trouble, trouble_of_mail
from schedule.models import MailState, Sender
from tests import factories

pytestmark = pytest.mark.django_db

NOW = datetime(2023, 9, 28, 12, tzinfo=UTC)


def ago(minutes):
    return NOW - timedelta(minutes=minutes)


def due(minutes, **fields):
    return factories.MailFactory(send_at=ago(minutes), **fields)


def test_without_mail_that_is_due_no_sender_is_missed():
    due(-5)
    due(60, state=MailState.SENT)
    assert trouble_of_mail(now=NOW) is None
    Sender.objects.create(ran_at=ago(600))
    assert trouble_of_mail(now=NOW) is None


def test_a_sender_that_runs_may_be_behind():
    due(60)
    Sender.objects.create(ran_at=ago(9))
    assert trouble_of_mail(now=NOW) is None


def test_mail_that_was_due_for_ten_minutes_wants_a_sender():
    due(9)
    assert trouble_of_mail(now=NOW) is None
    due(10)
    assert trouble_of_mail(now=NOW) == Trouble(None)
    Sender.objects.create(ran_at=ago(10))
    assert trouble_of_mail(now=NOW) == Trouble(ago(10))


def test_a_sender_that_ran_before_the_clock_was_set_back_is_missed():
    due(60)
    Sender.objects.create(ran_at=ago(-120))
    assert trouble_of_mail(now=NOW) == Trouble(ago(-120))


def test_a_server_that_cannot_be_used_is_told_while_a_sender_runs():
    Sender.objects.create(ran_at=ago(0), trouble="refused", trouble_since=ago(3))
    assert trouble_of_mail(now=NOW) == Trouble(ago(3), "refused")


def test_it_costs_one_query(django_assert_num_queries):
    Sender.objects.create(ran_at=ago(0))
    with django_assert_num_queries(1):
        trouble_of_mail(now=NOW)
