"""The language of pages: the reader's for pages, one for feeds, API and admin; titles keep theirs."""

import pytest

from courses.models import Deadline
from schedule.publishing import publish
from tests.published import SUMMER

COURSE = "/2023-fall/6.5940/"
PAGES = ["/", "/2023-fall/", COURSE, f"{COURSE}week/2023-W44/", f"{COURSE}deadlines/"]


def choose(client, language, **headers):
    return client.post("/language/", {"language": language}, headers=headers)


@pytest.mark.parametrize("address", PAGES)
def test_a_page_speaks_what_the_browser_asks_for(mit, read, address):
    assert read(address, **{"Accept-Language": "de-AT,de;q=0.9"}).one("html")["lang"] == "de"
    assert read(address, **{"Accept-Language": "zh-CN"}).one("html")["lang"] == "zh-Hans"
    assert read(address, **{"Accept-Language": "tlh"}).one("html")["lang"] == "en"


def test_arabic_reads_from_right_to_left(mit, read):
    html = read(COURSE, **{"Accept-Language": "ar"}).one("html")
    assert (html["lang"], html["dir"]) == ("ar", "rtl")


def test_a_chosen_language_is_kept_in_a_cookie_and_wins(mit, client, read):
    page = "http://testserver/2023-fall/6.5940/?on=2023-10-31"
    response = choose(client, "ja", **{"Sec-Fetch-Site": "same-origin", "Referer": page})
    assert (response.status_code, response["Location"]) == (303, f"{COURSE}?on=2023-10-31")
    html = read(COURSE, **{"Accept-Language": "de"})
    assert html.one("html")["lang"] == "ja"
    assert "selected" in html.one("option", value="ja").attributes


def test_a_language_that_is_not_there_is_refused_in_words(db, client):
    assert choose(client, "tlh").status_code == 400


def test_a_language_is_not_taken_from_other_sites(db, client):
    response = choose(client, "de", **{"Sec-Fetch-Site": "cross-site"})
    assert response.status_code == 403
    assert not response.cookies


@pytest.mark.parametrize(
    "address", [f"{COURSE}calendar.ics", f"{COURSE}lecture-7.ics", "/api/v1/terms", "/admin/login/"]
)
def test_feeds_api_and_admin_are_the_same_for_every_language(mit, client, address):
    plain = client.get(address)
    german = client.get(address, headers={"Accept-Language": "de", "Cookie": "language=de"})
    assert plain["Content-Language"] == german["Content-Language"] == "en"
    assert "Accept-Language" not in german.get("Vary", "")
    if "admin" not in address:
        assert german.content == plain.content


def test_what_staff_wrote_is_marked_with_its_own_language(mit, read):
    mit.language = "pt-BR"
    mit.save()
    publish(mit)
    html = read(COURSE, **{"Accept-Language": "de"})
    title = html.one("h1").one("bdi")
    assert title["lang"] == "pt-BR"
    assert read("/2023-fall/").one("h2").one("bdi")["lang"] == "pt-BR"
    week = read(f"{COURSE}week/2023-W44/")
    assert {link.one("bdi")["lang"] for link in week.all("a", "session__title")} == {"pt-BR"}


def test_a_heading_or_a_line_that_begins_with_a_day_has_its_capital(mit, read):
    french, on = {"Accept-Language": "fr"}, "?on=2023-10-31"
    item = read(f"{COURSE}lecture-15/{on}", **french)
    assert item.one("h2", id="page-day").text == "Mardi 31 octobre"
    assert item.one("p", "item__when").text.startswith("Mar. 31 oct., 15:35")
    week = read(f"{COURSE}week/2023-W44/{on}", **french)
    heads = [head.one("span", "vh").text for head in week.all("h2", "day__head")]
    assert heads[:3] == ["Lundi 30 octobre", "Mardi 31 octobre", "Mercredi 1er novembre"]
    course = read(f"{COURSE}{on}", **french)
    assert course.all("span", "agenda__dow")[0].text == "Mar."
    assert "Mardi/jeudi 15:35" in course.one("dl", "facts").text
    assert read(f"/2023-fall/{on}", **french).one("p", "stave__when").text.startswith("Mardi/jeudi")
    edition = read(f"{COURSE}changes/{on}", **french).one("li", id="edition-1")
    assert edition.one("h2").text.startswith("Mar. 1er août, 08:00")


def test_a_new_day_after_the_old_one_keeps_its_small_letter(mit, read):
    Deadline.objects.filter(course=mit, key="lab-4-due").update(extended_day="2023-11-02")
    publish(mit, now=SUMMER)
    page = read(f"{COURSE}lab-4-due/", **{"Accept-Language": "fr"})
    assert (
        page.one("p", "item__when")
        .one("ins")
        .text.endswith("jeu. 2 nov., avant la fin de la journée")
    )
