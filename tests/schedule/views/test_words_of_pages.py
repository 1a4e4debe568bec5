"""Each word of a page is a message, or was written by staff: nothing is left in English."""

import re
from urllib.parse import unquote

import pytest
from django.conf import settings
from django.utils.translation import trans_real

from courses import content
from courses.importers.course_file import parse_course, parse_term
from courses.importers.rows import save_course, save_term
from courses.models import Course, Deadline, Lecture
from schedule.publishing import publish
from tests.e2e.pages import PAGES
from tests.e2e.site import OCT_30, SUMMER, make_own_calendar, make_subscriber
from tests.e2e.staff import FIXTURES
from tests.factories import CourseFactory, UserFactory
from tests.schedule.views.plain_language import PlainLanguage, as_written
from tests.schedule.views.reading_html import read_html

SAID = ("aria-label", "title", "placeholder", "alt", "label", "content", "data-before")
"""Attributes that people read or hear, besides those of script's words."""

UNSAID = {"script", "style", "kbd", "svg"}
NAMES = {"UTC", "YouTube", "arXiv", "Thunderbird", "ada"}
ADDRESS = re.compile(r"https?://\S+|\b[a-z][a-z0-9-]*(?:\.[a-z0-9-]+)*\.[a-z]{2,}\b")
ROMAN = re.compile(r"\b[IVXLCDM]+\b")
WORD = re.compile(r"[A-Za-z]+")


@pytest.fixture
def site(db, client, settings):
    """The courses, in letters of their own; something extended, cancelled and moved."""
    settings.ROOT_URLCONF = "tests.e2e.failing"
    settings.MAIL_IS_ON = True
    client.raise_request_exception = False
    save_term(translated(content.Term, parse_term((FIXTURES / "2023-fall.yaml").read_bytes())))
    for path in sorted(FIXTURES.glob("mit-*.yaml")):
        written = translated(content.Course, parse_course(path.read_bytes()))
        save_course(written)
        publish(Course.objects.get(slug=written.slug), now=SUMMER)
    course = Course.objects.get(slug="6.5940")
    Deadline.objects.filter(course=course, key="lab-4-due").update(extended_day="2023-11-02")
    Lecture.objects.filter(course=course, key="lecture-16").update(cancelled=True, reason="жжж")
    publish(course, now=OCT_30, note="жжж")
    make_own_calendar(name="жжж")
    make_subscriber(subject="жжж")
    CourseFactory(slug="6.1000", number="6.1000", title="жжж", term=course.term)


def translated(kind, value):
    return kind.model_validate(as_written(value.model_dump(mode="json")))


def pieces(node, tag=""):
    """Yield each text of a page, and each attribute that is read out."""
    for name, value in node.attributes.items():
        is_robots = node.attributes.get("name") in {"viewport", "robots", "theme-color"}
        if (name in SAID and not is_robots) or name.startswith(("data-word-", "data-live-text")):
            yield value
    for child in node.children:
        if isinstance(child, str):
            yield child
        elif child.tag not in UNSAID and not in_a_language_of_its_own(child):
            yield from pieces(child)


def in_a_language_of_its_own(node):
    """Tell whether it names a language, or says what a calendar will say in the course's."""
    return "lang" in node.attributes and (node.tag == "option" or "data-told" in node.attributes)


def left_over(html, address):
    """Return the words of a page that are in no language but English."""
    asked = {word for word in re.split(r"[/?&=]", unquote(address)) if word}
    found = []
    for piece in pieces(read_html(html)):
        text = piece
        for word in sorted(asked, key=len, reverse=True):
            text = text.replace(word, "")
        words = set(WORD.findall(ROMAN.sub("", ADDRESS.sub("", text)))) - NAMES
        if words:
            found.append(" ".join(piece.split()))
    return found


def test_every_word_of_every_page_can_be_said_in_another_language(site, client, monkeypatch):
    monkeypatch.setitem(trans_real._translations, "de", PlainLanguage())
    client.cookies[settings.LANGUAGE_COOKIE_NAME] = "de"
    client.force_login(UserFactory(is_superuser=True, is_staff=True))
    english = {}
    for name, place in PAGES.items():
        response = client.get(place.address)
        assert response.status_code == place.status, (name, place.address)
        if words := left_over(response.content.decode(), place.address):
            english[name] = words
    assert english == {}


def test_every_page_can_be_had_in_every_language(site, client):
    client.force_login(UserFactory(is_superuser=True, is_staff=True))
    for language, _ in settings.LANGUAGES:
        client.cookies[settings.LANGUAGE_COOKIE_NAME] = language
        for place in PAGES.values():
            response = client.get(place.address)
            assert (response.status_code, response["Content-Language"]) == (place.status, language)
