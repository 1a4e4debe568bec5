"""The course page shows all that the reference course's own page shows."""

import pytest

from courses.models import Deadline, Lecture, Person, Resource
from schedule.publishing import publish
from tests.factories import (
    AnnouncementFactory,
    CourseFactory,
    LabFactory,
    MeetingFactory,
    TermFactory,
    make_course,
)
from tests.published import SUMMER

PAGE = "/2023-fall/6.5940/"
OCT_31 = f"{PAGE}?on=2023-10-31"


def facts(page):
    """Return the facts at the head by their labels."""
    rows = page.one("dl", "facts").all("div")
    return {row.one("dt").text: " | ".join(each.text for each in row.all("dd")) for row in rows}


def rows(page):
    """Return the rows of the schedule: date, lecture, materials, logistics."""
    table = page.one("table", "sched")
    return [
        [cell.text for cell in row.children if not isinstance(cell, str)]
        for row in table.all("tr")
        if "sched__chapter" not in row.classes
    ][1:]


def test_the_head_has_number_title_and_term(mit, read):
    page = read(PAGE)
    assert page.one("p", "mast__num").text == "6.5940"
    assert page.one("h1").text == "TinyML and Efficient Deep Learning Computing"
    assert page.one("p", "mast__term").text == "Fall 2023"


def test_the_facts_say_when_and_where_it_meets(mit, read):
    found = facts(read(PAGE))
    assert found["Time"] == "Tuesday/Thursday 3:35–5:00 pm Eastern Time"
    assert found["Location"] == "36-156"
    assert found["Office hour"] == "Thursday 5:00–6:00 pm Eastern Time, 38-344 Meeting Room"
    assert found["Discussion"] == "Piazza"
    assert found["Contact"].startswith("efficientml-staff [at] mit.edu")


def test_people_have_a_row_by_role_and_none_where_nobody_is_known(mit, read):
    assert "Instructor" not in facts(read(PAGE))
    Person.objects.create(course=mit, key="a", name="Ada", role="instructor", title="Professor")
    Person.objects.create(course=mit, key="b", name="Bo", role="ta")
    Person.objects.create(course=mit, key="c", name="Cy", role="ta")
    publish(mit)
    found = facts(read(PAGE))
    assert found["Instructor"] == "Ada Professor"
    assert found["Teaching assistants"] == "Bo | Cy"


def test_the_schedule_has_26_lectures_2_days_without_class_and_a_day_with_a_deadline_alone(
    mit, read
):
    found = rows(read(PAGE))
    assert len(found) == 29
    assert found[0] == ["Thu Sep 7", "Lecture 1 Introduction", "Video", ""]
    assert found[9] == ["Tue Oct 10", "Student Holiday — No Class"]
    assert found[-2][:2] == ["Tue Dec 12", "Lecture 26 Final Project Presentation + Course Summary"]
    assert found[-1] == ["Thu Dec 14", "", "", "Project report and course evaluation due"]


def test_chapters_open_groups_of_rows_with_anchors(mit, read):
    page = read(PAGE)
    headings = [row.text for row in page.all("tr", "sched__chapter")]
    assert headings == [
        "Chapter I: Efficient Inference",
        "Chapter II: Domain-Specific Optimization",
        "Chapter III: Efficient Training",
        "Chapter IV: Advanced Topics",
    ]
    groups = [len(group.all("tr")) for group in page.all("tbody")]
    assert groups == [2, 11, 6, 7, 7]
    anchors = {group["id"] for group in page.all("tbody") if "id" in group.attributes}
    for link in page.one("nav", "toc").all("a"):
        assert link["href"].removeprefix("#") in anchors


def test_an_extended_deadline_stays_in_the_row_that_announced_it(mit, read):
    row = next(row for row in rows(read(PAGE)) if row[0] == "Thu Sep 28")
    assert row[3] == "Lab 1 due Extended was Thu Sep 28 now Sat Sep 30, 11:59 pm Lab 2 out"


