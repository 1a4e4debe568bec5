"""Programs read what we write, and all read what the entries say."""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from schedule import ical
from schedule.engine.entry import Kind, Material, Status
from schedule.markdown import written_out
from tests.clients.readers import READERS
from tests.schedule.ical.samples import (
    FACTS,
    all_day,
    calendar,
    deadline,
    lecture,
    with_alarms,
    wrap,
)

HOSTILE = (
    "C:\\new\\table",
    "a;b,c:d\"e'f",
    "<script>alert(1)</script>",
    "x\r\nSTATUS:CANCELLED\r\nDTSTART:20200101",
    "line\u2028sep\u2029par\x85nel\x0bvt\x0cff\x1cfs",
    "bell\x07null\x00esc\x1b",
    "שלום עולם \u202eevil",
    "👩‍👩‍👧‍👦" * 40,
    "é" * 200,
    "\ud800 half",
    "{{ x }} %s \\, \\; \\N \\n",
    " spaces   around\t",
    "^n ^' ^^",
    "word " * 100,
    "a " * 100,
    "👩 " * 100,
    ", ; " * 100,
)


@pytest.fixture(params=READERS)
def read(request):
    return READERS[request.param]


def test_every_reader_finds_each_event_at_its_time_with_its_status(read):
    entries = [
        lecture(),
        deadline(),
        all_day(Kind.NO_CLASS, key="thanksgiving", title="Thanksgiving"),
        all_day(Kind.NO_CLASS, key="break", title="Break", last_day=date(2023, 11, 25)),
        lecture(key="lecture-8", status=Status.CANCELLED, reason="Snow"),
    ]
    told = {
        uid: (event.start, event.end, event.status)
        for uid, event in read(calendar(*entries)).items()
    }
    assert told == {
        "lecture-7@lectern": (
            datetime(2023, 9, 28, 19, 35, tzinfo=UTC),
            datetime(2023, 9, 28, 21, 0, tzinfo=UTC),
            "CONFIRMED",
        ),
        "lab-4-due@lectern": (
            datetime(2023, 11, 1, 3, 29, tzinfo=UTC),
            datetime(2023, 11, 1, 3, 59, tzinfo=UTC),
            "CONFIRMED",
        ),
        "thanksgiving@lectern": (date(2023, 11, 23), date(2023, 11, 24), "CONFIRMED"),
        "break@lectern": (date(2023, 11, 23), date(2023, 11, 26), "CONFIRMED"),
        "lecture-8@lectern": (
            datetime(2023, 9, 28, 19, 35, tzinfo=UTC),
            datetime(2023, 9, 28, 21, 0, tzinfo=UTC),
            "CANCELLED",
        ),
    }


@pytest.mark.parametrize("words", HOSTILE)
def test_every_reader_reads_hostile_text_alike_and_whole(read, words):
    entry = lecture(
        title=words,
        room=words,
        chapter=words,
        description=f"{words}\n\n{words}",
        materials=(Material("note", words, "https://example.edu/a,b;c\\n"),),
    )
    (told,) = read(calendar(entry)).values()
    title = ical.text.one_line(words)
    assert (told.summary, told.location) == (f"6.5940 Lecture 7: {title}", title)
    assert told.description == "\n\n".join(
        [
            f"Chapter: {title}",
            f"{title}: https://example.edu/a,b;c%5Cn",
            ical.text.prose(written_out(f"{words}\n\n{words}")),
            f"{FACTS.page}lecture-7/",
        ]
    )


@given(words=st.text(max_size=400))
def test_any_text_is_read_as_it_was_cleaned(words):
    entry = lecture(title=f"x{words}", description=f"y{words}z", room=f"r{words}")
    text = calendar(entry)
    expected = ical.text.one_line(f"6.5940 Lecture 7: x{words}"), ical.text.one_line(f"r{words}")
    for name, read in READERS.items():
        (told,) = read(text).values()
        assert (told.summary, told.location) == expected, name
        assert ical.text.prose(written_out(f"y{words}z")) in told.description, name


@pytest.mark.parametrize(
    "zone",
    [
        "America/New_York",
        "Europe/Berlin",
        "Australia/Lord_Howe",
        "Asia/Kathmandu",
        "UTC",
        "Africa/Casablanca",
    ],
)
def test_every_reader_finds_wall_clock_times_at_their_instants_all_year(read, zone):
    facts = ical.CourseFacts("6.5940", "T", "2023", zone, FACTS.page)
    entries = [
        lecture(
            key=f"day-{month}-{day}",
            day=date(2023, month, day),
            last_day=date(2023, month, day),
            start=(
                start := datetime.combine(
                    date(2023, month, day), time(15, 35), tzinfo=ZoneInfo(zone)
                ).astimezone(UTC)
            ),
            end=start + timedelta(minutes=85),
        )
        for month in range(1, 13)
        for day in (3, 9, 17, 25, 28)
    ]
    told = read(calendar(*entries, facts=facts))
    assert {uid: event.start for uid, event in told.items()} == {
        f"{entry.key}@lectern": entry.start for entry in entries
    }


def test_every_reader_takes_alarms(read):
    text = wrap(
        [with_alarms(deadline(), timedelta(days=1), timedelta(0))], days=[date(2023, 10, 31)]
    )
    (told,) = read(text).values()
    assert told.summary == "6.5940 Lab 4 due"
