"""Courses and terms far from the usual: nothing falls over, nothing is left out unsaid."""

from datetime import date, timedelta

import pytest

from courses.models import Lecture, Term
from schedule.publishing import publish
from tests import extremes
from tests.factories import (
    ChapterFactory,
    CourseFactory,
    DeadlineFactory,
    LabFactory,
    MeetingFactory,
    TermFactory,
    make_course,
)
from tests.published import SUMMER

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


def all_at_once():
    """Return the addresses of all courses that are far from the usual."""
    made = [
        extremes.long_everywhere(),
        extremes.much_of_everything(),
        extremes.long_prose(),
        *extremes.other_scripts(),
        extremes.a_year_of_lectures(400, "ages"),
        extremes.three_days(),
        extremes.nothing_at_all(),
    ]
    extremes.forty_courses()
    return [f"/{course.term.slug}/{course.slug}/" for course in made] + ["/forty/c39/"]


@pytest.mark.parametrize("today", ["1900-01-01", "2023-09-28", "2199-12-31"])
def test_every_page_of_every_extreme_course_stands(db, read, today):
    for address in all_at_once():
        term = address.split("/")[1]
        for path in (*(f"{address}{path}" for path in COURSE_PAGES), f"/{term}/"):
            assert read(f"{path}?on={today}").one("h1").text, path
        assert read(f"/{term}/week/?on={today}").one("h1").text


def ends_of_each(course):
    """Return the keys of all events; of a meeting's days, which differ in the date, both ends."""
    of_meetings = {"recitation", "office-hours"}
    kept = {}
    for event in course.events.standing().order_by("day", "key"):
        group = event.parent if event.kind in of_meetings else event.key
        kept[group] = [*kept.get(group, [])[:1], event.key]
    return [key for keys in kept.values() for key in keys]


def test_every_item_of_an_extreme_course_has_a_page(db, read):
    for course in (extremes.long_everywhere(), extremes.much_of_everything()):
        for key in ends_of_each(course):
            assert read(f"/{course.term.slug}/{course.slug}/{key}/").one("h1").text


def test_a_title_is_there_in_full_however_little_of_it_is_shown(db, read):
    extremes.long_everywhere()
    for path in ("", "week/2023-W39/", "deadlines/", "lecture-906/"):
        assert extremes.LONG in read(f"/long/long/{path}?on=2023-09-28").text


def test_very_many_people_and_links_are_folded_up(db, read):
    extremes.much_of_everything()
    head = read("/much/much/").one("div", "mast__facts")
    people = head.all("dl", "facts")[0].all("div")[4]
    assert len(people.all("dd")) == 8 + 1
    assert people.one("summary").text == "52 more"
    assert len(people.all("li")) == 52
    assert head.all("summary")[-1].text == "33 more"


def test_a_written_title_keeps_its_own_language_and_direction(db, read):
    extremes.other_scripts()
    for slug, language in (("arabic", "ar"), ("mixed", "en")):
        title = read(f"/scripts/{slug}/").one("h1").one("bdi")
        assert (title.text, title["lang"]) == (extremes.ARABIC, language)
        prose = read(f"/scripts/{slug}/announcements/?on=2024-01-01").one("div", "prose")
        assert (prose["lang"], prose["dir"]) == (language, "auto")
