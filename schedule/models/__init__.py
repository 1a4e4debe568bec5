"""The published calendar, one noun a file."""

from schedule.models.edition import Change, Edition
from schedule.models.event import Event, EventQuerySet
from schedule.models.passage import Passage

__all__ = ["Change", "Edition", "Event", "EventQuerySet", "Passage"]
