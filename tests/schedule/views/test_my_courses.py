"""The courses that a student picks: one week, one list of deadlines, one subscription."""

from datetime import date, timedelta

import pytest
from django.db import transaction

from courses.models import Course, Lecture, Term
from schedule.publishing import publish
from tests.factories import (
    ChapterFactory,
    DeadlineFactory,
    LabFactory,
    MeetingExceptionFactory,
    MeetingFactory,
    TermFactory,
    make_course,
)
from tests.published import SUMMER

TWO = "course=6.5940&course=18.303"
ON = "on=2023-10-31"
WEEK = "/2023-fall/week/2023-W44/"
DEADLINES = "/2023-fall/deadlines/"
SUBSCRIBE = "/2023-fall/subscribe/"
TERM = "/2023-fall/"


def ticked(page):
    return [box["value"] for box in page.all("input", name="course") if "checked" in box.attributes]


def sentences(page):
    """Return what is said of overlaps, under its headings."""
    section = page.one("section", "clashes")
    return [node.text for node in section.walk() if node.tag in {"h3", "li"}]


# Picking


def test_every_course_of_the_term_can_be_picked_without_script(four, read):
    page = read(f"{TERM}?{ON}")
    form = page.one("form", id="picks")
    assert (form["method"], form["action"]) == ("get", "/2023-fall/week/")
    assert [box["value"] for box in form.all("input", type="checkbox")] == [
        "6.5940",
        "18.303",
        "18.338",
        "18.C25",
    ]
    assert form.all("label", "stave__pick")[0].text == "Pick 6.5940"
    bar = form.one("fieldset", "picks__bar")
    assert [(button.text, button.attributes.get("formaction")) for button in bar.all("button")] == [
        ("One week", None),
        ("Deadlines", DEADLINES),
        ("Subscribe", SUBSCRIBE),
    ]
    assert [(field["name"], field["value"]) for field in form.all("input", type="hidden")] == [
        ("on", "2023-10-31")
    ]
    assert ticked(page) == []


def test_the_address_ticks_what_it_picks(four, read):
    assert ticked(read(f"{TERM}?{TWO}")) == ["6.5940", "18.303"]
    assert ticked(read(f"{TERM}?course=18.338,6.5940")) == ["6.5940", "18.338"]


def test_what_the_browser_remembers_is_offered_by_script_alone(four, read):
    line = read(f"{TERM}?{TWO}").one("p", "mine")
    assert "hidden" in line.attributes
    assert {button["form"] for button in line.all("button")} == {"picks"}


def test_picks_that_are_on_no_or_another_page_of_the_list_are_not_lost(term, read):
    row = Term.objects.get()
    for number in range(41):
        publish(make_course(term=row, slug=f"c{number}", lectures=0), now=SUMMER)
    page = read(f"{TERM}?course=c40&course=c1&course=gone")
    others = page.one("p", "picks__others").all("label")
    assert [(label.text, label.one("input")["value"]) for label in others] == [("c40", "c40")]
    assert ticked(page) == ["c1", "c40"]
    after = page.one("a", rel="next")["href"]
    assert after == "/2023-fall/?course=c40&course=c1&course=gone&page=2"
    turn = page.one("button", name="page")
    assert (turn.text, turn["value"], turn["formaction"]) == ("Page 2", "2", TERM)
    assert ticked(read(after)) == ["c40", "c1"]


def test_picks_elsewhere_cost_one_query_however_many(term, client, django_assert_num_queries):
    row = Term.objects.get()
    for number in range(44):
        publish(make_course(term=row, slug=f"c{number}", lectures=0), now=SUMMER)
    for query in ("course=c40", "course=c40&course=c41&course=c42", "course=gone"):
        with django_assert_num_queries(4):
            client.get(f"{TERM}?{query}")


# The pages together


