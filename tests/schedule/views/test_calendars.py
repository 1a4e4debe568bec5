"""Personal calendars as their owners see them: making, changing, a new address, ending."""

import re
from datetime import UTC, date, datetime, timedelta
from urllib.parse import urlencode

import pytest
import time_machine

from courses.models import Course, Lecture
from schedule.models import CalendarFetch, Event, PersonalCalendar
from schedule.models.calendar import hash_of
from schedule.personal.calendars import Choice, give_calendar, make_calendar, rotate_calendar
from schedule.personal.fetching import FETCHES
from schedule.publishing import publish
from tests.factories import NoClassDayFactory, TermFactory, UserFactory, make_course
from tests.published import SUMMER
from tests.schedule.views.reading_html import read_html

PAGE = "/calendars/"
NOW = datetime(2023, 10, 31, 16, tzinfo=UTC)
FORM = {
    "course": ["2023-fall/6.5940", "2023-fall/18.303"],
    "only": ["lecture", "deadline"],
    "alarm-deadline": "P1D PT2H",
    "deadlines": "day",
    "cancelled": "title",
    "summary": "dot",
    "language": "de",
    "past": "14",
    "name": " my  phone ",
}


@pytest.fixture(autouse=True)
def _in_term():
    with time_machine.travel(NOW, tick=False):
        yield


def send(client, page=PAGE, **changes):
    return client.post(page, {**FORM, **changes})


def shown(client, response):
    """Follow to the calendar's own page, and return it."""
    assert response.status_code == 303, response.content[:500]
    return read_html(client.get(response["Location"]).content.decode())


def feed_of(page):
    return page.one("input", id="feed-url")["value"].partition("127.0.0.1:8000")[2]


@pytest.fixture
def own(four, client):
    """The path of the own page of a calendar of two courses."""
    return send(client)["Location"]


def test_it_is_made_without_an_account_and_leads_to_its_own_page(four, client):
    response = send(client)
    page = shown(client, response)
    calendar = PersonalCalendar.objects.get()
    assert calendar.name == "my phone"
    assert calendar.options.split("&") == [
        *("only=lecture,deadline", "alarm=deadline:P1D", "alarm=deadline:PT2H"),
        *("deadlines=day", "cancelled=title", "summary=dot", "language=de", "past=14"),
    ]
    assert [course.slug for course in calendar.courses.order_by("calendar_entries__position")] == [
        "6.5940",
        "18.303",
    ]
    assert re.fullmatch(r"/calendars/[\w-]{43}/my-phone\.ics", feed_of(page))
    assert client.get(feed_of(page)).status_code == 200
    assert page.one("h1").text == "my phone"


def test_the_address_is_shown_once(four, client):
    response = send(client)
    page = shown(client, response)
    links = {
        link["data-app"]: link["href"] for link in page.all("a") if "data-app" in link.attributes
    }
    assert links["webcal"].endswith(feed_of(page))
    assert links.keys() == {"webcal", "google", "outlook"}
    assert page.one("svg")["viewbox"]
    again = read_html(client.get(response["Location"]).content.decode())
    assert again.all("input", id="feed-url") == []
    token = feed_of(page).split("/")[2]
    assert token not in again.text


def test_its_own_page_shows_what_was_chosen(own, read):
    page = read(own)
    ticked = {
        (box["name"], box["value"]) for box in page.all("input") if "checked" in box.attributes
    }
    assert {value for name, value in ticked if name == "course"} == set(FORM["course"])
    assert {value for name, value in ticked if name == "only"} == {"lecture", "deadline"}
    assert {("deadlines", "day"), ("summary", "dot")} <= ticked
    for name in ("alarm-deadline", "cancelled", "language", "past"):
        options = page.all("select", name=name)[0].all("option")
        picked = [each["value"] for each in options if "selected" in each.attributes]
        assert picked == [FORM[name]], name
    assert page.one("input", id="name")["value"] == "my phone"


def test_a_day_without_class_of_several_courses_is_counted_and_shown_once(four, client, read):
    holidays = [
        NoClassDayFactory(term=four[0].term, course=None, title=title, day=day)
        for title, day in (("Jubilee", date(2023, 11, 7)), ("Regatta", date(2023, 11, 8)))
    ]
    for course in four:
        publish(course, now=NOW)
    page = read(send(client, only="no-class")["Location"])
    (choice,) = (each for each in page.all("li", "opt") if each.all("input", value="no-class"))
    days = Event.objects.standing().filter(course__in=four[:2], kind="no-class")
    assert len({event.uid for event in days}) == 5 < len(days)
    assert "5 days without class: " in choice.text
    names = [line.one("bdi").text for line in page.one("ol", "preview").all("li")]
    for holiday in holidays:
        assert sum(holiday.title in name for name in names) == 1


