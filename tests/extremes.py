"""Courses far from the usual, published: much of everything, long, wide, in other scripts."""

from datetime import UTC, date, datetime, timedelta

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
    LinkFactory,
    MeetingFactory,
    NoClassDayFactory,
    PersonFactory,
    ReleaseFactory,
    ResourceFactory,
    TermFactory,
    make_course,
)

SUMMER = datetime(2023, 8, 1, 12, tzinfo=UTC)
OCT_30 = datetime(2023, 10, 30, 14, tzinfo=UTC)
LONG = "W" * 100 + "-" + "x" * 199
"""300 characters without a space."""

ARABIC = "مقدمة في التعلم العميق الفعال: ضغط النماذج وتسريعها على الأجهزة الصغيرة"
EMOJI = "👩🏽‍🔬🧪 Réseaux 🤖🏳️‍🌈 e\u0301tat — 深度学习 ａｂｃ"
PROSE = f"""# A heading with {"Wörter" * 40}

{"A sentence with a " + "verylongword" * 30 + ". "}

| {"column" * 20} | b | c | d | e | f |
|---|---|---|---|---|---|
| {"cell" * 60} | 2 | 3 | 4 | 5 | {"six " * 40}|

```
{"code_that_goes_on(" * 40}
```

![An image](https://example.edu/{"p" * 300}.png) and <https://example.edu/{"q" * 400}>

> {"quoted " * 100}

1. {"one " * 50}
   - {"nested" * 60}

"""


def long_everywhere() -> Course:
    """A course whose every line is as long as a line may be, and of one word."""
    term = TermFactory(slug="long", name=LONG)
    course = make_course(
        lectures=0, term=term, slug="long", number="6." + "9" * 58, title=LONG, description=LONG
    )
    course.also_numbers = [LONG]
    course.save()
    course.meetings.update(room=LONG, title=LONG, section=LONG)
    for key, kind in (("rec", "recitation"), ("office", "office-hours")):
        MeetingFactory(
            course=course, key=key, kind=kind, weekdays="wed", title=LONG, room=LONG, section=LONG
        )
    for number in range(1, 5):
        chapter = ChapterFactory(course=course, title=LONG)
        for at in (number * 3, number * 3 + 1, number * 3 + 2):
            lecture = LectureFactory(
                course=course,
                number=at + 900,
                position=at,
                title=LONG,
                chapter=chapter,
                lecturer=LONG,
                description=LONG,
            )
            ResourceFactory(course=course, lecture=lecture, label=LONG, note=LONG)
    for number in (1, 2):
        lab = LabFactory(course=course, key=f"lab-{number}", title=LONG, topic=LONG)
        ReleaseFactory(lab=lab, note=LONG, title=LONG, day=date(2023, 9, 20 + number))
        DeadlineFactory(lab=lab, note=LONG, title=LONG, day=date(2023, 9, 26 + number))
    ExamFactory(course=course, key="exam", title=LONG, room=LONG, day=date(2023, 9, 29))
    NoClassDayFactory(course=course, key="off", title=LONG, day=date(2023, 9, 25))
    AnnouncementFactory(course=course, key="news", title=LONG, text=LONG, day=date(2023, 9, 7))
    PersonFactory(course=course, name=LONG, title=LONG, email=f"{'a' * 60}@example.edu")
    LinkFactory(course=course, label=LONG, text=LONG, note=LONG)
    publish(course, now=SUMMER, note=LONG)
    course.lectures.filter(number=906).update(cancelled=True, reason=LONG)
    course.lectures.filter(number=908).update(merged_into=course.lectures.get(number=909))
    course.lectures.filter(number=907).update(pin_day=date(2023, 9, 30), pin_room=LONG)
    lab.deadlines.update(extended_day=date(2023, 10, 1), extended_at="17:00")
    publish(course, now=datetime(2023, 9, 24, tzinfo=UTC), note=LONG * 3)
    return course


