"""What is claimed by whom, and what is written down of it."""

from datetime import UTC, datetime, timedelta

import pytest
from django.db import connection

from schedule.mailing import outbox
from schedule.mailing.dialogue import Envelope
from schedule.mailing.digest import Known
from schedule.mailing.letter import Letter
from schedule.mailing.verdict import refresh
from schedule.models import Mail, MailKind, MailState, Subscriber
from tests.factories import (
    MailFactory,
    NoticeFactory,
    SignUpFactory,
    SubscriberFactory,
    SubscriptionFactory,
)

pytestmark = pytest.mark.django_db

NOW = datetime(2026, 10, 1, 12, tzinfo=UTC)
MINUTE = timedelta(minutes=1)


@pytest.fixture(autouse=True)
def _lease(settings):
    settings.MAIL_LEASE = 300


def due(minutes=0, **fields):
    """A mail that was to go so many minutes ago."""
    return MailFactory(send_at=NOW - minutes * MINUTE, **fields)


def claimed(count=10, now=NOW, **options):
    found = outbox.claim(count, now=now, **options)
    return [mail.pk for mail in found.mails] if found else []


def one(now=NOW):
    """Claim the one mail that is due."""
    (mail,) = outbox.claim(1, now=now).mails
    return mail


def test_what_is_due_is_claimed_the_earliest_first_and_by_one_sender():
    second, first, later = due(1), due(2), due(-1)

    assert claimed() == [first.pk, second.pk]
    assert claimed() == []
    assert claimed(now=NOW + MINUTE) == [later.pk]


def test_confirmations_go_first_then_what_is_urgent():
    plain, urgent = due(9), due(5, urgent=True)
    late, early = (
        due(minutes, kind=MailKind.CONFIRM, sign_up=SignUpFactory()) for minutes in (0, 1)
    )

    assert claimed(3) == [early.pk, late.pk, urgent.pk]
    assert claimed(3) == [plain.pk]


@pytest.mark.parametrize("state", [state for state in MailState if state != MailState.WAITING])
def test_what_is_done_with_is_claimed_by_nobody(state):
    due(state=state)

    assert claimed() == []


def test_looking_for_what_is_due_writes_nothing(django_assert_num_queries):
    due(-1)

    with django_assert_num_queries(1):
        assert claimed() == []


def test_what_a_sender_had_for_too_long_is_anothers():
    mail = due()
    claimed()

    assert claimed(now=NOW + 5 * MINUTE - timedelta(seconds=1)) == []
    assert claimed(now=NOW + 5 * MINUTE, taking_over=False) == []
    assert claimed(now=NOW + 5 * MINUTE) == [mail.pk]


def test_a_lease_that_is_further_away_than_any_can_be_is_over():
    mail = due(500)
    claimed()

    # The clocks of two machines differ a little.
    assert claimed(now=NOW - timedelta(seconds=30)) == []
    assert claimed(now=NOW - timedelta(hours=2)) == [mail.pk]


def test_a_claim_holds_for_a_message_while_it_lasts_and_clocks_may_differ():
    due()
    claim = outbox.claim(1, now=NOW)

    assert claim.outlasts(timedelta(seconds=20), now=NOW + timedelta(seconds=250))
    assert not claim.outlasts(timedelta(seconds=20), now=NOW + timedelta(seconds=251))


def test_what_is_given_back_another_sender_may_take_at_once():
    due()
    claim = outbox.claim(1, now=NOW)
    outbox.give_back(claim, claim.mails)

    assert claimed() == [claim.mails[0].pk]
    outbox.give_back(claim, claim.mails)
    assert claimed() == []


def letter(told=()):
    return Letter("Lab 3 is due", Envelope("a", "b", b"Text"), dict(told))


def test_what_was_sent_is_written_down_with_what_its_subscriber_was_told():
    subscription = SubscriptionFactory(told_edition=3, subscriber__refused=2)
    NoticeFactory(send_at=NOW, subscriber=subscription.subscriber)

    assert outbox.sent(one(), letter({subscription.pk: Known(5, NOW.date())}), now=NOW) is True

    mail = Mail.objects.get()
    assert (mail.state, mail.done_at, mail.attempts) == (MailState.SENT, NOW, 1)
    assert (mail.subject, mail.claimed_by, mail.lease_until) == ("Lab 3 is due", "", None)
    subscription.refresh_from_db()
    assert subscription.told_edition == 5
    assert Subscriber.objects.get().refused == 0


