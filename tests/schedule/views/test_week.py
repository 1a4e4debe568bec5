"""The week: the right days and times, the way to other weeks, filters, and clear words."""

import pytest

from courses.models import Deadline, Lecture, NoClassDay
from schedule.publishing import publish
from tests.factories import (
    DeadlineFactory,
    ExamFactory,
    LabFactory,
    MeetingExceptionFactory,
    MeetingFactory,
    TermFactory,
    make_course,
)
from tests.published import SUMMER

WEEK = "/2023-fall/6.5940/week/"
OCT_30 = f"{WEEK}2023-W44/?on=2023-10-31"


def day(page, date):
    return page.one("li", "day", id=f"day-{date}")


def test_a_day_has_what_is_out_its_sessions_and_what_is_due(mit, read):
    page = read(OCT_30)
    tuesday = day(page, "2023-10-31")
    assert tuesday.one("h2").text == "Tuesday, Oct 31 Today"
    assert tuesday.one("ul", "day__allday").text == "Lab 5 out"
    assert tuesday.one("ul", "day__sessions").text == (
        "Lecture 15 GAN, Video, and Point Cloud 3:35–5:00 pm 36-156"
    )
    assert tuesday.one("ul", "day__due").text == "Lab 4 due end of day"


def test_sessions_are_placed_by_classes_alone(mit, read):
    page = read(OCT_30)
    assert page.one("div", "week").classes == {"week", "h-13", "hours-6"}
    lecture = day(page, "2023-10-31").one("li", "session")
    assert lecture.classes == {"session", "h-15", "m-35", "hours-1", "minutes-25"}
    assert [node for node in page.walk() if "style" in node.attributes] == []


def test_the_hours_are_the_same_in_every_week(mit, read):
    classes = {
        frozenset(read(f"{WEEK}2023-W{number}/").one("div", "week").classes)
        for number in (36, 41, 44, 50)
    }
    assert len(classes) == 1


def test_an_empty_day_says_so(mit, read):
    monday = day(read(OCT_30), "2023-10-30")
    assert "data-empty" in monday.attributes
    assert monday.one("p", "day__none").text == "Nothing scheduled"


def test_an_extended_deadline_stands_on_its_new_day_and_leaves_a_ghost(mit, read):
    page = read(f"{WEEK}2023-W39/")
    assert day(page, "2023-09-28").one("ul", "day__due").text == "Lab 1 due now Sat Sep 30"
    assert "chip--from" in day(page, "2023-09-28").one("li", "chip", data_kind="deadline").classes
    assert day(page, "2023-09-30").one("ul", "day__due").text == (
        "Lab 1 due Extended was Thu Sep 28 now Sat, 11:59 pm"
    )
    assert page.all("p", "cal__note")[0].text == (
        "Lab 1 was due Thursday, Sep 28; it was extended to Saturday, Sep 30, 11:59 pm."
    )


def test_a_ghost_is_seen_in_its_own_week_though_the_new_day_is_in_another(mit, read):
    Deadline.objects.filter(key="lab-4-due").update(extended_day="2023-11-08")
    publish(mit, now=SUMMER)
    assert "Lab 4 due now Wed Nov 8" in day(read(OCT_30), "2023-10-31").text


def test_a_day_without_class_is_hatched_and_named(mit, read):
    tuesday = day(read(f"{WEEK}2023-W41/"), "2023-10-10")
    assert "day--no-class" in tuesday.classes
    assert tuesday.one("ul", "day__allday").text == "Student Holiday No class"


def test_a_single_moved_lecture_points_both_ways(mit, read):
    Lecture.objects.filter(key="lecture-26").update(
        pin_day="2023-12-08", pin_start="10:00", pin_end="11:30", pin_room="32-123"
    )
    publish(mit, now=SUMMER)
    old = day(read(f"{WEEK}2023-W50/"), "2023-12-12").one("li", "session--from")
    assert "Moved to Fri Dec 8" in old.text
    new = day(read(f"{WEEK}2023-W49/"), "2023-12-08").one("li", "session--to")
    assert new.text.endswith("10:00–11:30 am 32-123, was Tue Dec 12")