def test_materials_are_links_with_the_number_of_a_paper(mit, read):
    page = read(PAGE)
    row = next(row for row in page.all("tr") if "Thu Nov 16" in row.text)
    paper = next(link for link in row.all("a") if link.text == "The Prompt Report")
    assert paper["href"] == "https://arxiv.org/abs/2406.06608"
    assert "arXiv:2406.06608" in row.text
    live = [link for link in page.one("table", "sched").all("a") if link.text == "Video (Live)"]
    assert len(live) == 9


def test_resources_of_the_course_stand_beside_with_notes_rendered(mit, read):
    panel = read(PAGE).one("section", aria_labelledby="page-resources")
    assert [link.text for link in panel.one("ul", "mats").all("li")] == [
        "Course videos (playlist) Video, YouTube",
        "Mermaid: flowcharts, basic syntax Documentation, mermaid.js.org",
    ]
    assert panel.one("summary").text == "Summary of AI and Physics Connection"
    note = panel.one("div", "prose")
    assert len(note.one("ol").all("li")) == 6
    assert note.all("strong")[0].text == "Summary of AI and Physics Connection:"


def test_recordings_are_listed_by_lecture(mit, read):
    videos = read(PAGE).one("section", "toc", aria_labelledby="page-videos")
    assert "23 recordings" in videos.text
    assert len(videos.all("a")) == 23


def test_this_week_is_the_week_of_today(mit, read):
    page = read(OCT_31)
    week = page.one("section", "panel", aria_labelledby="page-week")
    assert [event.text for event in week.all("li", "ev")] == [
        "3:35–5:00 pm Lecture 15 GAN, Video, and Point Cloud 36-156",
        "All day Lab 5 out",
        "By end of day Lab 4 due",
        "3:35–5:00 pm Lecture 16 Diffusion Model 36-156",
        "5:00–6:00 pm Office hour 38-344 Meeting Room",
    ]
    assert [day.text for day in week.all("h3")] == ["Tue 31 Today", "Thu 2"]
    assert week.one("header").one("a").text == "Week 9, Oct 30 – Nov 5"


def test_the_next_deadlines_count_the_days(mit, read):
    page = read(OCT_31)
    assert [due.text for due in page.all("li", "dues__item")] == [
        "Today Lab 4 Tue Oct 31",
        "14 days Lab 5 Tue Nov 14",
        "21 days Project proposal Tue Nov 21",
        "44 days Project report and course evaluation Thu Dec 14",
    ]


def test_tomorrow_is_said_in_a_word(mit, read):
    due = read(f"{PAGE}?on=2023-10-30").all("li", "dues__item")[0]
    assert due.text == "Tomorrow Lab 4 Tue Oct 31"


def test_announcements_stand_from_their_day_on_newest_first(mit, read):
    texts = [note.text for note in read(OCT_31).one("ol", "news").all("li")]
    assert texts == ["Tue Oct 31 Lab 5 is out.", "Thu Oct 19 Lab 4 is out."]
    later = [note.text for note in read(f"{PAGE}?on=2023-12-14").one("ol", "news").all("li")]
    assert later[0] == "Thu Dec 14 Final report and course evaluation due"


def test_after_the_term_the_page_says_that_all_is_done(mit, read):
    page = read(f"{PAGE}?on=2024-03-01")
    assert "Nothing this week The last event of the term was Thu Dec 14." in page.text
    assert "All done All 8 deadlines are behind you." in page.text


def test_before_the_term_the_page_says_when_it_begins(mit, read):
    assert "Nothing this week It begins on Thu Sep 7." in read(f"{PAGE}?on=2023-08-20").text


def test_the_feed_is_offered_for_each_program(mit, read, settings):
    settings.PUBLIC_URL = "https://lectern.example.edu"
    page = read(PAGE)
    feed = "https://lectern.example.edu/2023-fall/6.5940/calendar.ics"
    assert page.one("link", rel="alternate", type="text/calendar")["href"] == feed
    links = {link.text: link["href"] for link in page.one("ul", "sub__apps").all("a")}
    webcal = "webcal://lectern.example.edu/2023-fall/6.5940/calendar.ics"
    assert links["Apple Calendar"] == webcal
    assert links["Google Calendar"] == (
        "https://calendar.google.com/calendar/r?cid="
        "webcal%3A%2F%2Flectern.example.edu%2F2023-fall%2F6.5940%2Fcalendar.ics"
    )
    assert links["Outlook"].endswith("&name=6.5940")
    assert "One link with 26 lectures and 8 deadlines." in page.text