def much_of_everything() -> Course:
    """8 sessions at once, 20 deadlines on a day, 30 materials, 60 people, 40 links, three weeks off."""
    course = make_course(lectures=12, slug="much", term=TermFactory(slug="much"))
    for number in range(8):
        MeetingFactory(
            course=course,
            key=f"rec-{number}",
            kind="recitation",
            title=f"Recitation {number}",
            weekdays="wed",
            start=f"1{number % 3}:{number * 5:02}",
            end=f"1{number % 3 + 3}:00",
        )
    for number in range(22):
        MeetingFactory(
            course=course,
            key=f"office-{number}",
            kind="office-hours",
            weekdays="fri",
            start=f"{number:02}:00",
            end=None if number % 2 else f"{number:02}:50",
        )
    edges = (("rec-a", "00:00", "00:05"), ("rec-b", "23:55", None), ("rec-c", "22:00", "23:59"))
    for key, start, end in edges:
        MeetingFactory(
            course=course, key=key, kind="recitation", weekdays="mon", start=start, end=end
        )
    for number in range(20):
        lab = LabFactory(course=course, key=f"lab-{number}", title=f"Problem set {number}")
        ReleaseFactory(lab=lab, day=date(2023, 9, 14))
        DeadlineFactory(lab=lab, day=date(2023, 9, 28), at=f"{number + 1:02}:00")
    for number in range(30):
        lecture = course.lectures.first()
        ResourceFactory(course=course, lecture=lecture, label=f"Notes of part {number}")
    for number in range(60):
        PersonFactory(course=course, name=f"Person {number}", email=f"p{number}@example.edu")
    for number in range(40):
        LinkFactory(course=course, label=f"Link {number}", url="https://example.edu/")
    NoClassDayFactory(
        course=course, key="off", title="Strike", day=date(2023, 10, 2), last_day=date(2023, 10, 22)
    )
    for number in range(30):
        AnnouncementFactory(course=course, key=f"note-{number}", day=date(2023, 9, number % 28 + 1))
    publish(course, now=SUMMER)
    course.lectures.update(lecturer="Somebody else")
    course.labs.filter(key="lab-1").delete()
    publish(course, now=OCT_30, note="A sentence of a note. " * 45)
    return course


def long_prose() -> Course:
    """50,000 characters of Markdown wherever it can be."""
    text = (PROSE * 60)[:49_990]
    course = make_course(lectures=1, slug="prose", term=TermFactory(slug="prose"))
    Course.objects.filter(pk=course.pk).update(description=text)
    course.refresh_from_db()
    course.lectures.update(description=text)
    ResourceFactory(course=course, lecture=course.lectures.get(), kind="note", url="", note=text)
    ResourceFactory(course=course, kind="note", url="", note=text)
    LabFactory(course=course, key="lab", description=text)
    AnnouncementFactory(course=course, key="news", title="All of it", text=text)
    publish(course, now=SUMMER)
    return course


def other_scripts() -> list[Course]:
    """Arabic titles in a course of that language, and in an English one; emoji."""
    term = TermFactory(slug="scripts", name="خريف 2023")
    made = []
    for slug, language in (("arabic", "ar"), ("mixed", "en")):
        course = make_course(
            lectures=0, slug=slug, number=f"CS {slug} مقرر", title=ARABIC, term=term
        )
        Course.objects.filter(pk=course.pk).update(language=language)
        course.refresh_from_db()
        chapter = ChapterFactory(course=course, title=EMOJI)
        for number, title in enumerate((ARABIC, EMOJI, "Plain (part I)"), start=1):
            LectureFactory(
                course=course, number=number, position=number, title=title, chapter=chapter
            )
        lab = LabFactory(course=course, key="lab", title=ARABIC, topic=EMOJI)
        DeadlineFactory(lab=lab, note=ARABIC, day=date(2023, 9, 14))
        AnnouncementFactory(course=course, key="news", title=EMOJI, text=ARABIC)
        publish(course, now=SUMMER)
        made.append(course)
    return made


def a_year_of_lectures(count: int, slug: str) -> Course:
    """A course of many lectures in a term of 52 weeks."""
    first = date(2023, 9, 4)
    term = TermFactory(slug=slug, first_day=first, last_day=first + timedelta(days=52 * 7 - 1))
    course = make_course(lectures=count, slug=slug, term=term)
    publish(course, now=SUMMER)
    return course


def three_days() -> Course:
    """A term of three days, with a course of one lecture."""
    term = TermFactory(slug="brief", first_day=date(2023, 9, 5), last_day=date(2023, 9, 7))
    course = make_course(lectures=1, slug="brief", term=term)
    publish(course, now=SUMMER)
    return course


def nothing_at_all() -> Course:
    """A course without anything in it."""
    course = CourseFactory(slug="empty", term=TermFactory(slug="empty"))
    publish(course, now=SUMMER)
    return course


def forty_courses() -> None:
    """A term of forty courses that all meet at one time."""
    term = TermFactory(slug="forty")
    for number in range(40):
        publish(make_course(lectures=2, slug=f"c{number}", term=term), now=SUMMER)
