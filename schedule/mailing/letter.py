"""A letter: a mail as it is written for one address."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from django.core.mail import EmailMessage

from schedule.mailing.digest import Known


@dataclass(frozen=True, slots=True)
class Letter:
    """What goes to the server, and what is then known.

    Attributes:
        message: With its Message-ID and all headers.
        told: What its subscriptions know then, by their keys.
    """

    message: EmailMessage
    told: Mapping[int, Known] = field(default_factory=dict)

    @property
    def subject(self) -> str:
        """Its subject."""
        return str(self.message.subject)
