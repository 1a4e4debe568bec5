"""Deadlines, changes, announcements, subscribe, and the pages of single items."""

import pytest

from courses.models import Deadline, Exam, Lecture, NoClassDay
from schedule.publishing import publish
from tests.factories import DeadlineFactory, LabFactory
from tests.published import SUMMER, load

COURSE = "/2023-fall/6.5940/"
ON = "?on=2023-10-31"


def test_deadlines_are_due_today_coming_or_past(mit, read):
    page = read(f"{COURSE}deadlines/{ON}")
    assert page.one("p", "head__lede").text == "4 to go, 4 behind you."
    sections = {
        section.one("h2").text: [each.one("h3").text for each in section.all("li", "dl")]
        for section in page.one("div", "dlpage").all("section")
    }
    assert sections == {
        "Due today": ["Lab 4"],
        "Coming up": ["Lab 5", "Project proposal", "Project report and course evaluation"],
        "Past": ["Lab 3", "Lab 2", "Lab 1", "Lab 0"],
    }


def test_a_deadline_says_when_it_came_out_and_how_far_it_is(mit, read):
    page = read(f"{COURSE}deadlines/{ON}")
    today = page.one("li", id="lab-4-due")
    assert today.one("p", "dl__meta").text == (
        "By end of day, Eastern Time. Same day as Lecture 15."
    )
    assert today.one("p", "span").text == "Out Oct 19Due Oct 31"
    assert page.one("li", id="lab-5-due").one("p", "dl__left").text == "14 days left"
    assert "p-20" in page.one("li", id="project-proposal-due").one("span", "span__bar").classes
    assert page.one("li", id="project-report-due").all("p", "span") == []


def test_an_extended_deadline_shows_both_dates(mit, read):
    late = read(f"{COURSE}deadlines/{ON}").one("li", id="lab-1-due")
    assert "was Thu Sep 28 now Sat Sep 30, 11:59 pm Extended Announced with Lecture 7." in late.text


def test_a_deadline_without_a_date_is_to_be_announced(mit, read):
    lab = LabFactory(course=mit, key="quiz", title="Quiz")
    DeadlineFactory(lab=lab, key="quiz-due", basis="tba", day=None)
    publish(mit, now=SUMMER)
    assert "To be announced No date yet Quiz" in read(f"{COURSE}deadlines/{ON}").text


def test_an_hour_that_was_stated_is_said(term, read):
    load("18.303")
    page = read("/2023-fall/18.303/deadlines/?on=2023-11-01")
    assert "10:00 pm." in page.one("li", id="hw-4-due").one("p", "dl__meta").text


def test_adding_to_a_calendar_works_in_three_programs(mit, read):
    menu = read(f"{COURSE}deadlines/{ON}").one("li", id="lab-4-due").one("details", "menu")
    links = {link.text: link["href"] for link in menu.all("a")}
    assert links["Apple Calendar (.ics)"] == "/2023-fall/6.5940/lab-4-due.ics"
    assert links["Google Calendar"] == (
        "https://calendar.google.com/calendar/render"
        "?action=TEMPLATE&text=6.5940%20Lab%204%20due&dates=20231031/20231101"
    )
    assert links["Outlook"].endswith("startdt=2023-10-31&allday=true")


def test_what_is_due_after_midnight_is_added_on_its_own_day(mit, read):
    deadlines = Deadline.objects.filter(key="lab-4-due")
    deadlines.update(extended_day="2023-11-02", extended_at="00:10")
    publish(mit, now=SUMMER)
    for place in (f"{COURSE}deadlines/", f"{COURSE}lab-4-due/", "/2023-fall/deadlines/"):
        links = [link["href"] for link in read(f"{place}{ON}").all("a")]
        assert any("dates=20231102T040000Z/20231102T041000Z" in each for each in links), place


def test_the_change_log_tells_editions_in_words(mit, read):
    Deadline.objects.filter(key="lab-2-due").update(extended_day="2023-10-14")
    Lecture.objects.filter(key="lecture-20").update(title="Prompting")
    publish(mit, now=SUMMER.replace(month=10), note="More time for Lab 2.")
    page = read(f"{COURSE}changes/")
    newest, first = page.all("li", "edition")
    assert newest["id"] == "edition-2"
    assert newest.one("p", "edition__note").text == "More time for Lab 2."
    assert [change.text for change in newest.one("ul", "edition__list").all("li")] == [
        "Lab 2 is now due Sat Oct 14, by end of day; was Thu Oct 12, by end of day.",
        "Lecture 20 is now called Prompting; was Efficient Fine-tuning and Prompt Engineering.",
    ]
    assert newest.one("h2").text == "Sun Oct 1, 8:00 am"
    assert "First published, with 26 lectures, 13 office hours, 8 deadlines" in first.text


def test_changes_of_materials_and_page_are_counted_only(mit, read):
    lecture = Lecture.objects.get(key="lecture-1")
    lecture.resources.update(url="https://example.edu/new")
    mit.links.filter(key="discussion").update(text="Forum")
    publish(mit)
    newest = read(f"{COURSE}changes/").all("li", "edition")[0]
    assert newest.one("p", "edition__minor").text == (
        "1 change of materials. The course page changed."
    )


