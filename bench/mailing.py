"""Measure the mail ledger on both databases: what is due among a million, and a deadline that moves.

    python -m bench.mailing [--subscribers 100000] [--courses 10] [--databases sqlite,postgresql] [--write]

Every subscriber has every course, and each subscription a reminder that waits. `--write` puts the
table into docs/benchmarks.md.
"""

import argparse
import json
import os
import subprocess
import sys
import tempfile

from bench.__main__ import ROOT
from bench.document import DOCUMENT, write
from bench.machine import machine

COLUMNS = ("sqlite", "postgresql")


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m bench.mailing", description=__doc__)
    parser.add_argument("--subscribers", type=int, default=100_000)
    parser.add_argument("--courses", type=int, default=10)
    parser.add_argument("--databases", default=",".join(COLUMNS))
    parser.add_argument("--write", action="store_true", help=f"write {DOCUMENT.name}")
    options = parser.parse_args()
    databases = options.databases.split(",")
    found = {each: run(each, options.subscribers, options.courses) for each in databases}
    lines = [["operation", *databases], ["---", *["---:"] * len(databases)]]
    lines += [[name, *(found[each][name] for each in databases)] for name in found[databases[0]]]
    text = f"{machine()}\n\n" + "\n".join(f"| {' | '.join(line)} |" for line in lines)
    print(text)
    if options.write:
        write("mailing", text)
    return 0


def run(database: str, subscribers: int, courses: int) -> dict[str, str]:
    print(f"{database}, {subscribers * courses:,} subscriptions …", file=sys.stderr)
    with tempfile.TemporaryDirectory(prefix="lectern-bench-") as folder:
        environment = {
            **os.environ,
            "DJANGO_SETTINGS_MODULE": "config.settings",
            "DATA_DIR": folder,
            "DATABASE_URL": f"sqlite:///{folder}/bench.sqlite3",
        }
        command = [sys.executable, "-m", "bench.mailing_one", str(subscribers), str(courses)]
        if database == "postgresql":
            command = [sys.executable, "scripts/with_postgres.py", *command]
        done = subprocess.run(
            command, cwd=ROOT, env=environment, check=True, stdout=subprocess.PIPE, text=True
        )
    return dict(json.loads(done.stdout.strip().splitlines()[-1]))


if __name__ == "__main__":
    sys.exit(main())
