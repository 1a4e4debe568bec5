"""A VCALENDAR: its header, and nothing that changes by itself."""

from datetime import date

from icalendar import Calendar

from schedule.engine.entry import Kind
from tests.schedule.ical.samples import all_day, calendar, lecture, unfolded, wrap


def test_the_header_says_what_the_calendar_is_and_where_it_comes_from():
    lines = unfolded(wrap([], days=[]))
    assert lines == [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        "PRODID:-//Lectern//Course calendar//EN",
        "CALSCALE:GREGORIAN",
        "LAST-MODIFIED:20230901T123000Z",
        "NAME:6.5940 (Fall 2023)",
        "X-WR-CALNAME:6.5940 (Fall 2023)",
        "DESCRIPTION:TinyML and Efficient Deep Learning Computing",
        "X-WR-CALDESC:TinyML and Efficient Deep Learning Computing",
        "X-WR-TIMEZONE:America/New_York",
        "URL:https://lectern.example.edu/2023-fall/6.5940/",
        "SOURCE;VALUE=URI:https://lectern.example.edu/2023-fall/6.5940/calendar.ics",
        "REFRESH-INTERVAL;VALUE=DURATION:PT1H",
        "X-PUBLISHED-TTL:PT1H",
        "COLOR:royalblue",
        "END:VCALENDAR",
    ]


def test_the_same_events_have_the_same_bytes():
    assert calendar(lecture()) == calendar(lecture())


def test_a_zone_is_written_where_an_event_names_it():
    assert len(Calendar.from_ical(calendar(lecture())).walk("VTIMEZONE")) == 1
    assert len(Calendar.from_ical(calendar(all_day(Kind.NO_CLASS))).walk("VTIMEZONE")) == 0


def test_the_zone_begins_before_the_first_event():
    text = calendar(lecture(), all_day(Kind.NO_CLASS, day=date(2021, 5, 1)))
    assert "DTSTART:20190310T020000" in text


def test_there_is_no_method_and_no_recurrence_of_events():
    text = calendar(lecture(), all_day(Kind.RELEASE))
    assert "METHOD" not in text
    assert [event.get("RRULE") for event in Calendar.from_ical(text).walk("VEVENT")] == [None, None]
