"""The list of pages that all checks walk through leaves none out."""

from urllib.parse import urlsplit

from django.urls import resolve

from schedule.urls import urlpatterns
from tests.e2e.pages import PAGES

FILES = (".ics", ".svg", ".atom")
FORMS = {"theme", "language"}
"""They take what a form sends, and lead back."""


def test_so_is_each_kind_of_error():
    assert {place.status for place in PAGES.values()} == {200, 400, 403, 404, 500, 503}


def test_every_address_that_shows_a_page_is_in_the_list():
    shown = {each.name for each in urlpatterns if not str(each.pattern).endswith(FILES)} - FORMS
    found = [place.address for place in PAGES.values() if place.status == 200]
    assert {resolve(urlsplit(address).path).url_name for address in found} == shown
