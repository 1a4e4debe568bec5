"""A letter: a mail as it is written for one address."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from schedule.mailing.dialogue import Envelope
from schedule.mailing.digest import Known


@dataclass(frozen=True, slots=True)
class Letter:
    """What goes to the server, and what is then known.

    Attributes:
        subject: Its subject.
        envelope: All of it, as the server gets it.
        told: What its subscriptions know then, by their keys.
    """

    subject: str
    envelope: Envelope
    told: Mapping[int, Known] = field(default_factory=dict)