@pytest.mark.parametrize("address", [WEEK, DEADLINES, SUBSCRIBE])
def test_the_pages_lead_to_each_other_with_the_choice(four, read, address):
    page = read(f"{address}?{TWO}&{ON}")
    tabs = page.one("nav", "tabs")
    assert tabs["aria-label"] == "My courses"
    assert {link.text: link["href"] for link in tabs.all("a")} == {
        "Week": f"/2023-fall/week/?{TWO}&{ON}",
        "Deadlines": f"{DEADLINES}?{TWO}&{ON}",
        "Subscribe": f"{SUBSCRIBE}?{TWO}&{ON}",
    }
    assert len([link for link in tabs.all("a") if "aria-current" in link.attributes]) == 1
    crumbs = page.one("nav", "topbar__nav")
    assert crumbs.all("a")[0]["href"] == f"{TERM}?{TWO}&{ON}"


@pytest.mark.parametrize("address", [WEEK, DEADLINES, SUBSCRIBE])
def test_each_picked_course_is_named_with_the_way_without_it(four, read, address):
    page = read(f"{address}?{TWO}&{ON}")
    picked = page.one("ul", "picked")
    links = {link.text.removeprefix("×"): link["href"] for link in picked.all("a")}
    assert links == {
        "6.5940": f"/2023-fall/6.5940/?{ON}",
        "Remove 6.5940": f"{address}?course=18.303&{ON}",
        "18.303": f"/2023-fall/18.303/?{ON}",
        "Remove 18.303": f"{address}?course=6.5940&{ON}",
        "Change the choice": f"{TERM}?{TWO}&{ON}",
    }
    last = read(f"{address}?course=18.303&{ON}").one("ul", "picked")
    assert last.all("a")[1]["href"] == f"{TERM}?{ON}"


@pytest.mark.parametrize("address", [WEEK, DEADLINES, SUBSCRIBE])
def test_the_lasting_address_has_the_choice_and_nothing_else(four, read, address):
    page = read(f"{address}?course=6.5940,18.303&course=gone&{ON}&utm_source=mail")
    assert page.one("link", rel="canonical")["href"] == f"http://127.0.0.1:8000{address}?{TWO}"
    everyone = read(f"{address}?{ON}").one("link", rel="canonical")["href"]
    assert everyone == f"http://127.0.0.1:8000{address}"


@pytest.mark.parametrize("address", [WEEK, DEADLINES, SUBSCRIBE])
def test_a_course_that_is_gone_is_left_out_and_said(four, read, address):
    Course.objects.filter(slug="18.303").update(visibility="staff")
    page = read(f"{address}?{TWO}&course=6.9999&{ON}")
    notice = page.one("div", "notice")
    assert notice.text == (
        "There is no 18.303, 6.9999 in Fall 2023, or it is not published. Go on without it"
    )
    way = notice.one("a")
    assert (way["href"], way["data-drop"]) == (f"{address}?course=6.5940&{ON}", "18.303 6.9999")
    assert "18.303" not in page.one("nav", "tabs").all("a")[0]["href"]


@pytest.mark.parametrize("address", [WEEK, DEADLINES, SUBSCRIBE])
def test_where_no_picked_course_is_open_there_is_no_page(four, read, address):
    page = read(f"{address}?course=6.5941&course=nothing", status=404)
    assert page.one("h1").text == "There is no 6.5941 in Fall 2023"
    assert page.one("ul", "errorpage__ways").all("a")[0].text == "6.5940"


@pytest.mark.parametrize("address", [WEEK, DEADLINES, SUBSCRIBE])
@pytest.mark.parametrize("slug", ["%00", "x" * 500, "..", "<script>", "a b"])
def test_what_no_course_can_be_called_is_not_looked_up(four, read, address, slug):
    page = read(f"{address}?course=6.5940&course={slug}&{ON}")
    assert page.one("ul", "picked").all("a")[0].text == "6.5940"
    assert read(f"{address}?course={slug}", status=404)


@pytest.mark.parametrize("address", [WEEK, DEADLINES, SUBSCRIBE])
def test_the_same_course_twice_is_picked_once(four, read, address):
    page = read(f"{address}?course=6.5940&course=6.5940,6.5940&course=,")
    courses = page.one("ul", "picked").all("li", "picked__one")
    assert [course.all("a")[0].text for course in courses] == ["6.5940"]


