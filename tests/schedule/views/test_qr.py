"""The QR code of a feed's address."""

import pytest
from django.test import Client

from courses import content
from courses.models import Course
from schedule.qr import to_svg

QR = "/2023-fall/6.5940/qr.svg"
FEED = "/2023-fall/6.5940/calendar.ics"


@pytest.fixture(autouse=True)
def public_url(settings):
    settings.PUBLIC_URL = "https://lectern.example.edu"


def test_the_code_is_of_the_feed_s_public_address(mit, client):
    response = client.get(QR)
    assert response.headers["Content-Type"] == "image/svg+xml"
    assert response.content.decode() == to_svg(f"https://lectern.example.edu{FEED}")


@pytest.mark.parametrize(
    ("asked", "encoded"),
    [
        ("only=deadline&only=lecture", "only=lecture,deadline"),
        ("deadlines=day&alarm=deadline:PT24H", "alarm=deadline:P1D&deadlines=day"),
        ("on=2023-10-31&utm_source=x", ""),
    ],
)
def test_options_are_those_of_the_feed_in_their_one_form(mit, client, asked, encoded):
    address = f"https://lectern.example.edu{FEED}" + (f"?{encoded}" if encoded else "")
    response = client.get(f"{QR}?{asked}")
    assert f"<title>{address}</title>" in response.content.decode().replace("&amp;", "&")
    assert client.get(f"{FEED}?{asked}").headers.get("X-Lectern-Ignored") == response.headers.get(
        "X-Lectern-Ignored"
    )


@pytest.mark.parametrize("asked", ["only=party", "alarm=soon", "deadlines=week", "only="])
def test_a_wrong_option_is_refused_in_the_feed_s_words(mit, client, asked):
    response = client.get(f"{QR}?{asked}")
    assert (response.status_code, response.headers["Content-Type"]) == (
        400,
        "text/plain; charset=utf-8",
    )
    assert response.content == client.get(f"{FEED}?{asked}").content


def test_a_code_that_the_reader_has_is_not_sent_again(mit, client, django_assert_num_queries):
    first = client.get(f"{QR}?only=lecture")
    assert first.headers["Cache-Control"] == "public, no-cache"
    with django_assert_num_queries(1):
        again = client.get(f"{QR}?only=lecture", headers={"If-None-Match": first.headers["ETag"]})
    assert (again.status_code, again.content) == (304, b"")
    other = client.get(f"{QR}?only=exam", headers={"If-None-Match": first.headers["ETag"]})
    assert other.status_code == 200


def test_the_code_changes_with_the_public_address(mit, client, settings):
    first = client.get(QR)
    settings.PUBLIC_URL = "https://elsewhere.example.edu"
    second = client.get(QR, headers={"If-None-Match": first.headers["ETag"]})
    assert second.status_code == 200
    assert b"elsewhere" in second.content


def test_there_is_no_code_where_there_is_no_feed(mit, client):
    assert client.get("/2023-fall/6.1/qr.svg").content == b"There is no 6.1 in Fall 2023.\n"
    assert client.get("/2022-fall/6.1/qr.svg").status_code == 404
    Course.objects.update(visibility=content.Visibility.STAFF.value)
    assert client.get(QR).status_code == 404
    Course.objects.update(visibility=content.Visibility.PUBLIC.value, edition_number=0)
    assert client.get(QR).status_code == 404


def test_a_code_is_only_read():
    client = Client(enforce_csrf_checks=True)
    assert client.post(QR).status_code == 405
    assert client.options(QR).headers["Allow"] == "GET, HEAD, OPTIONS"


def test_the_subscribe_page_shows_the_code_of_the_choices(mit, read):
    page = read("/2023-fall/6.5940/subscribe/?only=lecture&alarm-lecture=PT15M&deadlines=day")
    image = page.one("img")
    assert image["src"] == f"{QR}?only=lecture&alarm=lecture:PT15M&deadlines=day"
    assert image["data-qr"] == QR
    assert image["alt"] == "QR code of this link to the calendar of 6.5940"
    assert page.one("span", "feed__address").text == page.one("input", id="feed-url")["value"]
    assert read("/2023-fall/6.5940/subscribe/").one("img")["src"] == QR


def test_staff_see_no_code_of_a_feed_that_readers_cannot_fetch(mit, admin_client):
    Course.objects.update(visibility=content.Visibility.STAFF.value)
    page = admin_client.get("/2023-fall/6.5940/subscribe/").content.decode()
    assert "Your link" in page
    assert "qr.svg" not in page


TERM_QR = "/2023-fall/qr.svg?course=6.5940&course=18.303"


def test_several_courses_have_one_code_of_their_one_feed(four, client, django_assert_num_queries):
    with django_assert_num_queries(1):
        response = client.get(f"{TERM_QR}&deadlines=day&only=deadline")
    address = (
        "https://lectern.example.edu/2023-fall/calendar.ics"
        "?course=6.5940&course=18.303&only=deadline&deadlines=day"
    )
    assert response.content.decode() == to_svg(address)
    joined = client.get("/2023-fall/qr.svg?deadlines=day&course=6.5940,18.303&only=deadline")
    assert joined.content == response.content
    again = client.get(
        f"{TERM_QR}&deadlines=day&only=deadline",
        headers={"If-None-Match": response.headers["ETag"]},
    )
    assert again.status_code == 304


@pytest.mark.parametrize(
    "query", ["", "course=", "course=6.1", "course=6.5940&only=party", "course=" + "a,b" * 60]
)
def test_a_wrong_choice_of_courses_is_refused_in_the_feed_s_words(four, client, query):
    code, feed = (
        client.get(f"/2023-fall/qr.svg?{query}"),
        client.get(f"/2023-fall/calendar.ics?{query}"),
    )
    assert code.status_code in {400, 404}
    assert (code.status_code, code.content) == (feed.status_code, feed.content)


def test_a_code_too_fine_to_read_is_refused_and_not_shown(four, client, read):
    alarms = "".join(
        f"&alarm={kind}:P{days}D"
        for kind in ("lecture", "deadline", "exam", "recitation", "office-hours", "release")
        for days in range(10, 15)
    )
    refused = client.get(f"{QR}?deadlines=day{alarms}")
    assert (refused.status_code, refused.headers["Content-Type"]) == (
        400,
        "text/plain; charset=utf-8",
    )
    assert refused.content.startswith(b"The address is too long for a QR code.")
    assert read(f"/2023-fall/6.5940/subscribe/?only=lecture{alarms}").all("img") == []


def test_the_page_of_several_courses_shows_the_code_of_the_choices(four, read):
    image = read("/2023-fall/subscribe/?course=6.5940,18.303&only=lecture&deadlines=block").one(
        "img"
    )
    assert image["src"] == f"{TERM_QR}&only=lecture"
    assert image["data-qr"] == TERM_QR
