"""A course taken apart into its items, to compare and join two of them.

All are plain data as JSON has it. The course's own fields are the item with the empty key.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

LISTS = frozenset(
    {
        "links",
        "people",
        "meetings",
        "exceptions",
        "no_class_days",
        "chapters",
        "lectures",
        "labs",
        "releases",
        "deadlines",
        "exams",
        "resources",
        "announcements",
        "day_swaps",
    }
)
"""The fields that hold items with keys."""

ROOT = ""

Record = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Place:
    """A list of items: whose, and which."""

    owner: str
    name: str


@dataclass(frozen=True, slots=True)
class Item:
    """One item without the items it holds, the list it stands in, and the lists it has."""

    place: Place | None
    fields: Record
    lists: tuple[str, ...] = ()


@dataclass(slots=True)
class Items:
    """A course taken apart.

    Attributes:
        items: Each item by its key, in the order of the file.
        orders: The keys of each list that is not empty.
    """

    items: dict[str, Item] = field(default_factory=dict)
    orders: dict[Place, list[str]] = field(default_factory=dict)

    def put(self, key: str, source: "Items") -> None:
        """Take an item over from another course, after the one that it follows there.

        What holds it is taken over too, where it is missing.
        """
        item = source.items[key]
        self.remove(key)
        self.items[key] = item
        if item.place is None:
            return
        if item.place.owner not in self.items:
            self.put(item.place.owner, source)
        order = self.orders.setdefault(item.place, [])
        before = source.orders[item.place]
        before = before[: before.index(key)]
        order.insert(max((order.index(k) + 1 for k in before if k in order), default=0), key)

    def remove(self, key: str) -> None:
        """Take an item out, if it is there; what it holds stays until it is taken out too."""
        item = self.items.pop(key, None)
        if item is not None and item.place is not None:
            self.orders[item.place].remove(key)

    def remove_orphans(self) -> None:
        """Take out every item whose holder is gone, or became something that holds none."""
        for key, item in list(self.items.items()):
            if item.place is not None and not self._holds(item.place):
                self.remove(key)

    def _holds(self, place: Place) -> bool:
        owner = self.items.get(place.owner)
        return owner is not None and place.name in owner.lists


def take_apart(course: Record) -> Items:
    """Take a course apart."""
    found = Items()
    for key, item in _walk(ROOT, None, course):
        found.items[key] = item
        if item.place is not None:
            found.orders.setdefault(item.place, []).append(key)
    return found


def _walk(key: str, place: Place | None, record: Record) -> Iterator[tuple[str, Item]]:
    own = {name: value for name, value in record.items() if name not in LISTS}
    lists = tuple(name for name in record if name in LISTS)
    yield key, Item(place, own, lists)
    for name in lists:
        for inner in record[name]:
            yield from _walk(inner["key"], Place(key, name), inner)


def put_together(items: Items) -> Record:
    """Return the course that was taken apart."""
    return _build(ROOT, items)


def _build(key: str, items: Items) -> Record:
    item = items.items[key]
    held = {
        place.name: [_build(inner, items) for inner in order]
        for place, order in items.orders.items()
        if place.owner == key and place.name in item.lists
    }
    return {**item.fields, **{name: [] for name in item.lists}, **held}