@pytest.mark.parametrize("address", [WEEK, DEADLINES, SUBSCRIBE])
def test_more_than_forty_are_refused_with_a_way_to_change_the_choice(four, read, address):
    query = "&".join(f"course=c{n}" for n in range(41))
    page = read(f"{address}?{query}&{ON}", status=400)
    assert "Choose at most 40." in page.text
    ways = page.one("ul", "errorpage__ways").all("a")
    assert f"{TERM}?{query}&{ON}" in [way["href"] for way in ways]


@pytest.mark.parametrize("address", [WEEK, DEADLINES, SUBSCRIBE])
def test_two_choices_are_two_pages(four, client, address):
    etags = {
        client.get(f"{address}{query}")["ETag"]
        for query in ("", f"?{TWO}", "?course=18.303&course=6.5940", "?course=6.5940")
    }
    assert len(etags) == 4


# The week


def test_clashes_of_the_week_and_of_the_term_are_said_in_words(four, read):
    assert sentences(read(f"{WEEK}?{TWO}&{ON}")) == [
        "Week 9, Oct 30 – Nov 5",
        "6.5940 Lecture 15 and 18.303 Office hours overlap on Tuesday, Oct 31, 4:00–5:00 pm.",
        "In the whole term",
        "6.5940 and 18.303 overlap on 13 days, mostly Tuesday, 4:00–5:00 pm.",
    ]


def test_of_all_courses_of_a_term_no_clash_is_said(four, read):
    assert read(f"{WEEK}?{ON}").all("section", "clashes") == []
    assert read(f"{WEEK}?course=6.5940&{ON}").all("section", "clashes") == []


def test_what_is_cancelled_clashes_with_nothing(four, read):
    for meeting in four[1].meetings.filter(kind="office-hours"):
        MeetingExceptionFactory(meeting=meeting, key=f"no-{meeting.key}", day="2023-10-31")
    publish(four[1], now=SUMMER)
    page = read(f"{WEEK}?{TWO}&{ON}")
    assert "18.303 Office hours Cancelled" in page.text
    assert sentences(page) == [
        "In the whole term",
        "6.5940 and 18.303 overlap on 12 days, mostly Tuesday, 4:00–5:00 pm.",
    ]


def test_a_moved_lecture_leaves_a_ghost_and_says_where_it_was(four, read):
    Lecture.objects.filter(course__slug="6.5940", key="lecture-16").update(
        pin_day=date(2023, 11, 3), pin_start="10:00", pin_end="11:25"
    )
    publish(four[0], now=SUMMER)
    for query in (f"{TWO}&{ON}", ON):
        page = read(f"{WEEK}?{query}")
        (ghost,) = page.all("li", "session--from")
        assert ghost.text == "6.5940 Lecture 16 Diffusion Model Moved to Fri Nov 3"
        (moved,) = page.all("li", "session--to")
        assert "was Thu Nov 2" in moved.text


def test_links_to_other_weeks_keep_the_choice(four, read):
    page = read(f"{WEEK}?{TWO}&{ON}&only=lecture")
    assert page.one("a", rel="next")["href"] == (
        f"/2023-fall/week/2023-W45/?{TWO}&only=lecture&{ON}"
    )
    fields = page.one("form", "goto").all("input", name="course")
    assert [field["value"] for field in fields] == ["6.5940", "18.303"]
    assert page.one("a", "filters__scope").text == "All Fall 2023 courses"


def test_an_empty_week_says_what_is_nearest_of_the_picked_courses(four, read):
    page = read("/2023-fall/week/2023-W52/?course=6.5940&on=2023-10-31")
    assert "Nothing in that week The last event of the term was Thu Dec 14." in page.text


# Deadlines


