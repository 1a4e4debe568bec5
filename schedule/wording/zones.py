"""Time zones in words: Eastern Time, Berlin time, UTC−4."""

from datetime import timedelta
from typing import Final

from django.utils.translation import gettext, pgettext

US_ZONES: Final = {
    "America/New_York": "Eastern",
    "America/Detroit": "Eastern",
    "America/Chicago": "Central",
    "America/Denver": "Mountain",
    "America/Phoenix": "Mountain",
    "America/Los_Angeles": "Pacific",
    "America/Anchorage": "Alaska",
    "Pacific/Honolulu": "Hawaii",
}
UNIVERSAL: Final = frozenset({"UTC", "Etc/UTC", "Etc/GMT", "GMT", "Etc/Universal", "Zulu"})


def zone_name(key: str) -> str:
    """Return what people call a zone: Eastern Time, Berlin time, UTC."""
    if key in UNIVERSAL:
        return "UTC"
    if key in US_ZONES:
        return pgettext("US time zone", "{zone} Time").format(zone=_translated(US_ZONES[key]))
    return gettext("{city} time").format(city=_city(key))


def short_zone(key: str) -> str:
    """Return a zone in one or two words, to stand after a time: Eastern, Berlin, UTC."""
    if key in UNIVERSAL:
        return "UTC"
    return _translated(US_ZONES[key]) if key in US_ZONES else _city(key)


def offset_words(offset: timedelta) -> str:
    """Return an offset from UTC: UTC−4, UTC+5:30."""
    minutes = round(offset.total_seconds() / 60)
    sign = "−" if minutes < 0 else "+"
    hours, rest = divmod(abs(minutes), 60)
    return f"UTC{sign}{hours}" + (f":{rest:02d}" if rest else "")


def _city(key: str) -> str:
    return key.rpartition("/")[2].replace("_", " ")


def _translated(name: str) -> str:
    names = {
        "Eastern": pgettext("US time zone", "Eastern"),
        "Central": pgettext("US time zone", "Central"),
        "Mountain": pgettext("US time zone", "Mountain"),
        "Pacific": pgettext("US time zone", "Pacific"),
        "Alaska": pgettext("US time zone", "Alaska"),
        "Hawaii": pgettext("US time zone", "Hawaii"),
    }
    return names[name]
