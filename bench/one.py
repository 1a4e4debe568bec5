"""Measure one database of one size: prints the results as JSON, on the last line."""

import json
import sys

import django

django.setup()

from django.core.management import call_command  # noqa: E402 - after the set-up

from bench.generator import fill  # noqa: E402
from bench.measure import measure  # noqa: E402
from bench.operations import operations  # noqa: E402


def main(courses: int, rounds: int) -> None:
    call_command("migrate", verbosity=0)
    call_command("collectstatic", verbosity=0, interactive=False)
    course = fill(courses)
    print(json.dumps([measure(each, rounds) for each in operations(course)]))


if __name__ == "__main__":
    main(*map(int, sys.argv[1:]))