def test_the_deadlines_of_several_courses_stand_in_one_list(four, read):
    page = read(f"{DEADLINES}?{TWO}&{ON}")
    sections = {
        section.one("h2").text: [each.one("h3").text for each in section.all("li", "dl")]
        for section in page.one("div", "dlpage").all("section")
    }
    assert sections["Due today"] == ["6.5940 Lab 4"]
    assert sections["Coming up"] == [
        "18.303 Practice midterm",
        "6.5940 Lab 5",
        "18.303 Project proposal",
        "6.5940 Project proposal",
        "18.303 Homework 4",
        "18.303 Final project",
        "6.5940 Project report and course evaluation",
    ]
    assert sections["Past"][-1] == "6.5940 Lab 0"
    assert page.one("p", "head__lede").text == "8 to go, 7 behind you."
    assert page.one("p", "eyebrow").text == "6.5940, 18.303, Fall 2023"


def test_piles_are_said_where_they_begin(four, read):
    page = read(f"{DEADLINES}?{TWO}&course=18.338&course=18.C25&on=2023-09-10")
    coming = page.one("section", aria_labelledby="page-coming").one("ol")
    items = [node for node in coming.children if not isinstance(node, str)]
    piles = [n for n, node in enumerate(items) if "dls__pile" in node.classes]
    assert [items[n].text for n in piles][:2] == [
        "4 deadlines in 48 hours, Sep 20 – 22: 18.338, 18.C25, 6.5940, 18.303",
        "2 deadlines on Thursday, Oct 12: 18.C25, 6.5940",
    ]
    assert items[piles[0] + 1].one("h3").text == "18.338 HW 1"


def test_piles_behind_are_not_said_and_of_all_courses_none(four, read):
    picked = f"{TWO}&course=18.338&course=18.C25"
    for query in (f"{picked}&on=2024-01-01", "on=2023-09-10"):
        assert read(f"{DEADLINES}?{query}").all("li", "dls__pile") == []


def test_deadlines_without_a_date_stand_with_their_course(four, read):
    page = read(f"{DEADLINES}?course=18.338&{ON}")
    undated = page.one("section", aria_labelledby="page-undated")
    assert undated.one("h3").text == "18.338 Project report"


def test_two_deadlines_of_one_key_have_their_own_places(term, read):
    row = Term.objects.get()
    for slug in ("a", "b"):
        course = make_course(term=row, slug=slug)
        DeadlineFactory(lab=LabFactory(course=course, key="lab-1"))
        publish(course, now=SUMMER)
    page = read(f"{DEADLINES}?course=a&course=b&on=2023-09-10")
    assert page.one("li", id="a-lab-1-due").one("h3").text.startswith("a ")
    assert page.one("li", id="b-lab-1-due").one("h3").text.startswith("b ")


def test_without_a_choice_the_deadlines_are_those_of_the_term(four, read):
    page = read(f"{DEADLINES}?{ON}")
    assert page.one("p", "eyebrow").text == "All courses, Fall 2023"
    assert page.all("ul", "picked") == []
    assert "18.338 HW 3" in page.text


def test_a_term_without_courses_has_no_deadlines(term, read):
    assert "There are no deadlines so far." in read(DEADLINES).text
    assert read("/2023-fall/week/").one("h1")
    assert read(SUBSCRIBE).one("p", "empty")


# Subscribing


def test_the_address_of_the_one_feed_has_the_choice(four, read):
    page = read(f"{SUBSCRIBE}?{TWO}&{ON}")
    feed = f"http://127.0.0.1:8000/2023-fall/calendar.ics?{TWO}"
    assert page.one("input", id="feed-url")["value"] == feed
    assert page.one("form", "build")["data-feed"] == feed
    assert page.one("form", "build")["data-name"] == "6.5940, 18.303"
    assert page.one("link", rel="alternate")["href"] == feed
    chosen = read(f"{SUBSCRIBE}?{TWO}&only=deadline&alarm-deadline=P1D&deadlines=day")
    assert chosen.one("input", id="feed-url")["value"] == (
        f"{feed}&only=deadline&alarm=deadline:P1D&deadlines=day"
    )
    assert [
        field["value"] for field in chosen.one("form", "build").all("input", name="course")
    ] == [
        "6.5940",
        "18.303",
    ]