def test_a_page_of_the_change_log_that_is_not_there_is_a_404(mit, read):
    assert "There is no page 2" in read(f"{COURSE}changes/?page=2", status=404).text


def test_announcements_have_a_page(mit, read):
    notes = read(f"{COURSE}announcements/?on=2024-01-01").one("ol", "notes").all("li", "note")
    assert notes[0].text == "Thu Dec 14, 2023 Final report and course evaluation due"
    assert len(notes) == 3


def test_a_lecture_has_materials_neighbours_and_what_is_on_its_day(mit, read):
    page = read(f"{COURSE}lecture-15/{ON}")
    assert page.one("h1").text == "Lecture 15 GAN, Video, and Point Cloud"
    assert page.one("p", "eyebrow").text == "6.5940, Chapter II: Domain-Specific Optimization"
    assert page.one("p", "item__when").text == "Tue Oct 31, 3:35–5:00 pm, 36-156 Today"
    assert [link.text for link in page.one("ul", "mats").all("a")] == ["Video", "Video (Live)"]
    assert page.one("aside").text == (
        "Tuesday, Oct 31 Lab 4 due Lab 5 out Week 9 of 15, Oct 30 – Nov 5"
    )
    assert page.one("dl", "facts").one("a")["href"] == (
        "/2023-fall/6.5940/week/2023-W44/?on=2023-10-31#day-2023-10-31"
    )
    assert page.one("a", "pager__prev").text == "Lecture 14, Thu Oct 26 Vision Transformer"
    assert page.one("a", "pager__next").text == "Lecture 16, Thu Nov 2 Diffusion Model"


@pytest.mark.parametrize(
    ("key", "title", "when"),
    [
        ("lab-4-due", "Deadline Lab 4 due", "Tue Oct 31, by end of day Today"),
        ("lab-5-out", "Handed out Lab 5 out", "Tue Oct 31 Today"),
        ("lab-1-due", "Deadline Lab 1 due", "was Thu Sep 28 now Sat Sep 30, 11:59 pm Extended"),
        ("office-hour-2023-11-02", "Office hour", "Thu Nov 2, 5:00–6:00 pm, 38-344 Meeting Room"),
        ("thanksgiving", "No class Thanksgiving", "Nov 23 – 24"),
        ("lab-5-is-out", "Announcement Lab 5 is out.", "Tue Oct 31 Today"),
    ],
)
def test_every_item_has_a_page(mit, read, key, title, when):
    page = read(f"{COURSE}{key}/{ON}")
    assert page.one("h1").text == title
    assert page.one("p", "item__when").text == when


def test_a_lab_s_page_has_its_dates(mit, read):
    page = read(f"{COURSE}lab-2/{ON}")
    assert page.one("h1").text == "Lab Lab 2: Quantization"
    assert [each.text for each in page.one("section", "panel").all("li", "tag")] == [
        "Lab 2 out Thu Sep 28",
        "Lab 2 due Thu Oct 12, by end of day",
    ]


def test_an_exam_has_a_page(term, read):
    load("18.303")
    page = read("/2023-fall/18.303/midterm/?on=2023-11-01")
    assert page.one("h1").text == "Exam Midterm"
    assert page.one("p", "item__when").text == "Wed Nov 8, 11:00 am – 12:30 pm, 2-142"
    assert Exam.objects.get().description == "" or page.one("div", "prose")


def test_an_item_that_is_not_there_is_a_404_with_the_change_log(mit, read):
    page = read(f"{COURSE}snow-day/", status=404)
    assert page.one("h1").text == "There is no snow-day in 6.5940"
    assert [way["href"] for way in page.one("ul", "errorpage__ways").all("a")] == [
        COURSE,
        f"{COURSE}changes/",
    ]


def test_a_removed_item_has_no_page_any_more(mit, read):
    NoClassDay.objects.create(course=mit, key="snow", title="Snow day", day="2023-11-02")
    publish(mit, now=SUMMER)
    assert read(f"{COURSE}snow/").one("h1").text == "No class Snow day"
    NoClassDay.objects.filter(key="snow").delete()
    publish(mit, now=SUMMER)
    assert read(f"{COURSE}snow/", status=404)


def test_subscribing_offers_what_the_course_has(mit, read):
    page = read(f"{COURSE}subscribe/{ON}")
    options = {option["data-kind"]: option for option in page.all("li", "opt")}
    assert list(options) == [
        "lecture",
        "deadline",
        "release",
        "office-hours",
        "no-class",
        "announcement",
    ]
    assert options["lecture"].one("span", "opt__text").text == (
        "Lectures 26 lectures, Tuesday/Thursday 3:35–5:00 pm"
    )
    assert options["announcement"].one("span", "opt__text").text == "Announcements 3 announcements"
    ticked = [kind for kind, each in options.items() if each.all("input", checked="")]
    assert ticked == ["lecture", "deadline", "release", "no-class"]


