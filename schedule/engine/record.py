"""An entry as JSON, as changes keep it, and back."""

from collections.abc import Mapping
from typing import Any

from pydantic import TypeAdapter

from schedule.engine.entry import Entry

_ENTRY: TypeAdapter[Entry] = TypeAdapter(Entry)


def record_of(entry: Entry) -> dict[str, Any]:
    """Return the entry as JSON, without what is at its default."""
    record: dict[str, Any] = _ENTRY.dump_python(entry, mode="json", exclude_defaults=True)
    return record


def entry_of(record: Mapping[str, Any]) -> Entry:
    """Return the entry that a record keeps."""
    return _ENTRY.validate_python(record)
