"""The letter that is written while the server works on another one, towards a real mail server."""

import pytest
from django.db import OperationalError, connection
from django.utils import timezone

from schedule.mailing import outbox
from schedule.mailing.batch import Batch, Became
from schedule.mailing.clock import Clock
from schedule.mailing.letters import write
from schedule.mailing.post import Post
from schedule.models import Mail, MailState, Subscription
from tests.faults import ledger
from tests.faults.post_office import AMPLE


@pytest.fixture
def send(office, settings):
    """Send what is due with a writer, by a clock of its own; gives what became of it."""
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", office.port
    settings.EMAIL_TIMEOUT = AMPLE
    office.open_sink()
    post = Post()

    def send(writer=write, passed=lambda: 0.0):
        clock = Clock(timezone.now, passed)
        # Leaps are not what these are about.
        clock.now = timezone.now
        sending = Batch(outbox.claim(20, now=clock.now()), post=post, write=writer, clock=clock)
        sending.run(is_over=lambda: False)
        return dict(sending.became)

    yield send
    post.close()


def reminders(*names):
    return ledger.make_reminders(ledger.make_due(), [f"{name}@example.edu" for name in names])


def test_the_next_is_written_while_the_server_works_on_one(send, office):
    mails = reminders("slow-1", "student-1")
    written = []

    def watch(mail, *, now, news):
        written.append((mail.pk, len(office.taken())))
        if mail.pk == mails[1].pk:
            office.let_go()
        return write(mail, now=now)

    assert send(watch) == {Became.SENT: 2}
    assert written == [(mails[0].pk, 0), (mails[1].pk, 0)]


def test_what_was_written_ahead_is_written_anew_where_the_server_took_long(send, office):
    mails = reminders("slow-1", "student-1")
    written, passed = [], [0.0]

    def watch(mail, *, now, news):
        written.append((mail.pk, len(office.taken())))
        if mail.pk == mails[1].pk:
            # The slow one takes two seconds, what was read holds for one.
            passed[0] += 2
            office.let_go()
        return write(mail, now=now)

    assert send(watch, lambda: passed[0]) == {Became.SENT: 2}
    assert written == [(mails[0].pk, 0), (mails[1].pk, 0), (mails[1].pk, 1)]


def test_what_was_written_ahead_is_not_sent_where_it_ended_while_the_server_took_long(send, office):
    mails = reminders("student-1", "student-2")
    passed = [0.0]

    def end_once_written(mail, *, now, news):
        letter = write(mail, now=now)
        if mail.pk == mails[1].pk:
            Subscription.objects.filter(pk=mail.subscription_id).delete()
            passed[0] += 2
        return letter

    assert send(end_once_written, lambda: passed[0]) == {Became.SENT: 1, Became.VOID: 1}
    assert [each.to for each in office.taken()] == ["student-1@example.edu"]


def test_a_database_in_trouble_while_one_is_written_ahead_loses_nothing(send, office):
    mails = reminders("student-1", "student-2")
    failures = iter([OperationalError("away")])

    def fail_once(mail, *, now, news):
        if mail.pk == mails[1].pk and (failure := next(failures, None)):
            raise failure
        return write(mail, now=now)

    assert send(fail_once) == {Became.SENT: 2}
    assert ledger.states() == {MailState.SENT: 2}
    assert set(Mail.objects.values_list("attempts", flat=True)) == {1}


def test_what_cannot_be_written_ahead_is_put_off_in_its_turn(send, office):
    mails = reminders("student-1", "student-2", "student-3")

    def stumble(mail, *, now, news):
        if mail.pk == mails[1].pk:
            raise ZeroDivisionError
        return write(mail, now=now)

    assert send(stumble) == {Became.SENT: 2, Became.UNWRITTEN: 1}
    row = Mail.objects.get(pk=mails[1].pk)
    assert (row.state, row.attempts) == (MailState.WAITING, 1)
    assert row.reply == "It cannot be written: ZeroDivisionError()"


def test_nothing_is_handed_over_before_the_last_one_taken_is_written_down(send, office):
    reminders(*(f"student-{n}" for n in range(8)))
    recorded = []

    def watch(execute, sql, params, many, context):
        done = execute(sql, params, many, context)
        if "subject" in sql and sql.startswith("UPDATE"):
            assert not connection.in_atomic_block
            recorded.append(len(office.taken()))
        return done

    with connection.execute_wrapper(watch):
        assert send() == {Became.SENT: 8}
    assert recorded == list(range(1, 9))


def test_a_reminder_is_written_ahead_without_asking_the_database(send):
    reminders("student-1", "student-2", "student-3")
    asked = []

    def watch(execute, sql, params, many, context):
        asked.append(sql.split()[0])
        return execute(sql, params, many, context)

    with connection.execute_wrapper(watch):
        assert send() == {Became.SENT: 3}
    claimed = asked.index("UPDATE") + 2
    assert asked[claimed:] == ["SELECT", "UPDATE", "UPDATE", "UPDATE"]