def test_choices_change_and_the_address_stays(four, client):
    response = send(client)
    feed, own = feed_of(shown(client, response)), response["Location"]
    before = client.get(feed).content
    saved = send(client, own, course="2023-fall/18.338", deadlines="block", name="")
    assert (saved.status_code, saved["Location"]) == (303, f"{own}?done=saved")
    assert "Saved." in client.get(saved["Location"]).content.decode()
    after = client.get(feed).content
    assert after != before
    assert b"18.338" in after
    assert b"6.5940" not in after


def test_saving_what_is_stored_changes_no_event(own, client):
    calendar = PersonalCalendar.objects.get()
    send(client, own)
    assert PersonalCalendar.objects.get().options == calendar.options
    assert PersonalCalendar.objects.get().token_hash == calendar.token_hash


def test_a_new_address_takes_the_place_of_the_old_one(four, client):
    response = send(client)
    old = feed_of(shown(client, response))
    new = feed_of(shown(client, client.post(response["Location"], {"do": "rotate"})))
    assert (client.get(old).status_code, client.get(new).status_code) == (404, 200)


def test_ending_it_asks_to_be_sure_and_leaves_nothing(four, client):
    response = send(client)
    own, feed = response["Location"], feed_of(shown(client, response))
    assert client.post(own, {"do": "end"}).status_code == 400
    assert PersonalCalendar.objects.exists()
    ended = client.post(own, {"do": "end", "sure": "yes"})
    assert "The calendar was ended." in client.get(ended["Location"]).content.decode()
    assert (client.get(own).status_code, client.get(feed).status_code) == (404, 404)
    assert not PersonalCalendar.objects.exists()


@pytest.mark.parametrize("method", ["get", "post"])
def test_what_never_was_a_page_is_answered_as_what_was_ended(own, client, method):
    PersonalCalendar.objects.all().delete()
    answers = {
        getattr(client, method)(each).content.replace(each.encode(), b"")
        for each in (own, "/calendars/x/", f"/calendars/{'a' * 43}/")
    }
    assert len(answers) == 1
    assert "There is no calendar here" in answers.pop().decode()


def test_its_own_page_is_a_secret(own, client):
    for response in (
        client.get(own),
        client.post(own, {"do": "rotate"}),
        client.get("/calendars/x/"),
    ):
        assert response["Referrer-Policy"] == "no-referrer"
        assert response["X-Robots-Tag"] == "noindex, nofollow"
        assert response["Cache-Control"] == "private, no-store"
    assert '<meta name="robots" content="noindex">' in client.get(own).content.decode()


def test_the_token_of_another_calendar_is_not_shown(four, client):
    first, second = send(client), send(client)
    client.cookies["calendar"] = "something else"
    page = read_html(client.get(second["Location"]).content.decode())
    assert page.all("input", id="feed-url") == []
    assert first["Location"] != second["Location"]


def test_a_form_from_elsewhere_makes_nothing(four, client):
    for headers in ({"Sec-Fetch-Site": "cross-site"}, {"Origin": "https://example.org"}):
        assert client.post(PAGE, FORM, headers=headers).status_code == 403
    assert not PersonalCalendar.objects.exists()


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"course": []}, "Choose at least one course."),
        ({"course": "2023-fall/none"}, "Not there, or not open: 2023-fall/none"),
        ({"course": [f"2023-fall/{n}" for n in range(41)] + ["2023-fall/6.5940"]}, "at least one"),
        ({"only": []}, "Choose at least one kind of event."),
        ({"name": "x" * 61}, "At most 60 characters."),
        ({"name": "a\x00b"}, "At most 60 characters."),
    ],
)
def test_what_is_missing_is_said_beside_the_form(four, client, changes, said):
    response = send(client, **changes)
    assert response.status_code == 400
    assert said in response.content.decode()
    assert not PersonalCalendar.objects.exists()


@pytest.mark.parametrize(
    "changes", [{"deadlines": "x"}, {"cancelled": "x"}, {"only": "x"}, {"alarm-deadline": "P9D"}]
)
def test_a_choice_that_is_not_offered_is_refused_in_words(four, own, client, changes):
    for page in (PAGE, own):
        response = send(client, page, **changes)
        assert response.status_code == 400
        assert response["Cache-Control"] != "public, no-cache"


def test_a_course_for_its_staff_cannot_be_taken(four, client):
    Course.objects.filter(slug="6.5940").update(visibility="staff")
    send(client)
    assert list(PersonalCalendar.objects.get().courses.values_list("slug", flat=True)) == ["18.303"]