def test_a_shifted_plan_leaves_no_ghosts_but_where_a_class_fell_out(mit, read):
    NoClassDay.objects.create(course=mit, key="snow", title="Snow day", day="2023-09-19")
    publish(mit, now=SUMMER)
    page = read(f"{WEEK}2023-W38/")
    assert len(page.all("li", "session--from")) == 1
    assert "Lecture 4" in day(page, "2023-09-19").one("li", "session--from").text
    assert read(f"{WEEK}2023-W39/").all("li", "session--from") == []


def test_a_cancelled_lecture_stays_struck_with_the_reason(mit, read):
    Lecture.objects.filter(key="lecture-15").update(cancelled=True, reason="Snow")
    publish(mit, now=SUMMER)
    block = day(read(OCT_30), "2023-10-31").one("li", "session--cancelled")
    assert "Cancelled" in block.text
    assert block.text.endswith("36-156, Snow")


def test_a_deadline_early_in_the_day_has_a_line_too(db, read):
    course = make_course(lectures=1, term=TermFactory(slug="x"), slug="y")
    DeadlineFactory(lab=LabFactory(course=course), day="2023-09-07", at="16:00")
    publish(course, now=SUMMER)
    thursday = day(read("/x/y/week/2023-W36/"), "2023-09-07")
    assert {"h-16", "m-0"} <= thursday.one("li", "session--dueline").classes
    assert thursday.one("ul", "day__due").text == "Lab due 4:00 pm"


def test_midnight_belongs_to_the_day_before(db, read):
    course = make_course(lectures=1, term=TermFactory(slug="x"), slug="y")
    DeadlineFactory(lab=LabFactory(course=course), day="2023-09-08", at="00:00")
    publish(course, now=SUMMER)
    page = read("/x/y/week/2023-W36/")
    assert day(page, "2023-09-07").one("ul", "day__due").text == "Lab due midnight"
    assert day(page, "2023-09-08").all("ul", "day__due") == []


def test_a_session_past_midnight_ends_at_the_foot_of_its_day_and_is_said_in_words(db, read):
    course = make_course(lectures=1, term=TermFactory(slug="x"), slug="y")
    late = MeetingFactory(
        course=course, kind="office-hours", weekdays="fri", start="21:00", end="23:00"
    )
    MeetingExceptionFactory(meeting=late, day="2023-09-08", held=True, start="23:00", end=None)
    publish(course, now=SUMMER)
    page = read("/x/y/week/2023-W36/")
    session = day(page, "2023-09-08").one("li", "session")
    assert {"h-23", "m-0", "hours-1", "minutes-0"} <= session.classes
    assert session.one("span", "session__clock").text == "11:00 pm – 1:00 am"
    assert day(page, "2023-09-09").all("li", "session") == []


def test_eight_sessions_at_once_show_two_and_how_many_more(db, read):
    course = make_course(lectures=1, term=TermFactory(slug="x"), slug="y")
    for number in range(7):
        MeetingFactory(course=course, key=f"r-{number}", kind="recitation", weekdays="thu")
    publish(course, now=SUMMER)
    thursday = day(read("/x/y/week/2023-W36/"), "2023-09-07")
    more = thursday.one("li", "session--more")
    assert more.text == "+6 more"
    assert more.one("a")["href"] == "/x/y/week/2023-W36/?view=agenda#day-2023-09-07"
    assert len(thursday.all("li", "session--extra")) == 6
    agenda = read("/x/y/week/2023-W36/?view=agenda")
    assert agenda.one("div", "cal--agenda")


