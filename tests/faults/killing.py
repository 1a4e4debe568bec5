"""Kills senders at random moments, and says what came of it."""

from __future__ import annotations

import random
import signal
import time
from collections import Counter
from dataclasses import dataclass
from datetime import timedelta

from django.db.models import F

from schedule.models import Mail, MailState
from tests.faults.post_office import PostOffice, Taken, eventually

LEASE = 60
LONGEST_LIFE = 1.0


@dataclass(frozen=True)
class Report:
    """What the sink had in the end."""

    kills: int
    taken: list[Taken]

    @property
    def copies(self) -> list[Taken]:
        """What came again."""
        seen: set[str] = set()
        return [each for each in self.taken if each.to in seen or seen.add(each.to)]

    @property
    def before_copies(self) -> list[Taken]:
        """What came before a copy of it."""
        left = Counter(each.to for each in self.copies)
        found = []
        for each in self.taken:
            if left[each.to]:
                left[each.to] -= 1
                found.append(each)
        return found

    def was_cut_after(self, taken: Taken) -> bool:
        """Tell whether a kill fell between the sink's 250 and what we write down.

        Then it is the last message on its connection.
        """
        on_it = [each for each in self.taken if each.connection == taken.connection]
        return on_it[-1] == taken


def kill_senders(office: PostOffice, *, kills: int) -> Report:
    """Let one sender after another be killed amid its work, and a last one finish it."""
    chance = random.Random(kills)
    left = Mail.objects.count()
    for number in range(kills):
        process = office.start(lease=LEASE)
        before = office.count()
        share = chance.randint(0, 2 * max(left - before, 0) // (kills - number))
        end = time.monotonic() + LONGEST_LIFE
        while office.count() < before + share and time.monotonic() < end:
            time.sleep(0.001)
        time.sleep(chance.uniform(0, 0.06))
        office.end(process, signal.SIGKILL)
        let_leases_end()
    last = office.start(lease=LEASE)
    eventually(lambda: not Mail.objects.filter(state=MailState.WAITING).exists())
    assert office.end(last) == 0
    return Report(kills=kills, taken=office.taken())


def let_leases_end() -> None:
    """Let as much time pass for what a killed sender had, as nobody wants to wait for it."""
    Mail.objects.exclude(lease_until=None).update(
        lease_until=F("lease_until") - timedelta(seconds=LEASE)
    )


def assert_none_was_lost(office: PostOffice, report: Report, addresses: list[str]) -> None:
    """Hold what is promised of a sender that is killed at any moment."""
    assert {each.to for each in report.taken} == set(addresses), office.said.read_text()
    assert Mail.objects.filter(state=MailState.SENT).count() == len(addresses)
    assert len(report.copies) <= report.kills
    assert all(map(report.was_cut_after, report.before_copies))
    assert len({each.id for each in report.taken}) == len(addresses)
