"""A calendar of khal, kept by vdirsyncer: programs of a person, run as that person runs them."""

import json
import os
import subprocess
import sys
from collections import Counter
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

from tests.clients.told import Told

SYNC = """\
[general]
status_path = "{home}/status/"

[pair course]
a = "site"
b = "here"
collections = null

[storage site]
type = "http"
url = "{url}"

[storage here]
type = "filesystem"
path = "{home}/events/"
fileext = ".ics"
"""

KHAL = """\
[calendars]
[[course]]
path = {home}/events/
readonly = True

[locale]
local_timezone = UTC
default_timezone = UTC
timeformat = %H:%M
dateformat = %Y-%m-%d
longdateformat = %Y-%m-%d
datetimeformat = %Y-%m-%dT%H:%M
longdatetimeformat = %Y-%m-%dT%H:%M

[sqlite]
path = {home}/khal.sqlite3
"""

FIELDS = (
    "title",
    "description",
    "location",
    "status",
    "all-day",
    "start-long",
    "end-long",
    "alarms-list",
)


class Khal:
    """A person's calendar in a folder, subscribed to a feed."""

    def __init__(self, home: Path, url: str) -> None:
        home.mkdir(parents=True)
        (home / "events").mkdir()
        self.home = home
        for name, text in (("vdirsyncer.conf", SYNC), ("khal.conf", KHAL)):
            (home / name).write_text(text.format(home=home, url=url))
        self._run("vdirsyncer", "--config", home / "vdirsyncer.conf", "discover")

    def sync(self) -> None:
        """Fetch the feed."""
        self._run("vdirsyncer", "--config", self.home / "vdirsyncer.conf", "sync")

    def tells(self, first: date, days: int) -> Counter[Told]:
        """Return the events of some days. It knows no UID of ours: vdirsyncer gives its own."""
        fields = [part for name in FIELDS for part in ("--json", name)]
        said = self._run(
            "khal",
            "--config",
            self.home / "khal.conf",
            "list",
            "--once",
            *fields,
            first,
            f"{days}d",
        )
        return Counter(
            _told(event)
            for line in said.splitlines()
            if line.startswith("[")
            for event in json.loads(line)
        )

    def _run(self, program: str, *arguments: object) -> str:
        done = subprocess.run(
            [Path(sys.executable).with_name(program), *map(str, arguments)],
            env={**os.environ, "HOME": str(self.home), "XDG_CACHE_HOME": str(self.home / "cache")},
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            check=False,
        )
        assert done.returncode == 0, done.stderr
        return done.stdout


def as_khal_tells(told: Told) -> Told:
    """Return an event without what khal does not show."""
    return replace(told, sequence=0)


def _told(event: dict) -> Told:
    whole = event["all-day"] == "True"
    when = date.fromisoformat if whole else lambda text: datetime.fromisoformat(f"{text}+00:00")
    start, end = when(event["start-long"]), when(event["end-long"])
    return Told(
        summary=event["title"],
        description=event["description"],
        location=event["location"],
        status=event["status"],
        start=start,
        # It shows the last day, a feed has the day after.
        end=end + timedelta(days=1) if whole else end.astimezone(UTC),
        sequence=0,
        alarms=tuple(sorted(timedelta(seconds=each["delta"]) for each in event["alarms-list"])),
    )
