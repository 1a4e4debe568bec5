"""Senders as processes, a mail server as another one, and what goes wrong between them."""

import signal
from datetime import timedelta

import pytest
from django.db.models import F
from django.utils import timezone

from schedule.mailing.sender import AT_ONCE
from schedule.models import Mail, MailState, Sender, Subscriber
from tests.faults import ledger
from tests.faults.killing import assert_none_was_lost, kill_senders
from tests.faults.post_office import eventually

LIMIT = 4
"""Seconds that a message may take where one stalls; the others have to be taken within as many."""


def of(address):
    return Mail.objects.get(subscriber__address=address)


def reminders(*addresses):
    event = ledger.make_due()
    ledger.make_reminders(event, list(addresses))
    return event


def let_pass(minutes):
    """Let time pass for what was put off, as nobody wants to wait for it."""
    Mail.objects.update(send_at=F("send_at") - timedelta(minutes=minutes))


def with_slow_ones(count, *, at):
    """Addresses of students; some take long, each in what another sender claims at its start."""
    addresses = ledger.students(count)
    for place in at:
        addresses[place] = f"slow-{place}@example.edu"
    return addresses


def run_until(office, holds, **options):
    process = office.start(**options)
    eventually(holds)
    assert office.end(process) == 0, office.said.read_text()


def test_a_command_sends_what_is_due_and_ends(office):
    addresses = ledger.students(25)
    reminders(*addresses)
    office.open_sink()

    assert office.send_once() == 0

    assert [each.to for each in office.taken()] == addresses
    assert {each.connection for each in office.taken()} == {0}
    assert ledger.states() == {MailState.SENT: 25}
    assert "Done: 25 sent." in office.said.read_text()
    assert office.send_once() == 0
    assert "Done: nothing was due." in office.said.read_text()
    assert len(office.taken()) == 25


def test_a_command_that_finds_no_server_says_so_and_takes_nothing(office):
    reminders("student-1@example.edu")

    assert office.send_once() == 1

    assert "The mail server cannot be used: Connection refused." in office.said.read_text()
    assert Sender.objects.get().trouble == "Connection refused"
    assert (of("student-1@example.edu").attempts, ledger.states()) == (0, {MailState.WAITING: 1})


def test_senders_that_are_killed_lose_nothing(office):
    addresses = ledger.students(100)
    reminders(*addresses)
    office.open_sink()

    report = kill_senders(office, kills=10)

    assert_none_was_lost(office, report, addresses)


def test_three_senders_at_once_send_none_twice(office):
    addresses = with_slow_ones(4 * AT_ONCE, at=(0, AT_ONCE, 2 * AT_ONCE))
    reminders(*addresses)
    office.open_sink()

    senders = [office.start() for _ in range(3)]
    eventually(lambda: len(office.taken("slow")) == 3)
    office.let_go()
    eventually(lambda: office.count() >= len(addresses))
    assert [office.end(each) for each in senders] == [0, 0, 0]

    assert sorted(each.to for each in office.taken()) == sorted(addresses)
    assert len({each.connection for each in office.taken()}) >= 3
    assert ledger.states() == {MailState.SENT: len(addresses)}


def test_a_server_that_is_away_for_a_while_costs_nothing_but_time(office):
    reminders("student-1@example.edu")
    process = office.start()
    eventually(lambda: Sender.objects.filter(trouble="Connection refused").exists())
    since = Sender.objects.get().trouble_since

    office.open_sink()
    eventually(lambda: office.count() == 1)
    assert office.end(process) == 0

    row = Sender.objects.get()
    assert (row.trouble, row.trouble_since, since is None) == ("", None, False)
    assert of("student-1@example.edu").attempts == 1


def test_what_goes_wrong_with_one_mail_holds_up_no_other(office):
    odd = [
        "defer-1",
        "refuse-1",
        "unwanted-1",
        "late-1",
        "stall-1",
        "hangup-1",
        "closes-1",
        "drip-1",
    ]
    odd = [f"{name}@example.edu" for name in odd]
    students = ledger.students(len(odd))
    reminders(*(address for pair in zip(odd, students, strict=True) for address in pair))
    office.open_sink()

    run_until(
        office,
        lambda: not Mail.objects.filter(state="waiting", attempts=0).exists(),
        limit=LIMIT,
    )

    assert sorted(each.to for each in office.taken()) == sorted(students)
    assert {of(each).state for each in students} == {MailState.SENT}
    outcomes = {address: (of(address).state, of(address).reply) for address in odd}
    assert outcomes == {
        "defer-1@example.edu": ("waiting", "451 4.7.1 Greylisted, try again"),
        "refuse-1@example.edu": ("failed", "550 5.1.1 <refuse-1@example.edu>: no such mailbox"),
        "unwanted-1@example.edu": ("failed", "554 5.7.1 Unwanted content"),
        "late-1@example.edu": ("waiting", "451 4.3.0 Not now"),
        "stall-1@example.edu": ("waiting", "no answer in time"),
        "hangup-1@example.edu": ("waiting", "Connection unexpectedly closed"),
        "closes-1@example.edu": ("waiting", "421 4.3.2 Shutting down"),
        "drip-1@example.edu": ("waiting", "no answer in time"),
    }
    assert Sender.objects.get().trouble == ""

    for minutes in (1, 2, 4):
        assert {each.attempts for each in Mail.objects.waiting()} == {minutes.bit_length()}
        assert Mail.objects.waiting().filter(send_at__lte=timezone.now()).count() == 0
        let_pass(minutes)
        run_until(office, lambda: not Mail.objects.due(timezone.now()).exists())

    assert ledger.states() == {MailState.SENT: len(students) + 6, MailState.FAILED: 2}
    assert {each.to for each in office.taken()} == {*students, *odd} - {
        "refuse-1@example.edu",
        "unwanted-1@example.edu",
    }
    assert len(office.taken()) == len(students) + 6
    assert (of("defer-1@example.edu").attempts, of("stall-1@example.edu").attempts) == (4, 2)


