"""Rows of one table made equal to what is wanted, touching only those that differ."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Generic, TypeVar

from django.db import models

from courses.importers.columns import Columns

Row = TypeVar("Row", bound=models.Model)


@dataclass(frozen=True, slots=True)
class SaveReport:
    """What saving did, an entry for each row: `lecture lecture-7`.

    Attributes:
        created: Rows that are new.
        updated: Rows that differed.
        removed: Rows that are gone.
        kept: Keys that stood in the database alone, and stay.
    """

    created: tuple[str, ...] = ()
    updated: tuple[str, ...] = ()
    removed: tuple[str, ...] = ()
    kept: tuple[str, ...] = ()

    @property
    def is_empty(self) -> bool:
        """Whether nothing was written."""
        return not (self.created or self.updated or self.removed)


@dataclass(slots=True)
class Log:
    """Gathers a report while rows are saved."""

    created: list[str] = field(default_factory=list)
    updated: list[str] = field(default_factory=list)
    removed: list[str] = field(default_factory=list)

    def report(self, *, kept: Iterable[str] = ()) -> SaveReport:
        """Return what was gathered."""
        updated = dict.fromkeys(entry for entry in self.updated if entry not in self.created)
        return SaveReport(tuple(self.created), tuple(updated), tuple(self.removed), tuple(kept))


class Table(Generic[Row]):
    """The rows of one table that belong to one course or term, known by their keys.

    One query reads them; at most one each creates, updates and deletes.
    """

    def __init__(self, model: type[Row], log: Log, **owner: models.Model) -> None:
        """Read the rows of an owner, `course=` or `term=`, in the order they are shown in."""
        self.model = model
        self.owner = owner
        self.log = log
        self.rows: dict[str, Row] = {
            _key(row): row for row in model._default_manager.filter(**owner)
        }
        self.surplus: dict[str, Row] = {}

    @property
    def ids(self) -> dict[str, int]:
        """The ids of the rows by their keys."""
        return {key: row.pk for key, row in self.rows.items()}

    def positions(self, order: Sequence[str]) -> dict[str, int]:
        """Return the positions that put keys in an order, keeping those of rows where they do."""
        known = [key for key in self.rows if key in set(order)]
        if list(order[: len(known)]) != known:
            return {key: position for position, key in enumerate(order)}
        kept = {key: self.rows[key].position for key in known}  # type: ignore[attr-defined]
        first = max(kept.values(), default=-1) + 1
        return kept | {key: first + n for n, key in enumerate(order[len(known) :])}

    def save(self, wanted: Mapping[str, Columns], *, unique: Collection[str] = ()) -> None:
        """Create and update rows.

        Rows that are not wanted stay until `remove_surplus`; but where other columns than the key
        must be unique, they go first, and so that two rows can exchange theirs, a row that changes
        in them is taken out and put back.

        Args:
            wanted: The columns of each row, by its key.
            unique: Columns, besides the key, that must be unique.
        """
        self.surplus = {key: row for key, row in self.rows.items() if key not in wanted}
        if unique:
            self.remove_surplus()
        created = [
            self.model(**self.owner, **columns)
            for key, columns in wanted.items()
            if key not in self.rows
        ]
        differing = {
            key: names
            for key, columns in wanted.items()
            if key in self.rows and (names := self._differing(self.rows[key], columns))
        }
        for key, names in differing.items():
            for name in names:
                setattr(self.rows[key], name, wanted[key][name])
        moved = [self.rows[key] for key, names in differing.items() if names & set(unique)]
        self._update(differing, moved)
        for row in self.model._default_manager.bulk_create([*moved, *created]):
            self.rows[_key(row)] = row
        self._note(self.log.updated, (self.rows[key] for key in differing))
        self._note(self.log.created, created)

    def _differing(self, row: Row, columns: Columns) -> set[str]:
        return {name for name, value in columns.items() if getattr(row, name) != value}

    def _update(self, differing: Mapping[str, set[str]], moved: list[Row]) -> None:
        if moved:
            self._delete(moved)
        stay = [self.rows[key] for key in differing if self.rows[key] not in moved]
        changed = {name for key in differing for name in differing[key]}
        if stay:
            fields = [name.removesuffix("_id") for name in sorted(changed)]
            self.model._default_manager.bulk_update(stay, fields)

    def remove_surplus(self) -> None:
        """Delete the rows that were not wanted."""
        if not self.surplus:
            return
        self._delete(self.surplus.values())
        for key in self.surplus:
            del self.rows[key]
        self._note(self.log.removed, self.surplus.values())
        self.surplus = {}

    def _delete(self, rows: Iterable[Row]) -> None:
        self.model._default_manager.filter(pk__in=[row.pk for row in rows]).delete()

    def _note(self, entries: list[str], rows: Iterable[Row]) -> None:
        name = str(self.model._meta.verbose_name)
        entries.extend(f"{name} {_key(row)}" for row in rows)


def _key(row: models.Model) -> str:
    key: str = row.key  # type: ignore[attr-defined]  # every row here has one
    return key
