"""Three forms of one course: as last loaded, as the database has it, as the file has it.

An edit in the database since the last load is never undone unseen: where loading would undo one,
someone says which side wins. An edit that the file has too, or has nothing to say of, is no
question.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from courses.content.faults import shown
from courses.importers.items import (
    ROOT,
    Item,
    Items,
    Place,
    Record,
    put_together,
    take_apart,
)


class Winner(StrEnum):
    """Whose word holds, where file and database differ in what was edited since the last load."""

    FILE = "file"
    DATABASE = "database"


@dataclass(frozen=True, slots=True)
class Edit:
    """An edit in the database that loading would undo.

    Attributes:
        key: The item; empty for the course itself, or for the order of a list.
        place: The list whose order was edited; None for an item.
        words: What was edited, a line for each field.
    """

    key: str
    place: Place | None
    words: tuple[str, ...]


class EditedError(Exception):
    """The course was edited since its last load, and nobody said which side wins."""

    def __init__(self, edits: tuple[Edit, ...]) -> None:
        """Keep the edits that loading would undo."""
        self.edits = edits
        super().__init__("\n".join(line for edit in edits for line in edit.words))


@dataclass(frozen=True, slots=True)
class Merged:
    """What a load comes to.

    Attributes:
        course: What the database should hold.
        loaded: What to keep for the next load to compare with.
        kept: The keys that are not in the file, and stay.
        edits: The edits in question, of which the winner was told.
    """

    course: Record
    loaded: Record
    kept: tuple[str, ...]
    edits: tuple[Edit, ...]


def merge(
    *,
    base: Record | None,
    stored: Record,
    file: Record,
    prune: bool = False,
    winner: Winner | None = None,
) -> Merged:
    """Join a file with what the database has.

    Args:
        base: As last loaded; None where the course was never loaded.
        stored: As the database has it.
        file: As the file has it.
        prune: Whether what is absent from the file goes; else it is kept.
        winner: Whose word holds.

    Raises:
        EditedError: Loading would undo an edit, and there is no winner.
    """
    was = Items() if base is None else take_apart(base)
    here, new = take_apart(stored), take_apart(file)
    edits = tuple(_find_edits(was, here, new, prune=prune))
    if edits and winner is None:
        raise EditedError(edits)
    result = take_apart(file)
    if winner is Winner.DATABASE:
        for edit in edits:
            _take_stored(edit, here, result)
    kept = () if prune else tuple(key for key in here.items if key not in new.items)
    loaded = take_apart(file)
    for key in kept:
        if key not in result.items:
            result.put(key, here)
        if was.items.get(key) == here.items[key]:
            loaded.put(key, here)
    result.remove_orphans()
    loaded.remove_orphans()
    kept = tuple(key for key in kept if key in result.items)
    return Merged(put_together(result), put_together(loaded), kept, edits)


def _find_edits(was: Items, here: Items, new: Items, *, prune: bool) -> Iterator[Edit]:
    for key in {**was.items, **here.items}:
        before, now, then = was.items.get(key), here.items.get(key), new.items.get(key)
        is_undone = now not in (before, then) and (then is not None or prune)
        if is_undone:
            yield Edit(key, None, tuple(_describe(key, before, now, then)))
    yield from _find_new_orders(was if ROOT in was.items else None, here, new)


def _find_new_orders(was: Items | None, here: Items, new: Items) -> Iterator[Edit]:
    others = (new,) if was is None else (was, new)
    for place, order in here.orders.items():
        common = [key for key in order if _stands_in(key, place, *others)]
        if all(_only(common, other, place) != common for other in others):
            owner = f"{place.owner}: " if place.owner else ""
            words = f"{owner}{place.name}: put in another order in the database"
            yield Edit("", place, (words,))


def _stands_in(key: str, place: Place, *courses: Items) -> bool:
    return all(key in course.orders.get(place, ()) for course in courses)


def _only(keys: list[str], course: Items, place: Place) -> list[str]:
    return [key for key in course.orders.get(place, ()) if key in keys]


def _describe(key: str, before: Item | None, now: Item | None, then: Item | None) -> Iterator[str]:
    head = f"{key}: " if key else ""
    match before, now, then:
        case _, None, _:
            yield f"{head}deleted in the database, still in the file"
        case _, _, None:
            verb = "added" if before is None else "edited"
            yield f"{head}{verb} in the database, not in the file"
        case _, Item(place=here), Item(place=there):
            if here != there:
                yield f"{head}moved to another list in the database"
            for name in now.fields:
                yield from _describe_field(f"{head}{name}", name, before, now, then)


def _describe_field(
    head: str, name: str, before: Item | None, now: Item, then: Item
) -> Iterator[str]:
    value, other = now.fields[name], then.fields.get(name)
    if value == other:
        return
    was = f", {_say(before.fields.get(name))} when it was last loaded" if before else ""
    yield f"{head}: {_say(value)} in the database, {_say(other)} in the file{was}"


def _say(value: object) -> str:
    return "nothing" if value in (None, "", []) else shown(value)


def _take_stored(edit: Edit, here: Items, result: Items) -> None:
    if edit.place is not None:
        order = result.orders[edit.place]
        wanted = iter([key for key in here.orders[edit.place] if key in order])
        known = set(here.orders[edit.place])
        order[:] = [next(wanted) if key in known else key for key in order]
    elif edit.key in here.items:
        result.put(edit.key, here)
    else:
        result.remove(edit.key)