def test_a_course_in_no_list_is_found_by_its_address(four, client, read):
    Course.objects.filter(slug="6.5940").update(visibility="unlisted")
    for words in ("6.5940", "efficient"):
        page = read(f"{PAGE}?{urlencode({'q': words})}")
        assert "2023-fall/6.5940" not in {box["value"] for box in page.all("input", name="course")}
    for words in ("http://127.0.0.1:8000/2023-fall/6.5940/week/", "/2023-fall/6.5940"):
        page = read(f"{PAGE}?{urlencode({'q': words})}")
        assert page.one("input", name="course")["value"] == "2023-fall/6.5940"


def test_courses_of_any_term_are_found_and_what_is_ticked_stays(four, read):
    term = TermFactory(slug="2020-fall", name="Fall 2020")
    publish(make_course(slug="8.01", number="8.01", term=term), now=SUMMER)
    asked = {**FORM, "q": "8.01"}
    page = read(f"{PAGE}?{urlencode(asked, doseq=True)}")
    boxes = page.all("input", name="course")
    assert [(box["value"], "checked" in box.attributes) for box in boxes] == [
        ("2023-fall/6.5940", True),
        ("2023-fall/18.303", True),
        ("2020-fall/8.01", False),
    ]
    assert page.one("input", id="name")["value"] == "my phone"
    assert "no course has" not in page.text.lower()
    none = read(f"{PAGE}?q=xylophone")
    assert "No course has these words" in none.text


def test_of_many_courses_the_first_are_shown_and_the_rest_counted(four, read):
    term = four[0].term
    for n in range(12):
        publish(make_course(slug=f"c-{n}", lectures=1, term=term), now=SUMMER)
    page = read(PAGE)
    assert len(page.all("input", name="course")) == 12
    assert "4 more courses" in page.text


def test_the_page_of_a_course_leads_here_with_it_ticked(four, read):
    page = read(f"{PAGE}?course=2023-fall/18.338")
    (ticked,) = [box for box in page.all("input", name="course") if "checked" in box.attributes]
    assert ticked["value"] == "2023-fall/18.338"
    assert page.one("ol", "preview")


def test_without_any_term_there_is_a_page_too(db, read):
    assert read(PAGE).one("h1").text == "Personal calendar"


def test_queries_do_not_grow_with_courses(four, client, django_assert_num_queries):
    few = make_calendar(Choice("", tuple(four[:1]), ""), now=NOW)
    many = make_calendar(Choice("", tuple(four), ""), now=NOW)
    for made in (few, many):
        for program in ("google", "ios", "macos")[: 1 if made is few else 3]:
            CalendarFetch.objects.create(calendar=made.calendar, program=program, fetched_at=NOW)
        with django_assert_num_queries(7):
            client.get(f"/calendars/{made.page}/")


def test_other_methods_are_refused(own, client):
    for page in (PAGE, own):
        assert client.put(page).status_code == 405


def test_what_staff_gave_out_stays_and_others_can_be_added(four, client):
    made, _ = give_calendar(four[0], to="", by=UserFactory(), now=NOW)
    Course.objects.filter(slug="6.5940").update(visibility="staff")
    own = f"/calendars/{made.page}/"
    assert "staff gave it to you" in client.get(own).content.decode()
    send(client, own)
    assert made.calendar.courses.count() == 2
    assert b"6.5940" in client.get(f"/calendars/{made.token}.ics").content
    send(client, own, course="2023-fall/18.303")
    send(client, own)
    assert list(made.calendar.courses.values_list("slug", flat=True)) == ["18.303"]


def test_of_a_course_that_is_withdrawn_only_its_address_is_told(own, client):
    Course.objects.filter(slug="6.5940").update(visibility="staff")
    page = client.get(own).content.decode()
    assert "Not open now, so left out." in page
    assert "TinyML" not in page


def old(client, own):
    """Return what the page says to: why is my calendar old?"""
    page = read_html(client.get(own).content.decode())
    return next(each for each in page.all("section") if each["aria-labelledby"] == "page-old").text


def test_before_any_program_asked_it_says_so(own, client):
    assert "No program has asked for it yet" in old(client, own)


def test_it_says_which_program_was_served_what(four, client):
    response = send(client)
    own, feed = response["Location"], feed_of(shown(client, response))
    client.get(feed, headers={"User-Agent": "Google-Calendar-Importer"})
    FETCHES.write()
    with time_machine.travel(NOW + timedelta(hours=1), tick=False):
        client.get(feed, headers={"User-Agent": "iOS/17.1 (21B74) dataaccessd/1.0"})
        words = old(client, own)
    assert words.index("iPhone and iPad") < words.index("Google Calendar")
    assert "Asked last on Tue Oct 31, 2023, 1:00 pm Eastern" in words
    assert "Asked last on Tue Oct 31, 2023, noon Eastern" in words
    assert words.count("It was given all that is published.") == 2


