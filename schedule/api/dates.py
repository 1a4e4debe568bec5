"""Dates in answers: in the course's zone, or not known yet."""

from datetime import datetime
from typing import overload
from zoneinfo import ZoneInfo

from schedule.api.schemas import Standing
from schedule.engine.localtime import tellable
from schedule.models import Event


@overload
def local(moment: datetime, zone: ZoneInfo) -> datetime: ...
@overload
def local(moment: None, zone: ZoneInfo) -> None: ...
@overload
def local(moment: datetime | None, zone: ZoneInfo) -> datetime | None: ...
def local(moment: datetime | None, zone: ZoneInfo) -> datetime | None:
    """Return an instant with the offset that the zone has then; None where none is known.

    Where the offset has seconds, which an answer would lose, it is in UTC.
    """
    return None if moment is None else tellable(moment.astimezone(zone))


def standing_of(event: Event | None, *, cancelled: bool = False) -> Standing:
    """Return how an item stands by its event; one without an event has no date (yet)."""
    if event is not None:
        return Standing(event.status)
    return Standing.CANCELLED if cancelled else Standing.TO_BE_ANNOUNCED
