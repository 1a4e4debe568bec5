"""Results as a table: a row an operation, a column a database and size."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Result:
    """The median of an operation, in milliseconds, and how many queries it took."""

    database: str
    courses: int
    operation: str
    milliseconds: float
    queries: int
    size: int


def table(results: list[Result]) -> str:
    """Return a Markdown table: `median ms / queries`."""
    columns = list(dict.fromkeys((result.database, result.courses) for result in results))
    rows = list(dict.fromkeys(result.operation for result in results))
    cells = {(r.operation, r.database, r.courses): _cell(r) for r in results}
    sizes = {r.operation: r.size for r in results}
    head = ["operation", "bytes", *(f"{name} {courses:,}" for name, courses in columns)]
    lines = [head, ["---", *["---:"] * (len(head) - 1)]]
    for operation in rows:
        found = [cells.get((operation, *column), "") for column in columns]
        lines.append([operation, f"{sizes[operation]:,}" if sizes[operation] else "", *found])
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)


def _cell(result: Result) -> str:
    return f"{result.milliseconds:.2f} / {result.queries}"