def test_kinds_are_counted_over_all_courses_and_a_day_without_class_once(four, read):
    page = read(f"{SUBSCRIBE}?course=6.5940&course=18.C25&{ON}")
    said = {
        option["data-kind"]: option.one("span", "opt__text").text
        for option in page.all("li", "opt")
    }
    assert said["lecture"] == "Lectures 52 lectures: 6.5940, 18.C25"
    assert said["no-class"] == "No-class days 2 days without class: Student Holiday, Thanksgiving"


def test_the_preview_names_the_course_of_each_event(four, read):
    page = read(f"{SUBSCRIBE}?{TWO}&{ON}")
    assert [line.one("bdi").text for line in page.one("ol", "preview").all("li")] == [
        "6.5940 Lab 5 out",
        "6.5940 Lecture 15: GAN, Video, and Point Cloud",
        "6.5940 Lab 4 due",
        "18.303 Lecture 15: d'Alembert's solution",
    ]


def test_recurring_clashes_are_said_before_one_subscribes(four, read):
    assert sentences(read(f"{SUBSCRIBE}?{TWO}&{ON}")) == [
        "In the whole term",
        "6.5940 and 18.303 overlap on 13 days, mostly Tuesday, 4:00–5:00 pm.",
    ]


def test_without_a_choice_the_page_leads_to_where_one_picks(four, read):
    page = read(f"{SUBSCRIBE}?{ON}")
    assert page.one("p", "empty").one("a")["href"] == f"{TERM}?{ON}"
    assert page.all("form", "build") == []


def test_an_option_that_is_wrong_is_answered_in_words(four, read):
    assert "is not understood" in read(f"{SUBSCRIBE}?{TWO}&only=nonsense", status=400).text


# Far from the usual


def busy_course(row, number):
    """A course as full as any, with the longest names and the usual hours."""
    course = make_course(term=row, slug=f"c{number}", lectures=26, title="W" * 300)
    MeetingFactory(course=course, key="office", kind="office-hours", weekdays="wed")
    chapter = ChapterFactory(course=course, title="W" * 300)
    course.lectures.update(title="W" * 300, chapter=chapter)
    for lab in range(6):
        day = date(2023, 9, 20) + timedelta(days=12 * lab)
        DeadlineFactory(lab=LabFactory(course=course, key=f"lab-{lab}", title="W" * 300), day=day)
    publish(course, now=SUMMER)


@pytest.fixture(scope="module")
def forty(django_db_setup, django_db_blocker):
    """The slugs of forty full courses in the term x."""
    with django_db_blocker.unblock(), transaction.atomic():
        row = TermFactory(slug="x")
        for number in range(40):
            busy_course(row, number)
        yield "&".join(f"course=c{number}" for number in range(40))
        transaction.set_rollback(True)


@pytest.mark.parametrize(
    ("path", "queries", "kilobytes"),
    [
        ("week/2023-W40/", 5, 800),
        ("deadlines/", 4, 1_600),
        ("subscribe/", 3, 150),
        ("", 3, 500),
    ],
)
@pytest.mark.usefixtures("db")
def test_forty_courses_are_as_many_queries_as_one(
    forty, client, path, queries, kilobytes, django_assert_num_queries
):
    with django_assert_num_queries(queries):
        response = client.get(f"/x/{path}?{forty}&on=2023-10-02")
    assert response.status_code == 200
    assert len(response.content) < kilobytes * 1_000
    packed = client.get(f"/x/{path}?{forty}&on=2023-10-02", headers={"Accept-Encoding": "gzip"})
    assert len(packed.content) < 100_000


def test_what_clashes_with_everything_is_cut_and_counted(forty, db, read):
    page = read(f"/x/week/2023-W40/?{forty}&on=2023-10-02")
    assert page.one("p", "eyebrow").text == "40 courses, week 5 of 15"
    said = sentences(page)
    assert said[0] == "Week 5, Oct 2 – 8"
    assert len(said) == 20
    assert said[9].endswith(" more overlaps.")
    assert said[-1] == "772 more pairs of courses overlap."
