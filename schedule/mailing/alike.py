"""What subscribers chose alike: read once for many of them, and whose it is as a condition."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Final, TypeVar

from django.db.models import Q

from schedule.mailing.choice import Choice
from schedule.models import Subscriber

T = TypeVar("T")

FOR_REMINDERS: Final = ("kinds", "leads", "morning", "time_zone", "quiet_from", "quiet_until")
"""The columns of a subscriber that times of reminders depend on."""

FOR_NOTICES: Final = ("notices", "morning", "time_zone", "quiet_from", "quiet_until")
"""Those that times of notices depend on."""

MOST: Final = 200
"""How many things one condition names: databases bound how deep one may be."""


def columns(names: Sequence[str]) -> tuple[str, ...]:
    """Return such columns as a query of subscriptions names them."""
    return tuple(f"subscriber__{name}" for name in names)


def choice_of(chosen: Mapping[str, object]) -> Choice:
    """Return what was chosen, by such columns alone; the rest is as it is by default."""
    return Choice.of(Subscriber(**chosen))


def of_those_who_chose(chosen: Mapping[str, object]) -> Q:
    """Return the condition on subscriptions whose subscribers chose this, by such columns."""
    found: dict[str, object] = {}
    for name, value in chosen.items():
        none = value is None
        found[f"subscriber__{name}" + ("__isnull" if none else "")] = none or value
    return Q(**found)


def parts(things: Sequence[T]) -> Iterator[Sequence[T]]:
    """Yield parts of a list that are short enough for one condition each."""
    return (things[at : at + MOST] for at in range(0, len(things), MOST))
