"""Courses and terms far from the usual: nothing falls over, nothing is left out unsaid."""

from datetime import date, timedelta

import pytest

from courses.models import Lecture, Term
from schedule.publishing import publish
from tests.factories import (
    ChapterFactory,
    CourseFactory,
    DeadlineFactory,
    LabFactory,
    MeetingFactory,
    TermFactory,
    make_course,
)
from tests.schedule.views.conftest import SUMMER

COURSE_PAGES = (
    "",
    "week/",
    "week/2023-W40/",
    "deadlines/",
    "changes/",
    "announcements/",
    "subscribe/",
)


def a_year():
    return TermFactory(
        slug="x", first_day=date(2023, 9, 4), last_day=date(2023, 9, 4) + timedelta(days=52 * 7 - 1)
    )


def without_anything():
    return CourseFactory(slug="y", term=TermFactory(slug="x"))


def with_one_lecture():
    return make_course(lectures=1, slug="y", term=TermFactory(slug="x"))


def with_120_lectures_in_a_year():
    return make_course(lectures=120, slug="y", term=a_year())


def with_more_lectures_than_days():
    return make_course(lectures=60, slug="y", term=TermFactory(slug="x"))


def with_a_meeting_at_each_end_of_the_day():
    course = make_course(lectures=1, slug="y", term=TermFactory(slug="x"))
    MeetingFactory(
        course=course, key="a", kind="recitation", weekdays="mon", start="00:00", end="00:05"
    )
    MeetingFactory(
        course=course, key="b", kind="office-hours", weekdays="mon", start="23:55", end=None
    )
    return course


def with_a_week_long_day_of_nothing_but_chapters():
    course = CourseFactory(slug="y", term=TermFactory(slug="x"))
    for number in range(40):
        ChapterFactory(course=course, title=f"Chapter {number}")
    return course


def with_a_deadline_long_after_the_term():
    course = make_course(lectures=1, slug="y", term=TermFactory(slug="x"))
    DeadlineFactory(lab=LabFactory(course=course), day="2031-10-01")
    return course


@pytest.mark.parametrize("path", COURSE_PAGES)
@pytest.mark.parametrize("today", ["1900-01-01", "2023-10-31", "2199-12-31"])
@pytest.mark.parametrize(
    "make",
    [
        without_anything,
        with_one_lecture,
        with_120_lectures_in_a_year,
        with_more_lectures_than_days,
        with_a_meeting_at_each_end_of_the_day,
        with_a_week_long_day_of_nothing_but_chapters,
        with_a_deadline_long_after_the_term,
    ],
)
def test_every_page_stands(db, read, make, path, today):
    publish(make(), now=SUMMER)
    assert read(f"/x/y/{path}?on={today}").one("h1").text


def test_all_lectures_are_in_the_schedule_dated_or_not(db, read):
    course = with_more_lectures_than_days()
    publish(course, now=SUMMER)
    table = read("/x/y/").one("table", "sched")
    dated = Lecture.objects.filter(course=course).count()
    assert len(table.one("tbody").all("tr")) == dated == 60
    assert table.text.count("To be announced") == 60 - course.events.filter(kind="lecture").count()


def test_a_year_has_a_strip_and_a_stave_of_all_its_weeks(db, read):
    course = with_120_lectures_in_a_year()
    publish(course, now=SUMMER)
    strip = read("/x/y/?on=2023-10-31").one("nav", "strip")
    assert strip.one("ol", "strip__weeks").classes == {"strip__weeks", "weeks-52"}
    assert len(strip.all("li", "strip__week")) == 52
    staves = read("/x/?on=2023-10-31").one("div", "staves")
    assert {"weeks-52", "staves--long", "staves--now"} <= staves.classes
    assert len(staves.one("ol", "staves__axis").all("li")) == 12 + 1
    last = max(course.events.filter(kind="lecture").values_list("day", flat=True))
    assert staves.one("p", "stave__line").all("i")[-1]["class"].split()[2:] == [
        f"w-{(last - date(2023, 9, 4)).days // 7}",
        f"d-{last.weekday()}",
    ]


def test_a_week_of_more_courses_than_fit_says_how_many_are_missing(db, read):
    term = TermFactory(slug="x")
    for number in range(43):
        publish(make_course(term=term, slug=f"c{number}", lectures=1), now=SUMMER)
    page = read("/x/week/2023-W36/")
    assert "3 more courses are not shown." in page.text
    thursday = page.one("li", id="day-2023-09-07")
    assert thursday.one("li", "session--more").text == "+38 more"
    assert len(thursday.all("li", "session")) == 41
    assert Term.objects.count() == 1


def test_a_course_number_of_any_length_is_told_from_the_rest(db, read):
    course = make_course(
        lectures=1, slug="y", number="CS-GY 6033/INET 101", term=TermFactory(slug="x")
    )
    publish(course, now=SUMMER)
    assert "mast__num--long" in read("/x/y/").one("p", "mast__num").classes
