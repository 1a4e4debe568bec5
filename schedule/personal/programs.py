"""Which calendar program asks, by what it says of itself."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

LONGEST_CALLED: Final = 60

BROWSER: Final = "browser"
OTHER: Final = "other"

NAMES: Final = {
    "thunderbird": "Thunderbird",
    "evolution": "Evolution",
    "kde": "KDE",
    "nextcloud": "Nextcloud",
    "icsx5": "ICSx⁵",
    "vdirsyncer": "vdirsyncer",
    "home-assistant": "Home Assistant",
}
"""Programs that call themselves the same in every language, by what is stored of them."""

_SIGNS: Final = (
    ("google", "Google-Calendar-Importer"),
    ("google", "GoogleCalendar"),
    ("outlook", "Outlook"),
    ("outlook", "Microsoft.Exchange"),
    ("outlook", "Microsoft Office"),
    ("macos", "CalendarAgent"),
    ("macos", "macOS/"),
    ("macos", "Mac+OS+X/"),
    ("macos", "Mac OS X/"),
    ("ios", "iOS/"),
    ("ios", "iPadOS/"),
    ("ios", "dataaccessd"),
    ("thunderbird", "Thunderbird"),
    ("evolution", "Evolution/"),
    ("evolution", "evolution-"),
    ("kde", "akonadi"),
    ("kde", "KOrganizer"),
    ("nextcloud", "Nextcloud"),
    ("icsx5", "ICSx5"),
    ("vdirsyncer", "vdirsyncer"),
    ("home-assistant", "HomeAssistant"),
    (BROWSER, "Mozilla/"),
)
"""What stands in the header of which program; the first that is found tells."""

_PRODUCT: Final = re.compile(r"[A-Za-z0-9][A-Za-z0-9 ._+-]*")


@dataclass(frozen=True, slots=True)
class Program:
    """A kind of program.

    Attributes:
        key: What is stored of it.
        called: What one that is not known calls itself, without its version.
    """

    key: str
    called: str = ""


@lru_cache(maxsize=512)
def program_of(agent: str) -> Program:
    """Return the program that sends a User-Agent header; nothing else of it is kept."""
    said = agent.lower()
    for key, sign in _SIGNS:
        if sign.lower() in said:
            return Program(key)
    product = _PRODUCT.match(agent.partition("/")[0].strip())
    return Program(OTHER, product[0].strip()[:LONGEST_CALLED] if product else "")
