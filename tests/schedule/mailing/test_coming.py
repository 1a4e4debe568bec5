"""What comes next for an address."""

from dataclasses import replace
from datetime import UTC, datetime, time, timedelta

from courses.models import Deadline
from schedule.engine.entry import Kind
from schedule.mailing.coming import coming_reminders
from schedule.publishing import publish
from schedule.reminders import DAY_BEFORE, Lead, Morning, Quiet
from tests.schedule.mailing.signups import CHOICE, NOW, course

__all__ = ["course"]

DUE = datetime(2023, 9, 29, 3, 59, tzinfo=UTC)
BEFORE = replace(CHOICE, leads=(Lead(days=7), DAY_BEFORE, Morning(time(8))))


def coming(course, choice=BEFORE, now=NOW, limit=9):
    found = coming_reminders([course.pk], choice.rules, now=now, limit=limit)
    return [(each.event.key, str(each.lead), each.at) for each in found]


def test_the_next_reminders_come_in_their_order(course):
    assert coming(course) == [
        ("lab-1-due", "P7D", DUE - timedelta(days=7)),
        ("lab-1-due", "P1D", DUE - timedelta(days=1)),
        ("lab-1-due", "morning", datetime(2023, 9, 28, 12, tzinfo=UTC)),
    ]
    assert len(coming(course, limit=1)) == 1


def test_what_is_past_or_not_chosen_does_not_come(course):
    assert len(coming(course, now=DUE - timedelta(days=2))) == 2
    assert coming(course, replace(BEFORE, kinds=frozenset({Kind.EXAM}))) == []
    assert coming(course, replace(BEFORE, leads=())) == []
    assert coming_reminders([], BEFORE.rules, now=NOW, limit=9) == []


def test_what_is_cancelled_does_not_come_and_what_moved_comes_as_it_is_now(course):
    Deadline.objects.update(extended_day="2023-10-02")
    publish(course, now=NOW)
    assert coming(course)[0] == ("lab-1-due", "P7D", DUE - timedelta(days=3))
    Deadline.objects.all().delete()
    publish(course, now=NOW)
    assert coming(course) == []


def test_it_comes_before_quiet_hours(course):
    quiet = replace(CHOICE, quiet=Quiet(time(22), time(7)))
    assert coming(course, quiet) == [("lab-1-due", "P1D", datetime(2023, 9, 28, 2, tzinfo=UTC))]
