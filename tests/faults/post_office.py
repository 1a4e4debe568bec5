"""A sink and senders as processes of their own, around the database of a test."""

from __future__ import annotations

import json
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from django.conf import settings
from django.db import connection

ROOT = Path(settings.BASE_DIR)
PATIENCE = 600
"""Seconds to wait for what comes in a moment: a busy machine may take a long one."""
AMPLE = 30
"""Seconds that a message may take where no test waits them out."""


@dataclass(frozen=True)
class Taken:
    """A message as the sink got it."""

    what: str
    to: str
    id: str
    connection: int
    at: float


class PostOffice:
    """What a test starts, and what is ended after it."""

    def __init__(self, folder: Path) -> None:
        self._place, self.port = keep_port()
        self.log = folder / "accepted.jsonl"
        self.said = folder / "said.txt"
        self.environment = environment_of_database() | {
            "DATA_DIR": str(folder),
            "EMAIL_URL": f"smtp://127.0.0.1:{self.port}",
            "MAIL_LEASE": "300",
            "MAIL_TIMEOUT": "25",
            "SECRET_KEY": "of a test",
        }
        self._processes: list[subprocess.Popen] = []
        self._sink: subprocess.Popen | None = None
        self._nursery: subprocess.Popen | None = None
        self._born: set[int] = set()
        self._counted = self._read = 0

    # -- The sink

    def open_sink(self, *options: str) -> None:
        command = [sys.executable, "-m", "tests.faults.sink", str(self.port), str(self.log)]
        self._sink = subprocess.Popen(
            [*command, *options], cwd=ROOT, stdout=subprocess.PIPE, text=True
        )
        assert self._sink.stdout.readline() == "ready\n"

    def close_sink(self) -> None:
        sink, self._sink = self._sink, None
        if sink:
            sink.kill()
            sink.wait()
            sink.stdout.close()

    def let_go(self) -> None:
        """Let the sink take what it keeps waiting, `slow-…`, now and from now on."""
        self._sink.send_signal(signal.SIGUSR1)

    def taken(self, what: str = "accepted") -> list[Taken]:
        """Return what the sink has had so far, in order."""
        lines = self.log.read_text().splitlines() if self.log.exists() else []
        found = [Taken(**json.loads(line)) for line in lines]
        return [each for each in found if each.what == what]

    def count(self) -> int:
        """Return how many messages the sink has accepted; quick enough to ask all the time."""
        if self.log.exists():
            with self.log.open("rb") as log:
                log.seek(self._read)
                fresh = log.read()
            self._read += len(fresh)
            self._counted += fresh.count(b'"accepted"')
        return self._counted

    # -- Senders, as an operator starts them

    def manage(self, *arguments: str) -> subprocess.Popen:
        output = self.said.open("a")
        process = subprocess.Popen(
            [sys.executable, "manage.py", *arguments],
            cwd=ROOT,
            env=self.environment,
            stdout=output,
            stderr=subprocess.STDOUT,
        )
        output.close()
        self._processes.append(process)
        return process

    def send_once(self) -> int:
        return self.manage("send_reminders").wait(PATIENCE)

    # -- Senders, started quickly

    def start(self, *, offset: int = 0, lease: int = 300, limit: int = AMPLE) -> int:
        """Start a sender; return its process's id.

        Args:
            offset: Seconds by which its clock differs from the true one.
            lease: Seconds for which it claims mails.
            limit: Seconds that a message may take.
        """
        if self._nursery is None:
            with self.said.open("a") as output:
                self._nursery = subprocess.Popen(
                    [sys.executable, "-m", "tests.faults.nursery"],
                    cwd=ROOT,
                    env=self.environment | {"DJANGO_SETTINGS_MODULE": "config.settings"},
                    stdin=subprocess.PIPE,
                    stdout=subprocess.PIPE,
                    stderr=output,
                    text=True,
                )
        process = int(self._ask(f"start {offset} {lease} {limit}"))
        self._born.add(process)
        return process

    def end(self, process: int, number: signal.Signals = signal.SIGTERM) -> int:
        """End a sender by a signal; return its exit code."""
        if number != signal.SIGKILL:
            # One that is just starting would be ended by the system, amid nothing.
            eventually(lambda: is_heard(process, number))
        os.kill(process, number)
        return self.wait(process)

    def wait(self, process: int) -> int:
        """Wait for the end of a sender that was told to end; return its exit code."""
        code = int(self._ask(f"wait {process}"))
        self._born.discard(process)
        return code

    def signal(self, process: int, number: signal.Signals) -> None:
        os.kill(process, number)

    def _ask(self, line: str) -> str:
        self._nursery.stdin.write(line + "\n")
        self._nursery.stdin.flush()
        return self._nursery.stdout.readline()

    # -- Ends

    def tidy(self) -> None:
        """End all that a test has started, and forget what the sink has had."""
        for process in list(self._born):
            self.end(process, signal.SIGKILL)
        self.close_sink()
        self.log.unlink(missing_ok=True)
        self.said.unlink(missing_ok=True)
        self._counted = self._read = 0

    def close(self) -> None:
        self.tidy()
        if self._nursery:
            self._nursery.stdin.close()
            self._nursery.wait(PATIENCE)
            self._nursery.stdout.close()
        for process in self._processes:
            if process.poll() is None:
                process.kill()
            process.wait()
        self._place.close()


def environment_of_database() -> dict[str, str]:
    """Return an environment in which Lectern uses the database of this test, with its own settings."""
    inherited = {name: value for name, value in os.environ.items() if name != "PYTEST_CURRENT_TEST"}
    return {**inherited, "DJANGO_SETTINGS_MODULE": "config.settings", "DATABASE_URL": url()}


def url() -> str:
    """Return the address of the test's database."""
    name = connection.settings_dict["NAME"]
    if connection.vendor == "sqlite":
        return f"sqlite:///{name}"
    before, _, after = os.environ["DATABASE_URL"].partition("?")
    return before.rpartition("/")[0] + f"/{name}" + (f"?{after}" if after else "")


def keep_port() -> tuple[socket.socket, int]:
    """Return a port, and what keeps it from all others until it is closed.

    Nobody listens there. Who binds with SO_REUSEADDR can, as servers do; the system gives the port
    to nobody who asks for any.
    """
    place = socket.socket()
    place.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    place.bind(("127.0.0.1", 0))
    return place, place.getsockname()[1]


def eventually(holds: Callable[[], bool], *, within: float = PATIENCE) -> None:
    """Wait until it holds."""
    end = time.monotonic() + within
    while not holds():
        assert time.monotonic() < end, "It never came so."
        time.sleep(0.02)


def is_heard(process: int, number: signal.Signals) -> bool:
    """Tell whether a process listens for a signal by now, or has ended (proc(5))."""
    heard = int(_status(process).get("SigCgt", "0"), 16)
    return has_ended(process) or bool(heard >> (number - 1) & 1)


def has_ended(process: int) -> bool:
    """Tell whether a process has ended, also where nobody has asked how."""
    return _status(process).get("State", "Z").split()[0] == "Z"


def _status(process: int) -> dict[str, str]:
    """Return what Linux says of a process (proc(5)); nothing where there is none."""
    try:
        lines = Path(f"/proc/{process}/status").read_text().splitlines()
    except (FileNotFoundError, ProcessLookupError):
        return {}
    return dict(line.split(":", 1) for line in lines)
