"""What programs asked for: gathered in memory, written now and then."""

from datetime import UTC, datetime, timedelta
from threading import Event
from uuid import uuid4

import pytest
import time_machine
from django.db import DatabaseError

from schedule.models import CalendarFetch, PersonalCalendar
from schedule.models.calendar import hash_of
from schedule.personal import fetching
from schedule.personal.calendars import rotate_calendar
from schedule.personal.fetching import Fetches

NOW = datetime(2023, 9, 20, 16, tzinfo=UTC)


@pytest.fixture
def calendar(db):
    return PersonalCalendar.objects.create(
        token_hash=hash_of("a"), page_hash=hash_of("b"), made_at=NOW, chosen_at=NOW
    )


def test_the_last_fetch_of_each_program_is_written_in_a_row(calendar, django_assert_num_queries):
    fetches = Fetches()
    for hours in (0, 1, 2):
        with time_machine.travel(NOW + timedelta(hours=hours), tick=False):
            fetches.note(calendar.token_hash, "Evolution/3.46")
            fetches.note(calendar.token_hash, f"curl/{hours}")
        fetches.write()
    assert sorted(CalendarFetch.objects.values_list("program", "called", "fetched_at")) == [
        ("evolution", "", NOW + timedelta(hours=2)),
        ("other", "curl", NOW + timedelta(hours=2)),
    ]


def test_nothing_gathered_is_nothing_written(db, django_assert_num_queries):
    with django_assert_num_queries(0):
        Fetches().write()


def test_hundreds_are_written_at_once(calendar, django_assert_max_num_queries):
    fetches = Fetches()
    for _ in range(300):
        fetches.note(str(uuid4()), "curl")
    fetches.note(calendar.token_hash, "curl")
    with django_assert_max_num_queries(4):
        fetches.write()
    assert CalendarFetch.objects.count() == 1


def test_what_was_fetched_at_an_address_that_was_replaced_meanwhile_is_passed_over(calendar):
    fetches = Fetches()
    fetches.note(calendar.token_hash, "curl")
    CalendarFetch.objects.create(calendar=calendar, program="google", fetched_at=NOW)
    rotate_calendar(calendar, now=NOW)
    fetches.write()
    assert fetches.of(calendar.token_hash) == []
    assert not CalendarFetch.objects.exists()


def test_what_was_ended_meanwhile_is_passed_over(calendar):
    fetches = Fetches()
    fetches.note(calendar.token_hash, "curl")
    calendar.delete()
    fetches.write()
    assert len(fetches) == 0
    assert not CalendarFetch.objects.exists()


def test_what_could_not_be_written_is_kept_for_the_next_time(calendar, monkeypatch, caplog):
    fetches = Fetches()
    fetches.note(calendar.token_hash, "curl")

    def fail(gathered):
        raise DatabaseError

    with monkeypatch.context() as patch:
        patch.setattr(fetching, "_write", fail)
        fetches.write()
    assert [fetch.program.called for fetch in fetches.of(calendar.token_hash)] == ["curl"]
    assert "tried again" in caplog.text
    fetches.write()
    assert CalendarFetch.objects.get().called == "curl"


def test_memory_is_bounded(monkeypatch):
    monkeypatch.setattr(fetching, "MOST_GATHERED", 3)
    fetches = Fetches()
    for _ in range(5):
        fetches.note(str(uuid4()), "curl")
    assert len(fetches) == 3


def test_it_is_written_by_itself_after_a_while(settings, monkeypatch):
    written = Event()
    monkeypatch.setattr(Fetches, "_write_in_thread", lambda self: written.set())
    settings.FETCHES_WRITTEN_EVERY = 0.01
    Fetches().note(str(uuid4()), "curl")
    assert written.wait(5)
