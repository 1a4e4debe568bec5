"""A VCALENDAR (RFC 5545, section 3.4, and RFC 7986): a header round kept events."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Final

from schedule.ical.text import address, content_line, one_line, text_line, utc
from schedule.ical.zone import vtimezone

PRODID: Final = "-//Lectern//Course calendar//EN"
REFRESH: Final = "PT1H"
"""How often programs are asked to look; an unchanged feed costs next to nothing."""

COLOR: Final = "royalblue"


@dataclass(frozen=True, slots=True, kw_only=True)
class CalendarFacts:
    """What a calendar says of itself.

    Attributes:
        name: As programs list it.
        description: What is in it.
        page: The absolute address of the page it belongs to.
        source: The absolute address it is fetched from; empty where that is a secret, which would
            go wherever the file goes.
        time_zone: The IANA name of the zone its local times are in.
        other_zones: Further ones, where its courses were published in different zones.
        changed: Aware; when what it shows was last published. None: not told.
    """

    name: str
    description: str
    page: str
    source: str
    time_zone: str
    changed: datetime | None
    other_zones: tuple[str, ...] = ()


def calendar(vevents: Iterable[str], *, facts: CalendarFacts, days: Iterable[date]) -> str:
    """Return the VCALENDAR of some VEVENTs, each as `vevent` or `with_alarms` returned it.

    There is no METHOD: with one, an ORGANIZER would be required (RFC 5546). There is no UID of the
    calendar itself (RFC 7986, section 5.3): vdirsyncer takes it for that of each event, and keeps
    one event of all.

    Args:
        vevents: In the order they are to stand.
        facts: What the calendar says of itself.
        days: Local days on which its events stand, the first and the last among them. The
            VTIMEZONE holds for the years they are in.
    """
    body = "".join(vevents)
    years = {day.year for day in days}
    zones = "".join(
        vtimezone(zone, first_year=min(years), last_year=max(years))
        for zone in dict.fromkeys((facts.time_zone, *facts.other_zones))
        if f";TZID={zone}:" in body
    )
    return f"{_header(facts)}{zones}{body}END:VCALENDAR\r\n"


def _header(facts: CalendarFacts) -> str:
    name, description = one_line(facts.name), one_line(facts.description)
    return "".join(
        (
            "BEGIN:VCALENDAR\r\n",
            content_line("VERSION", "2.0"),
            content_line("PRODID", PRODID),
            content_line("CALSCALE", "GREGORIAN"),
            content_line("LAST-MODIFIED", utc(facts.changed)) if facts.changed else "",
            text_line("NAME", name),
            text_line("X-WR-CALNAME", name),
            text_line("DESCRIPTION", description),
            text_line("X-WR-CALDESC", description),
            content_line("X-WR-TIMEZONE", facts.time_zone),
            content_line("URL", address(facts.page)),
            content_line("SOURCE;VALUE=URI", address(facts.source)) if facts.source else "",
            content_line("REFRESH-INTERVAL;VALUE=DURATION", REFRESH),
            content_line("X-PUBLISHED-TTL", REFRESH),
            content_line("COLOR", COLOR),
        )
    )