def test_a_cancelled_lecture_stays_in_its_row_with_the_reason(mit, read):
    Lecture.objects.filter(key="lecture-16").update(cancelled=True, reason="The lecturer is ill.")
    publish(mit, now=SUMMER)
    row = read(PAGE).one("tr", "sched__cancelled")
    assert row.text == "Thu Nov 2 Lecture 16 Diffusion Model Cancelled The lecturer is ill. Video"


def test_a_lecture_without_a_date_is_to_be_announced(term, read):
    course = make_course(lectures=1, term=TermFactory(slug="x"), slug="y")
    course.meetings.all().delete()
    publish(course, now=SUMMER)
    assert rows(read("/x/y/")) == [["To be announced", "Lecture 1 Topic 1", "", ""]]


def test_a_course_without_anything_says_so(db, read):
    course = CourseFactory(term__slug="x", slug="y")
    publish(course, now=SUMMER)
    page = read("/x/y/")
    assert "Nothing here yet" in page.text
    assert "This course has no deadlines so far." in page.text


def test_a_change_of_the_next_days_is_noticed_above_this_week(mit, read):
    Deadline.objects.filter(key="lab-4-due").update(extended_day="2023-11-02", extended_at="12:00")
    publish(mit, now=SUMMER.replace(month=10, day=30), note="More time.")
    notices = read(OCT_31).all("div", "notice")
    assert [notice.text for notice in notices] == [
        "Lab 4 is extended Now due Thu Nov 2, noon. It was Tue Oct 31, by end of day."
    ]
    assert read(f"{PAGE}?on=2023-11-03").all("div", "notice") == []


def test_a_day_with_two_lectures_has_its_deadlines_once(mit, read):
    lectures = Lecture.objects.filter(course=mit)
    lectures.filter(key="lecture-14").update(merged_into=lectures.get(key="lecture-15"))
    publish(mit, now=SUMMER)
    page = read(PAGE)
    together = [row for row in rows(page) if row[0] == "Thu Oct 26"]
    assert [row[1] for row in together] == [
        "Lecture 14 Vision Transformer together with Lecture 15",
        "Lecture 15 GAN, Video, and Point Cloud",
    ]
    assert page.one("table", "sched").text.count("Lab 4 due") == 1


@pytest.mark.parametrize("kind", ["recitation", "office-hours"])
def test_meetings_of_other_kinds_have_a_row_of_their_own(db, read, kind):
    course = make_course(lectures=1, term=TermFactory(slug="x"), slug="y")
    MeetingFactory(course=course, kind=kind, weekdays="mon", room="R", section="Section 2")
    publish(course, now=SUMMER)
    label = {"recitation": "Recitation", "office-hours": "Office hour"}[kind]
    assert facts(read("/x/y/"))[label] == "Section 2: Monday 3:35–5:00 pm Eastern Time, R"


def test_a_handout_is_reached_from_its_lab(mit, read):
    lab = LabFactory(
        course=mit, key="extra", title="Extra", handout="https://example.edu/extra.pdf"
    )
    publish(mit, now=SUMMER)
    page = read(f"{PAGE}{lab.key}/")
    assert page.one("ul", "mats").one("a")["href"] == "https://example.edu/extra.pdf"


def test_an_announcement_s_markdown_is_rendered(mit, read):
    AnnouncementFactory(course=mit, key="hello", day="2023-10-31", title="", text="**Hello** you")
    publish(mit, now=SUMMER)
    assert read(OCT_31).one("ol", "news").all("strong")[0].text == "Hello"


def test_a_note_of_a_lecture_leads_to_its_page(mit, read):
    lecture = Lecture.objects.get(key="lecture-1")
    Resource.objects.create(course=mit, lecture=lecture, key="a-note", kind="note", note="*Hi*")
    publish(mit, now=SUMMER)
    link = next(link for link in read(PAGE).all("a") if link.text == "Note")
    assert link["href"] == "/2023-fall/6.5940/lecture-1/#a-note"
    assert read(link["href"]).one("details", id="a-note").one("em").text == "Hi"
