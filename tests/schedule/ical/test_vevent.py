"""One VEVENT: what each kind says, and in what form."""

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest
from icalendar import Calendar

from schedule import ical
from schedule.engine.entry import Kind, Status
from tests.schedule.ical.samples import (
    FACTS,
    all_day,
    deadline,
    lecture,
    parsed,
    unfolded,
    vevent,
)

EXTENDED = {
    "key": "lab-1-due",
    "label": "Lab 1",
    "title": "Pruning",
    "day": date(2023, 9, 30),
    "last_day": date(2023, 9, 30),
    "start": datetime(2023, 10, 1, 3, 59, tzinfo=UTC),
    "first_day": date(2023, 9, 28),
    "first_start": datetime(2023, 9, 29, 3, 59, tzinfo=UTC),
}
AS_DAYS = ical.Form(deadlines_as_days=True)
AS_TITLE = ical.Form(cancelled_as_title=True)


def lines(entry, *names, **values):
    """Return the content lines of these properties, unfolded."""
    return [
        line
        for line in unfolded(vevent(entry, **values))
        if line.partition(":")[0].partition(";")[0] in names
    ]


def test_a_lecture_says_all_there_is_to_know_in_one_order():
    assert unfolded(vevent(lecture())) == [
        "BEGIN:VEVENT",
        "UID:5f0c8f0e-3f5e-5b0a-9d39-3d0d7a0f6a10@lectern",
        "DTSTAMP:20230901T123000Z",
        "DTSTART;TZID=America/New_York:20230928T153500",
        "DTEND;TZID=America/New_York:20230928T170000",
        "SUMMARY:6.5940 Lecture 7: Neural Architecture Search (Part I)",
        (
            "DESCRIPTION:Chapter: Efficient Inference\\n\\n"
            "Video: https://example.edu/v?a=1\\,2\\;b\\n\\n"
            "https://lectern.example.edu/2023-fall/6.5940/lecture-7/"
        ),
        "STATUS:CONFIRMED",
        "LOCATION:36-156",
        "TRANSP:OPAQUE",
        "CATEGORIES:LECTURE",
        "COLOR:royalblue",
        "URL:https://lectern.example.edu/2023-fall/6.5940/lecture-7/",
        "SEQUENCE:3",
        "CREATED:20230801T120000Z",
        "LAST-MODIFIED:20230901T123000Z",
        "END:VEVENT",
    ]


def test_the_same_event_has_the_same_bytes():
    assert vevent(lecture()) == vevent(lecture())


def test_a_deadline_is_the_half_hour_ending_when_it_is_due_and_blocks_no_time():
    assert lines(deadline(), "DTSTART", "DTEND", "SUMMARY", "TRANSP", "CATEGORIES") == [
        "DTSTART;TZID=America/New_York:20231031T232900",
        "DTEND;TZID=America/New_York:20231031T235900",
        "SUMMARY:6.5940 Lab 4 due",
        "TRANSP:TRANSPARENT",
        "CATEGORIES:DEADLINE",
    ]


def test_a_deadline_at_midnight_is_the_last_half_hour_of_the_day_before():
    entry = deadline(start=datetime(2023, 11, 1, 4, tzinfo=UTC))
    assert lines(entry, "DTSTART", "DTEND") == [
        "DTSTART;TZID=America/New_York:20231031T233000",
        "DTEND;TZID=America/New_York:20231101T000000",
    ]
    assert "Due Tue Oct 31, midnight" in parsed(vevent(entry))["DESCRIPTION"]


def test_a_deadline_shortly_after_midnight_has_a_shorter_block_on_its_own_day():
    entry = deadline(
        start=datetime(2023, 11, 1, 4, 5, tzinfo=UTC),
        day=date(2023, 11, 1),
        last_day=date(2023, 11, 1),
    )
    assert lines(entry, "DTSTART", "DTEND") == [
        "DTSTART;TZID=America/New_York:20231101T000000",
        "DTEND;TZID=America/New_York:20231101T000500",
    ]


