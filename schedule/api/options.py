"""What a request may ask for, each checked before anything is fetched."""

from datetime import UTC, date, datetime
from typing import Annotated, Any, Self

from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    PlainSerializer,
    ValidationInfo,
    WithJsonSchema,
    field_validator,
)

from courses.content.base import Day, check_day
from courses.content.text import check_line
from schedule.api.bounds import Bound, parse_bound
from schedule.engine.entry import Kind
from schedule.reminders import DAY_BEFORE, Lead

MAX_LIMIT = 200
MAX_OFFSET = 1_000_000
MAX_LEADS = 10

DAY_OR_INSTANT = WithJsonSchema(
    {"anyOf": [{"type": "string", "format": "date"}, {"type": "string", "format": "date-time"}]}
)


def _once(kinds: list[Kind]) -> list[Kind]:
    return sorted(set(kinds))


def _leads_once(leads: list[Lead]) -> list[Lead]:
    return sorted(set(leads))


def _lead(value: object) -> object:
    return Lead.parse(value) if isinstance(value, str) else value


LeadText = Annotated[
    Lead,
    BeforeValidator(_lead),
    PlainSerializer(str),
    WithJsonSchema({"type": "string", "format": "duration"}),
]
BoundText = Annotated[Bound, BeforeValidator(parse_bound), AfterValidator(check_day)]


class Window(BaseModel):
    """Which part of a list is asked for."""

    model_config = ConfigDict(frozen=True, use_attribute_docstrings=True)

    limit: int = Field(50, ge=1, le=MAX_LIMIT)
    """How many at most."""
    offset: int = Field(0, ge=0, le=MAX_OFFSET)
    """How many to pass over."""

    def pairs(self) -> dict[str, Any]:
        """Return what is asked for as a query: the same for all that means the same."""
        return self.model_dump(mode="json", by_alias=True, exclude_defaults=True)

    def words(self) -> list[str]:
        """Return what is asked for as parts of an ETag."""
        return [f"{name}={value}" for name, value in self.pairs().items()]


class CourseOptions(Window):
    """Which courses are asked for."""

    term: Annotated[str, AfterValidator(check_line)] = Field(
        "", max_length=60, examples=["2023-fall"]
    )
    """Only the courses of this term, by its slug."""
    q: Annotated[str, AfterValidator(check_line)] = Field("", max_length=100, examples=["6.5940"])
    """Only courses whose number or title has this text, in upper or lower case."""


class EventOptions(Window):
    """Which events are asked for."""

    first: Day | None = Field(None, alias="from", examples=["2023-09-25"])
    """Only events on this local day or later."""
    last: Day | None = Field(None, alias="to", examples=["2023-10-01"])
    """Only events on this local day or earlier."""
    kind: Annotated[list[Kind], AfterValidator(_once)] = Field(
        default_factory=list, examples=[["lecture", "deadline"]]
    )
    """Only events of this kind. Repeat it for several kinds."""

    @field_validator("last")
    @classmethod
    def _check_order(cls, last: date | None, info: ValidationInfo) -> date | None:
        first = info.data.get("first")
        if first is not None and last is not None and last < first:
            msg = f"to ({last}) is before from ({first})"
            raise ValueError(msg)
        return last


class ReminderOptions(Window):
    """Which reminders are asked for."""

    lead: Annotated[list[LeadText], AfterValidator(_leads_once)] = Field(
        default_factory=lambda: [DAY_BEFORE], max_length=MAX_LEADS, examples=[["P1D", "PT2H"]]
    )
    """How long before a deadline to remind: an ISO 8601 duration of weeks, days, hours and minutes,
    up to P60D. Days are counted on the course's wall clock, hours are exact. Repeat it for several
    lead times, ten at most."""
    first: Annotated[BoundText | None, DAY_OR_INSTANT] = Field(
        None, alias="from", examples=["2023-09-25"]
    )
    """Only reminders from this local day or instant on; now, where it is left out."""
    last: Annotated[BoundText | None, DAY_OR_INSTANT] = Field(
        None, alias="to", examples=["2023-10-01"]
    )
    """Only reminders up to the end of this local day, or before this instant; 14 days after `from`,
    where it is left out. At most 366 days after it."""

    def starting(self, now: datetime) -> Self:
        """Return what is asked for with its start, if it has none yet."""
        return self if self.first else self.model_copy(update={"first": now})


def whole_minute(now: datetime) -> datetime:
    """Return the minute that has begun, in UTC: answers that depend on now are the same in it."""
    return now.astimezone(UTC).replace(second=0, microsecond=0)
