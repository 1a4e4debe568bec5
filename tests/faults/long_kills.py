"""The long run of what `tests/schedule/mailing` has a short one of."""

from schedule.models import MailState
from tests.faults import ledger
from tests.faults.killing import assert_none_was_lost, kill_senders
from tests.faults.post_office import eventually


def test_two_hundred_kills_while_two_thousand_reminders_go_out_lose_none(office, record_property):
    addresses = ledger.students(2_000)
    ledger.make_reminders(ledger.make_due(), addresses)
    office.open_sink()

    report = kill_senders(office, kills=200)

    print(f"\n{report.kills} kills, {len(report.copies)} copies")  # noqa: T201
    assert_none_was_lost(office, report, addresses)


def test_three_senders_at_once_send_two_thousand_and_none_twice(office):
    addresses = ledger.students(2_000)
    ledger.make_reminders(ledger.make_due(), addresses)
    office.open_sink()

    senders = [office.start() for _ in range(3)]
    eventually(lambda: office.count() >= len(addresses), within=300)
    assert [office.end(each) for each in senders] == [0, 0, 0]

    assert sorted(each.to for each in office.taken()) == sorted(addresses)
    assert ledger.states() == {MailState.SENT: len(addresses)}
