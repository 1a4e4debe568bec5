"""`manage.py serve` as a person starts it: a real process, a fresh folder."""

import os
import re
import signal
import socket
import sqlite3
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from urllib.request import urlopen

import pytest
from django.conf import settings

from tests.faults.post_office import PATIENCE, eventually, keep_port


@pytest.fixture
def port() -> Iterator[int]:
    with kept_port() as port:
        yield port


@contextmanager
def kept_port() -> Iterator[int]:
    """Keep a port for a server until the block ends."""
    place, port = keep_port()
    with place:
        yield port


def environment(folder: Path, port: int) -> dict[str, str]:
    """As a person's shell has it, not as this run of the tests."""
    ours = {"DJANGO_SETTINGS_MODULE", "DATABASE_URL"}
    inherited = {name: value for name, value in os.environ.items() if name not in ours}
    return {**inherited, "DATA_DIR": str(folder), "PORT": str(port), "WORKERS": "1"}


@contextmanager
def served(
    folder: Path, port: int, **settings_of_its_own: str
) -> Iterator[tuple[subprocess.Popen, Path]]:
    """Serve from the folder until the block ends; gives the process, and what it said as a file."""
    said = folder.parent / "said.txt"
    with said.open("w") as output:
        process = subprocess.Popen(
            [sys.executable, "manage.py", "serve"],
            cwd=settings.BASE_DIR,
            env=environment(folder, port) | settings_of_its_own,
            stdout=output,
            stderr=subprocess.STDOUT,
        )
    try:
        wait_for(f"http://127.0.0.1:{port}/admin/login/", process, said)
        yield process, said
    finally:
        process.send_signal(signal.SIGTERM)
        process.wait(PATIENCE)


def wait_for(url: str, process: subprocess.Popen, said: Path) -> None:
    end = time.monotonic() + PATIENCE
    while True:
        try:
            urlopen(url, timeout=60).close()
        except OSError:  # a slow answer is none of the kinds that urllib knows
            assert process.poll() is None, said.read_text()
            assert time.monotonic() < end, said.read_text()
            time.sleep(0.05)
        else:
            return


def ran(database: Path) -> bool:
    """Tell whether a sender has looked for mail in a site's database."""
    with closing(sqlite3.connect(database)) as connection:
        return connection.execute("SELECT 1 FROM schedule_sender").fetchone() is not None


def test_the_first_start_fills_the_database_and_the_second_keeps_it_and_can_send_mail(
    tmp_path, port
):
    folder = tmp_path / "data"

    with served(folder, port) as (_, said):
        first = said.read_text()
        addresses = re.findall(r"http://\S+", first)
        assert len(addresses) == 6
        assert [urlopen(address).status for address in addresses] == [200] * 6
        assert urlopen(f"http://127.0.0.1:{port}/healthz/mail").status == 200

    assert f"http://127.0.0.1:{port}/2023-fall/6.5940/calendar.ics" in addresses
    assert re.search(r"demo, password \S{16}\n", first)
    assert not ran(folder / "lectern.sqlite3")

    with served(folder, port, EMAIL_URL="smtp://127.0.0.1:9") as (_, said):
        second = said.read_text()
        eventually(lambda: ran(folder / "lectern.sqlite3"))
        assert urlopen(f"http://127.0.0.1:{port}/healthz/mail").status == 200

    assert re.findall(r"http://\S+", second) == addresses
    assert "password" not in second
    assert "Collecting" not in second
    assert "The sender of mail ended" not in said.read_text()


def serves(port: int) -> bool:
    with socket.socket() as probe:
        return probe.connect_ex(("127.0.0.1", port)) == 0


def test_nothing_goes_on_serving_when_what_runs_it_is_killed(tmp_path, port):
    with served(tmp_path / "data", port, EMAIL_URL="smtp://127.0.0.1:9") as (process, _):
        process.kill()
        eventually(lambda: not serves(port))


def test_a_taken_port_is_said_in_words(tmp_path):
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        port = other.getsockname()[1]

        done = subprocess.run(
            [sys.executable, "manage.py", "serve"],
            cwd=settings.BASE_DIR,
            env=environment(tmp_path, port),
            capture_output=True,
            text=True,
            check=False,
        )

    assert done.returncode == 1
    assert f"cannot serve on 127.0.0.1, port {port}: another program" in done.stderr
    assert "Traceback" not in done.stderr
