"""One VEVENT (RFC 5545, section 3.6.1), as it is kept with the event and joined into feeds."""

from datetime import date, datetime, timedelta, tzinfo
from typing import Final

from schedule.engine.entry import SESSION_KINDS, Entry, Kind, Status
from schedule.ical import text
from schedule.ical.facts import AS_KEPT, CourseFacts, Form
from schedule.ical.text import content_line, text_line
from schedule.ical.words import description_of, page_of, summary_of

BLOCK: Final = timedelta(minutes=30)
"""A deadline's block ends when it is due; a release's begins when it is out."""

UNKNOWN_LENGTH: Final = timedelta(minutes=60)
"""Shown of a session whose end is not known: without an end, programs show nothing, or anything."""

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

END: Final = "END:VEVENT\r\n"


def vevent(  # noqa: PLR0913 - identity comes from the event's row, each part by its name
    entry: Entry,
    *,
    facts: CourseFacts,
    uid: str,
    sequence: int,
    created: datetime,
    changed: datetime,
    form: Form = AS_KEPT,
) -> str:
    """Return one VEVENT: lines ended by CRLF, folded, without alarms.

    Times are in the course's zone with a TZID, for which a calendar must have a VTIMEZONE; or in
    UTC where the change of clocks repeats the local time, which programs read differently.

    Args:
        entry: What the event says.
        facts: What it says of its course.
        uid: The stored identity.
        sequence: Grows with every published change.
        created: Aware; when the event was first published.
        changed: Aware; of the last published change. Also the DTSTAMP.
        form: How the subscriber wants it told.
    """
    confirmed = entry.status is Status.CONFIRMED
    lines = [
        "BEGIN:VEVENT\r\n",
        content_line("UID", uid),
        content_line("DTSTAMP", text.utc(changed)),
        *_times(entry, facts, form),
        text_line("SUMMARY", summary_of(entry, facts, form)),
        text_line("DESCRIPTION", description_of(entry, facts)),
        content_line(
            "STATUS", "CONFIRMED" if confirmed or form.cancelled_as_title else "CANCELLED"
        ),
        content_line("TRANSP", "OPAQUE" if confirmed and takes_time(entry) else "TRANSPARENT"),
        content_line("CATEGORIES", entry.kind.value.upper()),
        content_line("COLOR", COLORS[entry.kind]),
        content_line("URL", page_of(entry, facts)),
        content_line("SEQUENCE", str(sequence)),
        content_line("CREATED", text.utc(created)),
        content_line("LAST-MODIFIED", text.utc(changed)),
        END,
    ]
    if room := text.one_line(entry.room):
        lines.insert(-8, text_line("LOCATION", room))
    return "".join(lines)


def takes_time(entry: Entry) -> bool:
    """Tell whether people are busy meanwhile."""
    return entry.kind in SESSION_KINDS and not entry.is_all_day


def span_of(entry: Entry, form: Form = AS_KEPT) -> tuple[datetime, datetime] | None:
    """Return when the event starts and ends, aware; None if it stands on whole days."""
    if entry.start is None or (entry.kind is Kind.DEADLINE and form.deadlines_as_days):
        return None
    if entry.kind is Kind.DEADLINE:
        return entry.start - BLOCK, entry.start
    length = UNKNOWN_LENGTH if entry.kind in SESSION_KINDS else BLOCK
    return entry.start, entry.end or entry.start + length


def _times(entry: Entry, facts: CourseFacts, form: Form) -> list[str]:
    span = span_of(entry, form)
    if span is None:
        return [
            _day_line("DTSTART", entry.day),
            _day_line("DTEND", entry.last_day + timedelta(days=1)),
        ]
    zone = facts.zone
    start, end = (moment.astimezone(zone) for moment in span)
    if zone.key in IN_UTC or is_repeated(start, zone) or is_repeated(end, zone):
        return [content_line("DTSTART", text.utc(start)), content_line("DTEND", text.utc(end))]
    return [
        content_line(f"{name};TZID={zone.key}", text.local(moment))
        for name, moment in (("DTSTART", start), ("DTEND", end))
    ]


def _day_line(name: str, day: date) -> str:
    return content_line(f"{name};VALUE=DATE", text.day(day))


def is_repeated(moment: datetime, zone: tzinfo) -> bool:
    """Tell whether a change of clocks makes the moment's local time come twice."""
    wall = moment.astimezone(zone)
    return wall.replace(fold=0).utcoffset() != wall.replace(fold=1).utcoffset()
