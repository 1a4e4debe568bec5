"""How fast mail goes to a mail server that counts, in different ways."""

import smtplib
import time
from pathlib import Path

from django.conf import settings
from django.core.management import call_command
from django.utils import timezone

from schedule.mailing.dialogue import Envelope
from schedule.mailing.letters import write
from schedule.mailing.verdict import verdict
from schedule.models import Mail, MailState, Subscriber
from tests.faults import ledger
from tests.faults.post_office import PostOffice, eventually

PATIENCE = 600


class Rates:
    """Messages a second, by what sends them: the same reminders, again and again."""

    def __init__(self, folder: Path, mails: int) -> None:
        settings.FETCHES_WRITTEN_EVERY = 0
        call_command("migrate", verbosity=0)
        self.folder, self.mails = folder, mails
        ledger.make_reminders(ledger.make_due(), ledger.students(mails))

    def writing(self) -> float:
        """Judge and write each, and send none."""
        started = time.perf_counter()
        self._envelopes()
        return self.mails / (time.perf_counter() - started)

    def bare(self) -> float:
        """Send the same bytes with smtplib, on one connection, and write nothing down."""
        envelopes = self._envelopes()
        office = PostOffice(self.folder)
        office.open_sink()
        with smtplib.SMTP("127.0.0.1", office.port) as smtp:
            for each in envelopes:
                smtp.sendmail(each.sender, each.recipient, each.text)
        return self._rate(office)

    def one(self) -> float:
        """Send by one sender, as `manage.py serve` runs it."""
        return self._by_senders(1)

    def three(self) -> float:
        """Send by three at once."""
        return self._by_senders(3)

    def _by_senders(self, count: int) -> float:
        self._rearm()
        office = PostOffice(self.folder)
        office.open_sink()
        senders = [office.start() for _ in range(count)]
        eventually(lambda: office.count() == self.mails, within=PATIENCE)
        for each in senders:
            office.end(each)
        return self._rate(office)

    def _rearm(self) -> None:
        Mail.objects.update(state=MailState.WAITING, attempts=0, done_at=None)
        Subscriber.objects.update(refused=0)

    def _envelopes(self) -> list[Envelope]:
        self._rearm()
        now = timezone.now()
        found = []
        for mail in Mail.objects.order_by("id"):
            assert verdict(mail, now=now).goes
            found.append(write(mail, now=now).envelope)
        return found

    def _rate(self, office: PostOffice) -> float:
        times = [each.at for each in office.taken()]
        office.close()
        assert len(times) == self.mails
        return (len(times) - 1) / (times[-1] - times[0])
