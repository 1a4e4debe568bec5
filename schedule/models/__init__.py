"""The published calendar, one noun a file."""

from schedule.models.edition import Change, Edition
from schedule.models.event import Event, EventQuerySet

__all__ = ["Change", "Edition", "Event", "EventQuerySet"]
