"""Measure each operation on both databases, with 1, 100 and 10,000 courses in them.

    python -m bench [--courses 1,100,10000] [--databases sqlite,postgresql] [--rounds 30] [--write]

Each pair of database and size runs in a process of its own, on a database made for it. `--write`
puts the table into docs/benchmarks.md.
"""

import argparse
import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path

from bench.document import DOCUMENT, write
from bench.machine import machine
from bench.table import Result, table

ROOT = Path(__file__).resolve().parent.parent


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m bench", description=__doc__)
    parser.add_argument("--courses", default="1,100,10000")
    parser.add_argument("--databases", default="sqlite,postgresql")
    parser.add_argument("--rounds", type=int, default=30)
    parser.add_argument("--write", action="store_true", help=f"write {DOCUMENT.name}")
    options = parser.parse_args()

    results: list[Result] = []
    for database in options.databases.split(","):
        for size in map(int, options.courses.split(",")):
            print(f"{database}, {size:,} courses …", file=sys.stderr)
            results += run(database, size, options.rounds)
    text = f"{machine()}\n\n{table(results)}\n"
    print(text)
    if options.write:
        write("measured", text.rstrip())
    return 0


def run(database: str, size: int, rounds: int) -> list[Result]:
    with tempfile.TemporaryDirectory(prefix="lectern-bench-") as folder:
        environment = {
            **os.environ,
            "DJANGO_SETTINGS_MODULE": "config.settings",
            "DATA_DIR": folder,
            "DATABASE_URL": f"sqlite:///{folder}/bench.sqlite3",
            "POSTGRES_DURABLE": "1",
        }
        command = [sys.executable, "-m", "bench.one", str(size), str(rounds)]
        if database == "postgresql":
            command = [sys.executable, "scripts/with_postgres.py", *command]
        done = subprocess.run(
            command, cwd=ROOT, env=environment, check=True, stdout=subprocess.PIPE, text=True
        )
    found = json.loads(done.stdout.strip().splitlines()[-1])
    return [Result(database=database, courses=size, **each) for each in found]


if __name__ == "__main__":
    sys.exit(main())
