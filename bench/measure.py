"""Measuring: the median over some rounds after a warm-up, and the queries of one round."""

import statistics
import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.db import connection
from django.test.utils import CaptureQueriesContext

WARM_UP = 3


@dataclass(frozen=True)
class Operation:
    """What to measure: `run` returns the size of its answer; `before` runs untimed."""

    name: str
    run: Callable[[], int]
    before: Callable[[], object] = lambda: None


def measure(operation: Operation, rounds: int) -> dict[str, Any]:
    times, size = [], 0
    for number in range(WARM_UP + rounds):
        operation.before()
        started = time.perf_counter()
        size = operation.run()
        if number >= WARM_UP:
            times.append(time.perf_counter() - started)
    operation.before()
    with CaptureQueriesContext(connection) as queries:
        operation.run()
    return {
        "operation": operation.name,
        "milliseconds": round(statistics.median(times) * 1_000, 3),
        "queries": sum(_is_query(each["sql"]) for each in queries.captured_queries),
        "size": size,
    }


def _is_query(sql: str) -> bool:
    return not sql.startswith(("BEGIN", "COMMIT", "SAVEPOINT", "RELEASE"))
