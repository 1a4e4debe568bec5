"""Every address in a page leads to what is there: other pages, their parts, feeds, images."""

from urllib.parse import urljoin, urlsplit

from django.test import Client

from tests.e2e.pages import PAGES
from tests.schedule.views.reading_html import read_html

ELSEWHERE = ("/static/", "/admin/")
"""The browser asks for the files of every page itself; the admin asks for a name first."""


def addresses(tree, base):
    """Return what a page leads to on this site, without what a form would add."""
    found = [
        node[name] for name in ("href", "src") for node in tree.walk() if name in node.attributes
    ]
    absolute = [urlsplit(urljoin(f"http://testserver{base}", each)) for each in found]
    return {
        each._replace(scheme="", netloc="").geturl()
        for each in absolute
        if each.hostname in {"testserver", "127.0.0.1"} and not each.path.startswith(ELSEWHERE)
    }


def ids_of(tree):
    return {node["id"] for node in tree.walk() if "id" in node.attributes}


class Site:
    """A reader who asks for each address once."""

    def __init__(self):
        self.client = Client(raise_request_exception=False)
        self.parts = {}

    def read(self, address):
        return read_html(self.client.get(address).content.decode())

    def parts_of(self, address):
        """Return the ids of the parts of what is at an address; None where nothing is."""
        if address not in self.parts:
            answer = self.client.get(address, follow=True)
            is_page = answer.headers["Content-Type"].startswith("text/html")
            found = ids_of(read_html(answer.content.decode())) if is_page else set()
            self.parts[address] = found if answer.status_code == 200 else None
        return self.parts[address]


def test_every_link_of_every_page_leads_somewhere(site):
    reader, missing = Site(), []
    for name, place in PAGES.items():
        if place.is_for_staff:
            continue
        tree = reader.read(place.address)
        reader.parts[place.address] = ids_of(tree)
        for address in addresses(tree, place.address):
            target, _, part = address.partition("#")
            found = reader.parts_of(target)
            if found is None or (part and part not in found):
                missing.append(f"{name}: {address}")
    assert not missing, "\n".join(missing)
