"""Courses whose feeds programs are given to read: much in many zones, and hostile words."""

from datetime import UTC, date, datetime, time, timedelta

from courses.models import Course
from schedule.publishing import publish
from tests.factories import (
    AnnouncementFactory,
    ChapterFactory,
    CourseFactory,
    DeadlineFactory,
    ExamFactory,
    LabFactory,
    LectureFactory,
    MeetingFactory,
    NoClassDayFactory,
    ReleaseFactory,
    ResourceFactory,
    TermFactory,
)

WINTER = datetime(2022, 12, 1, 12, tzinfo=UTC)
"""Before the year of the generated course."""

ZONES = (
    "America/New_York",
    "America/St_Johns",
    "America/Santiago",
    "Europe/London",
    "Europe/Berlin",
    "Africa/Cairo",
    "Africa/Casablanca",
    "Asia/Kathmandu",
    "Asia/Tokyo",
    "Australia/Lord_Howe",
    "Pacific/Chatham",
    "UTC",
)
"""Of half hours and quarters, east and west, with clocks that change by half an hour or not at all."""

HARDEST = ("America/New_York", "Africa/Casablanca", "Australia/Lord_Howe")
"""Enough for a program that reads every zone again for every event."""

PER_ZONE = 167
LECTURES, DUE, OUT = 50, 8, 4

HOSTILE = (
    "C:\\new\\table \\, \\; \\N \\n",
    "a;b,c:d\"e'f ^n ^' ^^",
    "<script>alert(1)</script> {{ x }} %s",
    "x\\r\\nSTATUS:CANCELLED\\r\\nDTSTART:20200101",
    "zero\u200bwidth\u00ad and\u3000wide\u00a0spaces",
    "שלום עולם \u202eevil",
    "👩‍👩‍👧‍👦" * 12,
    "é" * 200,
    " spaces   around\t",
    ", ; " * 70,
    "深度学习" * 60,
    "-",
)
"""Words that a course may say and that programs stumble over. It may not say line breaks or control
characters: what the serialiser does with those has tests of its own."""


def year_in_many_zones(*, zones: tuple[str, ...] = ZONES) -> list[Course]:
    """Return courses of a year, each published in another zone: 167 events a course.

    They meet at night as well, when clocks change, and have work due then.
    """
    first = date(2023, 1, 2)
    term = TermFactory(
        slug="2023", name="2023", first_day=first, last_day=first + timedelta(weeks=52, days=-1)
    )
    made = []
    for number, zone in enumerate(zones):
        course = CourseFactory(term=term, slug=f"1.{number:03}", title=f"A year in {zone}")
        _fill_a_year(course, first)
        term.time_zone = zone
        term.save()
        course.term = term
        publish(course, now=WINTER)
        made.append(course)
    return made


def _fill_a_year(course: Course, first: date) -> None:
    MeetingFactory(course=course, key="class", weekdays="thu", start=time(15, 35), end=time(17))
    nights = (
        ("late", "sat", time(22, 30), time(23, 45)),
        ("night", "sun", time(1, 15), time(2, 45)),
    )
    for key, weekday, start, end in nights:
        MeetingFactory(
            course=course, key=key, kind="recitation", weekdays=weekday, start=start, end=end
        )
    for number in range(1, LECTURES + 1):
        LectureFactory(course=course, number=number, position=number)
    for number in range(DUE):
        lab = LabFactory(course=course, key=f"lab-{number}", title=f"Lab {number}")
        day = first + timedelta(weeks=6 * number + 5, days=6)
        DeadlineFactory(lab=lab, day=day, at=(time(0), time(2, 30), time(12), None)[number % 4])
        if number < OUT:
            ReleaseFactory(lab=lab, day=day - timedelta(days=7), at=(None, time(1, 30))[number % 2])
    ExamFactory(
        course=course,
        key="exam",
        day=date(2023, 10, 29),
        start=time(0, 30),
        end=time(4),
        takes_slot=False,
    )


def hostile() -> Course:
    """Return a course that says the worst in all its words."""
    term = TermFactory(slug="hostile", name=HOSTILE[1])
    course = CourseFactory(
        term=term, slug="hostile", number="6;5,9\\4", title=HOSTILE[0], description=HOSTILE[4]
    )
    NoClassDayFactory(term=term, key="off", title=HOSTILE[5], day=date(2023, 10, 3))
    MeetingFactory(course=course, key="class", room=HOSTILE[1])
    for number, words in enumerate(HOSTILE, start=1):
        lecture = LectureFactory(
            course=course,
            number=number,
            position=number,
            title=words,
            chapter=ChapterFactory(course=course, title=words),
            description=f"{words}\n\n- {words}\n",
            cancelled=number % 5 == 0,
            reason=words if number % 5 == 0 else "",
        )
        ResourceFactory(
            course=course, lecture=lecture, label=words, url="https://example.edu/a,b;c\\n?q=ü"
        )
    for number, words in enumerate(HOSTILE):
        lab = LabFactory(course=course, key=f"lab-{number}", title=words[:100], description=words)
        DeadlineFactory(lab=lab, note=words, day=date(2023, 9, 28), at=time(10, number))
    AnnouncementFactory(course=course, key="news", title=HOSTILE[5], text=HOSTILE[0])
    publish(course, now=datetime(2023, 8, 1, tzinfo=UTC))
    return course
