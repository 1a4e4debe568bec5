"""Several processes serve one site: what one publishes is what every other says next."""

import os
import random
import re
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from urllib.request import Request, urlopen
from uuid import uuid4

import psycopg
import pytest
from django.conf import settings
from django.db import connection

from tests.config.test_serve import environment, kept_port, served
from tests.faults.post_office import PATIENCE

PATHS = ("", "calendar.ics", "lecture-1/", "lecture-1.ics")
TITLE = re.compile(r"Title (\d+)\b")

# They make a database themselves, on the server that the suite runs on.
pytestmark = pytest.mark.database


@pytest.fixture
def site(tmp_path):
    """Two workers on a database of the kind that these tests run on; the environment of a third."""
    with database() as url, kept_port() as port:
        own = {"DATABASE_URL": url, "WORKERS": "2"} if url else {"WORKERS": "2"}
        with served(tmp_path / "data", port, **own):
            yield f"http://127.0.0.1:{port}", environment(tmp_path / "data", port) | own


@contextmanager
def database():
    """Give the address of a new database on the tests' server; nothing for a file."""
    if connection.vendor != "postgresql":
        yield ""
        return
    url, name = os.environ["DATABASE_URL"], f"workers_{uuid4().hex}"
    with psycopg.connect(url, autocommit=True) as server:
        server.execute(f"CREATE DATABASE {name}")
        try:
            yield re.sub(r"/lectern\b", f"/{name}", url, count=1)
        finally:
            server.execute(f"DROP DATABASE {name} WITH (FORCE)")


@pytest.fixture
def publish(site):
    """Publish a title from a process of its own, and return when that is done."""
    process = subprocess.Popen(
        [sys.executable, "-m", "tests.config.front.writing"],
        cwd=settings.BASE_DIR,
        env=site[1],
        text=True,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
    )
    assert process.stdout.readline() == "ready\n"

    def say(number):
        process.stdin.write(f"Title {number}\n")
        process.stdin.flush()
        assert process.stdout.readline() == f"Title {number}\n"

    yield say
    process.stdin.close()
    process.stdout.close()
    process.wait(PATIENCE)


def read(base, path):
    """Return the number in the title that an answer says, on a connection of its own."""
    request = Request(f"{base}/2023-fall/6.5940/{path}", headers={"Connection": "close"})
    with urlopen(request, timeout=PATIENCE) as response:
        said = TITLE.search(response.read().decode())
    return int(said[1]) if said else 0


def test_the_next_answer_of_every_worker_is_the_new_one(site, publish):
    base, _ = site
    for number in range(1, 6):
        publish(number)
        for path in PATHS:
            assert {read(base, path) for _ in range(4)} == {number}, path


def test_no_reader_beside_a_writer_is_told_what_was_replaced_before_it_asked(site, publish):
    base, _ = site
    done = [0]

    def look(seed):
        chance = random.Random(seed)
        while done[0] < 15:
            before = done[0]
            said = read(base, chance.choice(PATHS))
            if said < before:
                return before, said
        return None

    with ThreadPoolExecutor(4) as pool:
        readers = [pool.submit(look, seed) for seed in range(4)]
        for number in range(1, 16):
            publish(number)
            done[0] = number
        assert [reader.result() for reader in readers] == [None] * 4