def test_an_exam_without_a_time_stands_on_its_day(db, read):
    course = make_course(lectures=1, term=TermFactory(slug="x"), slug="y")
    ExamFactory(course=course, day="2023-10-20", takes_slot=False)
    publish(course, now=SUMMER)
    friday = day(read("/x/y/week/2023-W42/"), "2023-10-20")
    assert friday.one("ul", "day__allday").text == "Midterm time to be announced"


def test_the_week_in_which_clocks_change_says_so(mit, read):
    assert read(OCT_30).one("p", "cal__note").text == (
        "Clocks go back one hour on Sunday, Nov 5. Class stays at 3:35 pm Eastern; "
        "in other time zones it may move by an hour for you."
    )


def test_without_a_week_the_present_one_is_shown_and_its_address_is_the_lasting_one(mit, read):
    page = read(f"{WEEK}?on=2023-10-31")
    assert page.one("h1").text == "Oct 30 – Nov 5"
    assert page.one("link", rel="canonical")["href"].endswith("/6.5940/week/2023-W44/")


@pytest.mark.parametrize(
    ("on", "shown"),
    [("2023-01-01", "Sep 4 – 10"), ("2026-01-01", "Dec 11 – 17"), ("1900-01-01", "Sep 4 – 10")],
)
def test_outside_the_term_the_nearest_week_is_shown(mit, read, on, shown):
    assert read(f"{WEEK}?on={on}").one("h1").text == shown


def test_a_week_after_the_term_is_empty_and_leads_back(mit, read):
    page = read(f"{WEEK}2024-W10/")
    assert page.one("p", "eyebrow").text == "6.5940, after the term"
    assert "The last event of the term was Thu Dec 14." in page.text
    assert page.all("a", rel="next") == []


def test_links_to_other_weeks_keep_the_options(mit, read):
    page = read(f"{OCT_30}&tz=Europe/Berlin&only=lecture,deadline")
    following = page.one("a", rel="next")
    assert following["href"] == (
        "/2023-fall/6.5940/week/2023-W45/?only=lecture,deadline&on=2023-10-31&tz=Europe/Berlin"
    )
    assert following.text == "Next week, Nov 6 – 12"


def test_the_date_form_leads_to_the_week_of_the_date(mit, client):
    response = client.get(f"{WEEK}?date=2023-10-14&on=2023-10-31&only=lecture")
    assert response.status_code == 302
    assert response["Location"] == f"{WEEK}2023-W41/?only=lecture&on=2023-10-31"


def test_only_leaves_the_other_kinds_out_and_unticks_them(mit, read):
    page = read(f"{OCT_30}&only=deadline&only=office-hours")
    kinds = {block["data-kind"] for block in page.one("div", "week").all("li", data_kind="")}
    assert kinds == set()
    shown = {
        node["data-kind"]
        for node in page.one("div", "week").walk()
        if "data-kind" in node.attributes
    }
    assert shown == {"deadline", "office-hours"}
    ticked = {box["value"] for box in page.all("input", name="only") if "checked" in box.attributes}
    assert ticked == {"deadline", "office-hours"}
    assert "filters__go" not in page.one("form", "filters").one("button").classes


def test_filters_count_what_is_in_the_week(mit, read):
    assert [box.text for box in read(OCT_30).all("label", "filter")] == [
        "Lectures (2 this week)",
        "Handed out (1 this week)",
        "Deadlines (1 this week)",
        "Office hours (1 this week)",
    ]


def test_the_strip_has_a_sentence_for_each_week(mit, read):
    weeks = [week.one("span", "vh").text for week in read(OCT_30).all("li", "strip__week")]
    assert len(weeks) == 15
    assert weeks[0] == "Week 1, Sep 4 – 10: 1 lecture"
    assert weeks[3] == "Week 4, Sep 25 – Oct 1: 2 lectures; Lab 2 out; Lab 1 due"
    assert weeks[5] == "Week 6, Oct 9 – 15: 1 lecture; Student Holiday, no class; Lab 2 due"
    assert weeks[8] == "Week 9, Oct 30 – Nov 5: 2 lectures; Lab 4 due; Lab 5 out (this week)"


