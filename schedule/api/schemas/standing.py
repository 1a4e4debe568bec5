"""Whether an item of the outline or of coursework has a date that holds."""

from enum import StrEnum


class Standing(StrEnum):
    """Whether it stands on a date, was cancelled, or has no date yet."""

    CONFIRMED = "confirmed"
    CANCELLED = "cancelled"
    TO_BE_ANNOUNCED = "to-be-announced"
