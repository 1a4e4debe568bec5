"""What a request may ask for, each checked before anything is fetched."""

from datetime import date
from typing import Annotated, Any

from pydantic import (
    AfterValidator,
    BaseModel,
    ConfigDict,
    Field,
    ValidationInfo,
    field_validator,
)

from courses.content.base import Day
from courses.content.text import check_line
from schedule.engine.entry import Kind

MAX_LIMIT = 200
MAX_OFFSET = 1_000_000


def once(kinds: list[Kind]) -> list[Kind]:
    """Return kinds in one order, each once."""
    return sorted(set(kinds))


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
    kind: Annotated[list[Kind], AfterValidator(once)] = Field(
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
