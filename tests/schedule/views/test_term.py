"""The front page and the terms."""

from datetime import UTC, date, datetime

from django.core.management import call_command

from courses.models import Course, Term
from schedule.publishing import publish
from schedule.views.front import choose_term
from schedule.views.options import Options
from tests.factories import TermFactory, make_course
from tests.published import SUMMER

TERM = "/2023-fall/?on=2023-10-31"


def test_each_course_has_a_stave_with_what_comes_next(four, read):
    staves = read(TERM).all("li", "stave")
    assert [stave.one("p", "stave__num").text for stave in staves] == [
        "6.5940",
        "18.303",
        "18.338",
        "18.C25",
    ]
    assert staves[0].one("p", "stave__when").text == "Tuesday/Thursday 3:35–5:00 pm, 36-156"
    assert staves[0].one("dl").text == (
        "Next class Today, 3:35 pm Lecture 15, GAN, Video, and Point Cloud "
        "Next due Today Lab 4 Calendar Subscribe to 6.5940"
    )
    assert "Next due None listed" in staves[2].text


def test_strokes_stand_at_the_day_of_the_term(mit, read):
    marks = [mark["class"] for mark in read(TERM).one("p", "stave__line").all("i")]
    assert marks[0] == "mark mark--lecture w-0 d-3"
    assert marks.count("mark mark--no-class w-5 d-1") == 1
    assert len([mark for mark in marks if "mark--lecture" in mark]) == 26


def test_the_axis_knows_today_and_the_months(mit, read):
    staves = read(TERM).one("div", "staves")
    assert staves.classes == {"staves", "staves--now", "weeks-15", "w-8", "d-1"}
    months = [(each.text, each["class"]) for each in staves.one("ol", "staves__axis").all("li")]
    assert months[:4] == [
        ("Sep", "w-0 d-0"),
        ("Oct", "w-3 d-6"),
        ("Nov", "w-8 d-2"),
        ("Dec", "w-12 d-4"),
    ]


def test_the_lede_says_which_week_it_is(mit, read):
    assert read(TERM).one("p", "head__lede").text == (
        "1 course, Sep 4 – Dec 17. This is week 9 of 15."
    )
    assert (
        read("/2023-fall/?on=2024-02-01").one("p", "head__lede").text == "1 course, Sep 4 – Dec 17."
    )


def test_what_was_looked_for_on_this_page_is_looked_for_by_the_search(mit, client):
    response = client.get("/2023-fall/?q=tiny+ml&on=2023-10-31&page=2")
    assert (response.status_code, response["Location"]) == (
        302,
        "/2023-fall/search/?q=tiny+ml&on=2023-10-31",
    )
    assert client.get("/?q=tiny")["Location"] == "/2023-fall/search/?q=tiny"


def test_another_term_can_be_chosen(mit, client):
    TermFactory(slug="2024-spring", name="Spring 2024")
    response = client.get("/2023-fall/?q=tiny&term=2024-spring")
    assert (response.status_code, response["Location"]) == (302, "/2024-spring/?q=tiny")


def test_courses_that_are_not_public_or_not_published_are_not_listed(mit, read):
    term = Term.objects.get()
    make_course(term=term, slug="draft")
    hidden = make_course(term=term, slug="hidden", visibility="unlisted")
    publish(hidden, now=SUMMER)
    assert len(read(TERM).all("li", "stave")) == 1
    assert read("/2023-fall/hidden/").one("h1")


def test_what_is_listed_is_what_was_published_not_a_draft(mit, read):
    Course.objects.update(title="A draft", number="9.99")
    page = read(TERM)
    assert "A draft" not in page.text
    assert page.one("p", "stave__num").text == "6.5940"


def test_long_lists_have_pages(term, read):
    row = Term.objects.get()
    for number in range(41):
        publish(make_course(term=row, slug=f"c{number}", lectures=0), now=SUMMER)
    first = read("/2023-fall/")
    assert len(first.all("li", "stave")) == 40
    rest = read(first.one("a", rel="next")["href"])
    assert [stave.one("p", "stave__num").text for stave in rest.all("li", "stave")] == ["c40"]
    assert "There is no page 9" in read("/2023-fall/?page=9", status=404).text
    assert read("/2023-fall/?page=0", status=400)


def test_the_front_page_is_that_of_the_term(mit, read):
    page = read("/")
    assert page.one("h1").text == "Fall 2023"
    assert page.one("link", rel="canonical")["href"].endswith("/2023-fall/")


def test_a_site_without_terms_says_what_to_do(db, read):
    assert read("/").one("h1").text == "No courses yet"


def test_the_running_term_comes_first_then_the_next_then_the_last():
    def made(slug, first, last):
        return Term(slug=slug, first_day=first, last_day=last, time_zone="America/New_York")

    fall = made("fall", date(2023, 9, 6), date(2023, 12, 13))
    spring = made("spring", date(2024, 2, 5), date(2024, 5, 14))
    options = Options(on=None, beside=None, theme="", language="en")

    def chosen(*moment):
        return choose_term([spring, fall], options, datetime(*moment, tzinfo=UTC)).slug

    assert chosen(2023, 10, 1) == "fall"
    assert chosen(2024, 1, 10) == "spring"
    assert chosen(2025, 1, 1) == "spring"
    # The local date decides: it is still Dec 13 in New York.
    assert chosen(2023, 12, 14, 3) == "fall"


def test_the_command_s_courses_show_at_once(db, read):
    call_command("load_term", "fixtures/2023-fall.yaml", verbosity=0)
    assert "No courses yet" in read("/2023-fall/").text
