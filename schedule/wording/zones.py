"""Time zones in words: Eastern Time, Berlin time, UTC−4."""

from datetime import timedelta
from typing import Final

from django.utils.translation import gettext, pgettext_lazy

from schedule.wording.phrase import fill

_EASTERN: Final = (
    pgettext_lazy("time zone", "Eastern Time"),
    pgettext_lazy("time zone, in short", "Eastern"),
)
_CENTRAL: Final = (
    pgettext_lazy("time zone", "Central Time"),
    pgettext_lazy("time zone, in short", "Central"),
)
_MOUNTAIN: Final = (
    pgettext_lazy("time zone", "Mountain Time"),
    pgettext_lazy("time zone, in short", "Mountain"),
)
_PACIFIC: Final = (
    pgettext_lazy("time zone", "Pacific Time"),
    pgettext_lazy("time zone, in short", "Pacific"),
)
NAMED: Final = {
    "America/New_York": _EASTERN,
    "America/Detroit": _EASTERN,
    "America/Chicago": _CENTRAL,
    "America/Denver": _MOUNTAIN,
    "America/Phoenix": _MOUNTAIN,
    "America/Los_Angeles": _PACIFIC,
    "America/Anchorage": (
        pgettext_lazy("time zone", "Alaska Time"),
        pgettext_lazy("time zone, in short", "Alaska"),
    ),
    "Pacific/Honolulu": (
        pgettext_lazy("time zone", "Hawaii Time"),
        pgettext_lazy("time zone, in short", "Hawaii"),
    ),
}
"""Zones that people call by another name than a city's: the name, and a short one."""

UNIVERSAL: Final = frozenset({"UTC", "Etc/UTC", "Etc/GMT", "GMT", "Etc/Universal", "Zulu"})

CITIES: Final = {
    "Amsterdam": pgettext_lazy("city", "Amsterdam"),
    "Athens": pgettext_lazy("city", "Athens"),
    "Auckland": pgettext_lazy("city", "Auckland"),
    "Bangkok": pgettext_lazy("city", "Bangkok"),
    "Beirut": pgettext_lazy("city", "Beirut"),
    "Berlin": pgettext_lazy("city", "Berlin"),
    "Bogota": pgettext_lazy("city", "Bogota"),
    "Brussels": pgettext_lazy("city", "Brussels"),
    "Bucharest": pgettext_lazy("city", "Bucharest"),
    "Budapest": pgettext_lazy("city", "Budapest"),
    "Buenos Aires": pgettext_lazy("city", "Buenos Aires"),
    "Cairo": pgettext_lazy("city", "Cairo"),
    "Casablanca": pgettext_lazy("city", "Casablanca"),
    "Copenhagen": pgettext_lazy("city", "Copenhagen"),
    "Dubai": pgettext_lazy("city", "Dubai"),
    "Dublin": pgettext_lazy("city", "Dublin"),
    "Helsinki": pgettext_lazy("city", "Helsinki"),
    "Hong Kong": pgettext_lazy("city", "Hong Kong"),
    "Istanbul": pgettext_lazy("city", "Istanbul"),
    "Jakarta": pgettext_lazy("city", "Jakarta"),
    "Jerusalem": pgettext_lazy("city", "Jerusalem"),
    "Johannesburg": pgettext_lazy("city", "Johannesburg"),
    "Kolkata": pgettext_lazy("city", "Kolkata"),
    "Lagos": pgettext_lazy("city", "Lagos"),
    "Lima": pgettext_lazy("city", "Lima"),
    "Lisbon": pgettext_lazy("city", "Lisbon"),
    "London": pgettext_lazy("city", "London"),
    "Madrid": pgettext_lazy("city", "Madrid"),
    "Melbourne": pgettext_lazy("city", "Melbourne"),
    "Mexico City": pgettext_lazy("city", "Mexico City"),
    "Moscow": pgettext_lazy("city", "Moscow"),
    "Nairobi": pgettext_lazy("city", "Nairobi"),
    "Oslo": pgettext_lazy("city", "Oslo"),
    "Paris": pgettext_lazy("city", "Paris"),
    "Prague": pgettext_lazy("city", "Prague"),
    "Riyadh": pgettext_lazy("city", "Riyadh"),
    "Rome": pgettext_lazy("city", "Rome"),
    "Santiago": pgettext_lazy("city", "Santiago"),
    "Sao Paulo": pgettext_lazy("city", "São Paulo"),
    "Seoul": pgettext_lazy("city", "Seoul"),
    "Shanghai": pgettext_lazy("city", "Shanghai"),
    "Singapore": pgettext_lazy("city", "Singapore"),
    "Stockholm": pgettext_lazy("city", "Stockholm"),
    "Sydney": pgettext_lazy("city", "Sydney"),
    "Taipei": pgettext_lazy("city", "Taipei"),
    "Tokyo": pgettext_lazy("city", "Tokyo"),
    "Toronto": pgettext_lazy("city", "Toronto"),
    "Vancouver": pgettext_lazy("city", "Vancouver"),
    "Vienna": pgettext_lazy("city", "Vienna"),
    "Warsaw": pgettext_lazy("city", "Warsaw"),
    "Zurich": pgettext_lazy("city", "Zurich"),
}
"""Cities of zones that universities are in; others keep the name of the zone."""


def zone_name(key: str) -> str:
    """Return what people call a zone: Eastern Time, Berlin time, UTC."""
    if key in UNIVERSAL:
        return "UTC"
    if key in NAMED:
        return str(NAMED[key][0])
    return fill(gettext("{city} time"), city=_city(key))


def short_zone(key: str) -> str:
    """Return a zone in one or two words, to stand after a time: Eastern, Berlin, UTC."""
    if key in UNIVERSAL:
        return "UTC"
    return str(NAMED[key][1]) if key in NAMED else _city(key)


def offset_words(offset: timedelta) -> str:
    """Return an offset from UTC: UTC−4, UTC+5:30."""
    minutes = round(offset.total_seconds() / 60)
    sign = "−" if minutes < 0 else "+"
    hours, rest = divmod(abs(minutes), 60)
    return f"UTC{sign}{hours}" + (f":{rest:02d}" if rest else "")


def _city(key: str) -> str:
    name = key.rpartition("/")[2].replace("_", " ")
    return str(CITIES.get(name, name))
