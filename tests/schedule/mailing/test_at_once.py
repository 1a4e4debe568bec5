"""Subscribers who change, end and come again while the planner is at work: none is refused."""

import random
import threading
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

import pytest
from django.db import OperationalError, connection

from courses.models import Course
from schedule.mailing.planner import plan
from schedule.mailing.subscribing import change, end_course, forget
from schedule.models import Event, Notices, Subscriber
from tests.schedule.mailing.signups import CHOICE, publish_course, subscribe

ADDRESSES = [f"{n}@example.edu" for n in range(12)]
TIMES = 12


@dataclass
class Crowd:
    """What people do at once, each time to any of the addresses."""

    courses: list[Course]
    now: datetime

    def come(self, draw):
        subscribe(
            *self.courses, address=draw.choice(ADDRESSES), whence=str(draw.random()), now=self.now
        )

    def choose(self, draw):
        choice = replace(CHOICE, notices=draw.choice(list(Notices)))
        wanted = draw.sample(self.courses, draw.randint(1, 2))
        for subscriber in self.anyone(draw):
            change(subscriber, choice, wanted, now=self.now)

    def end(self, draw):
        for subscriber in self.anyone(draw):
            end_course(subscriber, draw.choice(self.courses).pk, now=self.now)

    def leave(self, draw):
        forget(draw.choice(ADDRESSES))

    def plan(self, _draw):
        # It may give way to them: its next round does the same.
        with suppress(OperationalError):
            plan(self.now)

    def anyone(self, draw):
        return Subscriber.objects.filter(address=draw.choice(ADDRESSES))


@pytest.mark.django_db(transaction=True)
def test_nobody_is_refused_while_others_change_what_they_have_and_it_is_planned():
    courses = [publish_course() for _ in range(2)]
    deadline = Event.objects.filter(kind="deadline").first()
    crowd = Crowd(courses, deadline.start - timedelta(days=1, hours=12))
    refused = []

    def work(act, seed):
        draw = random.Random(seed)
        try:
            for _ in range(TIMES):
                act(draw)
        except Exception as error:  # noqa: BLE001 - whatever it is, the test shows it
            refused.append(error)
        finally:
            connection.close()

    twice = (crowd.come, crowd.choose, crowd.plan)
    acts = (*twice, *twice, crowd.end, crowd.leave)
    threads = [threading.Thread(target=work, args=(act, n)) for n, act in enumerate(acts)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert refused == []
