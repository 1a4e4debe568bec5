"""The page that finds things in a term."""

from datetime import UTC, date, datetime

import pytest
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from courses.models import Course
from schedule.publishing import publish
from schedule.searching.finding import MOST
from tests.factories import AnnouncementFactory, LectureFactory, TermFactory, make_course
from tests.published import SUMMER
from tests.schedule.views.reading_html import read_html

SEARCH = "/2023-fall/search/"


def asked(words, **options):
    """Return the address of a search on the day Lab 4 is due."""
    query = "&".join(f"{name}={value}" for name, value in options.items())
    return f"{SEARCH}?q={words}&on=2023-10-31&{query}"


def titles(page):
    return [heading.text for heading in page.all("h2")]


def test_results_stand_by_kind_with_what_fits_best_first(four, read):
    page = read(asked("lab 4"))
    assert page.one("h1").text == "Search"
    assert titles(page) == ["Coursework 1", "Deadlines 1", "Announcements 1"]
    assert page.one("p", "head__lede").text == "3 results."
    due = page.all("section", "found")[1].one("li", "hit")
    assert due.one("p", "hit__where").text == "6.5940 Tue Oct 31"
    assert due.one("h3").text == "Lab 4 due LLM compression"
    assert due.one("a")["href"] == "/2023-fall/6.5940/lab-4-due/?on=2023-10-31"


def test_a_number_leads_to_its_course(four, read):
    page = read(asked("6.594"))
    hit = page.one("li", "hit")
    assert titles(page) == ["Courses 1"]
    assert hit.one("a")["href"] == "/2023-fall/6.5940/?on=2023-10-31"
    assert hit.one("h3").text == "TinyML and Efficient Deep Learning Computing"
    assert [mark.text for mark in hit.all("mark")] == ["6.5940"]


def test_every_result_leads_to_a_page(four, client, read):
    for words in ("lecture", "lab", "quantization", "homework", "due", "18.303", "julia"):
        for link in read(asked(words)).one("main").all("a"):
            assert client.get(link["href"]).status_code == 200


def test_a_match_in_the_text_is_shown_with_the_words_around_it(four, read):
    hit = read(asked("distributed+training")).all("section", "found")[-1].one("li", "hit")
    text = hit.one("p", "hit__text")
    assert [mark.text for mark in text.all("mark")] == ["distributed", "training"]
    assert text.text.startswith("…")
    assert text.text.endswith("…")


def test_a_match_in_the_title_is_marked_there(four, read):
    page = read(asked("quantization"))
    lecture = page.all("li", "hit")[0]
    assert lecture.one("h3").one("mark").text == "Quantization"
    assert lecture.all("p", "hit__text") == []


def test_more_than_is_shown_is_counted(term, read):
    row = Course._meta.get_field("term").related_model.objects.get()
    publish(make_course(term=row, slug="many", lectures=MOST + 1), now=SUMMER)
    page = read(asked("topic"))
    assert titles(page) == [f"Lectures {MOST + 1}"]
    assert len(page.all("li", "hit")) == MOST
    assert page.one("p", "found__more").text == (
        "1 more is not shown. Another word narrows it down."
    )


def test_without_words_it_says_what_can_be_found(mit, read):
    page = read(SEARCH)
    assert page.one("p", "empty").text == (
        "What can be found Courses, lectures, coursework, deadlines, exams and announcements of "
        "Fall 2023: by a number like 6.5940, by a title, or by any words in them."
    )
    assert "autofocus" in page.one("input", id="q").attributes


@pytest.mark.parametrize("words", ["physics", "🎉", "%22*%22", "%00%20--", "%E2%80%AE"])
def test_where_nothing_is_found_it_says_what_to_try(mit, read, words):
    page = read(asked(words))
    empty = page.all("p", "empty")
    assert page.all("li", "hit") == []
    if words == "%00%20--":
        assert page.one("input", id="q")["value"] == "--"
    assert [each.one("b").text[:17] for each in empty] == ["Nothing found for"]
    assert empty[0].one("a")["href"] == "/2023-fall/?on=2023-10-31"


def test_the_field_keeps_the_words_and_the_slash_leads_to_it(mit, read):
    field = read(asked("lab+4")).one("input", id="q")
    assert (field["value"], field["aria-keyshortcuts"]) == ("lab 4", "/")


def test_a_course_s_page_leads_to_the_search_by_its_key(mit, read):
    for path in ("", "week/", "deadlines/", "changes/", "announcements/", "subscribe/", "lab-4/"):
        page = read(f"/2023-fall/6.5940/{path}?on=2023-10-31")
        link = page.one("a", aria_keyshortcuts="/")
        assert link.text == "Search"
        assert link["href"] == "/2023-fall/search/?on=2023-10-31"


def test_a_page_with_a_field_of_its_own_has_no_link_besides(mit, read):
    for address in ("/2023-fall/", SEARCH):
        assert [each.tag for each in read(address).all(aria_keyshortcuts="/")] == ["input"]