def test_an_extended_deadline_says_so_and_when_it_was_first_due():
    event = parsed(vevent(deadline(**EXTENDED)))
    assert event["SUMMARY"] == "6.5940 Lab 1 due (extended)"
    assert event["DESCRIPTION"].split("\n")[:2] == [
        "Due Sat Sep 30, 11:59 pm; first due Thu Sep 28, 11:59 pm (America/New_York).",
        "Pruning",
    ]


def test_a_deadline_as_a_day_stands_on_its_local_day_with_the_time_in_its_summary():
    entry = deadline(**EXTENDED)
    assert lines(entry, "DTSTART", "DTEND", "SUMMARY", "TRANSP", form=AS_DAYS) == [
        "DTSTART;VALUE=DATE:20230930",
        "DTEND;VALUE=DATE:20231001",
        "SUMMARY:6.5940 Lab 1 due 11:59 pm (extended)",
        "TRANSP:TRANSPARENT",
    ]


def test_a_deadline_without_a_time_stands_on_its_day():
    assert lines(deadline(start=None), "DTSTART", "SUMMARY") == [
        "DTSTART;VALUE=DATE:20231031",
        "SUMMARY:6.5940 Lab 4 due",
    ]


@pytest.mark.parametrize(
    ("kind", "label", "title", "summary"),
    [
        (Kind.RELEASE, "Lab 2", "Quantization", "6.5940 Lab 2 out"),
        (Kind.NO_CLASS, "No class", "Thanksgiving", "Thanksgiving — No Class"),
        (Kind.NO_CLASS, "No class", "", "No class"),
        (Kind.ANNOUNCEMENT, "Announcement", "Lab 5", "6.5940 Announcement: Lab 5"),
        (Kind.EXAM, "Midterm", "", "6.5940 Midterm"),
        (Kind.EXAM, "Midterm", "Midterm", "6.5940 Midterm"),
    ],
)
def test_what_has_no_time_stands_on_its_day_and_blocks_no_time(kind, label, title, summary):
    entry = all_day(kind, label=label, title=title)
    assert lines(entry, "DTSTART", "DTEND", "SUMMARY", "TRANSP") == [
        "DTSTART;VALUE=DATE:20231123",
        "DTEND;VALUE=DATE:20231124",
        f"SUMMARY:{summary}",
        "TRANSP:TRANSPARENT",
    ]


def test_a_range_of_days_ends_on_the_day_after_its_last():
    entry = all_day(Kind.NO_CLASS, last_day=date(2023, 11, 25))
    assert lines(entry, "DTSTART", "DTEND") == [
        "DTSTART;VALUE=DATE:20231123",
        "DTEND;VALUE=DATE:20231126",
    ]


def test_a_release_at_a_time_stands_on_its_day_and_says_when():
    entry = all_day(Kind.RELEASE, start=datetime(2023, 11, 23, 14, tzinfo=UTC))
    assert lines(entry, "DTSTART", "DTEND", "TRANSP") == [
        "DTSTART;VALUE=DATE:20231123",
        "DTEND;VALUE=DATE:20231124",
        "TRANSP:TRANSPARENT",
    ]
    description = parsed(vevent(entry))["DESCRIPTION"]
    assert description.startswith("Out Thu Nov 23, 9:00 am (America/New_York).")


def test_a_session_without_a_known_end_is_shown_for_an_hour_and_says_so():
    assert lines(lecture(end=None), "DTEND") == ["DTEND;TZID=America/New_York:20230928T163500"]
    assert "When it ends is not known." in parsed(vevent(lecture(end=None)))["DESCRIPTION"]


