"""Measure how many reminders a second go out, beside a bare smtplib loop with the same messages.

    python -m bench.mailing_sending [--mails 500] [--databases sqlite,postgresql] [--rounds 3] [--write]

All go to a mail server of ours, a process that counts, on one connection a sender; the rate is from
its first message to its last. In turns: the median of the rounds. `--write` puts the table into
docs/benchmarks.md.
"""

import argparse
import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path
from statistics import median

from bench.document import write
from bench.machine import cores

ROOT = Path(__file__).resolve().parent.parent
HEAD = (
    "| database | bare smtplib loop | one sender | ratio | three senders | writing alone |",
    "| --- | ---: | ---: | ---: | ---: | ---: |",
)


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m bench.mailing_sending", description=__doc__)
    parser.add_argument("--mails", type=int, default=500)
    parser.add_argument("--databases", default="sqlite,postgresql")
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--write", action="store_true")
    parser.add_argument("--one", action="store_true", help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.one:
        print(json.dumps(measure(options.mails, options.rounds)))
        return 0
    lines = [
        line(database, run(database, options.mails, options.rounds))
        for database in options.databases.split(",")
    ]
    text = "\n".join((f"{cores()}; messages a second, {options.mails} a round.", "", *HEAD, *lines))
    print(text)
    if options.write:
        write("sending", text)
    return 0


def line(database: str, rates: dict[str, float]) -> str:
    bare, one = rates["bare"], rates["one"]
    cells = (bare, one, rates["three"], rates["writing"])
    bare_text, one_text, three_text, writing_text = (f"{cell:,.0f}" for cell in cells)
    return (
        f"| {database} | {bare_text} | {one_text} | {one / bare:.2f} "
        f"| {three_text} | {writing_text} |"
    )


def run(database: str, mails: int, rounds: int) -> dict[str, float]:
    """Measure in a process of its own, on a database made for it."""
    with tempfile.TemporaryDirectory(prefix="lectern-bench-") as folder:
        environment = {
            **os.environ,
            "DJANGO_SETTINGS_MODULE": "config.settings",
            "DATA_DIR": folder,
            "DATABASE_URL": f"sqlite:///{folder}/bench.sqlite3",
        }
        command = [sys.executable, "-m", "bench.mailing_sending", "--one"]
        command += ["--mails", str(mails), "--rounds", str(rounds)]
        if database == "postgresql":
            command = [sys.executable, "scripts/with_postgres.py", *command]
        done = subprocess.run(
            command, cwd=ROOT, env=environment, check=True, stdout=subprocess.PIPE, text=True
        )
    found: dict[str, float] = json.loads(done.stdout.strip().splitlines()[-1])
    return found


def measure(mails: int, rounds: int) -> dict[str, float]:
    """Return the median rates, by what sends."""
    import django  # noqa: PLC0415  the settings must be known first

    django.setup()
    from bench.mailing_rates import Rates  # noqa: PLC0415

    with tempfile.TemporaryDirectory(prefix="lectern-post-") as folder:
        rates = Rates(Path(folder), mails)
        ways: dict[str, Callable[[], float]] = {
            "bare": rates.bare,
            "one": rates.one,
            "three": rates.three,
            "writing": rates.writing,
        }
        found: dict[str, list[float]] = {name: [] for name in ways}
        for _ in range(rounds):
            for name, way in ways.items():
                found[name].append(way())
    return {name: median(each) for name, each in found.items()}


if __name__ == "__main__":
    sys.exit(main())