def test_another_zone_stands_beside_and_moves_nothing(mit, read):
    thursday = day(read(f"{OCT_30}&tz=Asia/Tokyo"), "2023-11-02")
    assert "3:35–5:00 pm 36-156 (Fri 4:35–6:00 am)" in thursday.text


@pytest.mark.parametrize(
    ("address", "status", "words"),
    [
        ("2023-W60/", 404, "There is no week 60 in 2023"),
        ("2023-W00/", 404, "2023 has weeks 1 to 52."),
        ("2020-W54/", 404, "2020 has weeks 1 to 53."),
        ("9999-W01/", 404, "There is no calendar for 9999"),
        ("next/", 404, "There is no such week"),
        ("?only=nonsense", 400, "The kinds are lecture, recitation, office-hours"),
        ("?on=yesterday", 400, "The address has on=yesterday."),
        ("?on=0001-01-01", 400, "with a year from 1900 to 2199"),
        ("?tz=Mars/Base", 400, "A time zone has a name like Europe/Berlin."),
        ("?tz=../../etc/passwd", 400, "A time zone has a name like Europe/Berlin."),
        ("?date=2023-02-30", 400, "“2023-02-30” does not fit here"),
    ],
)
def test_a_wrong_address_is_answered_in_words(mit, read, address, status, words):
    page = read(f"{WEEK}{address}", status=status)
    assert words in page.one("div", "errorpage").text
    assert page.one("ul", "errorpage__ways").all("a")


TOGETHER = "/2023-fall/week/2023-W44/?on=2023-10-31"


def test_a_term_s_week_names_the_course_of_each_event(four, read):
    page = read(TOGETHER)
    assert page.one("p", "eyebrow").text == "All courses, week 9 of 15"
    wednesday = [block.one("h3").text for block in day(page, "2023-11-01").all("li", "session")]
    assert wednesday == [
        "18.303 Lecture 15 d'Alembert's solution",
        "18.338 Lecture 16 Tracy-Widom I",
        "18.303 Office hours",
        "18.C25 Office hours",
    ]


def test_overlapping_sessions_stand_side_by_side(four, read):
    blocks = day(read(TOGETHER), "2023-11-01").all("li", "session")
    assert [sorted(block.classes - {"session"}) for block in blocks[1:]] == [
        ["col-0", "cols-2", "h-15", "hours-1", "m-0", "minutes-30"],
        ["col-1", "cols-2", "h-16", "hours-1", "m-0", "minutes-0", "session--open"],
        ["col-0", "cols-2", "h-16", "hours-1", "m-30", "minutes-0"],
    ]


def test_a_term_s_day_without_class_is_said_once(four, read):
    tuesday = day(read("/2023-fall/week/2023-W41/"), "2023-10-10")
    assert tuesday.text.count("Student Holiday") == 1


def test_courses_can_be_chosen(four, read):
    page = read(f"{TOGETHER}&course=18.338&course=18.303")
    assert page.one("p", "eyebrow").text == "18.338, 18.303, week 9 of 15"
    assert "6.5940" not in page.one("div", "week").text
    assert "&course=18.303" in page.one("a", rel="next")["href"]


def test_a_chosen_course_that_is_not_there_is_named(four, read):
    page = read("/2023-fall/week/?course=6.5941", status=404)
    assert page.one("h1").text == "There is no 6.5941 in Fall 2023"
    assert [way.text for way in page.one("ul", "errorpage__ways").all("a")] == [
        "6.5940",
        "See all Fall 2023 courses",
    ]


def test_too_many_courses_for_one_week_are_refused(four, read):
    query = "&".join(f"course=c{n}" for n in range(41))
    assert "Choose at most 40." in read(f"/2023-fall/week/?{query}", status=400).text