def test_an_address_that_refuses_three_mails_is_paused_and_one_taken_between_forgives(office):
    event = ledger.make_due()
    address = Subscriber.objects.get(
        pk=ledger.make_reminders(event, ["refuse-1@example.edu"])[0].subscriber_id
    )
    office.open_sink()
    run_until(office, lambda: ledger.states() == {MailState.FAILED: 1})
    address.refresh_from_db()
    assert (address.refused, address.paused_at) == (1, None)

    subscription = address.subscriptions.get()
    for lead in ("P2D", "P3D", "P4D"):
        Mail.objects.all().delete()
        Subscriber.objects.update(leads=lead)
        ledger.reminder(subscription, event, timezone.now(), lead=lead).save()
        run_until(office, lambda: not Mail.objects.waiting().exists())
    address.refresh_from_db()

    assert address.refused == 3
    assert address.paused_at is not None
    assert Mail.objects.get().reply == "The address refused three mails."


def test_a_server_that_closes_a_connection_now_and_then_is_given_another(office):
    reminders(*ledger.students(10))
    office.open_sink("--takes-a-connection", "4")

    run_until(office, lambda: office.count() == 10)

    assert [each.connection for each in office.taken()] == [0, 0, 0, 0, 1, 1, 1, 1, 2, 2]
    assert set(Mail.objects.values_list("attempts", flat=True)) == {1}


def test_a_server_that_takes_nothing_from_us_is_left_alone_and_no_mail_blamed(office):
    reminders(*ledger.students(3))
    office.open_sink("--refuses-all-senders")

    run_until(office, lambda: Sender.objects.exclude(trouble="").exists())

    assert Sender.objects.get().trouble == "451 4.3.0 Try another day"
    assert ledger.states() == {MailState.WAITING: 3}
    assert set(Mail.objects.values_list("attempts", "claimed_by")) == {(0, "")}


def test_a_sender_that_is_told_to_end_finishes_its_mail_and_gives_the_others_back(office):
    reminders("slow-1@example.edu", *ledger.students(10))
    office.open_sink()
    process = office.start()
    eventually(lambda: bool(office.taken("slow")))

    office.signal(process, signal.SIGTERM)
    office.let_go()
    assert office.wait(process) == 0

    assert [each.to for each in office.taken()] == ["slow-1@example.edu"]
    assert of("slow-1@example.edu").state == MailState.SENT
    left = Mail.objects.waiting()
    assert set(left.values_list("claimed_by", "lease_until")) == {("", None)}
    run_until(office, lambda: office.count() == 11)


HOUR = 3_600


@pytest.mark.parametrize("leap", [signal.SIGUSR1, signal.SIGUSR2])
def test_a_clock_that_is_set_while_senders_work_makes_none_send_twice(office, leap):
    addresses = with_slow_ones(80, at=(10, AT_ONCE + 10))
    reminders(*addresses)
    office.open_sink()
    senders = [office.start() for _ in range(2)]
    eventually(lambda: len(office.taken("slow")) == 2)

    for each in senders:
        office.signal(each, leap)
    office.let_go()
    is_back = leap == signal.SIGUSR1
    if is_back:
        # For these two what is left is ahead again; a third one knows the time.
        senders.append(office.start())
    eventually(lambda: not Mail.objects.waiting().exists())
    assert [office.end(each) for each in senders] == [0] * len(senders)

    taken = [each.to for each in office.taken()]
    assert len(taken) == len(set(taken))
    assert is_back == (len(taken) == len(addresses))
    assert Mail.objects.filter(state=MailState.MISSED).count() == len(addresses) - len(taken)


def test_a_clock_far_from_the_true_one_repeats_nothing_and_sends_nothing_of_what_has_begun(office):
    sent = ledger.students(5)
    event = reminders(*sent)
    office.open_sink()
    run_until(office, lambda: office.count() == 5)
    late = ["late-student@example.edu"]
    ledger.make_reminders(event, late)

    run_until(office, lambda: of(late[0]).state != MailState.WAITING, offset=25 * HOUR)
    assert office.count() == 5
    assert (of(late[0]).state, of(late[0]).reply) == (MailState.MISSED, "It had begun.")

    process = office.start(offset=-2 * HOUR)
    eventually(lambda: Sender.objects.get().ran_at < timezone.now() - timedelta(hours=1))
    assert office.end(process) == 0
    assert office.count() == 5