def test_the_preview_is_in_the_words_of_the_calendar(mit, read):
    asked = "summary=bracket&language=de&deadlines=day&only=deadline&on=2023-10-31"
    page = read(f"{COURSE}subscribe/?{asked}")
    line = page.one("ol", "preview").all("li")[0]
    assert line.one("bdi").text == "Abgabe Lab 4, 23:59 [6.5940]"


def test_subscribing_says_what_to_tick_in_thunderbird(mit, read):
    (answer,) = (
        each
        for each in read(f"{COURSE}subscribe/").all("details", "feed__help")
        if "How fresh" in each.text
    )
    assert "Thunderbird looks every 30 minutes unless it was told otherwise." in answer.text
    assert "Tick “Read Only” in the properties of the calendar" in answer.text


def test_the_form_makes_the_feed_s_address(mit, read, settings):
    settings.PUBLIC_URL = "https://lectern.example.edu"
    page = read(
        f"{COURSE}subscribe/?only=lecture&only=deadline&alarm-lecture=PT15M"
        "&alarm-deadline=P1D+PT2H&deadlines=day&on=2023-10-31"
    )
    address = page.one("input", id="feed-url")["value"]
    assert address == (
        "https://lectern.example.edu/2023-fall/6.5940/calendar.ics?only=lecture,deadline"
        "&alarm=lecture:PT15M&alarm=deadline:P1D&alarm=deadline:PT2H&deadlines=day"
    )
    assert page.one("ol", "preview").all("li")[0].text.endswith("Reminder 3:20 pm")
    assert (
        page.one("select", name="alarm-deadline").one("option", selected="")["value"] == "P1D PT2H"
    )


def test_the_address_that_was_made_is_a_feed(mit, client, read):
    page = read(f"{COURSE}subscribe/?only=deadline&alarm-deadline=P1D&deadlines=block")
    address = page.one("input", id="feed-url")["value"]
    feed = client.get("/" + address.split("/", 3)[3])
    assert feed.status_code == 200
    assert feed.content.count(b"BEGIN:VALARM") == 8


def test_the_further_choices_are_folded_away_until_one_is_made(mit, read):
    plain = read(f"{COURSE}subscribe/").one("details", "build__more")
    assert "open" not in plain.attributes
    assert [each["value"] for each in plain.all("input", checked="")] == [""]
    assert [each["value"] for each in plain.all("option", selected="")] == [""] * 3
    assert [each.text for each in plain.all("bdi")] == [
        "6.5940 Lab 0 due",
        "6.5940 · Lab 0 due",
        "Lab 0 due 11:59 pm [6.5940]",
    ]
    chosen = read(f"{COURSE}subscribe/?summary=bracket&language=de").one("details", "build__more")
    assert "open" in chosen.attributes
    assert [each.text for each in chosen.all("bdi")][2] == "Abgabe Lab 0, 23:59 [6.5940]"


def test_the_further_choices_make_the_feed_s_address_and_that_of_the_tasks(mit, client, read):
    page = read(
        f"{COURSE}subscribe/?only=lecture&alarm-lecture=PT1H&alarm-deadline=P1D&deadlines=block"
        "&summary=dot&language=fr&past=28&cancelled=omit"
    )
    address = page.one("input", id="feed-url")["value"]
    asked = "cancelled=omit&summary=dot&language=fr&past=28"
    assert address.endswith(f"calendar.ics?only=lecture&alarm=lecture:PT1H&{asked}")
    assert client.get("/" + address.split("/", 3)[3]).status_code == 200
    tasks = page.one("a", data_app="tasks")["href"]
    assert tasks.endswith(f"{COURSE}tasks.ics?{asked}")
    assert client.get("/" + tasks.split("/", 3)[3]).status_code == 200


def test_what_is_left_at_its_default_is_not_in_the_address(mit, read):
    page = read(
        f"{COURSE}subscribe/?deadlines=block&only=lecture&summary=&language=&past=&cancelled="
    )
    assert page.one("input", id="feed-url")["value"].endswith("calendar.ics?only=lecture")


def test_choosing_nothing_is_an_error_at_the_form(mit, read):
    page = read(f"{COURSE}subscribe/?deadlines=block&alarm-lecture=")
    assert page.one("span", "field__error").text == "Choose at least one kind of event."
    assert page.one("fieldset", aria_describedby="page-error")


@pytest.mark.parametrize(
    ("query", "words"),
    [
        ("only=nonsense", "only=nonsense is not understood"),
        ("alarm-lecture=-5", "Choose a reminder from the list."),
        ("alarm=-5", "alarm=-5 is not understood"),
        ("deadlines=never", "deadlines=never is not understood"),
        ("summary=never", "summary=never is not understood"),
        ("past=-1", "past=-1 is not understood"),
    ],
)
def test_a_wrong_choice_is_answered_in_words(mit, read, query, words):
    assert words in read(f"{COURSE}subscribe/?{query}", status=400).text