def test_what_is_cancelled_says_so_by_status_by_summary_and_why_and_blocks_no_time():
    entry = lecture(status=Status.CANCELLED, reason="Snow")
    assert lines(entry, "SUMMARY", "STATUS", "TRANSP") == [
        "SUMMARY:Cancelled: 6.5940 Lecture 7: Neural Architecture Search (Part I)",
        "STATUS:CANCELLED",
        "TRANSP:TRANSPARENT",
    ]
    assert parsed(vevent(entry))["DESCRIPTION"].startswith("Cancelled: Snow\nChapter:")


def test_what_is_cancelled_can_say_so_by_summary_alone():
    entry = lecture(status=Status.CANCELLED)
    assert lines(entry, "SUMMARY", "STATUS", form=AS_TITLE) == [
        "SUMMARY:Cancelled: 6.5940 Lecture 7: Neural Architecture Search (Part I)",
        "STATUS:CONFIRMED",
    ]


def test_what_is_removed_is_cancelled_and_leads_to_the_changes():
    event = parsed(vevent(lecture(status=Status.REMOVED)))
    assert (event["STATUS"], event["URL"]) == ("CANCELLED", f"{FACTS.page}changes/")
    assert event["DESCRIPTION"].startswith("No longer in the course.\n")


def test_a_merged_lecture_names_the_one_it_is_held_with_and_a_remark_is_shown():
    text = vevent(lecture(together_with="Lecture 8", note="on Canvas", reason="Guest"))
    assert parsed(text)["DESCRIPTION"].split("\n")[:4] == [
        "Guest",
        "Together with Lecture 8.",
        "Chapter: Efficient Inference",
        "on Canvas",
    ]


def test_long_prose_is_cut_and_the_page_has_the_rest():
    description = parsed(vevent(lecture(description="word " * 5_000)))["DESCRIPTION"]
    assert len(description) < 4_200
    assert description.endswith(f" …\n\n{FACTS.page}lecture-7/")


@pytest.mark.parametrize("minutes", [0, 30, 59])
def test_a_local_time_that_comes_twice_is_written_in_utc(minutes):
    entry = deadline(
        day=date(2023, 11, 5),
        last_day=date(2023, 11, 5),
        start=datetime(2023, 11, 5, 6, minutes, tzinfo=UTC),
    )
    (start, end) = lines(entry, "DTSTART", "DTEND")
    assert end == f"DTEND:20231105T06{minutes:02}00Z"
    assert start.startswith("DTSTART:20231105T0")


def test_a_local_time_whose_offset_has_seconds_is_written_in_utc():
    """Liberia was 44 minutes and 30 seconds behind; ical.js and vobject leave out the seconds."""
    facts = replace(FACTS, time_zone="Africa/Monrovia")
    day = date(1972, 1, 6)
    start, end = (datetime(1972, 1, 6, hour, 44, 30, tzinfo=UTC) for hour in (12, 13))
    entry = lecture(start=start, end=end, day=day, last_day=day)
    assert lines(entry, "DTSTART", "DTEND", facts=facts) == [
        "DTSTART:19720106T124430Z",
        "DTEND:19720106T134430Z",
    ]


@pytest.mark.parametrize("zone", ["UTC", "Etc/UTC"])
def test_a_course_in_utc_needs_no_zone(zone):
    facts = ical.CourseFacts("1", "T", "2023", zone, FACTS.page)
    assert lines(lecture(), "DTSTART", facts=facts) == ["DTSTART:20230928T193500Z"]


@pytest.mark.parametrize("kind", list(Kind))
def test_every_kind_has_its_category_and_a_colour(kind):
    category, color = lines(all_day(kind), "CATEGORIES", "COLOR")
    assert category == f"CATEGORIES:{kind.value.upper()}"
    assert color.removeprefix("COLOR:").isalpha()


def test_it_is_a_whole_component_with_each_line_ended_by_crlf():
    text = vevent(lecture())
    assert text.endswith("END:VEVENT\r\n")
    assert text.count("\n") == text.count("\r\n") == text.count("\r")
    assert Calendar.from_ical(f"BEGIN:VCALENDAR\r\n{text}END:VCALENDAR\r\n").errors == []
