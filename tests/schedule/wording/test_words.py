"""Days, times and zones as people say them."""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.utils import translation

from schedule.wording import (
    Clock,
    clock_words,
    count_words,
    date_words,
    day_range,
    day_words,
    full_day,
    long_day,
    offset_words,
    short_day,
    short_zone,
    span_words,
    weekday_name,
    zone_name,
    zone_note,
)
from schedule.wording.clocks import clock_changes
from schedule.wording.phrase import phrase, text_of

EASTERN = ZoneInfo("America/New_York")
FALL = (date(2023, 9, 4), date(2023, 12, 17))


@pytest.mark.parametrize(
    ("at", "words"),
    [
        (time(15, 35), "3:35 pm"),
        (time(9), "9:00 am"),
        (time(12), "noon"),
        (time(0), "midnight"),
        (time(0, 5), "12:05 am"),
        (time(12, 30), "12:30 pm"),
        (time(23, 59), "11:59 pm"),
    ],
)
def test_a_time_of_day(at, words):
    assert clock_words(at) == words


@pytest.mark.parametrize(
    ("start", "end", "words"),
    [
        (time(15, 35), time(17), "3:35–5:00 pm"),
        (time(11), time(12, 30), "11:00 am – 12:30 pm"),
        (time(11), time(12), "11:00 am – noon"),
        (time(12), time(13), "noon – 1:00 pm"),
        (time(9), time(10), "9:00–10:00 am"),
        (time(22), time(0), "10:00 pm – midnight"),
        (time(16), None, "4:00 pm"),
    ],
)
def test_a_span_of_time(start, end, words):
    assert span_words(start, end) == words


def test_days_short_long_and_with_their_year():
    day = date(2023, 10, 31)
    assert (day_words(day), long_day(day)) == ("Tue Oct 31", "Tuesday, Oct 31")
    assert full_day(day) == "Tue Oct 31, 2023"
    assert date_words(day, near=date(2023, 1, 1)) == "Tue Oct 31"
    assert date_words(day, near=date(2026, 1, 1)) == "Tue Oct 31, 2023"
    assert [weekday_name(n) for n in (0, 6)] == ["Monday", "Sunday"]


def test_ranges_of_days():
    assert day_range(date(2023, 10, 30), date(2023, 11, 5)) == "Oct 30 – Nov 5"
    assert day_range(date(2023, 10, 9), date(2023, 10, 15)) == "Oct 9 – 15"
    assert day_range(date(2023, 10, 9), date(2023, 10, 9)) == "Oct 9"
    assert day_range(date(2023, 12, 25), date(2024, 1, 1)) == "Dec 25 – Jan 1"


@pytest.mark.parametrize(
    ("key", "name", "short"),
    [
        ("America/New_York", "Eastern Time", "Eastern"),
        ("America/Los_Angeles", "Pacific Time", "Pacific"),
        ("Europe/Berlin", "Berlin time", "Berlin"),
        ("America/Argentina/Buenos_Aires", "Buenos Aires time", "Buenos Aires"),
        ("UTC", "UTC", "UTC"),
    ],
)
def test_zones_have_names(key, name, short):
    assert (zone_name(key), short_zone(key)) == (name, short)


def test_offsets_from_utc():
    hours = [timedelta(hours=-4), timedelta(hours=5, minutes=30), timedelta()]
    assert [offset_words(each) for each in hours] == ["UTC−4", "UTC+5:30", "UTC+0"]


def test_the_note_on_times_before_and_after_clocks_change():
    before = "Times are Eastern Time. It is UTC−4 until Sunday, Nov 5, 2:00 am; UTC−5 after that."
    assert zone_note(EASTERN, *FALL, today=date(2023, 10, 31)) == before
    assert zone_note(EASTERN, *FALL, today=date(2023, 11, 5)) == before
    assert zone_note(EASTERN, *FALL, today=date(2023, 11, 6)) == (
        "Times are Eastern Time. It is UTC−5; until Sunday, Nov 5, 2:00 am, it was UTC−4."
    )


def test_the_note_where_clocks_do_not_change():
    tokyo = ZoneInfo("Asia/Tokyo")
    assert zone_note(tokyo, *FALL, today=date(2023, 10, 31)) == "Times are Tokyo time. It is UTC+9."
    assert zone_note(ZoneInfo("UTC"), *FALL, today=date(2023, 10, 31)) == "Times are UTC."


@pytest.mark.parametrize(
    ("key", "day", "at"),
    [
        ("America/New_York", date(2023, 11, 5), time(2)),
        ("America/New_York", date(2023, 3, 12), time(2)),
        ("Europe/London", date(2023, 3, 26), time(1)),
        ("Australia/Lord_Howe", date(2023, 10, 1), time(2)),
        ("America/Santiago", date(2023, 9, 3), time(0)),
    ],
)
def test_changes_of_clocks_are_found_to_the_minute(key, day, at):
    week = (day - timedelta(days=3), day + timedelta(days=3))
    changes = list(clock_changes(ZoneInfo(key), *week))
    assert [(change.day, change.at) for change in changes] == [(day, at)]


def test_another_zone_stands_beside_with_its_weekday_where_that_differs():
    start, end = datetime(2023, 10, 31, 19, 35, tzinfo=UTC), datetime(2023, 10, 31, 21, tzinfo=UTC)
    assert Clock(EASTERN).span(start, end) == "3:35–5:00 pm"
    berlin, tokyo = ZoneInfo("Europe/Berlin"), ZoneInfo("Asia/Tokyo")
    assert Clock(EASTERN, berlin).span(start, end) == "3:35–5:00 pm (8:35–10:00 pm Berlin)"
    assert Clock(EASTERN, tokyo).span(start, end) == "3:35–5:00 pm (Wed 4:35–6:00 am Tokyo)"
    assert Clock(EASTERN, ZoneInfo("America/Toronto")).span(start, end) == "3:35–5:00 pm"


def test_counts_have_their_plural():
    assert count_words("lecture", 1) == "1 lecture"
    assert count_words("no-class", 2) == "2 days without class"


def test_a_phrase_keeps_its_parts_and_does_not_read_values_as_templates():
    parts = phrase("{item} is now due {now}.", item="{now} Lab", now="Sat")
    assert [(part.text, part.name) for part in parts] == [
        ("{now} Lab", "item"),
        (" is now due ", ""),
        ("Sat", "now"),
        (".", ""),
    ]
    assert text_of(parts) == "{now} Lab is now due Sat."


def test_words_follow_the_active_language_where_it_has_them():
    with translation.override("de"):
        assert weekday_name(0) == "Montag"


def test_the_first_of_a_month_is_an_ordinal_where_the_language_says_so():
    first, fifth = date(2023, 11, 1), date(2023, 11, 5)
    with translation.override("fr"):
        assert (short_day(first), short_day(fifth)) == ("1er nov.", "5 nov.")
        assert (day_words(first), long_day(first)) == ("mer. 1er nov.", "mercredi 1er novembre")
        assert full_day(first) == "mer. 1er nov. 2023"
        assert full_day(date(2023, 11, 21)) == "mar. 21 nov. 2023"
        assert day_range(first, fifth) == "1er – 5 nov."
        assert day_range(date(2023, 10, 30), first) == "30 oct. – 1er nov."
    with translation.override("de"):
        assert (short_day(first), day_range(first, fifth)) == ("1. Nov.", "1. – 5. Nov.")