def test_a_reminder_that_was_sent_is_written_down_by_one_statement(django_assert_num_queries):
    due()
    mail = one()
    with django_assert_num_queries(1):
        assert outbox.sent(mail, letter(), now=NOW) is True


def test_what_two_senders_sent_is_written_down_once():
    due()
    mail = one()
    other = one(now=NOW + timedelta(hours=1))

    assert outbox.sent(mail, letter(), now=NOW) is True
    assert outbox.sent(other, letter(), now=NOW + MINUTE) is False
    outbox.put_off(other, "451", now=NOW)
    outbox.drop(other, MailState.VOID, "It was moved.", now=NOW)
    assert (Mail.objects.get().state, Mail.objects.get().done_at) == (MailState.SENT, NOW)


def test_what_became_void_while_it_was_sent_was_sent():
    due()
    mail = one()
    Mail.objects.update(state=MailState.VOID)

    assert outbox.sent(mail, letter(), now=NOW) is True
    assert Mail.objects.get().state == MailState.SENT


def test_what_another_sender_has_by_now_is_left_to_it():
    due()
    mail = one()
    one(now=NOW + timedelta(hours=1))

    outbox.put_off(mail, "451", now=NOW)
    outbox.refused(mail, "550", now=NOW)
    outbox.delay(mail, until=NOW + MINUTE)
    outbox.drop(mail, MailState.VOID, "It was moved.", now=NOW)

    row = Mail.objects.get()
    assert (row.state, row.send_at, row.attempts, row.reply) == (MailState.WAITING, NOW, 0, "")


def test_a_mail_waits_longer_each_time_it_is_put_off_and_is_given_up_after_days():
    due()
    now, waits = NOW, []
    while Mail.objects.waiting().exists():
        outbox.put_off(one(now), "451 Try again", now=now)
        row = Mail.objects.get()
        waits.append((row.send_at - now) // MINUTE)
        now = row.send_at

    assert waits[:8] == [1, 2, 4, 8, 16, 32, 60, 60]
    assert timedelta(days=4) < now - NOW < timedelta(days=5)
    assert (row.state, row.reply, row.attempts) == (MailState.FAILED, "451 Try again", len(waits))


def test_what_waits_for_a_better_hour_was_not_tried():
    due()
    outbox.delay(one(), until=NOW + MINUTE)

    row = Mail.objects.get()
    assert (row.send_at, row.attempts, row.claimed_by) == (NOW + MINUTE, 0, "")


def test_what_is_taken_right_after_a_refusal_forgives_it():
    subscriber = SubscriberFactory()
    for kind in (MailKind.REMINDER, MailKind.CHANGES):
        due(kind=kind, subscriber=subscriber)
    first, second = outbox.claim(2, now=NOW).mails
    # Read at once, as a batch does.
    refresh([first, second])
    outbox.refused(first, "550 No such mailbox", now=NOW)
    outbox.sent(second, letter(), now=NOW)

    assert Subscriber.objects.get().refused == 0


def test_a_refused_confirmation_is_nobodys_refusal():
    due(kind=MailKind.CONFIRM, sign_up=SignUpFactory())
    outbox.refused(one(), "550 No such mailbox", now=NOW)

    assert Mail.objects.get().state == MailState.FAILED


def test_what_is_due_is_found_by_an_index_however_much_there_is():
    subscribers = [SubscriptionFactory().subscriber for _ in range(2)]
    Mail.objects.bulk_create(
        Mail(
            kind=MailKind.REMINDER,
            state=MailState.SENT,
            subscriber=subscribers[0],
            made_at=NOW,
            send_at=NOW - number * MINUTE,
        )
        for number in range(5_000)
    )
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("ANALYZE schedule_mail")
    free = outbox._free(NOW, taking_over=True)
    due_mails = Mail.objects.due(NOW).filter(free)

    assert "mail_due" in due_mails.explain()
    first = due_mails.filter(outbox.FIRST).order_by("kind", "send_at", "id")
    assert "mail_due_first" in first.explain()
