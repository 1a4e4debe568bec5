"""A batch, within this process, towards a real mail server."""

from datetime import timedelta

import pytest
from django.db import OperationalError, connection
from django.utils import timezone

from schedule.mailing import batch, outbox
from schedule.mailing.batch import Batch, Became
from schedule.mailing.clock import Clock
from schedule.mailing.letters import write
from schedule.mailing.post import Post
from schedule.mailing.sender import LONGEST, Sender, Work
from schedule.models import Mail, MailKind, MailState, Subscriber, Subscription
from tests.factories import MailFactory, SignUpFactory
from tests.faults import ledger
from tests.faults.post_office import AMPLE


class Running:
    """A clock that goes on only when it is told to."""

    def __init__(self):
        self.seconds = 0.0
        self.start = timezone.now() + timedelta(minutes=1)

    def passed(self):
        return self.seconds

    def now(self):
        return self.start + timedelta(seconds=self.seconds)


@pytest.fixture
def running():
    return Running()


@pytest.fixture
def send(office, settings, running):
    """Send what is due with a writer, which may do other things as well; gives what became of it."""
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", office.port
    settings.EMAIL_TIMEOUT = AMPLE
    office.open_sink()
    post = Post()

    def send(writer):
        clock = Clock(running.now, running.passed)
        sending = Batch(outbox.claim(20, now=clock.now()), post=post, write=writer, clock=clock)
        sending.run(is_over=lambda: False)
        return dict(sending.became)

    yield send
    post.close()


def three():
    return ledger.make_reminders(ledger.make_due(), ledger.students(3))


def test_what_ends_while_others_are_sent_is_not_sent(send, running, office):
    mails = three()

    def end_meanwhile(mail, *, now, news):
        Subscription.objects.filter(pk=mails[2].subscription_id).delete()
        running.seconds += 2
        return write(mail, now=now)

    assert send(end_meanwhile) == {Became.SENT: 2, Became.VOID: 1}
    assert len(office.taken()) == 2
    assert ledger.states() == {MailState.SENT: 2}


def test_what_another_one_has_done_with_meanwhile_is_not_sent(send, running, office):
    mails = three()

    def close_meanwhile(mail, *, now, news):
        Mail.objects.filter(pk=mails[2].pk).update(state=MailState.VOID, reply="It was moved.")
        running.seconds += 2
        return write(mail, now=now)

    assert send(close_meanwhile) == {Became.SENT: 2, Became.VOID: 1}
    assert len(office.taken()) == 2
    assert Mail.objects.get(pk=mails[2].pk).reply == "It was moved."


def test_what_cannot_be_judged_ends_no_sender(send):
    mails = three()
    Subscriber.objects.filter(pk=mails[0].subscriber_id).update(time_zone="Nowhere/Land")

    assert send(write) == {Became.UNWRITTEN: 1, Became.SENT: 2}
    assert "Nowhere/Land" in Mail.objects.get(pk=mails[0].pk).reply


def test_what_cannot_be_written_holds_up_no_other_and_is_tried_again(send, office):
    mails = three()

    def stumble(mail, *, now, news):
        if mail.pk == mails[0].pk:
            raise ZeroDivisionError
        return write(mail, now=now)

    assert send(stumble) == {Became.UNWRITTEN: 1, Became.SENT: 2}
    row = Mail.objects.get(pk=mails[0].pk)
    assert (row.state, row.attempts) == (MailState.WAITING, 1)
    assert row.reply == "It cannot be written: ZeroDivisionError()"


def test_what_the_server_took_is_written_down_though_the_database_fails_for_a_moment(
    send, office, monkeypatch
):
    three()
    monkeypatch.setattr(batch, "BETWEEN_TRIES", 0.01)
    failures, taken = iter([True, False, True]), []

    def fail(execute, sql, params, many, context):
        if "subject" in sql and sql.startswith("UPDATE") and next(failures, False):
            taken.append(len(office.taken()))
            raise OperationalError
        return execute(sql, params, many, context)

    with connection.execute_wrapper(fail):
        assert send(write) == {Became.SENT: 3}
    assert taken == [1, 2], "the next one was handed over before this was written down"
    assert len(office.taken()) == 3
    assert ledger.states() == {MailState.SENT: 3}


def test_what_the_lease_leaves_no_time_for_is_given_back(send, running, office):
    three()

    # Of 300 seconds, thirty are kept for a message, and thirty for clocks that differ.
    def take_long(mail, *, now, news):
        running.seconds += 115
        return write(mail, now=now)

    assert send(take_long) == {Became.SENT: 2}
    assert running.seconds == 3 * 115
    left = Mail.objects.get(state=MailState.WAITING)
    assert (left.claimed_by, left.attempts) == ("", 0)


def test_a_confirmation_waits_for_the_end_of_no_long_batch(send, running, office):
    wanted = {"address": "new@example.edu", "courses": [str(three()[0].course_id)]}

    def take_long(mail, *, now, news):
        if not running.seconds:
            sign_up = SignUpFactory(made_at=now, **wanted)
            MailFactory(kind=MailKind.CONFIRM, sign_up=sign_up, send_at=now)
        running.seconds += LONGEST * 0.6
        return write(mail, now=now, news=news)

    work = Work(plan=lambda _: 0, write=take_long, keep_house=lambda _: 0)
    sender = Sender(work, clock=Clock(running.now, running.passed))
    assert [sender.round(), sender.round(), sender.round()] == [True, True, False]

    assert [each.to for each in office.taken()] == [
        "student-0@example.edu",
        "student-1@example.edu",
        "new@example.edu",
        "student-2@example.edu",
    ]
