"""One VEVENT (RFC 5545, section 3.6.1), as it is kept with the event and joined into feeds."""

from collections.abc import Mapping
from datetime import UTC, datetime, timedelta, tzinfo
from typing import Final

from schedule.engine.entry import (
    DEADLINE_BLOCK,
    SESSION_KINDS,
    UNKNOWN_LENGTH,
    Entry,
    Kind,
    Status,
)
from schedule.engine.localtime import tellable, within_day
from schedule.ical import component, text
from schedule.ical.component import Property, Writer
from schedule.ical.facts import AS_KEPT, CourseFacts, Form, Identity, Said

IN_UTC: Final = frozenset(
    {"UTC", "UCT", "Universal", "Zulu", "Etc/UTC", "Etc/UCT", "Etc/Universal", "Etc/Zulu"}
)
"""Zones whose times are written in UTC, without a VTIMEZONE."""

COLORS: Final = {
    Kind.LECTURE: "royalblue",
    Kind.RECITATION: "teal",
    Kind.OFFICE_HOURS: "seagreen",
    Kind.EXAM: "crimson",
    Kind.DEADLINE: "firebrick",
    Kind.RELEASE: "darkorange",
    Kind.NO_CLASS: "gray",
    Kind.ANNOUNCEMENT: "purple",
}
"""A CSS3 name for each kind (RFC 7986, section 5.9)."""


def vevent(
    entry: Entry,
    *,
    said: Said,
    facts: CourseFacts,
    identity: Identity,
    form: Form = AS_KEPT,
    write: Writer = component.write,
) -> str:
    """Return one VEVENT: lines ended by CRLF, folded, without alarms.

    Times are in the course's zone with a TZID, for which a calendar must have a VTIMEZONE; or in
    UTC where programs read that differently: where a change of clocks repeats the local time.

    Args:
        entry: What the event says.
        said: The same in words.
        facts: What it says of its course.
        identity: Of its row.
        form: How the subscriber wants it told.
        write: Writes it.
    """
    confirmed = entry.status is Status.CONFIRMED
    room = text.one_line(entry.room)
    status = "CONFIRMED" if confirmed or form.cancelled_as_title else "CANCELLED"
    return write(
        "VEVENT",
        (
            Property("UID", identity.uid),
            Property("DTSTAMP", identity.changed.astimezone(UTC)),
            *_times(entry, facts, form),
            *words_of(entry, said, facts),
            Property("STATUS", status),
            *([Property("LOCATION", room)] if room else ()),
            Property("TRANSP", "OPAQUE" if confirmed and takes_time(entry) else "TRANSPARENT"),
            *kind_of(entry, facts),
            *history_of(identity),
        ),
    )


def words_of(entry: Entry, said: Said, facts: CourseFacts) -> tuple[Property, Property]:
    """Return what a component says in words; its description ends with the address of its page."""
    parts = (text.prose(said.description), page_of(entry, facts))
    return (
        Property("SUMMARY", text.one_line(said.summary)),
        Property("DESCRIPTION", "\n\n".join(part for part in parts if part)),
    )


def kind_of(entry: Entry, facts: CourseFacts) -> tuple[Property, Property, Property]:
    """Return of what kind a component is, its colour, and where it has a page."""
    return (
        Property("CATEGORIES", entry.kind.value.upper()),
        Property("COLOR", COLORS[entry.kind]),
        Property("URL", page_of(entry, facts)),
    )


def history_of(identity: Identity) -> tuple[Property, Property, Property]:
    """Return how often and when a component changed."""
    return (
        Property("SEQUENCE", identity.sequence),
        Property("CREATED", identity.created.astimezone(UTC)),
        Property("LAST-MODIFIED", identity.changed.astimezone(UTC)),
    )


def page_of(entry: Entry, facts: CourseFacts) -> str:
    """Return the address of the item's page; of a removed item, that of the changes."""
    name = "changes" if entry.status is Status.REMOVED else entry.key
    return text.address(f"{facts.page}{name}/")


def takes_time(entry: Entry) -> bool:
    """Tell whether people are busy meanwhile."""
    return entry.kind in SESSION_KINDS and not entry.is_all_day


def span_of(entry: Entry, zone: tzinfo, form: Form = AS_KEPT) -> tuple[datetime, datetime] | None:
    """Return when the event starts and ends, aware; None if it stands on whole days.

    What is due shortly after midnight has a shorter block, on its own day; what is due at midnight
    has its block on the day before, to which it counts.

    A release stands on its day, also where the hour is known: nobody has to be anywhere then.
    """
    if entry.start is None:
        return None
    if entry.kind is Kind.DEADLINE:
        if form.deadlines_as_days:
            return None
        start = within_day(entry.start - DEADLINE_BLOCK, entry.start, day=entry.day, zone=zone)
        return start, entry.start
    if entry.kind not in SESSION_KINDS:
        return None
    # Without an end, programs show nothing, or anything.
    return entry.start, entry.end or entry.start + UNKNOWN_LENGTH


def _times(entry: Entry, facts: CourseFacts, form: Form) -> list[Property]:
    span = span_of(entry, facts.zone, form)
    if span is None:
        return [
            Property("DTSTART", entry.day),
            Property("DTEND", entry.last_day + timedelta(days=1)),
        ]
    return moments(dict(zip(("DTSTART", "DTEND"), span, strict=True)), facts)


def moments(found: Mapping[str, datetime], facts: CourseFacts) -> list[Property]:
    """Return properties that are moments: all of them local, or all in UTC."""
    zone: tzinfo = facts.zone
    if facts.zone.key in IN_UTC or not all(_is_clear(each, zone) for each in found.values()):
        zone = UTC
    return [Property(name, each.astimezone(zone)) for name, each in found.items()]


def _is_clear(moment: datetime, zone: tzinfo) -> bool:
    """Tell whether every program reads the moment's local time alike.

    Until 1972 there were offsets with seconds, which some programs leave out.
    """
    wall = moment.astimezone(zone)
    return tellable(wall) is wall and not is_repeated(moment, zone)


def is_repeated(moment: datetime, zone: tzinfo) -> bool:
    """Tell whether a change of clocks makes the moment's local time come twice."""
    wall = moment.astimezone(zone)
    return wall.replace(fold=0).utcoffset() != wall.replace(fold=1).utcoffset()
