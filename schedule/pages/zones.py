"""A time zone as people write it: a city in their language, or the name it has in the database."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from difflib import get_close_matches
from functools import cache
from typing import TYPE_CHECKING, Final

from courses.content.term import zone_names
from schedule.wording.zones import CITIES, NAMED, zone_name

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

CLOSE: Final = 0.75
MOST_NEAR: Final = 3
NO_REGION: Final = "UTC"
"""The zone of no place."""


@dataclass(frozen=True, slots=True)
class ZoneChoice:
    """A zone that is offered: its name in the database, and what people call it."""

    key: str
    words: str


def offered_zones() -> tuple[ZoneChoice, ...]:
    """Return the zones that have a name in the reader's language, by that name."""
    choices = (ZoneChoice(key, zone_name(key)) for key in _named())
    return tuple(sorted(choices, key=lambda choice: (_folded(choice.words), choice.key)))


def find_zone(text: str) -> str:
    """Return the zone that is meant: by its name, or its city's; empty where it is none."""
    wanted = _folded(text)
    said = {_folded(name): key for key in _named() for name in _names(key)}
    return said.get(wanted) or _known().get(wanted, "")


def near_zones(text: str) -> list[str]:
    """Return zones whose names are like what was written, the likest first."""
    found = get_close_matches(_folded(text)[:60], _known(), n=MOST_NEAR, cutoff=CLOSE)
    return list(dict.fromkeys(_known()[each] for each in found))


def _names(key: str) -> Iterator[str]:
    """Yield what a zone is called in the reader's language: Eastern Time, Eastern, Berlin."""
    yield zone_name(key)
    yield from map(str, NAMED.get(key, ()))
    city = _city(key)
    if city in CITIES:
        yield str(CITIES[city])


@cache
def _named() -> tuple[str, ...]:
    """Return the zones that have a name of ours, and universal time."""
    zones = {_city(key): key for key in _regional() if key in NAMED or _city(key) in CITIES}
    return (NO_REGION, *zones.values())


@cache
def _known() -> Mapping[str, str]:
    """Return all zones by their names, in small letters, and those of their cities."""
    by_city = {_folded(_city(key)): key for key in _regional()}
    return by_city | {_folded(key): key for key in zone_names()}


def _regional() -> list[str]:
    """Return the zones of places, the last of those that share a city's name being the usual one."""
    places = (key for key in zone_names() if "/" in key and not key.startswith(("Etc/", "US/")))
    return sorted(places, key=lambda key: (-key.count("/"), key))


def _city(key: str) -> str:
    return key.rpartition("/")[2].replace("_", " ")


def _folded(text: str) -> str:
    """Return text without capitals, accents and the signs that stand between words."""
    plain = unicodedata.normalize("NFKD", text.casefold())
    letters = ("" if unicodedata.combining(each) else each for each in plain)
    return " ".join("".join(letters).replace("_", " ").replace("/", " ").split())