def test_no_search_engine_keeps_what_was_found(mit, read):
    page = read(asked("lab"))
    assert page.one("meta", name="robots")["content"] == "noindex"
    assert page.all("link", rel="canonical") == []


def test_too_much_is_refused_in_words(mit, read):
    for words in ("x" * 101, "x" * 10_000, "%F0%9F%8E%89" * 101):
        page = read(asked(words), status=400)
        assert "Look for at most 100 characters" in page.text
    assert read(asked("x" * 100))
    assert read(asked("+" * 10_000)).one("p", "empty")


def test_another_term_is_searched_with_the_same_words(mit, client):
    TermFactory(slug="2024-spring", name="Spring 2024")

    def leads_to(address):
        response = client.get(address)
        assert response.status_code == 302
        return response["Location"]

    assert leads_to(asked("lab+4", term="2024-spring")) == (
        "/2024-spring/search/?q=lab+4&on=2023-10-31"
    )
    assert leads_to(f"{SEARCH}?q=&term=2024-spring") == "/2024-spring/"
    assert client.get(asked("lab", term="2023-fall")).status_code == 200
    assert client.get(asked("lab", term="nowhere")).status_code == 404
    assert client.get("/nowhere/search/?q=lab").status_code == 404


def test_terms_can_be_chosen_where_there_are_several(mit, read):
    assert read(SEARCH).all("select", id="term") == []
    TermFactory(slug="2024-spring", name="Spring 2024")
    options = read(SEARCH).one("select", id="term").all("option")
    assert [option.text for option in options if "selected" in option.attributes] == ["Fall 2023"]


def test_what_staff_wrote_stands_in_its_language_and_is_text(mit, read):
    course = Course.objects.get(slug="6.5940")
    Course.objects.filter(pk=course.pk).update(language="de")
    LectureFactory(
        course=course,
        number=99,
        position=99,
        title='<b>Größe</b> & "mehr"',
        description="Ein <script>Skript</script>-Wort: `übung`.",
    )
    publish(course, now=SUMMER)
    hit = read(asked("ubung")).one("li", "hit")
    assert hit.one("h3").text == 'Lecture 99 <b>Größe</b> & "mehr"'
    assert hit.one("h3").one("bdi", lang="de")
    assert hit.one("p", "hit__text")["lang"] == "de"
    assert hit.one("p", "hit__text").one("mark").text == "übung"
    assert [mark.text for mark in read(asked("grosse")).all("mark")] == ["Größe"]


def test_a_cancelled_lecture_says_so(mit, read):
    course = Course.objects.get(slug="6.5940")
    course.lectures.filter(number=5).update(cancelled=True)
    publish(course, now=SUMMER)
    assert "Cancelled" in read(asked("lecture+5+quantization")).one("li", "hit").text


def test_an_announcement_waits_for_its_day_in_the_course_s_zone(db, client, monkeypatch):
    course = make_course(term=TermFactory(slug="2023-fall"))
    AnnouncementFactory(course=course, day=date(2023, 11, 1), text="A surprise.")
    publish(course, now=SUMMER)

    def finds(*moment):
        monkeypatch.setattr(timezone, "now", lambda: datetime(*moment, tzinfo=UTC))
        return b"<mark>surprise</mark>" in client.get(f"{SEARCH}?q=surprise").content

    # It is still Oct 31 in New York.
    assert not finds(2023, 11, 1, 3)
    assert finds(2023, 11, 1, 5)


def test_an_unchanged_search_is_a_304_with_one_query_and_a_published_course_makes_it_anew(
    mit, client, django_assert_num_queries
):
    etag = client.get(asked("surprise"))["ETag"]
    with django_assert_num_queries(1):
        again = client.get(asked("surprise"), headers={"If-None-Match": etag})
    assert again.status_code == 304
    assert client.get(asked("other"))["ETag"] != etag
    AnnouncementFactory(course=mit, key="new", day=date(2023, 10, 1), text="A surprise.")
    publish(Course.objects.get(pk=mit.pk), now=SUMMER)
    page = client.get(asked("surprise"), headers={"If-None-Match": etag})
    assert page.status_code == 200
    assert b"<mark>surprise</mark>" in page.content


def test_it_takes_three_queries_however_much_is_found(mit, client, django_assert_num_queries):
    term = mit.term
    with django_assert_num_queries(3):
        client.get(asked("lecture"))
    for number in range(4):
        publish(make_course(term=term, slug=f"c{number}", lectures=8), now=SUMMER)
    with django_assert_num_queries(3):
        client.get(asked("lecture"))
    with django_assert_num_queries(2):
        client.get(asked("nothing+like+it"))
    with django_assert_num_queries(1):
        client.get(SEARCH)


@settings(suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture])
@given(st.text(max_size=100))
def test_any_text_is_answered_with_a_page(mit, client, words):
    response = client.get(SEARCH, {"q": words})
    assert response.status_code == 200
    read_html(response.content.decode())
