"""What may be asked of reminders: the rules by which mail goes out, too."""

import re
from datetime import UTC, datetime, time
from typing import Annotated, Self
from zoneinfo import ZoneInfo

from pydantic import (
    AfterValidator,
    BeforeValidator,
    Field,
    PlainSerializer,
    WithJsonSchema,
)

from courses.content.base import Clock, check_day, format_clock, parse_clock
from courses.content.faults import shown
from courses.content.term import check_time_zone
from schedule.api.bounds import Bound, parse_bound
from schedule.api.options import Window, once
from schedule.engine.entry import Kind
from schedule.reminders import DAY_BEFORE, KINDS, Lead, Morning, Quiet, Rules, read_lead
from schedule.reminders.morning import WORD

MAX_LEADS = 10
MORNING = Morning().at
REMINDED = [kind.value for kind in Kind if kind in KINDS]
CLOCK = "([01][0-9]|2[0-3]):[0-5][0-9]"
QUIET_PATTERN = re.compile(r"([0-9:]+)-([0-9:]+)")

DAY_OR_INSTANT = WithJsonSchema(
    {"anyOf": [{"type": "string", "format": "date"}, {"type": "string", "format": "date-time"}]}
)


def _day_before() -> list[Lead | Morning]:
    return [DAY_BEFORE]


def _check_zone(name: str | None) -> str | None:
    return None if name is None else check_time_zone(name)


def _leads_once(leads: list[Lead | Morning]) -> list[Lead | Morning]:
    return sorted(set(leads), key=str)


def _lead(value: object) -> object:
    return read_lead(value) if isinstance(value, str) else value


def _quiet(value: object) -> object:
    """Read quiet hours.

    Raises:
        ValueError: They are not two times of day with a hyphen between, or leave nothing out.
    """
    if not isinstance(value, str):
        return value
    match = QUIET_PATTERN.fullmatch(value)
    start, end = (parse_clock(text) for text in match.groups()) if match else (None, None)
    if not isinstance(start, time) or not isinstance(end, time) or start == end:
        msg = f"{shown(value)} are no quiet hours; write when they begin and end, like 22:00-07:00"
        raise ValueError(msg)
    return Quiet(start, end)


def _quiet_text(quiet: Quiet | None) -> str | None:
    return f"{format_clock(quiet.start)}-{format_clock(quiet.end)}" if quiet else None


def _kind(value: object) -> object:
    if isinstance(value, str) and value not in REMINDED:
        msg = f"{shown(value)} is no kind that stands at a time; allowed: {', '.join(REMINDED)}"
        raise ValueError(msg)
    return value


def _apart(values: object) -> object:
    """Return words that are repeated or separated by commas, as feeds take them."""
    if not isinstance(values, list):
        return values
    return [word.strip() for each in values for word in str(each).split(",")]


LeadText = Annotated[
    Lead | Morning,
    BeforeValidator(_lead),
    PlainSerializer(str),
    WithJsonSchema(
        {"anyOf": [{"type": "string", "format": "duration"}, {"type": "string", "const": WORD}]}
    ),
]
ReminderKind = Annotated[
    Kind, BeforeValidator(_kind), WithJsonSchema({"type": "string", "enum": REMINDED})
]
QuietText = Annotated[
    Quiet,
    BeforeValidator(_quiet),
    PlainSerializer(_quiet_text),
    WithJsonSchema({"type": "string", "pattern": f"^{CLOCK}-{CLOCK}$"}),
]
ClockText = Annotated[Clock, WithJsonSchema({"type": "string", "pattern": f"^{CLOCK}$"})]
BoundText = Annotated[Bound, BeforeValidator(parse_bound), AfterValidator(check_day)]


class ReminderOptions(Window):
    """Which reminders are asked for."""

    only: Annotated[list[ReminderKind], BeforeValidator(_apart), AfterValidator(once)] = Field(
        default_factory=lambda: [Kind.DEADLINE], examples=[["deadline", "exam"]]
    )
    """Of what to remind: kinds of events, separated by commas or repeated."""
    lead: Annotated[list[LeadText], AfterValidator(_leads_once)] = Field(
        default_factory=_day_before, max_length=MAX_LEADS, examples=[["P1D", "PT2H"]]
    )
    """How long before to remind: an ISO 8601 duration of weeks, days, hours and minutes, up to
    P60D, or `morning`. Days are counted on the clock of `time_zone`, hours are exact. Repeat it for
    several lead times, ten at most."""
    morning: ClockText = Field(MORNING, examples=["08:00"])
    """At what local time `lead=morning` reminds: the last one before it is due or begins."""
    quiet: QuietText | None = Field(None, examples=["22:00-07:00"])
    """When not to remind: what falls into these local hours of each day comes when they begin."""
    time_zone: Annotated[str | None, AfterValidator(_check_zone)] = Field(
        None, max_length=60, examples=["Europe/Berlin"]
    )
    """On whose clock days, mornings and quiet hours are counted: an IANA name; the course's, where
    it is left out."""
    first: Annotated[BoundText | None, DAY_OR_INSTANT] = Field(
        None, alias="from", examples=["2023-09-25"]
    )
    """Only reminders from this local day or instant on; now, where it is left out. Days are those
    of `time_zone`."""
    last: Annotated[BoundText | None, DAY_OR_INSTANT] = Field(
        None, alias="to", examples=["2023-10-01"]
    )
    """Only reminders up to the end of this local day, or before this instant; 14 days after `from`,
    where it is left out. At most 366 days after it."""

    def zone(self, course: ZoneInfo) -> ZoneInfo:
        """Return the zone that counts, of a course with a zone."""
        return ZoneInfo(self.time_zone) if self.time_zone else course

    def rules(self, course: ZoneInfo) -> Rules:
        """Return the rules that are asked for, of a course with a zone."""
        leads = (Morning(self.morning) if isinstance(lead, Morning) else lead for lead in self.lead)
        return Rules(frozenset(self.only), tuple(leads), self.zone(course), self.quiet)

    def starting(self, now: datetime) -> Self:
        """Return what is asked for with its start, if it has none yet."""
        return self if self.first else self.model_copy(update={"first": now})


def whole_minute(now: datetime) -> datetime:
    """Return the minute that has begun, in UTC: answers that depend on now are the same in it."""
    return now.astimezone(UTC).replace(second=0, microsecond=0)