def test_it_says_what_a_program_has_not_seen_and_what_to_do(four, client):
    response = send(client)
    own, feed = response["Location"], feed_of(shown(client, response))
    client.get(feed, headers={"User-Agent": "Google-Calendar-Importer"})
    Lecture.objects.filter(course=four[0], key="lecture-16").update(cancelled=True)
    with time_machine.travel(NOW + timedelta(hours=2), tick=False):
        publish(four[0])
        words = old(client, own)
    assert "Since then 6.5940 changed, on Tue Oct 31, 2023, 2:00 pm Eastern." in words
    assert "asks every 4 to 24 hours" in words
    with time_machine.travel(NOW + timedelta(days=4), tick=False):
        assert "It has been silent for days" in old(client, own)


def test_it_says_that_choices_changed_since(four, client):
    response = send(client)
    own, feed = response["Location"], feed_of(shown(client, response))
    client.get(feed, headers={"User-Agent": "curl/8"})
    with time_machine.travel(NOW + timedelta(hours=2), tick=False):
        send(client, own, deadlines="block")
        words = old(client, own)
    assert "curl" in words
    assert "Since then you changed what the calendar has." in words


def test_a_new_address_forgets_who_asked_at_the_old_one_and_says_what_to_do_there(four, client):
    response = send(client)
    own, feed = response["Location"], feed_of(shown(client, response))
    for program in ("Google-Calendar-Importer", "Thunderbird/128"):
        client.get(feed, headers={"User-Agent": program})
        FETCHES.write()
    client.get(feed, headers={"User-Agent": "Google-Calendar-Importer"})
    rotated = client.post(own, {"do": "rotate"})
    assert rotated["Location"] == f"{own}?done=rotated"
    new = feed_of(shown(client, rotated))
    words = read_html(client.get(rotated["Location"]).content.decode()).text
    assert "No program has asked for it yet" in words
    assert "The old address leads nowhere now. Programs that have it go on showing" in words
    client.get(feed, headers={"User-Agent": "Google-Calendar-Importer"})
    client.get(new, headers={"User-Agent": "curl/8"})
    words = old(client, own)
    assert "curl" in words
    assert "Google Calendar" not in words


def test_a_calendar_with_a_new_address_waits_for_programs_as_if_it_were_new(four, client):
    calendar = make_calendar(Choice("", (four[0],), ""), now=NOW - timedelta(days=300)).calendar
    CalendarFetch.objects.create(calendar=calendar, program="ios", fetched_at=NOW)
    rotate_calendar(calendar, now=NOW)
    make_calendar(Choice("", (four[0],), ""), now=NOW)
    assert PersonalCalendar.objects.filter(pk=calendar.pk).exists()


def test_a_saved_file_is_called_a_copy(four, client):
    response = send(client)
    client.get(feed_of(shown(client, response)), headers={"User-Agent": "Mozilla/5.0 Firefox/130"})
    assert "A file saved by a browser is a copy." in old(client, response["Location"])


def test_calendars_that_nobody_asks_for_go_in_time(four):
    def make(**ages):
        made = make_calendar(Choice("", (four[0],), ""), now=NOW).calendar
        at = NOW - timedelta(days=ages["made"])
        PersonalCalendar.objects.filter(pk=made.pk).update(chosen_at=at)
        if "asked" in ages:
            asked = NOW - timedelta(days=ages["asked"])
            CalendarFetch.objects.create(calendar=made, program="ios", fetched_at=asked)
        return made.pk

    kept = {make(made=80), make(made=900, asked=700), make(made=100, asked=99)}
    make(made=91)
    make(made=900, asked=801)
    given, _ = give_calendar(four[0], to="", by=UserFactory(), now=NOW)
    PersonalCalendar.objects.filter(pk=given.calendar.pk).update(chosen_at=NOW - timedelta(900))
    new = make_calendar(Choice("", (four[0],), ""), now=NOW).calendar.pk
    left = set(PersonalCalendar.objects.values_list("pk", flat=True))
    assert left == kept | {given.calendar.pk, new}


def test_theme_and_language_lead_back_to_its_own_page(own, client):
    for name, value in (("theme", "dark"), ("language", "de")):
        page = read_html(client.get(own).content.decode())
        (field, *_) = page.all("input", name="page")
        response = client.post(
            f"/{name}/",
            {name: value, "page": field["value"]},
            headers={"Origin": "null", "Sec-Fetch-Site": "same-origin"},
        )
        assert response["Location"] == own
    assert (
        client.post("/theme/", {"theme": "dark", "page": "https://example.org/"})["Location"] == "/"
    )


def test_secrets_are_known_by_their_hash_alone(own):
    calendar = PersonalCalendar.objects.get()
    assert calendar.page_hash == hash_of(own.strip("/").split("/")[-1])
