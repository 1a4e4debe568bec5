"""khal shows what a site says, after each vdirsyncer sync over HTTP with a server of several workers."""

import base64
import pickle
import subprocess
import sys
from collections import Counter
from datetime import date

import pytest
from django.conf import settings

from tests.clients.khal import Khal, as_khal_tells
from tests.clients.published import QUERY
from tests.config.front.test_workers import database
from tests.config.test_serve import environment, kept_port, served

FIRST, DAYS = date(2022, 12, 25), 400


@pytest.fixture(scope="module")
def site(tmp_path_factory):
    """A site with the reference course; its address and the environment of its processes."""
    folder = tmp_path_factory.mktemp("site") / "data"
    with database() as url, kept_port() as port:
        own = {"DATABASE_URL": url, "WORKERS": "2"} if url else {"WORKERS": "2"}
        with served(folder, port, **own):
            yield f"http://127.0.0.1:{port}", environment(folder, port) | own


@pytest.fixture(scope="module")
def staff(site):
    """Have staff do something; gives the feed's path and what the database says of its events."""
    process = subprocess.Popen(
        [sys.executable, "-m", "tests.clients.staff"],
        cwd=settings.BASE_DIR,
        env=site[1],
        text=True,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
    )

    def do(act):
        process.stdin.write(f"{act}\n")
        process.stdin.flush()
        return pickle.loads(base64.b64decode(process.stdout.readline()))

    yield do
    process.communicate()


def subscribe(site, path, folder):
    return Khal(folder / "khal", f"{site[0]}{path}{'&' if '?' in path else '?'}{QUERY}")


def differences(khal, told):
    """Return what khal shows too much, and what it does not show."""
    shown = khal.tells(FIRST, DAYS)
    should = Counter(as_khal_tells(each) for each in told.values())
    return list(shown - should), list(should - shown)


def test_it_shows_the_reference_course_after_edits(site, staff, tmp_path):
    path, told = staff("look")
    khal = subscribe(site, path, tmp_path)
    for edits in ((), ("move", "rename", "extend"), ("cancel", "delete"), ("restore",)):
        for edit in edits:
            _, told = staff(edit)
        khal.sync()
        assert differences(khal, told) == ([], []), edits


@pytest.mark.parametrize("course", ["hostile", "year"])
def test_it_shows_all_of_a_course_that_is(course, site, staff, tmp_path):
    path, told = staff(course)
    khal = subscribe(site, path, tmp_path)
    khal.sync()
    assert differences(khal, told) == ([], [])
