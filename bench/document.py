"""The page of the documentation that keeps what was measured."""

from pathlib import Path

DOCUMENT = Path(__file__).resolve().parent.parent / "docs" / "benchmarks.md"


def write(part: str, text: str) -> None:
    """Put a text between the marks of a part."""
    start, end = f"<!-- {part} -->", f"<!-- /{part} -->"
    before, _, rest = DOCUMENT.read_text().partition(start)
    _, _, after = rest.partition(end)
    DOCUMENT.write_text(f"{before}{start}\n\n{text}\n\n{end}{after}")
